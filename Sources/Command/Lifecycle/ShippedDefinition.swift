import Exchange
import Foundation
import Verger

/// The definitions that come with the program.
enum ShippedDefinition: String, CaseIterable {
    case b2b, b2c

    /// With its comments.
    var source: String {
        switch self {
        case .b2b: String(decoding: PackageResources.b2b_yml, as: UTF8.self)
        case .b2c: String(decoding: PackageResources.b2c_yml, as: UTF8.self)
        }
    }

    /// The text of a definition: one that is shipped, by name, or a file.
    static func source(named name: String) throws -> String {
        if let shipped = ShippedDefinition(rawValue: name), !FileManager.default.fileExists(atPath: name) {
            return shipped.source
        }
        return try TextFile.contents(of: name)
    }

    /// Reads and checks a definition; throws all problems, each with the name of the file.
    static func read(_ name: String, zone: Zone) throws -> (source: String, document: Document, warnings: [Problem]) {
        let source = try source(named: name)
        let document: Document
        do {
            document = try Document(yaml: source)
        } catch {
            throw Failure.problems(error.all, of: name)
        }
        let problems = Definition.check(document, zone: zone).problems
        guard !problems.contains(where: { $0.severity == .error }) else { throw Failure.problems(problems, of: name) }
        return (source, document, problems)
    }
}

/// A text file in UTF-8.
enum TextFile {
    static func contents(of path: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Failure.notFound(
                Sentence(
                    fr: "le fichier «\u{A0}\(path)\u{A0}» ne peut pas être lu", en: "the file “\(path)” can't be read"))
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw Failure.refused(
                Sentence(
                    fr: "le fichier «\u{A0}\(path)\u{A0}» n’est pas en UTF-8", en: "the file “\(path)” is not in UTF-8")
            )
        }
        return text
    }
}
