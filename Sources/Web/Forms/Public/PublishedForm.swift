import HTTPTypes
import Storage
import Verger

/// A form as strangers ask for it.
struct PublishedForm {
    let workspace: Workspace
    let form: Form
    let version: Int
    let document: FormDocument
    let types: [String: ValueType]
    let kinds: [String: ActivityKind]
    let look: BrandLook

    /// The form in the address. One that was never published is not found.
    init(_ call: Call, _ connection: any SQLConnection) throws {
        guard let workspace = try Workspaces(connection).find(slug: call.parameters["workspace"] ?? ""),
            let form = try Forms(connection, in: workspace.id).find(slug: call.parameters["form"] ?? ""),
            let version = form.published
        else { throw Refusal.notFound }
        try self.init(workspace, form, version, call.site, connection)
    }

    /// A form of a landing page. One that was never published is nil.
    init?(_ workspace: Workspace, _ id: Int64, _ site: Site, _ connection: any SQLConnection) throws {
        guard let form = try Forms(connection, in: workspace.id).find(id), let version = form.published else {
            return nil
        }
        try self.init(workspace, form, version, site, connection)
    }

    init(
        _ workspace: Workspace, _ form: Form, _ version: Int, _ site: Site, _ connection: any SQLConnection
    ) throws {
        guard let document = try Forms(connection, in: workspace.id).version(version, of: form.id) else {
            throw Refusal.notFound
        }
        let catalogue = try site.ruleBook.rules(of: workspace, on: connection)?.catalogue
        self.workspace = workspace
        self.form = form
        self.version = version
        self.document = document
        look = try BrandLook(workspace, connection).with(document.colour)
        types = catalogue?.fields ?? [:]
        kinds =
            catalogue?.kindsByName
            ?? Dictionary(ActivityKind.catalogue.map { ($0.name, $0) }) { first, _ in first }
    }

    /// The form of a submission, as it was shown.
    init?(_ workspace: Workspace, of submission: Submission, _ site: Site, _ connection: any SQLConnection) throws {
        guard let form = try Forms(connection, in: workspace.id).find(submission.form) else { return nil }
        try self.init(workspace, form, submission.version, site, connection)
    }

    /// The same as an earlier page showed it.
    func asShown(in version: Int, _ site: Site, _ connection: any SQLConnection) throws -> PublishedForm? {
        guard version != self.version else { return self }
        return try? PublishedForm(workspace, form, version, site, connection)
    }

    var isOpen: Bool { form.archivedAt == nil }
    var path: String { "/f/\(workspace.slug)/\(form.slug)" }
    var language: Language { document.language }
    func say(_ sentence: Sentence) -> String { sentence.text(in: language) }

    /// The page around it.
    func page(_ title: String? = nil, isFramed: Bool = false, isHidden: Bool = false) -> PublicDocument {
        PublicDocument(
            language: language, title: "\(title ?? document.title) — \(workspace.name)", look: look,
            isFramed: isFramed, sites: document.sites, isHidden: isHidden)
    }

    /// Whoever the link in a mail stands for; nil for a stranger and for a link that is none or has run out.
    func person(
        _ ticket: String?, by secret: InstanceSecret, at now: Instant, _ connection: any SQLConnection
    ) throws -> KnownPerson? {
        guard let ticket,
            let id = secret.addressee(ticket, in: workspace.id, at: now),
            let contact = try Contacts(connection, in: workspace, types: types).find(id)
        else { return nil }
        return KnownPerson(contact, hasCompany: contact.company != nil)
    }
}

extension Call {
    /// Where the page that asks stands, when it is not one of ours; nil for ours and for programs that say nothing.
    var foreignOrigin: String? {
        guard let origin = headers[.origin], !isFromOwnSite else { return nil }
        let host = origin.split(separator: "/").last.map(String.init)
        return origin == site.address || (host != nil && host == self.host) ? nil : origin
    }
}
