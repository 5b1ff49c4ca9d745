import Exchange
import HTML
import HTTPTypes
import Storage
import Verger

/// The pages of one contact.
enum ContactRoutes {
    static let all: [Route] = [
        Route(.get, "contacts/{contact}", may: .viewContacts, show),
        Route(.get, "contacts/{contact}/activities/new", may: .recordActivities, newActivity),
        Route(.post, "contacts/{contact}/activities", may: .recordActivities, record).creating,
        Route(.post, "contacts/{contact}/activities/{activity}/voids", may: .recordActivities, void),
        Route(.get, "contacts/{contact}/edit", may: .editContacts, edit),
        Route(.post, "contacts/{contact}/edit", may: .editContacts, save),
        Route(.get, "contacts/new", may: .editContacts, new),
        Route(.post, "contacts/new", may: .editContacts, add).creating,
    ]

    @Sendable private static func show(_ visit: Visit) throws -> Answer {
        let (reading, steps) = try visit.read { connection in
            let reading = try ContactReading(visit, connection)
            return (reading, try NeighbourLinks(of: reading.contact.id, visit, connection))
        }
        var page = ContactPage(visit: visit, reading: reading).page
        if let list = steps.list { page.parent = (visit.say(Section.contacts.label), list) }
        page.actions = Markup([steps.markup, page.actions])
        return visit.answer(page)
    }

    // MARK: Facts

    @Sendable private static func newActivity(_ visit: Visit) throws -> Answer {
        let (contact, rules) = try visit.read { (try visit.contact($0), try visit.rules(on: $0)) }
        var draft = ActivityForm.Draft()
        if let kind = visit.query.text("kind"), rules.catalogue.kindsByName[kind] != nil { draft.kind = kind }
        return visit.answer(ActivityForm(visit, contact, rules, draft).page)
    }

    @Sendable private static func record(_ visit: Visit) throws -> Answer {
        let (contact, rules) = try visit.read { (try visit.contact($0), try visit.rules(on: $0)) }
        do {
            let recorded = try RecordedActivity(visit, contact, rules)
            let activity = try visit.write { connection -> Activity? in
                let activities = Activities(connection, in: visit.workspace.id)
                // A form sent twice counts once.
                if let id = recorded.new.messageID, try !activities.recorded(among: [id]).isEmpty { return nil }
                return try activities.append(
                    [recorded.new], kinds: rules.catalogue.kindsByName, zone: visit.workspace.zone
                ).first
            }
            let words = ActivityWords(rules.catalogue, visit.notation)
            let undo = activity.map { visit.links.contact(contact.id, "activities/\($0.id)/voids") }
            let title = activity.map { words.title($0) } ?? ""
            return .redirect(to: visit.links.contact(contact.id)).toast(
                visit.notation.text(
                    "\(title) enregistré pour \(contact.displayName).", "\(title) recorded for \(contact.displayName)."),
                undo: undo)
        } catch let refused as RecordedActivity.Refused {
            var answer = visit.answer(ActivityForm(visit, contact, rules, refused.draft).page)
            answer.status = .unprocessableContent
            return answer
        }
    }

    /// Takes a fact back that was just recorded by mistake: a later fact that voids it, as every correction.
    @Sendable private static func void(_ visit: Visit) throws -> Answer {
        let id = try visit.number("activity")
        let contact = try visit.write { connection in
            let contact = try visit.contact(connection)
            let activities = Activities(connection, in: visit.workspace.id)
            guard let activity = try activities.timeline(of: contact.id).first(where: { $0.id == id }),
                let message = activity.messageID, message.hasPrefix("form:")
            else { throw Refusal.notFound }
            let correction = "void:" + message
            if try activities.recorded(among: [correction]).isEmpty {
                let rules = try visit.rules(on: connection)
                _ = try activities.append(
                    [
                        Activities.New(
                            contact: contact.id, at: visit.now, kind: ActivityKind.ofCorrections,
                            messageID: correction, voids: message, properties: ["by": visit.member.user.name])
                    ], kinds: rules.catalogue.kindsByName, zone: visit.workspace.zone)
            }
            return contact
        }
        return .redirect(to: visit.links.contact(contact.id)).toast(
            visit.notation.text("Fait annulé.", "Fact taken back."))
    }

    // MARK: The record

    @Sendable private static func edit(_ visit: Visit) throws -> Answer {
        try visit.read { connection in
            let contact = try visit.contact(connection)
            var form = try form(visit, connection, contact)
            form.version = try Contacts(connection, in: visit.workspace).versions(of: [contact.id])[contact.id]
            return visit.answer(form.page)
        }
    }

    @Sendable private static func new(_ visit: Visit) throws -> Answer {
        try visit.read { connection in
            var form = try form(visit, connection, nil)
            form.companyName = visit.query.text("company")
            return visit.answer(form.page)
        }
    }

    @Sendable private static func save(_ visit: Visit) throws -> Answer {
        let contact = try visit.read { try visit.contact($0) }
        return try write(visit, contact) { editing, draft in
            try editing.update(
                draft, from: contact, expecting: visit.form.text("version").flatMap { Int64($0) },
                by: visit.member.user.email)
        }
    }

    @Sendable private static func add(_ visit: Visit) throws -> Answer {
        try write(visit, nil) { editing, draft in try editing.add(draft, by: visit.member.user.email) }
    }

    /// Checks what was typed and writes it; the form comes back with all that was typed when it can't be.
    private static func write(
        _ visit: Visit, _ contact: Contact?, _ body: (ContactEditing, ContactDraft) throws -> Contact
    ) throws -> Answer {
        let types = try visit.rules().catalogue.fields
        let names = ContactForm.names(types, mayAssign: visit.may(.assignContacts))
        let values = visit.form.all.filter { names.contains($0.name) }
        var blank = Contact(id: .init(0))
        if !visit.may(.assignContacts) { blank.fields[.owner] = visit.member.user.email }
        let draft = ContactDraft(
            values, over: contact ?? blank, fields: types, region: visit.workspace.region
        ) { PhoneNumbers.e164($0, region: $1) }
        do {
            guard draft.problems.isEmpty else { throw Problems(draft.problems) }
            if contact == nil {
                let lookalikes = try visit.read { try LookalikesView(visit, $0) }
                if lookalikes.hasUnseen(visit.form) { return try refused(visit, nil) { $0.lookalikes = lookalikes } }
            }
            let saved = try visit.write { connection in
                try body(ContactEditing(connection, in: visit.workspace, types: types, at: visit.now), draft)
            }
            return .redirect(to: visit.links.contact(saved.id)).toast(
                visit.notation.text(
                    "Fiche de \(saved.displayName) enregistrée.", "Record of \(saved.displayName) saved."))
        } catch let problems as Problems {
            return try refused(visit, contact) { $0.problems = problems.all }
        } catch ContactEditing.Problem.taken(let field, let holder) {
            let known = try visit.read { try Contacts($0, in: visit.workspace).find(holder) }
            return try refused(visit, contact) { form in
                if let known, visit.member.visibility.includes(known) { form.holder = known }
                form.problems = [
                    Problem(
                        Sentence(fr: "déjà pris par un autre contact", en: "another contact has it already"),
                        path: field.rawValue)
                ]
            }
        } catch let refusal as Suppressions.Refusal {
            return try refused(visit, contact) { $0.problems = [refusal.problem] }
        } catch let conflict as EditConflict<Contact> {
            return try refused(visit, contact, status: .conflict) { form in
                form.recorded = conflict.recorded
                form.version = conflict.version
            }
        }
    }

    private static func refused(
        _ visit: Visit, _ contact: Contact?, status: HTTPResponse.Status = .unprocessableContent,
        _ change: (inout ContactForm) -> Void
    ) throws -> Answer {
        var form = try visit.read { try Self.form(visit, $0, contact) }
        form.typed = visit.form
        form.version = visit.form.text("version").flatMap { Int64($0) }
        change(&form)
        var answer = visit.answer(form.page)
        answer.status = status
        return answer
    }

    private static func form(_ visit: Visit, _ connection: any SQLConnection, _ contact: Contact?) throws -> ContactForm
    {
        ContactForm(
            visit: visit, contact: contact,
            company: try contact?.company.flatMap { try Companies(connection, in: visit.workspace).find([$0]).first },
            catalogue: try visit.rules(on: connection).catalogue,
            owners: try Users(connection, in: visit.workspace.id).all().filter { !$0.isDisabled }.map {
                ($0.email, $0.name)
            })
    }
}

extension ContactForm {
    /// The names of the fields that the form may change.
    static func names(_ types: [String: ValueType], mayAssign: Bool) -> Set<String> {
        var names: Set<String> = [
            "first_name", "last_name", "email", "phone", "company", "job_title", "city", "country", "source", "tags",
        ]
        if mayAssign { names.insert("owner") }
        return names.union(types.keys)
    }
}
