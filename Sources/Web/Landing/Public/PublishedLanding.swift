import HTML
import HTTPTypes
import Storage
import Verger

/// A landing page as strangers ask for it: one face of one version.
struct PublishedLanding {
    let page: LandingPage
    let origin: LandingOrigin
    let document: LandingDocument
    let look: BrandLook
    /// Those that it shows.
    let pictures: [Int64: Picture]
    /// The form that this face asks to be filled in; nil where it has none.
    let form: PublishedForm?
    let tracker: TrackedSite?

    var workspace: Workspace { look.workspace }
    var path: String { PublishedLanding.path(page, in: workspace) }

    static func path(_ page: LandingPage, in workspace: Workspace) -> String { "/l/\(workspace.slug)/\(page.slug)" }

    /// `document`: of the version that `origin` names, or a draft.
    init(
        _ page: LandingPage, _ document: LandingDocument, as origin: LandingOrigin, in workspace: Workspace,
        _ site: Site, _ connection: any SQLConnection
    ) throws {
        self.page = page
        self.origin = origin
        self.document = document
        look = try BrandLook(workspace, connection)
        let store = Pictures(connection, in: workspace.id)
        let shown = Set(document[origin.variant].compactMap(\.picture) + (document.picture.map { [$0] } ?? []))
        var pictures: [Int64: Picture] = [:]
        for id in shown { pictures[id] = try store.find(id) }
        self.pictures = pictures
        form = try document.form(of: origin.variant).flatMap { try PublishedForm(workspace, $0, site, connection) }
        tracker = try document.site.flatMap { try TrackedSites(connection, in: workspace.id).find($0) }
    }

    /// With `view` for its form.
    func answer(_ view: FormView?, at origin: String, status: HTTPResponse.Status = .ok, isPreview: Bool = false)
        -> Answer
    {
        var sheet = LandingSheet(
            look: look, document: document, origin: origin, path: path,
            picture: document.picture.flatMap { pictures[$0] })
        sheet.tracker = isPreview ? nil : tracker
        sheet.others = form?.document.sites ?? []
        sheet.hasForm = form != nil
        sheet.isPreview = isPreview
        let content = LandingView(
            workspace: workspace, language: document.language, blocks: document[self.origin.variant],
            pictures: pictures, form: view?.markup)
        return sheet.answer(status: status, content.markup)
    }
}
