import HTML
import HTTPTypes
import Storage
import Verger

/// What is done with many contacts at once, or with those of many companies: tags, owners, files.
enum BulkRoutes {
    /// More than that at once belongs to an import.
    private static let most = 20_000

    static let all: [Route] =
        routes(of: .contact) + routes(of: .company) + [
            Route(
                .get, "contacts/export.csv", may: .exportContacts,
                live: { visit in try await contacts(ContactsAddress(visit.query), only: nil, visit) }),
            Route(
                .post, "contacts/exports", may: .exportContacts,
                live: { visit in
                    try await contacts(
                        ContactsAddress(list(visit)), only: isEverything(visit) ? nil : chosen(visit), visit)
                }
            ).accepting(bytes: 4 << 20),
            Route(
                .get, "companies/export.csv", may: .exportContacts,
                live: { visit in try await companies(CompaniesAddress(visit.query), only: nil, visit) }),
            Route(
                .post, "companies/exports", may: .exportContacts,
                live: { visit in
                    try await companies(
                        CompaniesAddress(list(visit)), only: isEverything(visit) ? nil : chosenCompanies(visit), visit)
                }
            ).accepting(bytes: 4 << 20),
        ]

    private static func routes(of subject: MatchSubject) -> [Route] {
        let actions = "\(subject.folder)/bulk-actions"
        return [
            Route(.post, actions, may: .editContacts) { try perform($0, subject) }.accepting(bytes: 4 << 20).creating,
            Route(.post, actions + "/{action}/reversals", may: .editContacts) { try undo($0, subject) },
        ]
    }

    // MARK: Who is meant

    private static func chosen(_ visit: Visit) -> [Contact.ID] {
        visit.form.values("contact").compactMap { Int64($0) }.map { Contact.ID($0) }
    }

    private static func chosenCompanies(_ visit: Visit) -> [Company.ID] {
        visit.form.values("company").compactMap { Int64($0) }.map { Company.ID($0) }
    }

    private static func list(_ visit: Visit) -> Fields { Fields(urlEncoded: visit.form["list"] ?? "") }

    private static func isEverything(_ visit: Visit) -> Bool { visit.form["everyone"] == "1" }

    /// The contacts to act on, only those that the visitor sees, and of how many companies they are.
    private struct Meant {
        let contacts: [Contact.ID]
        var companies: Int?
    }

    private static func meant(_ subject: MatchSubject, _ visit: Visit, _ connection: any SQLConnection) throws -> Meant
    {
        switch subject {
        case .contact: Meant(contacts: try meantContacts(visit, connection))
        case .company: try meantCompanies(visit, connection)
        }
    }

    /// Those that were ticked, or the whole list.
    private static func meantContacts(_ visit: Visit, _ connection: any SQLConnection) throws -> [Contact.ID] {
        if isEverything(visit) {
            let list = try ContactsReading.list(ContactsAddress(list(visit)), visit, connection)
            return try withinLimit(list?.ids(after: nil, limit: most + 1).ids ?? [], visit)
        }
        let filter = ContactFilter(visible: visit.member.visibility.restriction)
        let seen = try ContactList(connection, in: visit.workspace, filter: filter, at: visit.now).holding(
            chosen(visit))
        return chosen(visit).filter(seen.contains)
    }

    private static func withinLimit<ID>(_ ids: [ID], _ visit: Visit) throws -> [ID] {
        guard ids.count > most else { return ids }
        let limit = visit.notation.number(Number(most), places: 0)
        throw Refusal.conflict(
            Sentence(
                fr:
                    "Rien n’a changé\u{A0}: ce sont plus de \(limit) fiches. Filtrez la liste, puis recommencez par parts.",
                en: "Nothing has changed: these are more than \(limit) records. Filter the list, and go on by parts."))
    }

    private static func meantCompanies(_ visit: Visit, _ connection: any SQLConnection) throws -> Meant {
        let ids: [Company.ID]
        if isEverything(visit) {
            let list = try CompaniesReading.list(CompaniesAddress(list(visit)), visit, connection)
            ids = try withinLimit(list?.ids(after: nil, limit: most + 1).ids ?? [], visit)
        } else {
            ids = chosenCompanies(visit)
        }
        let people = try Companies(connection, in: visit.workspace).contacts(
            of: ids, seenBy: visit.member.visibility, limit: most + 1)
        _ = try withinLimit(people.map(\.contact), visit)
        return Meant(contacts: people.map(\.contact), companies: Set(people.map(\.company)).count)
    }

    // MARK: Acting

    private static func perform(_ visit: Visit, _ subject: MatchSubject) throws -> Answer {
        if visit.form["action"] == "add_segment" { return try addToSegment(visit, subject) }
        guard let action = action(visit.form) else {
            return .redirect(to: back(visit, subject)).toast(
                visit.notation.text(
                    "Rien n’a changé\u{A0}: il manque l’étiquette.", "Nothing has changed: the tag is missing."))
        }
        if case .assign = action, !visit.may(.assignContacts) { throw Refusal.forbidden(.assignContacts) }
        return try done(action, visit, subject) { sentence(action, $0, visit) }
    }

    /// Gives the tag of a segment that is kept by hand.
    private static func addToSegment(_ visit: Visit, _ subject: MatchSubject) throws -> Answer {
        switch try HandSegment.choice(visit) {
        case .none:
            return .redirect(to: back(visit, subject)).toast(
                visit.notation.text(
                    "Rien n’a changé\u{A0}: choisissez un segment ou nommez-en un nouveau.",
                    "Nothing has changed: choose a segment, or name a new one."))
        case .refused(let problems):
            return .redirect(to: back(visit, subject)).toast(
                problems.map { $0.text(in: visit.language).capitalizedFirst }.joined(separator: " ") + ".")
        case .chosen(let hand):
            return try done(.addTag(hand.tag), visit, subject) { contacts in
                visit.notation.text(
                    "\(contacts)\u{A0}: dans le segment «\u{A0}\(hand.segment.name)\u{A0}».",
                    "\(contacts): in the segment “\(hand.segment.name)”.")
            }
        }
    }

    private static func done(
        _ action: BulkAction, _ visit: Visit, _ subject: MatchSubject, _ sentence: (String) -> String
    ) throws -> Answer {
        let (outcome, companies) = try visit.write { connection in
            let meant = try meant(subject, visit, connection)
            let types = try visit.rules(on: connection).catalogue.fields
            let outcome = try BulkActions(connection, in: visit.workspace, types: types).perform(
                action, on: meant.contacts, by: visit.member.user.email, at: visit.now)
            return (outcome, meant.companies)
        }
        var contacts = visit.notation.plural(
            outcome.changed, Sentence(fr: "contact", en: "contact"), Sentence(fr: "contacts", en: "contacts"))
        if let companies {
            contacts +=
                visit.notation.text(" de ", " of ")
                + visit.notation.plural(
                    companies, Sentence(fr: "entreprise", en: "company"), Sentence(fr: "entreprises", en: "companies"))
        }
        let undo =
            outcome.changed > 0 ? visit.links.to("\(subject.folder)/bulk-actions/\(outcome.id)/reversals") : nil
        return .redirect(to: back(visit, subject)).toast(sentence(contacts), undo: undo)
    }

    /// The list, or the segment, on whose page it was asked for.
    private static func back(_ visit: Visit, _ subject: MatchSubject) -> String {
        if let segment = visit.form.integer("from_segment") {
            return visit.links.segment(.init(Int64(segment))) + "#members"
        }
        return visit.links.to(subject.folder) + (visit.form.text("list").map { "?" + $0 } ?? "")
    }

    private static func action(_ form: Fields) -> BulkAction? {
        switch form["action"] {
        case "add_tag": form.text("tag").map { .addTag(String($0.prefix(100))) }
        case "remove_tag": form.text("tag").map { .removeTag($0) }
        case "assign": .assign(form.text("owner"))
        default: nil
        }
    }

    private static func sentence(_ action: BulkAction, _ contacts: String, _ visit: Visit) -> String {
        switch action {
        case .addTag(let tag):
            visit.notation.text(
                "\(contacts)\u{A0}: étiquette «\u{A0}\(tag)\u{A0}» ajoutée.", "\(contacts): tag “\(tag)” added.")
        case .removeTag(let tag):
            visit.notation.text(
                "\(contacts)\u{A0}: étiquette «\u{A0}\(tag)\u{A0}» retirée.", "\(contacts): tag “\(tag)” removed.")
        case .assign(let owner?):
            visit.notation.text("\(contacts)\u{A0}: suivi par \(owner).", "\(contacts): owned by \(owner).")
        case .assign(nil):
            visit.notation.text("\(contacts)\u{A0}: suivi par personne.", "\(contacts): owned by nobody.")
        }
    }

    private static func undo(_ visit: Visit, _ subject: MatchSubject) throws -> Answer {
        let id = try visit.number("action")
        let outcome = try visit.write { connection in
            let actions = BulkActions(
                connection, in: visit.workspace, types: try visit.rules(on: connection).catalogue.fields)
            if case .assign = try actions.find(id), !visit.may(.assignContacts) {
                throw Refusal.forbidden(.assignContacts)
            }
            return try actions.undo(id, by: visit.member.user.email, at: visit.now)
        }
        guard let outcome else { throw Refusal.notFound }
        let left =
            outcome.unchanged == 0
            ? ""
            : visit.notation.text(
                " \(outcome.unchanged) changés depuis sont restés ainsi.",
                " \(outcome.unchanged) changed since were left alone.")
        return .redirect(to: visit.links.to(subject.folder)).toast(visit.notation.text("Annulé.", "Undone.") + left)
    }

    // MARK: Files

    /// Formulas are disarmed.
    private static func contacts(
        _ address: ContactsAddress, only chosen: [Contact.ID]?, _ visit: Visit
    ) async throws -> Answer {
        try await visit.file("contacts.csv", of: address.list, noted: "contacts exported") {
            try ContactSheet(address, only: chosen, visit, $0)
        }
    }

    private static func companies(
        _ address: CompaniesAddress, only chosen: [Company.ID]?, _ visit: Visit
    ) async throws -> Answer {
        try await visit.file("companies.csv", of: address.list, noted: "companies exported") {
            try CompanySheet(address, only: chosen, visit, $0)
        }
    }
}
