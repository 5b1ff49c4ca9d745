import Storage
import Verger

/// What the palette shows for a question: contacts, companies, places, things to do.
struct PaletteAnswers: Sendable {
    let question: PaletteQuestion
    let groups: [PaletteGroup]
    /// To show the stages of contacts by; nil before there is a definition.
    let rules: Rules?

    private static let most = 6

    init(_ text: String, _ visit: Visit) throws {
        let question = PaletteQuestion(text)
        self.question = question
        let found = try visit.read { connection in
            let rules = try visit.site.ruleBook.rules(of: visit.workspace, on: connection)
            return (
                rules: rules, contacts: try PaletteAnswers.contacts(question, visit, connection),
                companies: try PaletteAnswers.companies(question, visit, connection)
            )
        }
        rules = found.rules
        let marks = found.rules.map { StageMarks($0, visit.language) }
        groups = [
            PaletteGroup(
                title: visit.say(text.isEmpty ? Words.recent : Words.contacts),
                items: question.asksWhy ? [] : found.contacts.map { PaletteAnswers.item(of: $0, visit) }),
            PaletteGroup(
                title: visit.say(Words.explanations),
                items: text.isEmpty
                    ? [] : found.contacts.prefix(question.asksWhy ? 6 : 1).map { why($0, marks, visit) }),
            PaletteGroup(
                title: visit.say(Words.companies), items: found.companies.map { PaletteAnswers.item(of: $0, visit) }),
            PaletteGroup(
                title: visit.say(Words.actions),
                items: PaletteAnswers.note(found.contacts.first, question, visit)
                    + PaletteAnswers.actions(question, visit)),
            PaletteGroup(title: visit.say(Words.pages), items: PaletteAnswers.pages(question, visit)),
        ].filter { !$0.items.isEmpty }

        func why(_ row: ContactList.Row, _ marks: StageMarks?, _ visit: Visit) -> PaletteItem {
            let name = row.contact.displayName
            let stage = marks?.name(row.stage) ?? "?"
            return PaletteItem(
                mark: .icon(.rules),
                title: visit.say(
                    Sentence(
                        fr: "Pourquoi \(name) est à l’étape \(stage)", en: "Why \(name) is at the stage \(stage)")),
                link: visit.links.contact(row.id) + "#ripen")
        }
    }

    // MARK: What is found

    /// Those looked at last when nothing is asked, else those found.
    private static func contacts(
        _ question: PaletteQuestion, _ visit: Visit, _ connection: any SQLConnection
    ) throws -> [ContactList.Row] {
        let list = ContactList(
            connection, in: visit.workspace,
            filter: ContactFilter(search: question.search, visible: visible(to: visit)),
            order: ContactOrder(.evidence), at: visit.now)
        guard question.text.isEmpty else {
            return question.search == nil ? [] : try list.page(limit: most).rows
        }
        let recent = RecentContacts(visit.call).ids
        let seen = try list.holding(recent)
        let rows = try list.rows(of: recent.filter(seen.contains))
        return recent.compactMap { rows[$0] }
    }

    private static func visible(to visit: Visit) -> SQLFragment? {
        visit.member.visibility == .everyone ? nil : visit.member.visibility.sql
    }

    private static func companies(
        _ question: PaletteQuestion, _ visit: Visit, _ connection: any SQLConnection
    ) throws -> [CompanyList.Row] {
        guard let search = question.search, !question.asksWhy else { return [] }
        let list = CompanyList(
            connection, in: visit.workspace, filter: CompanyFilter(search: search, seenBy: visit.member.visibility),
            at: visit.now)
        return try list.page(limit: 3).rows
    }

    private static func item(of row: ContactList.Row, _ visit: Visit) -> PaletteItem {
        PaletteItem(
            mark: .stage(row.stage), title: row.contact.displayName,
            detail: row.companyName ?? row.contact.fields[.email], link: visit.links.contact(row.id))
    }

    private static func item(of row: CompanyList.Row, _ visit: Visit) -> PaletteItem {
        PaletteItem(
            mark: .icon(.company), title: row.company.fields[.name] ?? "#\(row.id.value)",
            detail: visit.notation.plural(
                row.contacts, Sentence(fr: "contact", en: "contact"), Sentence(fr: "contacts", en: "contacts")),
            link: visit.links.company(row.id))
    }

    /// The contact found first can be written about without looking at it.
    private static func note(
        _ row: ContactList.Row?, _ question: PaletteQuestion, _ visit: Visit
    ) -> [PaletteItem] {
        guard let row, visit.may(.recordActivities), !question.text.isEmpty, !question.asksWhy else { return [] }
        let name = row.contact.displayName
        return [
            PaletteItem(
                mark: .icon(.note),
                title: visit.say(Sentence(fr: "Noter un échange avec \(name)", en: "Note an exchange with \(name)")),
                link: visit.links.contact(row.id, "activities/new"))
        ]
    }

    private static func actions(_ question: PaletteQuestion, _ visit: Visit) -> [PaletteItem] {
        PaletteAction.beginnings.filter { action in
            let words = [action.label, action.keywords].compactMap(\.self).flatMap { [$0.fr, $0.en] }
            return question.isAbout(words) && action.isOffered(to: visit)
        }.map { $0.item(visit) }
    }

    private static func pages(_ question: PaletteQuestion, _ visit: Visit) -> [PaletteItem] {
        Section.allCases.filter { section in
            visit.may(section.permission) && question.isAbout([section.label.fr, section.label.en])
        }.map { section in
            PaletteItem(
                mark: .icon(section.icon), title: visit.say(section.label), link: section.link(visit.links),
                key: section.letter.map { "G \($0)" })
        }
    }

    private enum Words {
        static let recent = Sentence(fr: "Vus en dernier", en: "Last seen")
        static let contacts = Sentence(fr: "Contacts", en: "Contacts")
        static let explanations = Sentence(fr: "Explications", en: "Explanations")
        static let companies = Sentence(fr: "Entreprises", en: "Companies")
        static let actions = Sentence(fr: "Actions", en: "Actions")
        static let pages = Sentence(fr: "Pages", en: "Pages")
    }
}

/// The contacts that this browser looked at last, as app.js keeps them in a cookie of the workspace.
struct RecentContacts {
    let ids: [Contact.ID]

    init(_ call: Call) {
        let numbers = (call.cookie("verger_recent") ?? "").split(separator: ".").compactMap { Int64($0) }
        ids = numbers.filter { $0 > 0 }.prefix(6).map { Contact.ID($0) }
    }
}
