import HTML
import HTTPTypes
import Storage
import Verger

/// Everything that is known of a person, to read and to carry elsewhere.
enum PersonalFileRoutes {
    static let all: [Route] = [
        Route(.get, "contacts/{contact}/personal-file", may: .eraseContacts, show),
        Route(.get, "contacts/{contact}/personal-file/download", may: .eraseContacts, download),
    ]

    @Sendable private static func show(_ visit: Visit) throws -> Answer {
        visit.answer(PersonalFilePage(visit: visit, file: try file(visit, as: "page")).page)
    }

    @Sendable private static func download(_ visit: Visit) throws -> Answer {
        let file = try file(visit, as: "json")
        return .download(
            Array(file.json.json(pretty: true).utf8), name: "personal-file-\(file.contact.id.value).json",
            type: "application/json")
    }

    /// Who looked is written down.
    private static func file(_ visit: Visit, as form: String) throws -> PersonalFile {
        try visit.write { connection in
            let contact = try visit.contact(connection)
            guard
                let file = try PersonalFile(of: contact.id, connection, in: visit.workspace, at: visit.now)
            else { throw Refusal.notFound }
            try visit.audit(
                "personal data exported",
                [("contact", .number(Int(contact.id.value))), ("form", .text(form))], connection)
            return file
        }
    }
}
