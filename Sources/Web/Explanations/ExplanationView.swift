package import HTML
package import Verger

/// Why a condition holds or fails, as rows: what it asks, the evidence with its date, what is missing.
package struct ExplanationView: Sendable {
    private let notation: Notation
    private let words: ActivityWords
    private let now: Instant
    /// Where an activity is seen in full.
    private let link: @Sendable (Activity) -> String

    package init(
        _ catalogue: Catalogue, _ notation: Notation, now: Instant,
        link: @escaping @Sendable (Activity) -> String = { "#fact-\($0.id)" }
    ) {
        self.notation = notation
        words = ActivityWords(catalogue, notation)
        self.now = now
        self.link = link
    }

    /// The parts of an explanation that stand side by side.
    package func rules(_ explanation: Explanation) -> Markup {
        Markup(explanation.topParts.map { rule($0, isTop: true) })
    }

    private func rule(_ part: Explanation, isTop: Bool = false) -> Markup {
        group {
            div(.class("rule \(part.holds ? "holds" : "fails")")) {
                (part.holds ? Icon.check : Icon.ring).markup
                div {
                    span(.class("sr")) {
                        part.holds
                            ? notation.text("Tient\u{A0}: ", "Holds: ") : notation.text("Manque\u{A0}: ", "Missing: ")
                    }
                    sentence(part, isTop)
                    if !part.holds, let missing = part.missing {
                        br()
                        span(.class("muted")) { missing.text(in: notation.language).capitalizedFirst }
                    }
                    if part.joint == nil { code { part.text } }
                }
                span(.class("w")) { limit(part) }
            }
            if !part.proofs.isEmpty { proofs(part) }
            if !shown(part).isEmpty {
                div(.class("in")) {
                    for inner in shown(part) { rule(inner) }
                }
            }
        }
    }

    /// The stage itself is named above its rules; what it is made of is named in them.
    private func sentence(_ part: Explanation, _ isTop: Bool) -> Markup {
        let phrase = part.phrase.text(in: notation.language).capitalizedFirst
        guard !isTop, let name = part.name else { return b { phrase } }
        return group {
            b { name.text(in: notation.language) }
            notation.text("\u{A0}: ", ": ") + phrase.lowercasedFirst
        }
    }

    /// Of alternatives, what decides: those that hold when one does.
    private func shown(_ part: Explanation) -> [Explanation] {
        part.joint == .any && part.holds ? part.parts.filter(\.holds) : part.parts
    }

    private func limit(_ part: Explanation) -> String {
        guard part.holds, let until = part.until else { return "" }
        return notation.text("jusqu’au ", "until ") + notation.shortDay(until, now: now)
    }

    private func proofs(_ part: Explanation) -> Markup {
        let listed = part.proofs.count { if case .activity = $0 { true } else { false } }
        let hidden = max(0, (part.count ?? 0) - listed)
        return div(.class("proofs in")) {
            for proof in part.proofs { row(proof) }
            if hidden > 0, listed > 0 {
                p(.class("faint small")) {
                    notation.text("et \(hidden) de plus", "and \(hidden) more")
                }
            }
        }
    }

    private func row(_ proof: Proof) -> Markup {
        switch proof {
        case .activity(let activity): fact(activity, isBound: false)
        case .bound(let activity): fact(activity, isBound: true)
        case .value(let name, let value): valueRow(name, value)
        }
    }

    private func fact(_ activity: Activity, isBound: Bool) -> Markup {
        div(.class(isBound ? "proof edge" : "proof")) {
            time(.datetime(activity.at.iso8601)) {
                "\(notation.shortDay(activity.at, now: now)) \(notation.time(activity.at))"
            }
            words.icon(activity).markup
            span {
                b { words.title(activity) }
                let details = words.details(activity)
                if !details.isEmpty { ", " + details }
                if isBound {
                    ". " + notation.text("Les preuves d’avant ne comptent plus.", "What came before no longer counts.")
                }
            }
            span(.class("w")) {
                a(.class("link"), .href(link(activity)), .aria("label", notation.text("Voir ce fait", "See this fact")))
                {
                    notation.text("voir", "see")
                }
            }
        }
    }

    private func valueRow(_ name: String, _ value: String?) -> Markup {
        div(.class("proof value")) {
            time { notation.text("à présent", "now") }
            Icon.dot.markup
            span {
                if let value { b { value } } else { notation.text("rien", "nothing") }
                // A figure is the condition itself, which is shown above.
                if !name.contains(" ") { span(.class("faint")) { " \(name)" } }
            }
            span(.class("w")) {}
        }
    }
}
