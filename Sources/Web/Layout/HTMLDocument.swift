package import HTML
package import Verger

/// A whole HTML document, with the style and the scripts that all pages share.
package enum HTMLDocument {
    package static func markup(
        _ call: Call, title text: String, theme: Theme = .system, attributes: [Attribute] = [],
        @MarkupBuilder content: () -> Markup
    ) -> Markup {
        Markup(verbatim: "<!doctype html>")
            + html(.lang(call.language.rawValue), .data("theme", theme == .system ? nil : theme.rawValue)) {
                head {
                    meta(Attribute("charset", "utf-8"))
                    meta(.name("viewport"), Attribute("content", "width=device-width, initial-scale=1"))
                    meta(.name("color-scheme"), Attribute("content", "light dark"))
                    meta(
                        .name("htmx-config"),
                        Attribute(
                            "content",
                            #"{"includeIndicatorStyles":false,"allowEval":false,"selfRequestsOnly":true,"historyCacheSize":0,"defaultSwapDelay":0,"responseHandling":[{"code":"204","swap":false},{"code":"...","swap":true}]}"#
                        ))
                    title { text }
                    link(Attribute("rel", "icon"), .href(Links.asset("mark.svg")), .type("image/svg+xml"))
                    link(Attribute("rel", "stylesheet"), .href(Links.asset("verger.css")))
                    link(Attribute("rel", "stylesheet"), .href(Links.asset("pages.css")))
                    script(.src(Links.asset("htmx.js")), Attribute("defer", when: true))
                    script(.src(Links.asset("app.js")), Attribute("defer", when: true))
                }
                element("body", attributes, content())
            }
    }
}
