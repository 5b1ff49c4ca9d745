import HTML
import HTTPTypes
import Verger

/// A page outside workspaces: one form at the left, the branch and its six stages at the right.
struct Cover {
    private let call: Call
    private let title: Sentence

    init(_ call: Call, _ title: Sentence) {
        self.call = call
        self.title = title
    }

    func answer(status: HTTPResponse.Status = .ok, @MarkupBuilder _ content: () -> Markup) -> Answer {
        .fragment(
            HTMLDocument.markup(call, title: "\(call.say(title)) — Verger") {
                div(.class("gate")) {
                    main(.class("left"), .id("content")) {
                        div(.class("logo")) {
                            Icon.mark
                            "Verger"
                        }
                        content()
                        foot
                    }
                    div(.class("right")) {
                        Palmette.markup(call)
                        blockquote {
                            p { call.say(Words.motto) }
                            p { call.say(Words.stages) }
                        }
                    }
                }
            }, status: status)
    }

    private var foot: Markup {
        let other: Language = call.language == .french ? .english : .french
        let host = call.site.address.split(separator: "/").last.map(String.init) ?? ""
        return p(.class("legal")) {
            span { host }
            a(
                .class("link"), .href(Links.language(other, next: call.method == .get ? call.target : Links.signIn)),
                .lang(other.rawValue), Attribute("hreflang", other.rawValue)
            ) { other == .french ? "Français" : "English" }
        }
    }

    private enum Words {
        static let motto = Sentence(
            fr: "Une étape ne se déclare pas. Elle se prouve.", en: "A stage is never declared. It is proven.")
        static let stages = Sentence(
            fr:
                "Suspect, lead, prospect, opportunité, client, ambassadeur\u{A0}: chaque passage est daté et s’explique.",
            en: "Suspect, lead, prospect, opportunity, client, ambassador: every move has its date and its reasons.")
    }
}

/// The branch with its six shoots, which stands on the sign-in page and on empty ones.
enum Palmette {
    private static let shoots: [(stage: String, name: Sentence, left: String, top: String, size: Int)] = [
        ("suspect", Sentence(fr: "Suspect", en: "Suspect"), "8.5", "70.4", 34),
        ("lead", Sentence(fr: "Lead", en: "Lead"), "30.9", "89.9", 38),
        ("prospect", Sentence(fr: "Prospect", en: "Prospect"), "33.3", "48.0", 42),
        ("opportunity", Sentence(fr: "Opportunité", en: "Opportunity"), "60.2", "65.7", 48),
        ("client", Sentence(fr: "Client", en: "Client"), "64.3", "18.7", 54),
        ("ambassador", Sentence(fr: "Ambassadeur", en: "Ambassador"), "97.4", "43.3", 60),
    ]

    static func markup(_ call: Call) -> Markup {
        div(.class("palmette"), .aria("hidden", "true")) {
            svg(Attribute("viewBox", "0 0 560 420")) {
                for height in [60, 150, 240, 330] { path(.class("wire"), Attribute("d", "M0 \(height)H560")) }
                path(.class("wood"), Attribute("d", "M6 372C170 352 300 150 556 92"))
                for twig in twigs { path(.class("wood twig"), Attribute("d", twig)) }
            }
            for shoot in shoots {
                let place = "left:\(shoot.left)%;top:\(shoot.top)%;--z:\(shoot.size)px"
                span(.class("tip \(shoot.stage)"), .style(place)) { StageLook(shoot.stage).glyph }
                span(.class("cap"), .style(place)) { call.say(shoot.name) }
            }
        }
    }

    private static let twigs = [
        "M47 363Q60 345 48 296", "M123 329Q148 331 173 378", "M199 280Q209 254 186 202", "M280 223Q309 223 337 276",
        "M373 164Q386 138 360 79", "M486 112Q520 120 545 182",
    ]
}
