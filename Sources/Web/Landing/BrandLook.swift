import HTML
import Storage
import Verger

/// The colours and the logo of a workspace, as its pages for strangers wear them.
struct BrandLook: Sendable {
    let workspace: Workspace
    private let colour: Accent?
    private let logo: Picture?

    init(_ workspace: Workspace, _ connection: any SQLConnection) throws {
        let brand = try Settings(connection, in: workspace.id).all().brand
        self.init(
            workspace, brand.colour,
            try brand.logo.flatMap { try Pictures(connection, in: workspace.id).find($0) })
    }

    private init(_ workspace: Workspace, _ colour: Accent?, _ logo: Picture?) {
        self.workspace = workspace
        self.colour = colour
        self.logo = logo
    }

    /// The same with a colour of its own, where a form has one.
    func with(_ own: Accent?) -> BrandLook { BrandLook(workspace, own ?? colour, logo) }

    /// Custom properties for `form.css` and `landing.css`; nil for our own colours. Words on the colour, and words in it,
    /// are read on light and on dark pages (WCAG 2.2, AA).
    var style: String? {
        colour.map { colour in
            "--accent:\(colour.text);--on-accent:\(colour.words);"
                + "--blue:light-dark(\(colour.onLight.text),\(colour.onDark.text))"
        }
    }

    /// The same for pages that wear `verger.css`.
    var wideStyle: String? {
        colour.flatMap { colour in
            style.map {
                $0 + ";--blue-solid:\(colour.text);--blue-hover:\(colour.text);--on-blue:\(colour.words)"
                    + ";--blue-line:light-dark(\(colour.onLight.text),\(colour.onDark.text))"
            }
        }
    }

    /// The logo, or the name in letters.
    var sign: Markup {
        p(.class("company")) {
            if let logo {
                img(
                    .class("logo"), .src(logo.address(in: workspace)), Attribute("alt", workspace.name),
                    Attribute("width", String(logo.widthBeside(height: 40))), Attribute("height", "40"))
            } else {
                workspace.name
            }
        }
    }

    /// A disc in its colour, for the tab of the browser: no request is made for it.
    var icon: String {
        let fill = (colour?.text ?? "#2a4ea2").replacing("#", with: "%23")
        return "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'%3E"
            + "%3Ccircle cx='4' cy='4' r='4' fill='\(fill)'/%3E%3C/svg%3E"
    }
}

extension Picture {
    /// Where anybody gets it: another picture has another address, so that browsers keep it for ever.
    func address(in workspace: Workspace) -> String {
        "/i/\(workspace.slug)/\(id)-\(mark).\(kind.endings[0])"
    }

    func widthBeside(height: Int) -> Int {
        max(1, min(320, Int((Double(width) * Double(height) / Double(self.height)).rounded())))
    }
}
