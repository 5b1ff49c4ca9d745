import HTML
import HTTPTypes
import Storage
import Verger

/// Who has said nothing for too long: looked at, asked, and let go once somebody says so.
enum RetentionRoutes {
    static let all: [Route] = [
        Route(.get, "rights/retention", may: .eraseContacts, show),
        Route(.post, "rights/retention/questions", may: .eraseContacts, ask),
        Route(.post, "rights/retention/purges", may: .eraseContacts, purge),
    ]

    /// Contacts on one page.
    private static let rows = 100

    @Sendable private static func show(_ visit: Visit) throws -> Answer {
        try visit.read { connection in
            let after = visit.query.text("after").flatMap { Int64($0) }.map { Contact.ID($0) }
            let retention = try Definitions(connection, in: visit.workspace).retention()
            let found = try retention.map {
                try RetentionDesk(connection, in: visit.workspace, under: $0).cases(
                    after: after, limit: rows, at: visit.now)
            }
            return visit.answer(
                RetentionPage(
                    visit: visit, retention: retention, cases: found?.cases ?? [], next: found?.next,
                    purges: try RetentionPurges(connection, in: visit.workspace).all(limit: 20)
                ).page)
        }
    }

    /// Writes to people, each once: their answer is a choice on their preference page.
    @Sendable private static func ask(_ visit: Visit) throws -> Answer {
        let count = try visit.write { connection -> Int in
            guard let cases = try chosen(visit, connection, where: { $0 == .toAsk }) else { return 0 }
            let secret = try InstanceSecret(connection, at: visit.now)
            let settings = try Settings(connection, in: visit.workspace.id).all()
            let mails = Mails(connection, in: visit.workspace.id)
            for item in cases {
                let link = ContactLink(.preferences, of: item.id, in: visit.workspace.id, at: visit.now)
                let letter = try RetentionLetter(
                    workspace: visit.workspace, settings: settings, contact: item.contact,
                    address: visit.site.address + Links.preferences(secret.sealed(link))
                ).letter()
                guard let letter else { continue }
                try mails.queue(
                    letter, because: "retention:\(item.id.value):\(item.finding.dueAt.microseconds)", contact: item.id,
                    at: visit.now)
                try RetentionQuestions(connection, in: visit.workspace.id).note(item.id, at: visit.now)
            }
            if !cases.isEmpty {
                try visit.audit("retention question asked", [("people", .number(cases.count))], connection)
            }
            return cases.count
        }
        return .redirect(to: visit.links.retention).toast(
            visit.notation.text(
                "\(count) questions envoyées\u{A0}: silence pendant 30 jours vaut départ.",
                "\(count) questions sent: 30 days of silence mean goodbye."))
    }

    @Sendable private static func purge(_ visit: Visit) throws -> Answer {
        guard visit.form["confirmed"] != nil else {
            return .redirect(to: visit.links.retention).toast(visit.say(RightsWords.unconfirmed))
        }
        let count = try visit.write { connection -> Int in
            guard let cases = try chosen(visit, connection, where: { $0 == .toPurge }), !cases.isEmpty else {
                return 0
            }
            try RetentionPurges(connection, in: visit.workspace).confirm(
                cases.map(\.id), by: visit.member.user.email, at: visit.now)
            return cases.count
        }
        return .redirect(to: visit.links.retention).toast(
            visit.notation.text(
                "\(count) personnes vont être effacées.", "\(count) people are about to be erased."))
    }

    /// The contacts that were ticked and are still as they were shown.
    private static func chosen(
        _ visit: Visit, _ connection: any SQLConnection, where isWanted: (Retention.State) -> Bool
    ) throws -> [RetentionDesk.Case]? {
        guard let retention = try Definitions(connection, in: visit.workspace).retention() else { return nil }
        let desk = RetentionDesk(connection, in: visit.workspace, under: retention)
        let ids = Set(visit.form.values("contact").compactMap { Int64($0) }).map { Contact.ID($0) }
        return try desk.cases(among: ids, at: visit.now).filter { isWanted($0.state) }
    }
}
