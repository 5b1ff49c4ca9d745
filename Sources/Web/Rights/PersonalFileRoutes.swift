import HTML
import HTTPTypes
import Storage
import Verger

/// Everything that is known of a person, to read and to carry elsewhere.
enum PersonalFileRoutes {
    static let all: [Route] = [
        Route(.get, "contacts/{contact}/personal-file", may: .eraseContacts, show),
        Route(.get, "contacts/{contact}/personal-file/download", may: .eraseContacts, download),
        Route(.get, "rights/requests/{request}/records", may: .eraseContacts, showRecords),
        Route(.get, "rights/requests/{request}/records/download", may: .eraseContacts, downloadRecords),
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

    // MARK: Of somebody who is no contact

    @Sendable private static func showRecords(_ visit: Visit) throws -> Answer {
        let (request, file) = try records(visit, as: "page")
        return visit.answer(IdentityFilePage(visit: visit, request: request, file: file).page)
    }

    @Sendable private static func downloadRecords(_ visit: Visit) throws -> Answer {
        let (request, file) = try records(visit, as: "json")
        return .download(
            Array(file.json.json(pretty: true).utf8), name: "records-\(request.id).json", type: "application/json")
    }

    private static func records(_ visit: Visit, as form: String) throws -> (RightsRequest, IdentityFile) {
        try visit.write { connection in
            guard
                let request = try RightsRequests(connection, in: visit.workspace).find(visit.number("request")),
                case .identity(let identity) = try RightsSubject(of: request, visit, connection)
            else { throw Refusal.notFound }
            let file = try IdentityFile(of: identity, connection, in: visit.workspace, at: visit.now)
            try visit.audit(
                "personal data exported", [("request", .number(Int(request.id))), ("form", .text(form))], connection)
            return (request, file)
        }
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
