package import HTML
package import Verger

/// All that happened, newest first, by days: facts, and the changes of stage between them.
package struct TimelineView: Sendable {
    private let words: ActivityWords
    private let notation: Notation
    private let marks: StageMarks
    private let now: Instant

    package init(_ rules: Rules, _ notation: Notation, now: Instant) {
        words = ActivityWords(rules.catalogue, notation)
        marks = StageMarks(rules, notation.language)
        self.notation = notation
        self.now = now
    }

    package func markup(_ entries: [TimelineEntry]) -> Markup {
        var day: Day?
        return div(.class("time"), .id("timeline")) {
            for entry in entries {
                if notation.zone.day(at: entry.at) != day { heading(entry.at, &day) }
                item(entry)
            }
        }
    }

    private func heading(_ instant: Instant, _ day: inout Day?) -> Markup {
        let today = notation.zone.day(at: instant)
        day = today
        return div(.class("day")) { notation.heading(of: today, now: now) }
    }

    private func item(_ entry: TimelineEntry) -> Markup {
        switch entry {
        case .facts(let activities): facts(activities)
        case .shift(let from, let to, let at): shift(from, to, at)
        }
    }

    private func facts(_ activities: [Activity]) -> Markup {
        let latest = activities[0]
        return div(.class(words.isOurs(latest) ? "item ours" : "item"), .id("fact-\(latest.id)"), .tabindex(-1)) {
            span(.class("dot")) { words.icon(latest).markup }
            div(.class("text")) {
                if activities.count > 1 { several(activities) } else { single(latest) }
            }
            time(.datetime(latest.at.iso8601)) { notation.time(latest.at) }
        }
    }

    private func single(_ activity: Activity) -> Markup {
        let details = words.details(activity)
        return group {
            b { words.title(activity) }
            if !details.isEmpty { ", " + details }
            if let origin = words.origin(activity) { p { origin } }
            if let quote = words.quote(activity) { blockquote { quote } }
        }
    }

    /// Identical neighbours as one: `4 × Page vue : Tarifs, Installation`.
    private func several(_ activities: [Activity]) -> Markup {
        var names: [String] = []
        for activity in activities.reversed() {
            let details = words.details(activity)
            if !details.isEmpty, !names.contains(details) { names.append(details) }
        }
        let minutes = (activities[0].at - activities[activities.count - 1].at) / Instant.minute
        return group {
            b { "\(activities.count) × \(words.title(activities[0]).lowercasedFirst)" }
            if minutes > 0 { notation.text(" en ", " in ") + notation.duration(minutes * Instant.minute) }
            if !names.isEmpty { p { names.prefix(4).joined(separator: " · ") + (names.count > 4 ? " …" : "") } }
            for activity in activities.dropFirst() { span(.id("fact-\(activity.id)")) {} }
        }
    }

    private func shift(_ from: Int?, _ to: Int?, _ at: Instant) -> Markup {
        let look = marks.look(to)
        let isDown = (to ?? -1) < (from ?? -1)
        return div(.class("item shift \(look.name)")) {
            span(.class("dot")) { look.glyph }
            div(.class("text")) {
                if let from {
                    isDown
                        ? notation.text(
                            "Redescend de \(marks.name(from)) à ", "Comes down from \(marks.name(from)) to ")
                        : notation.text("Passe de \(marks.name(from)) à ", "Goes from \(marks.name(from)) to ")
                } else {
                    notation.text("Arrive à l’étape ", "Arrives as ")
                }
                b { marks.name(to) }
            }
            time(.datetime(at.iso8601)) { notation.time(at) }
        }
    }
}
