import HTML
import HTTPTypes
import Storage
import Verger

/// The pictures of a workspace: those that its pages show, and its logo.
enum PictureRoutes {
    static let all: [Route] = [
        Route(.get, "pictures", may: .viewForms) { try list($0) },
        Route(.post, "pictures", may: .manageForms, add).accepting(bytes: Picture.limit + (1 << 20)),
        Route(.post, "pictures/{picture}/removal", may: .manageForms, remove),
    ]

    private static func list(_ visit: Visit, problem: Sentence? = nil) throws -> Answer {
        try visit.read { connection in
            var answer = visit.answer(
                PicturesPage(
                    visit: visit, pictures: try Pictures(connection, in: visit.workspace.id).all(), problem: problem,
                    landing: try visit.query.text("page").flatMap { Int64($0) }.flatMap {
                        try LandingPages(connection, in: visit.workspace.id).find($0)
                    }
                ).page)
            if problem != nil { answer.status = .unprocessableContent }
            return answer
        }
    }

    @Sendable private static func add(_ visit: Visit) throws -> Answer {
        guard let upload = visit.call.multipart?.file("file") else {
            return try list(visit, problem: Sentence(fr: "choisissez une image", en: "choose an image"))
        }
        do {
            let name = FileName.safe(upload.file ?? "")
            let file = try PictureFile(Array(upload.bytes), named: name)
            try visit.write { connection in
                let picture = try Pictures(connection, in: visit.workspace.id).add(file, named: name, at: visit.now)
                try visit.audit(
                    "picture added", [("picture", .number(Int(picture.id))), ("name", .text(picture.name))], connection)
            }
            return .redirect(to: visit.links.pictures + visit.query.query).toast(
                visit.notation.text("Image gardée.", "Image kept."))
        } catch let problem as PictureFile.Problem {
            return try list(visit, problem: problem.sentence)
        } catch let problem as Pictures.Problem {
            return try list(visit, problem: problem.sentence)
        }
    }

    @Sendable private static func remove(_ visit: Visit) throws -> Answer {
        let id = try visit.number("picture")
        do {
            let isDropped = try visit.write { connection in
                let isDropped = try Pictures(connection, in: visit.workspace.id).drop(id)
                if isDropped { try visit.audit("picture removed", [("picture", .number(Int(id)))], connection) }
                return isDropped
            }
            guard isDropped else { throw Refusal.notFound }
            return .redirect(to: visit.links.pictures + visit.query.query).toast(
                visit.notation.text("Image retirée.", "Image removed."))
        } catch let problem as Pictures.Problem {
            return try list(visit, problem: problem.sentence)
        }
    }
}
