import HTML
import Storage
import Verger

/// Pairs that wait for somebody to say what they are, the likeliest first.
struct DuplicatesQueue {
    private let visit: Visit
    private let subject: MatchSubject
    private let pairs: [RecordPair]
    private let next: String?
    private let isBehind: Bool

    private static let limit = 25

    private var notation: Notation { visit.notation }

    init(_ visit: Visit, _ subject: MatchSubject, _ connection: any SQLConnection) throws {
        self.visit = visit
        self.subject = subject
        let duplicates = Duplicates(of: subject, connection, in: visit.workspace)
        let found = try duplicates.open(
            after: DuplicatesQueue.place(visit.query.text("after"), duplicates), seenBy: visit.member.visibility,
            limit: DuplicatesQueue.limit + 1)
        let shown = found.prefix(DuplicatesQueue.limit)
        let sides = try visit.sides(of: shown.flatMap { [$0.low, $0.high] }, subject, connection)
        pairs = shown.compactMap { pair in
            guard let low = sides[pair.low], let high = sides[pair.high] else { return nil }
            return RecordPair(low, high)
        }
        next = found.count > shown.count ? shown.last.map { "\($0.low)-\($0.high)" } : nil
        isBehind = try duplicates.isBehind()
    }

    /// The pair after which a page begins; the beginning for one that is not there.
    private static func place(_ text: String?, _ duplicates: Duplicates) throws -> Duplicates.Pair? {
        let ids = text?.split(separator: "-").compactMap { Int64($0) } ?? []
        return ids.count == 2 ? try duplicates.find(ids[0], ids[1]) : nil
    }

    var page: Page {
        var page = Page(subject.section, title: notation.text("Doublons à vérifier", "Duplicates to check"))
        page.parent = (visit.say(subject.section.label), subject.section.link(visit.links))
        page.tabs = tabs
        page.content = content
        if let first = pairs.first {
            page.actions = a(
                .class("btn primary"), .href(compare(first)), .data("key", "Enter"),
                .title(notation.text("Commencer (Entrée)", "Begin (Enter)"))
            ) { notation.text("Vérifier une à une", "Check one by one") }
        }
        return page
    }

    private func compare(_ pair: RecordPair) -> String {
        visit.links.pair(subject, pair.kept.id, pair.gone.id) + "?from=queue"
    }

    private var tabs: Markup {
        guard visit.member.visibility == .everyone else { return Markup() }
        return nav(.class("tabs"), .aria("label", notation.text("Doublons", "Duplicates"))) {
            tab(.contact, notation.text("Contacts", "Contacts"))
            tab(.company, notation.text("Entreprises", "Companies"))
        }
    }

    private func tab(_ other: MatchSubject, _ name: String) -> Markup {
        a(.href(visit.links.duplicates(other)), .aria("current", other == subject ? "page" : nil)) { name }
    }

    private var content: Markup {
        div(.class("duplicates")) {
            p(.class("muted lede")) {
                notation.text(
                    "Rien ne fusionne tout seul\u{A0}: ouvrez une paire, comparez, décidez. Une fusion se défait.",
                    "Nothing merges by itself: open a pair, compare, decide. A merge can be undone.")
            }
            if isBehind {
                p(.class("faint small"), .role("status")) {
                    notation.text(
                        "Des fiches récentes sont encore en cours de comparaison.",
                        "Recent records are still being compared.")
                }
            }
            if pairs.isEmpty { nothing } else { list }
        }
    }

    private var nothing: Markup {
        div(.class("box empty")) {
            h2 { notation.text("Aucun doublon à vérifier", "No duplicate to check") }
            p {
                notation.text(
                    "Les fiches qui se ressemblent apparaissent ici dès qu’elles sont saisies, importées ou reçues.",
                    "Records that look alike appear here as soon as they are typed, imported or received.")
            }
        }
    }

    private var list: Markup {
        group {
            ol(.class("rows pairs")) { for pair in pairs { row(pair) } }
            if let next {
                a(.class("btn"), .href(visit.links.duplicates(subject) + Fields([("after", next)]).query)) {
                    notation.text("Suite", "More")
                    Icon.right.markup
                }
            }
        }
    }

    private func row(_ pair: RecordPair) -> Markup {
        li {
            div(.class("two")) { for side in [pair.kept, pair.gone] { self.side(side) } }
            div(.class("because")) {
                pair.chip(notation)
                pair.reasonList(notation, most: 3)
            }
            div(.class("row-actions")) {
                a(.class("btn small"), .href(compare(pair))) {
                    notation.text("Comparer", "Compare")
                    span(.class("sr")) { " \(pair.kept.name), \(pair.gone.name)" }
                }
                visit.postForm(visit.links.pair(subject, pair.kept.id, pair.gone.id, "parting")) {
                    input(.type("hidden"), .name("from"), .value("list"))
                    button(.class("btn small quiet")) { PairWords.areTwo(subject, notation) }
                }
            }
        }
    }

    private func side(_ side: RecordSide) -> Markup {
        div {
            a(.class("name"), .href(visit.links.record(subject, side.id))) { side.name }
            p(.class("faint small")) { side.line }
        }
    }
}

enum PairWords {
    static func areTwo(_ subject: MatchSubject, _ notation: Notation) -> String {
        switch subject {
        case .contact: notation.text("Deux personnes", "Two people")
        case .company: notation.text("Deux entreprises", "Two companies")
        }
    }
}
