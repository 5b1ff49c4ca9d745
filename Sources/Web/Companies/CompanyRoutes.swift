import HTTPTypes
import Storage
import Verger

/// The pages of one company.
enum CompanyRoutes {
    static let all: [Route] = [
        Route(.get, "companies/{company}", may: .viewContacts, show),
        Route(.get, "companies/{company}/edit", may: .editContacts, edit),
        Route(.post, "companies/{company}/edit", may: .editContacts, save),
        Route(.get, "companies/new", may: .editContacts, new),
        Route(.post, "companies/new", may: .editContacts, add).creating,
        Route(.post, "contacts/{contact}/parts", may: .editContacts, saveParts),
    ]

    @Sendable private static func show(_ visit: Visit) throws -> Answer {
        let reading = try visit.read { try CompanyReading(visit, $0) }
        return visit.answer(CompanyPage(visit: visit, reading: reading).page)
    }

    @Sendable private static func saveParts(_ visit: Visit) throws -> Answer {
        let parts = Set(visit.form.values("part").compactMap(BuyingPart.init(rawValue:)))
        let contact = try visit.write { connection in
            let contact = try visit.contact(connection)
            try BuyingParts(connection, in: visit.workspace.id).set(
                parts, of: contact.id, by: visit.member.user.email, at: visit.now)
            return contact
        }
        let target = contact.company.map(visit.links.company) ?? visit.links.contact(contact.id)
        return .redirect(to: target).toast(
            visit.notation.text("Rôle de \(contact.displayName) noté.", "Part of \(contact.displayName) saved."))
    }

    // MARK: The record

    @Sendable private static func edit(_ visit: Visit) throws -> Answer {
        try visit.read { connection in
            let company = try visit.company(connection)
            let version = try Companies(connection, in: visit.workspace).versions(of: [company.id])[company.id]
            return visit.answer(CompanyForm(visit: visit, company: company, version: version).page)
        }
    }

    @Sendable private static func new(_ visit: Visit) throws -> Answer {
        visit.answer(CompanyForm(visit: visit, company: nil).page)
    }

    @Sendable private static func save(_ visit: Visit) throws -> Answer {
        let company = try visit.read { try visit.company($0) }
        return try write(visit, company) { editing, draft in
            try editing.update(
                draft, from: company, expecting: visit.form.text("version").flatMap { Int64($0) },
                by: visit.member.user.email)
        }
    }

    @Sendable private static func add(_ visit: Visit) throws -> Answer {
        try write(visit, nil) { editing, draft in try editing.add(draft, by: visit.member.user.email) }
    }

    /// Checks what was typed and writes it; the form comes back with all that was typed when it can't be.
    private static func write(
        _ visit: Visit, _ company: Company?, _ body: (CompanyEditing, CompanyDraft) throws -> Company
    ) throws -> Answer {
        let draft = CompanyDraft(visit.form.all, over: company ?? Company(id: .init(0)))
        let namesakes = try visit.read { try CompanyNamesakes(of: draft.company, changing: company, visit, $0) }
        var form = CompanyForm(visit: visit, company: company, typed: visit.form)
        form.version = visit.form.text("version").flatMap { Int64($0) }
        form.problems = draft.problems
        form.namesakes = namesakes
        guard draft.problems.isEmpty, !namesakes.areUnseen(by: visit.form) else { return refused(form) }
        do {
            let saved = try visit.write { connection in
                try body(CompanyEditing(connection, in: visit.workspace, at: visit.now), draft)
            }
            return try answer(to: saved, visit)
        } catch CompanyEditing.Problem.taken(let holder) {
            form.problems = [
                Problem(
                    Sentence(fr: "déjà pris par une autre entreprise", en: "another company has it already"),
                    path: CompanyField.externalID.rawValue)
            ]
            form.holder = try visit.read { connection in
                let companies = Companies(connection, in: visit.workspace)
                let isSeen = try companies.isSeen(holder, by: visit.member.visibility)
                return isSeen ? try companies.find([holder]).first : nil
            }
            return refused(form)
        } catch let conflict as EditConflict<Company> {
            form.recorded = conflict.recorded
            form.version = conflict.version
            return refused(form, .conflict)
        }
    }

    private static func refused(
        _ form: CompanyForm, _ status: HTTPResponse.Status = .unprocessableContent
    ) -> Answer {
        var answer = form.visit.answer(form.page)
        answer.status = status
        return answer
    }

    /// Who sees the companies of their own contacts only is led to give it one.
    private static func answer(to company: Company, _ visit: Visit) throws -> Answer {
        let name = company.displayName
        let isSeen = try visit.read {
            try Companies($0, in: visit.workspace).isSeen(company.id, by: visit.member.visibility)
        }
        guard isSeen else {
            return .redirect(to: visit.links.to("contacts/new") + Fields([("company", name)]).query).toast(
                visit.notation.text(
                    "\(name) est enregistrée. Ajoutez-y un contact\u{A0}: vous la verrez par lui.",
                    "\(name) is saved. Add a contact to it: you will see it through them."))
        }
        return .redirect(to: visit.links.company(company.id)).toast(
            visit.notation.text("Fiche de \(name) enregistrée.", "Record of \(name) saved."))
    }
}
