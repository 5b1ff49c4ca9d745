import HTML
import HTTPTypes
import Verger

/// A page that says what happened, what remains true and what to do.
struct ErrorPage {
    private let call: Call
    private let status: HTTPResponse.Status
    private let title: Sentence
    private let sentence: Sentence

    init(_ call: Call, status: HTTPResponse.Status, title: Sentence, sentence: Sentence) {
        self.call = call
        self.status = status
        self.title = title
        self.sentence = sentence
    }

    var answer: Answer {
        if call.wantsFragment {
            return .fragment(
                div(.class("banner bad"), .role("alert")) {
                    Icon.warn.markup
                    div {
                        b { call.say(title) }
                        span(.class("muted")) { call.say(sentence) }
                    }
                }, status: status)
        }
        return .fragment(page, status: status)
    }

    private var page: Markup {
        HTMLDocument.markup(call, title: call.say(title)) {
            main(.class("cover"), .id("content")) {
                div(.class("cover-text")) {
                    Icon.mark
                    h1 { call.say(title) }
                    for line in call.say(sentence).split(separator: "\n") { p(.class("muted")) { String(line) } }
                    p {
                        a(.class("btn"), .href("/")) {
                            call.say(Sentence(fr: "Revenir à Verger", en: "Back to Verger"))
                        }
                    }
                    p(.class("faint small")) {
                        call.say(Sentence(fr: "Référence \(call.reference)", en: "Reference \(call.reference)"))
                        " · \(status.code)"
                    }
                }
            }
        }
    }
}
