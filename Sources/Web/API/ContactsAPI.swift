import HTTPTypes
import Storage
import Verger

/// Contacts, for programs.
enum ContactsAPI {
    static let routes = [
        Route(
            .get, api: "contacts", may: .viewContacts,
            Operation(
                "List contacts",
                "Those that hold a condition or whose words are searched for, in an order of their own. There is no total: "
                    + "ask `conditions/check` for a count.",
                query: [
                    .init(
                        "where",
                        .text(1...1500).noted("A condition, in its text form.").like(
                            "stage >= prospect and score > 40")),
                    .init("search", .text(1...200).noted("Beginnings of words of the name, address, company, phone.")),
                    .init(
                        "sort",
                        .choice(ContactOrder.Key.allCases.flatMap { [$0.rawValue, "-" + $0.rawValue] }).noted(
                            "The order; `-` turns it round. `score` where it is left out.")),
                    .limit, .cursor,
                ],
                answers: [.init(.ok, "A page of contacts.", .page(of: .contact))]), list),
        Route(
            .post, api: "contacts", may: .editContacts,
            Operation(
                "Record a contact",
                "By the identity rules of imports: the same external id or e-mail address is the same contact, which then "
                    + "takes over what is said; what is not said stays.",
                content: .json(.contactInput),
                answers: [
                    .init(.created, "A new contact.", .contact, headers: ["Location", "ETag"]),
                    .init(.ok, "A known contact, as it is now.", .contact, headers: ["Location", "ETag"]),
                ]
            ).onceOnly, create),
        Route(
            .get, api: "contacts/{contact}", may: .viewContacts,
            Operation(
                "Read a contact",
                "With its `touches`: what brought it, by the channels and campaigns of the workspace.",
                answers: [.init(.ok, "The contact, derived values as of now.", .contact, headers: ["ETag"])]),
            { visit in
                try visit.read {
                    try ContactCard(visit.contact($0), on: $0, visit).withTouches(on: $0, visit).answer
                }
            }),
        Route(
            .patch, api: "contacts/{contact}", may: .editContacts,
            Operation(
                "Edit a contact", "What is not named stays; `null` takes a value away. `tags` replaces all tags.",
                content: .patch(.contactInput),
                answers: [.init(.ok, "The contact as it is now.", .contact, headers: ["ETag"])]
            ).ofVersion, edit),
        Route(
            .put, api: "contacts/{contact}/tags/{tag}", may: .editContacts,
            Operation(
                "Tag a contact", "No version is needed: to tag twice is to tag once.",
                answers: [.init(.ok, "The contact as it is now.", .contact, headers: ["ETag"])]),
            { visit in try tag(visit) { tags, tag in tags + [tag] } }),
        Route(
            .delete, api: "contacts/{contact}/tags/{tag}", may: .editContacts,
            Operation(
                "Untag a contact", answers: [.init(.ok, "The contact as it is now.", .contact, headers: ["ETag"])]),
            { visit in try tag(visit) { tags, _ in tags } }),
    ]

    // MARK: Reading

    private static func list(_ visit: Visit) throws -> Answer {
        let order = visit.query.text("sort").flatMap { ContactOrder($0) } ?? ContactOrder(.score)
        let place = try visit.cursor(in: order.description, isByText: order.key == .name)
        let search = try visit.search()
        return try visit.read { connection in
            let rules = try visit.rules(on: connection)
            let condition = try visit.query.text("where").map { try rules.resolve(where: $0) }
            let filter = ContactFilter(condition: condition, search: search, visible: visit.visibleSQL)
            let page = try ContactList(
                connection, in: visit.workspace, filter: filter, order: order, at: visit.now
            ).page(place.map { .after($0) } ?? .start, limit: visit.limit)
            return answer(page, rules, order)
        }
    }

    private static func answer(_ page: ListPage<ContactList.Row>, _ rules: Rules, _ order: ContactOrder) -> Answer {
        var json = JSONBuffer(capacity: 1024 * (page.rows.count + 1))
        json.object { json in
            json.key("items")
            json.list(page.rows) { ContactCard($1, rules).write(to: &$0) }
            json.key("next")
            json.text(page.next.map { Cursor.text($0, in: order.description) })
        }
        return Answer(type: "application/json", json.bytes)
    }

    // MARK: Writing

    private static func create(_ visit: Visit) throws -> Answer {
        try visit.once { connection in
            let edit = ContactEdit(visit.document, visit, types: try visit.types(on: connection))
            var problems = edit.problems
            let asNew = edit.applied(to: Contact(id: .init(0)), company: nil)
            if problems.isEmpty, let problem = ContactEdit.identityProblem(of: asNew) { problems.append(problem) }
            let company = try knownCompany(edit, visit, connection, &problems)
            guard problems.isEmpty else { throw Refusal.invalid(problems) }
            let registration = Registration(
                connection, in: visit.workspace, types: try visit.types(on: connection))
            let (contact, isNew) = try registration.record(edit.described, company: company, at: visit.now)
            guard visit.member.visibility.includes(contact) else { throw Refusal.notFound }
            try visit.note(isNew ? "contact added" : "contact changed", contact, connection)
            let card = try ContactCard(contact, on: connection, visit)
            var answer = card.answer.with(.location, "/api/v1/contacts/\(contact.id.value)")
            if isNew { answer.status = .created }
            return answer
        }
    }

    private static func edit(_ visit: Visit) throws -> Answer {
        try visit.write { connection in
            let types = try visit.types(on: connection)
            let registration = Registration(connection, in: visit.workspace, types: types)
            try registration.lock()
            let old = try visit.contact(connection)
            let edit = ContactEdit(visit.document, visit, types: types, country: old.fields[.country])
            var problems = edit.problems
            var company = try knownCompany(edit, visit, connection, &problems)
            let contacts = Contacts(connection, in: visit.workspace, types: types)
            let version = try contacts.versions(of: [old.id])[old.id] ?? 1
            guard visit.call.matches(version) else {
                let card = try ContactCard(old, on: connection, visit)
                throw Refusal.changed(card.document, etag: card.etag)
            }
            if problems.isEmpty, case .described(let described) = edit.company {
                company = try registration.record(described, isImplicit: true, at: visit.now).company.id
            }
            let new = edit.applied(to: old, company: company)
            if let problem = ContactEdit.identityProblem(of: new), ContactEdit.identityProblem(of: old) == nil {
                problems.append(problem)
            }
            problems += try registration.problems(of: new)
            guard problems.isEmpty else { throw Refusal.invalid(problems) }
            if new.fields[.owner] != old.fields[.owner], !visit.may(.assignContacts) {
                throw Refusal.forbidden(.assignContacts)
            }
            try contacts.update(new, from: old, at: visit.now, expecting: version)
            if new != old { try visit.note("contact changed", new, connection) }
            return try ContactCard(new, on: connection, visit).answer
        }
    }

    private static func tag(_ visit: Visit, _ change: ([String], String) -> [String]) throws -> Answer {
        guard let tag = visit.call.parameters["tag"]?.trimmed, !tag.folded.isEmpty, tag.unicodeScalars.count <= 100,
            !tag.unicodeScalars.contains("\0")
        else { throw Refusal.notFound }
        return try visit.write { connection in
            let types = try visit.types(on: connection)
            let old = try visit.contact(connection)
            var new = old
            new.tags = change(old.tags.filter { $0.folded != tag.folded }, tag)
            try Contacts(connection, in: visit.workspace, types: types).update(new, from: old, at: visit.now)
            return try ContactCard(new, on: connection, visit).answer
        }
    }

    /// The company that is meant by its number.
    private static func knownCompany(
        _ edit: ContactEdit, _ visit: Visit, _ connection: any SQLConnection, _ problems: inout [Problem]
    ) throws -> Company.ID? {
        guard case .known(let id) = edit.company else { return nil }
        if try Companies(connection, in: visit.workspace).find([id]).isEmpty {
            problems.append(
                Problem(
                    Sentence(fr: "aucune entreprise n’a ce numéro", en: "no company has this number"),
                    path: "company.id"))
        }
        return id
    }
}

extension Visit {
    /// The types of the fields that the workspace defines.
    func types(on connection: any SQLConnection) throws -> [String: ValueType] {
        try rules(on: connection).catalogue.fields
    }

    /// What the program may see, for lists.
    var visibleSQL: SQLFragment? { member.visibility == .everyone ? nil : member.visibility.sql }

    /// What is searched for; nil for nothing. Throws when there is no word in it.
    func search() throws -> SearchQuery? {
        guard let text = query.text("search") else { return nil }
        guard let search = SearchQuery(text) else {
            throw Problem(
                Sentence(fr: "aucun mot à chercher", en: "there is no word to search for"), path: "search")
        }
        return search
    }

    func note(_ action: String, _ contact: Contact, _ connection: any SQLConnection) throws {
        try AuditLog(connection, in: workspace.id).record(
            action, by: member.user.email,
            [("contact", .number(Int(contact.id.value))), ("name", .text(contact.displayName))], at: now)
    }
}

extension Rules {
    /// A condition of an address; its problems say where in the text.
    func resolve(where text: String, at path: String = "where") throws -> ResolvedCondition {
        do {
            return try resolve(parsing: text)
        } catch {
            throw Problems(error.all.map { $0.moved(to: path) })
        }
    }
}

extension Problem {
    /// The same, of a part of something.
    func moved(to path: String) -> Problem {
        var copy = self
        copy.path = copy.path.isEmpty ? path : "\(path).\(copy.path)"
        return copy
    }
}

extension Call {
    /// Whether `If-Match` names this version, or any.
    func matches(_ version: Int64) -> Bool {
        let tags = headers[values: .ifMatch].flatMap { $0.split(separator: ",") }.map(\.trimmed)
        return tags.contains("*") || tags.contains("\"\(version)\"")
    }
}
