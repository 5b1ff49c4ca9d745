import Foundation
import HTML
import HTTPTypes
import Storage
import Verger

/// The document around the blocks: head, style, policy. One request brings all of it but the pictures.
struct LandingSheet {
    let look: BrandLook
    let document: LandingDocument
    /// `https://crm.example.org`.
    let origin: String
    let path: String
    let picture: Picture?
    /// The site whose script counts its visits.
    var tracker: TrackedSite?
    /// Where a form may lead to.
    var others: [String] = []
    var hasForm = false
    /// Inside our own pages, to look at.
    var isPreview = false

    func answer(status: HTTPResponse.Status = .ok, _ content: Markup) -> Answer {
        let style = LandingStyle.text(look)
        return Answer(
            status: status, type: "text/html; charset=utf-8",
            headers: [
                .contentSecurityPolicy: policy(style), .cacheControl: hasForm || isPreview ? "no-store" : "no-cache",
                HTTPField.Name("Referrer-Policy")!: "strict-origin-when-cross-origin",
            ], markup(style, content).bytes)
    }

    private func policy(_ style: String) -> String {
        let mark = Data(Secret.sha256(Array(style.utf8))).base64EncodedString()
        let script = tracker == nil ? "" : "script-src 'self'; connect-src 'self'; "
        let targets = (["'self'"] + others).joined(separator: " ")
        return "default-src 'none'; img-src 'self' data:; style-src 'sha256-\(mark)'; \(script)"
            + "form-action \(isPreview ? "'none'" : targets); frame-ancestors \(isPreview ? "'self'" : "'none'"); "
            + "base-uri 'none'; object-src 'none'"
    }

    private func markup(_ style: String, _ content: Markup) -> Markup {
        Markup(verbatim: "<!doctype html>")
            + html(.lang(document.language.rawValue)) {
                head {
                    meta(Attribute("charset", "utf-8"))
                    meta(.name("viewport"), Attribute("content", "width=device-width, initial-scale=1"))
                    meta(.name("color-scheme"), Attribute("content", "light dark"))
                    HTML.title { document.title }
                    if isPreview { meta(.name("robots"), Attribute("content", "noindex")) } else { tags }
                    link(Attribute("rel", "icon"), .href(look.icon))
                    HTML.style(style)
                    if let tracker {
                        script(
                            .src("/verger.js"), .data("key", tracker.key),
                            .data("banner", tracker.mode == .consent ? "" : nil), Attribute("defer", when: true))
                    }
                }
                element(
                    "body", [.class("landing")],
                    group {
                        header(.class("top")) { look.sign }
                        main { content }
                        if !document.footer.isEmpty {
                            footer(.class("foot")) { LandingProse(document.footer).markup }
                        }
                    })
            }
    }

    /// What search engines and networks show of it. Sources: Open Graph protocol; X cards.
    @MarkupBuilder private var tags: Markup {
        let text = document.description
        if !text.isEmpty { meta(.name("description"), Attribute("content", text)) }
        if !document.isIndexed { meta(.name("robots"), Attribute("content", "noindex")) }
        link(Attribute("rel", "canonical"), .href(address))
        property("og:type", "website")
        property("og:title", document.title)
        if !text.isEmpty { property("og:description", text) }
        property("og:url", address)
        property("og:site_name", look.workspace.name)
        property("og:locale", document.language == .french ? "fr_FR" : "en_GB")
        meta(.name("twitter:card"), Attribute("content", picture == nil ? "summary" : "summary_large_image"))
        if let picture {
            property("og:image", origin + picture.address(in: look.workspace))
            property("og:image:type", picture.kind.type)
            property("og:image:width", String(picture.width))
            property("og:image:height", String(picture.height))
        }
    }

    private var address: String { document.canonical ?? origin + path }

    private func property(_ name: String, _ value: String) -> Markup {
        meta(Attribute("property", name), Attribute("content", value))
    }
}

/// The style of a landing page, inside it: that of forms where there is one, its own, and the colours of the workspace.
enum LandingStyle {
    /// What forms look like, without what only tablets and stands have.
    private static let forms: String = {
        let whole = text(of: "form.css")
        return String(whole[..<(whole.firstRange(of: "\n\n.kiosk {")?.lowerBound ?? whole.endIndex)])
    }()
    private static let own = text(of: "landing.css")
    static func text(_ look: BrandLook) -> String { forms + own + (look.style.map { "body{\($0)}" } ?? "") }

    /// Without remarks.
    private static func text(of name: String) -> String {
        var text = String(decoding: Assets.shared.bytes(name) ?? [], as: UTF8.self)
        while let start = text.firstRange(of: "/*"), let end = text[start.upperBound...].firstRange(of: "*/") {
            text.removeSubrange(start.lowerBound..<end.upperBound)
        }
        return text
    }
}
