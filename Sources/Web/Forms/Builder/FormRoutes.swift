import HTML
import HTTPTypes
import Storage
import Verger

/// The forms of a workspace: list, one form, its draft, its answers.
enum FormRoutes {
    static let all: [Route] =
        [
            Route(.get, "forms", may: .viewForms, list),
            Route(.get, "forms/new", may: .manageForms) { $0.answer(try NewForm($0).page) },
            Route(.post, "forms/new", may: .manageForms, add).creating,
            Route(.get, "forms/{form}", may: .viewForms, show),
            Route(.post, "forms/{form}/archiving", may: .manageForms) { try archive($0, isArchived: true) },
            Route(.post, "forms/{form}/restoring", may: .manageForms) { try archive($0, isArchived: false) },
        ] + DraftRoutes.all + SubmissionRoutes.all

    /// Figures are of the last year.
    static func since(_ visit: Visit) -> Day { ContentRoutes.since(visit) }

    @Sendable private static func list(_ visit: Visit) throws -> Answer {
        try visit.site.formDesk.writeDown(visit.site)
        let isArchive = visit.query["archived"] == "1"
        return try visit.read { connection in
            visit.answer(
                FormsPage(
                    visit: visit, forms: try Forms(connection, in: visit.workspace.id).all(archived: isArchive),
                    figures: try FormFigures(connection, in: visit.workspace).figures(since: since(visit)),
                    isArchive: isArchive
                ).page)
        }
    }

    @Sendable private static func add(_ visit: Visit) throws -> Answer {
        var new = try NewForm(visit)
        do {
            let form = try visit.write { connection in
                let form = try Forms(connection, in: visit.workspace.id).add(new.name, new.document, at: visit.now)
                try visit.audit(
                    "form added", [("form", .number(Int(form.id))), ("name", .text(form.name))], connection)
                return form
            }
            return .redirect(to: visit.links.form(form.id) + "/edit")
        } catch let problem as Forms.Problem {
            new.problem = problem
            var answer = visit.answer(new.page)
            answer.status = .unprocessableContent
            return answer
        }
    }

    @Sendable private static func show(_ visit: Visit) throws -> Answer {
        try visit.site.formDesk.writeDown(visit.site)
        let form = try visit.read { try Self.form(visit, $0) }
        let secret = try visit.site.formDesk.secret(visit.site)
        return try visit.read { connection in
            let forms = Forms(connection, in: visit.workspace.id)
            let figures = try FormFigures(connection, in: visit.workspace).figures(since: since(visit))
            var personal: String?
            var isUnknown = false
            if visit.may(.manageForms), let name = visit.query.text("contact") {
                let contact = try Contacts(connection, in: visit.workspace).find(named: name)
                if let contact, member(visit, sees: contact) {
                    personal = personalLink(to: contact, form, visit, secret)
                } else {
                    isUnknown = true
                }
            }
            return visit.answer(
                FormPage(
                    visit: visit, form: form, versions: try forms.versions(of: form.id),
                    figures: figures[form.id] ?? .init(),
                    kiosk: visit.may(.manageForms)
                        ? KioskPages.link(form, visit.workspace, days: 14, visit.site, by: secret, at: visit.now) : nil,
                    personal: personal, isUnknown: isUnknown
                ).page)
        }
    }

    private static func member(_ visit: Visit, sees contact: Contact) -> Bool {
        visit.member.visibility.includes(contact)
    }

    /// By which somebody is not asked again what is known. Good for 30 days.
    private static func personalLink(
        to contact: Contact, _ form: Form, _ visit: Visit, _ secret: InstanceSecret
    ) -> String {
        let ticket = Ticket(
            .person, in: visit.workspace.id, of: [contact.id.value], expiresAt: visit.now + 30 * Instant.day)
        let text = secret.sealed(ticket)
        return visit.site.address + "/f/\(visit.workspace.slug)/\(form.slug)" + Fields([(name: "p", value: text)]).query
    }

    private static func archive(_ visit: Visit, isArchived: Bool) throws -> Answer {
        let form = try visit.write { connection in
            let form = try Self.form(visit, connection)
            try Forms(connection, in: visit.workspace.id).archive(form.id, at: isArchived ? visit.now : nil)
            try visit.audit(isArchived ? "form closed" : "form opened", [("form", .number(Int(form.id)))], connection)
            return form
        }
        guard isArchived else {
            return .redirect(to: visit.links.form(form.id)).toast(
                visit.notation.text("Formulaire rouvert.", "Form opened again."))
        }
        return .redirect(to: visit.links.forms).toast(
            visit.notation.text("«\u{A0}\(form.name)\u{A0}» est fermé.", "“\(form.name)” is closed."),
            undo: visit.links.form(form.id) + "/restoring")
    }

    /// The form in the address.
    static func form(_ visit: Visit, _ connection: any SQLConnection) throws -> Form {
        guard let form = try Forms(connection, in: visit.workspace.id).find(visit.number("form")) else {
            throw Refusal.notFound
        }
        return form
    }
}

extension Links {
    package var forms: String { to("forms") }
    package func form(_ id: Int64) -> String { "\(forms)/\(id)" }
}

/// The tabs of one form.
enum FormTab: CaseIterable {
    case overview, edit, answers

    var label: Sentence {
        switch self {
        case .overview: Sentence(fr: "Vue d’ensemble", en: "Overview")
        case .edit: Sentence(fr: "Composition", en: "Build")
        case .answers: Sentence(fr: "Réponses", en: "Answers")
        }
    }

    func link(_ form: Form, _ links: Links) -> String {
        switch self {
        case .overview: links.form(form.id)
        case .edit: links.form(form.id) + "/edit"
        case .answers: links.form(form.id) + "/submissions"
        }
    }

    var permission: Permission { self == .overview ? .viewForms : .manageForms }
}

extension Visit {
    /// A page of one form with its tabs.
    func page(of form: Form, _ tab: FormTab) -> Page {
        var page = Page(.forms, title: form.name)
        page.parent = (say(Section.forms.label), links.forms)
        page.tabs = nav(.class("tabs"), .aria("label", form.name)) {
            for other in FormTab.allCases where may(other.permission) {
                a(.href(other.link(form, links)), .aria("current", other == tab ? "page" : nil)) { say(other.label) }
            }
        }
        if form.archivedAt != nil {
            page.banner = div(.class("banner warn in-page")) {
                Icon.warn.markup
                span {
                    notation.text(
                        "Fermé\u{A0}: sa page le dit, et rien ne peut plus être envoyé.",
                        "Closed: its page says so, and nothing can be sent any more.")
                }
            }
        }
        return page
    }
}
