import HTML
import HTTPTypes
import Verger

/// What a person may choose, with the words of each choice; no script, no account.
struct PreferencePage {
    private let call: Call
    private let holder: PreferenceHolder
    private let done: PreferenceDone?

    init(_ call: Call, _ holder: PreferenceHolder, _ done: PreferenceDone?) {
        self.call = call
        self.holder = holder
        self.done = done
    }

    private typealias Words = PreferenceWords

    var answer: Answer {
        PreferencePage.framed(call, holder.look, Words.title) {
            if let done { banner(done) }
            h1 { call.say(Words.title) }
            p(.class("muted")) {
                if let address = holder.maskedAddress { call.say(Words.about(address)) }
            }
            if holder.isAsked { stay }
            choices
            stop
            rights
        }
    }

    private func banner(_ done: PreferenceDone) -> Markup {
        div(.class("banner"), .role("status")) {
            Icon.check.markup
            div { b { call.say(Words.done(done)) } }
        }
    }

    private var stay: Markup {
        form(.method("post"), .action(call.path)) {
            p { call.say(Words.stayMeaning) }
            button(.class("btn primary"), .name("act"), .value("stayed")) { call.say(Words.stay) }
        }
    }

    private var choices: Markup {
        form(.method("post"), .action(call.path)) {
            for purpose in holder.purposes { fieldset(purpose) }
            div(.class("actions")) {
                button(.class("btn primary"), .name("act"), .value("saved")) { call.say(Words.save) }
            }
        }
    }

    private func fieldset(_ purpose: Purpose) -> Markup {
        element(
            "fieldset", [.class("purpose")],
            group {
                element("legend", [], Markup(call.say(purpose.name)))
                p(.class("small")) {
                    holder.texts[purpose.id]?.body ?? call.say(purpose.explanation)
                }
                div(.class("ticks")) {
                    for channel in purpose.channels { tick(purpose, channel) }
                }
            })
    }

    private func tick(_ purpose: Purpose, _ channel: ConsentChannel) -> Markup {
        let standing = holder.register[purpose.id, channel]
        let cell = "\(purpose.id):\(channel.rawValue)"
        let isWanted = standing.state == .granted || (standing.state == .unknown && channel.isOpenUntilRefused)
        return HTML.label(.class("tick-field")) {
            input(.type("hidden"), .name("shown"), .value(cell))
            input(
                .type("checkbox"), .class("check"), .name("wanted"), .value(cell), .checked(isWanted))
            span {
                call.say(Words.choice(purpose, channel))
                if let since = standing.since {
                    span(.class("faint small")) { " · " + call.say(Words.since(since, standing.state, notation)) }
                }
            }
        }
    }

    private var stop: Markup {
        form(.method("post"), .action(call.path), .class("apart")) {
            h2 { call.say(Words.stopTitle) }
            p(.class("small muted")) { call.say(Words.stopMeaning) }
            button(.class("btn"), .name("act"), .value("stopped")) { call.say(Words.stop) }
        }
    }

    private var rights: Markup {
        form(.method("post"), .action(call.path), .class("apart")) {
            h2 { call.say(Words.rightsTitle) }
            p(.class("small muted")) { call.say(Words.rightsMeaning) }
            div(.class("field")) {
                HTML.label(.for("note")) { call.say(Words.note) }
                textarea(
                    .class("input"), .id("note"), .name("note"), Attribute("rows", "2"), Attribute("maxlength", "2000"))
            }
            div(.class("actions")) {
                button(.class("btn"), .name("act"), .value("access")) { call.say(Words.access) }
                button(.class("btn"), .name("act"), .value("rectification")) { call.say(Words.rectification) }
                button(.class("btn bad"), .name("act"), .value("erasure")) { call.say(Words.erasure) }
            }
        }
    }

    private var notation: Notation { Notation(call.language, in: holder.workspace.zone) }

    // MARK: Around

    /// A page in the name of the workspace.
    static func framed(
        _ call: Call, _ look: BrandLook?, _ title: Sentence, status: HTTPResponse.Status = .ok,
        @MarkupBuilder content: () -> Markup
    ) -> Answer {
        let name = look?.workspace.name ?? "Verger"
        let other: Language = call.language == .french ? .english : .french
        let inner = content()
        var answer = Answer.fragment(
            HTMLDocument.markup(call, title: "\(call.say(title)) — \(name)") {
                div(.class("prefs"), .style(look?.wideStyle)) {
                    header(.class("prefs-head")) {
                        look?.sign ?? element("b", [], Markup(name))
                        a(
                            .class("link small"), .href(Links.language(other, next: call.path)), .lang(other.rawValue),
                            Attribute("hreflang", other.rawValue)
                        ) { other == .french ? "Français" : "English" }
                    }
                    main(.id("content"), .class("prefs-body")) { inner }
                }
            }, status: status)
        // The address is the key: it goes nowhere.
        answer.headers[HTTPField.Name("Referrer-Policy")!] = "no-referrer"
        answer.headers[HTTPField.Name("X-Robots-Tag")!] = "noindex"
        return answer
    }

    static func refusal(_ call: Call, _ title: Sentence, _ meaning: Sentence) -> Answer {
        framed(call, nil, title, status: title == PreferenceWords.expired ? .gone : .notFound) {
            h1 { call.say(title) }
            p { call.say(meaning) }
        }
    }

    /// Nothing is known of the person: there is nothing left to stop.
    static func gone(_ call: Call, _ look: BrandLook) -> Answer {
        framed(call, look, PreferenceWords.gone) {
            h1 { call.say(PreferenceWords.gone) }
            p { call.say(PreferenceWords.goneMeaning) }
        }
    }
}
