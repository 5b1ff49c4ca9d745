import HTML
import Verger

/// Where a contact comes from: its first touch, the one that made it a lead, all of them, and what such a lead has cost.
struct TouchesPanel {
    private static let shown = 3

    private let visit: Visit
    private let contact: Contact.ID
    private let touches: ContactTouches
    /// Facts that are on the page, to which a touch leads.
    private let facts: Set<Int64>
    private let isPast: Bool

    init(_ visit: Visit, _ reading: ContactReading, _ touches: ContactTouches) {
        self.visit = visit
        contact = reading.contact.id
        self.touches = touches
        facts = Set(reading.activities.map(\.id))
        isPast = reading.asOf != nil
    }

    private var notation: Notation { visit.notation }
    private var words: SourceWords { SourceWords(visit, touches.book) }

    var markup: Markup {
        section(.class("touches"), .aria("labelledby", "touches")) {
            div(.class("head")) {
                h2(.id("touches")) { notation.text("Provenance", "Source") }
                if !touches.history.told.isEmpty {
                    span(.class("end faint small")) {
                        notation.plural(
                            touches.history.told.count, Sentence(fr: "touche", en: "touch"),
                            Sentence(fr: "touches", en: "touches"))
                    }
                }
            }
            if touches.history.first == nil {
                p(.class("small muted")) {
                    notation.text(
                        "Rien ne dit encore ce qui l’a amené.", "Nothing tells yet what brought this contact.")
                }
            } else {
                ul(.class("kv")) { lines }
                if touches.history.told.count > 1 { all }
            }
        }
    }

    @MarkupBuilder private var lines: Markup {
        let isFirst = touches.history.first == touches.creation?.touch
        if let first = touches.history.first {
            line(
                isFirst
                    ? notation.text("Première, et du lead", "First, and of the lead")
                    : notation.text("Première", "First"), first)
        }
        if let creation = touches.creation {
            if isFirst {
                Markup()
            } else if let touch = creation.touch {
                line(notation.text("Du lead", "Of the lead"), touch)
            } else {
                li {
                    span { notation.text("Du lead", "Of the lead") }
                    span(.class("faint")) { notation.text("rien ne le dit", "nothing tells") }
                }
            }
            if let campaign = creation.touch?.campaign, visit.may(.viewReports), !isPast { cost(campaign) }
        }
    }

    private func line(_ name: String, _ touch: SourceTouch) -> Markup {
        li {
            span { name }
            div {
                source(touch)
                p(.class("small faint")) { aside(touch) }
            }
        }
    }

    /// What is asked for apart: it counts all that the campaign brought.
    private func cost(_ campaign: Campaign.ID) -> Markup {
        li {
            span { notation.text("Coût du lead", "Cost of the lead") }
            span(
                .hx("get", visit.links.contact(contact, "lead-cost")), .hx("trigger", "load"), .hx("swap", "innerHTML")
            ) {
                a(.class("link"), .href(visit.links.campaign(campaign))) {
                    notation.text("voir la campagne", "see the campaign")
                }
            }
        }
    }

    private var all: Markup {
        details(.class("touch-list")) {
            summary { notation.text("Toutes les touches", "All touches") }
            ol {
                for touch in touches.history.told.reversed() {
                    li {
                        time(.datetime(touch.at.iso8601)) { notation.shortDay(touch.at, now: visit.now) }
                        div {
                            source(touch)
                            p(.class("small faint")) { aside(touch, withDay: false) }
                        }
                    }
                }
            }
        }
    }

    // MARK: One touch

    private func source(_ touch: SourceTouch) -> Markup {
        guard let campaign = touch.campaign, visit.may(.viewReports) else { return span { words.name(touch.source) } }
        return a(.class("link"), .href(visit.links.campaign(campaign))) { words.name(touch.source) }
    }

    /// The channel of a campaign, the day, and the fact that tells it.
    private func aside(_ touch: SourceTouch, withDay: Bool = true) -> Markup {
        var parts: [Markup] = []
        if touch.campaign != nil, let channel = touch.channel { parts.append(Markup(words.channel(channel))) }
        if withDay { parts.append(time(.datetime(touch.at.iso8601)) { notation.day(touch.at) }) }
        parts.append(evidence(touch))
        return Markup(parts.enumerated().flatMap { $0.offset == 0 ? [$0.element] : [Markup(" · "), $0.element] })
    }

    private func evidence(_ touch: SourceTouch) -> Markup {
        switch touch.origin {
        case .profile: return Markup(notation.text("source de la fiche", "source of the record"))
        case .activity(let id, let kind):
            let known = ActivityKind.catalogue.first { $0.name == kind }
            let name = (known.map { visit.say($0.label) } ?? kind).lowercasedFirst
            guard facts.contains(id) else { return Markup(name) }
            return a(.class("link"), .href("#fact-\(id)")) { name }
        }
    }
}
