package import HTML

/// A drawing of the sprite `icons.svg`.
package enum Icon: String, CaseIterable, Sendable {
    case arrow, arrowDown = "arrow-down", arrowUp = "arrow-up", board, calendar, chat, check, clock, code, cohort
    case company, doc, down, download, euro, filter, flame, form, funnel, hand, journey, left, lock, mail, menu, more
    case note, page, person, phone, play, plus, right, ring, rules, search, segment, share, today, upload, warn, x
    case gear, key, people, webhook, log, undo, print, star, tag, globe, eye, list, copy, sun, moon, dot

    /// Decorative: what it stands for is said beside it or by its button.
    package var markup: Markup { Icon.drawings[self] ?? Markup() }

    private static let drawings = Dictionary(
        uniqueKeysWithValues: allCases.map { ($0, symbol("i-" + $0.rawValue, class: "i")) })

    static func symbol(_ id: String, class name: String) -> Markup {
        svg(.class(name), .aria("hidden", "true")) { element("use", [.href(spriteLink + "#" + id)], Markup()) }
    }

    static let spriteLink = Links.asset("icons.svg")

    static let mark = symbol("mark", class: "mark")
}
