import HTML
package import Verger

/// A letter of a few sentences and a link, as text and as HTML that every reader shows.
package struct PlainLetter: Sendable {
    package enum Part: Sendable {
        case paragraph(String)
        /// What it does, and its whole address.
        case link(String, to: String)
        /// In small letters: why this is written, what to do when it is not wanted.
        case note(String)
    }

    package let language: Language
    package let subject: String
    package let parts: [Part]

    package init(_ language: Language, subject: String, _ parts: [Part]) {
        self.language = language
        self.subject = subject
        self.parts = parts
    }

    package func letter(
        to mailbox: Mailbox, replyTo: Mailbox? = nil, headers: [Letter.Header] = []
    ) throws(Letter.Problem) -> Letter {
        try Letter(
            to: mailbox, replyTo: replyTo, subject: subject, text: text, html: html.description, headers: headers)
    }

    private var text: String {
        parts.map { part in
            switch part {
            case .paragraph(let text): text
            case .link(let label, let address): label + (language == .french ? "\u{A0}:\n" : ":\n") + address
            case .note(let text): "--\n" + text
            }
        }.joined(separator: "\n\n") + "\n"
    }

    /// Readers of mail know no style sheets.
    private var html: Markup {
        let body = div(
            .style("max-width:560px;margin:0 auto;padding:24px;font:16px/24px Arial,sans-serif;color:#1b1f18")
        ) {
            for part in parts {
                switch part {
                case .paragraph(let text): p(.style("margin:0 0 16px")) { text }
                case .link(let label, let address):
                    p(.style("margin:24px 0")) {
                        a(
                            .href(address),
                            .style(
                                "display:inline-block;padding:10px 16px;border-radius:6px;background:#2a4ea2;color:#ffffff;text-decoration:none"
                            )
                        ) { label }
                    }
                case .note(let text):
                    p(.style("margin:24px 0 0;font-size:13px;line-height:20px;color:#646b5d")) { text }
                }
            }
        }
        let head = voidElement("meta", [Attribute("charset", "utf-8")]) + element("title", [], Markup(subject))
        return Markup(verbatim: "<!doctype html>")
            + element("html", [.lang(language.rawValue)], element("head", [], head) + element("body", [], body))
    }
}
