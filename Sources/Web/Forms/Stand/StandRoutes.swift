import Exchange
import HTML
import HTTPTypes
import Storage
import Verger

/// The sheet that somebody on a stand fills in on a phone, with a network or without.
enum StandRoutes {
    static let all: [Route] = [
        Route(.get, "stand", may: .editContacts) { StandPage(visit: $0).answer },
        Route(.post, "stand", may: .editContacts, record),
        Route(.get, "stand/sw.js", may: .editContacts) { .serviceWorker(scope: $0.links.stand) },
    ]

    @Sendable private static func record(_ visit: Visit) throws -> Answer {
        let isScript = visit.call.headers[.accept]?.contains("application/json") ?? false
        let rules = try visit.rules()
        let (sheet, problems) = sheet(visit, rules.catalogue.fields)
        guard problems.isEmpty else {
            if isScript {
                return .json(
                    .object([
                        ("taken", false),
                        ("problems", .list(problems.map { .text(visit.say($0.sentence).capitalizedFirst) })),
                    ]), status: .unprocessableContent)
            }
            var page = StandPage(visit: visit)
            page.typed = visit.form
            page.problems = problems
            var answer = page.answer
            answer.status = .unprocessableContent
            return answer
        }
        let contact = try visit.write { connection in
            try StandIntake(
                connection, in: visit.workspace, types: rules.catalogue.fields, kinds: rules.catalogue.kindsByName,
                at: visit.now
            ).take(sheet)
        }
        if isScript { return .json(.object([("taken", true), ("repeated", Document(.boolean(contact == nil)))])) }
        let event = sheet.event.map { Fields([(name: "event", value: $0)]).query } ?? ""
        return .redirect(to: visit.links.stand + event + (event.isEmpty ? "?" : "&") + "sent=1")
    }

    private static func sheet(_ visit: Visit, _ types: [String: ValueType]) -> (StandSheet, [Problem]) {
        var reader = ProfileReader(
            zone: visit.workspace.zone, region: visit.workspace.region, fields: types,
            phone: { PhoneNumbers.e164($0, region: $1) })
        let form = visit.form
        var contact = ImportedContact()
        for field in [ContactField.firstName, .lastName, .email, .phone, .jobTitle] {
            let text = form.text(field.rawValue).map { String($0.prefix(300)).withoutControls }
            contact.fields[field.rawValue] = text.flatMap { reader.value($0, of: field, at: field.rawValue) }
        }
        if let name = form.text("company")?.withoutControls {
            contact.company = ImportedCompany(fields: [CompanyField.name.rawValue: String(name.prefix(300))])
        }
        var problems = reader.problems
        let reach = [ContactField.email, .phone, .lastName, .firstName]
        if problems.isEmpty, reach.allSatisfy({ contact.fields[$0.rawValue] == nil }) {
            problems.append(
                Problem(
                    Sentence(
                        fr: "un nom, une adresse ou un numéro est nécessaire",
                        en: "a name, an address or a number is needed"), path: "email"))
        }
        // Whoever meets people follows them; others are given to somebody by the rules of handover.
        if visit.member.role == .rep { contact.fields[ContactField.owner.rawValue] = visit.member.user.email }
        contact.fields[ContactField.source.rawValue] = form.text("event").map { String($0.prefix(200)).withoutControls }
        let at = min(form.text("at").flatMap { Instant(iso8601: $0, in: .utc) } ?? visit.now, visit.now)
        let sheet = StandSheet(
            key: form["submission"].flatMap { FormStamp.isKey($0) ? $0 : nil } ?? Once.key(), at: at,
            event: form.text("event").map { String($0.prefix(200)).withoutControls },
            hasTalked: form["met"] == "talked", contact: contact,
            note: form.text("note").map { String($0.prefix(4000)).replacing("\0", with: "") },
            agreed: form["agreed"] == nil ? nil : visit.say(StandPage.Words.agreement(visit.workspace.name)),
            author: (visit.member.user.name, visit.member.user.email))
        return (sheet, problems)
    }
}

extension String {
    fileprivate var withoutControls: String {
        String(String.UnicodeScalarView(unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }))
    }
}

extension Links {
    package var stand: String { to("stand") }
}
