import HTML
import HTTPTypes
import Verger

/// A page that strangers see: one column, a small style, nothing of ours in it that they have no use for.
struct PublicDocument {
    let language: Language
    let title: String
    /// Of the workspace; nil for what is of none.
    var look: BrandLook?
    /// Whether it stands inside a page of another site.
    var isFramed = false
    /// The sites that it may stand in, and that its form may lead to.
    var sites: [String] = []
    var isHidden = false
    var scripts = ["form.js"]
    /// The class of the body, where it is not that of a page or a frame.
    var bodyClass: String?

    func answer(status: HTTPResponse.Status = .ok, @MarkupBuilder _ content: () -> Markup) -> Answer {
        Answer(
            status: status, type: "text/html; charset=utf-8",
            headers: [.contentSecurityPolicy: policy, .cacheControl: "no-store"], markup(content()).bytes)
    }

    private var policy: String {
        let others = sites.joined(separator: " ")
        let frames = isFramed && !sites.isEmpty ? "'self' " + others : isFramed ? "'self'" : "'none'"
        return "default-src 'self'; img-src 'self' data:; style-src 'self'; style-src-attr 'unsafe-inline'; "
            + "frame-ancestors \(frames); base-uri 'none'; form-action 'self' \(others); object-src 'none'"
    }

    /// What the colour of a workspace is on its pages.
    var style: String? { look?.style }

    private func markup(_ content: Markup) -> Markup {
        Markup(verbatim: "<!doctype html>")
            + html(.lang(language.rawValue)) {
                head {
                    meta(Attribute("charset", "utf-8"))
                    meta(.name("viewport"), Attribute("content", "width=device-width, initial-scale=1"))
                    meta(.name("color-scheme"), Attribute("content", "light dark"))
                    if isHidden { meta(.name("robots"), Attribute("content", "noindex")) }
                    HTML.title { title }
                    link(Attribute("rel", "icon"), .href(Links.asset("mark.svg")), .type("image/svg+xml"))
                    link(Attribute("rel", "stylesheet"), .href(Links.asset("form.css")))
                    for name in scripts { script(.src(Links.asset(name)), Attribute("defer", when: true)) }
                }
                element("body", [.class(bodyClass ?? (isFramed ? "framed" : "whole")), .style(style)], content)
            }
    }
}
