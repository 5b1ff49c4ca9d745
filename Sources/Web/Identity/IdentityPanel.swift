import HTML
import Storage
import Verger

/// Beside a record: who else may be the same, and the way back from its last merge.
struct IdentityPanel: Sendable {
    private let subject: MatchSubject
    private let id: Int64
    private let suggestions: [RecordPair]
    private let last: Merges.Merge?

    /// Nil for whoever may not merge.
    init?(_ visit: Visit, _ subject: MatchSubject, _ id: Int64, _ connection: any SQLConnection) throws {
        guard visit.may(.mergeContacts), subject == .contact || visit.member.visibility == .everyone else { return nil }
        self.subject = subject
        self.id = id
        suggestions = try visit.suggestions(subject, id, connection, limit: 3)
        last = try Merges(connection, in: visit.workspace).last(of: subject, id)
    }

    func markup(_ visit: Visit) -> Markup {
        let notation = visit.notation
        return section(.class("identity"), .aria("labelledby", "identity")) {
            div(.class("head")) {
                h2(.id("identity")) { notation.text("Doublons", "Duplicates") }
                span(.class("end")) {
                    a(.class("link"), .href(visit.links.duplicates(of: subject, id))) {
                        notation.text("Chercher", "Search")
                    }
                }
            }
            if suggestions.isEmpty {
                p(.class("faint small")) {
                    notation.text("Aucune fiche qui lui ressemble.", "No other record looks like this one.")
                }
            }
            for pair in suggestions { suggestion(pair, visit) }
            if let last { merged(last, visit) }
        }
    }

    private func suggestion(_ pair: RecordPair, _ visit: Visit) -> Markup {
        let notation = visit.notation
        return div(.class("suggestion")) {
            p {
                a(.class("link"), .href(visit.links.record(subject, pair.gone.id))) { pair.gone.name }
                " "
                pair.chip(notation)
            }
            p(.class("faint small")) { pair.gone.line }
            pair.reasonList(notation, most: 3)
            a(.class("btn small"), .href(visit.links.pair(subject, id, pair.gone.id))) {
                notation.text("Comparer", "Compare")
                span(.class("sr")) { " " + pair.gone.name }
            }
        }
    }

    private func merged(_ merge: Merges.Merge, _ visit: Visit) -> Markup {
        let notation = visit.notation
        return div(.class("merged")) {
            p(.class("small")) {
                notation.text(
                    "\(merge.goneName) a rejoint cette fiche le \(notation.day(merge.at)).",
                    "\(merge.goneName) was merged into this record on \(notation.day(merge.at)).")
            }
            visit.postForm(visit.links.record(subject, id) + "/merges/\(merge.id)/undo") {
                button(.class("btn small")) {
                    Icon.undo.markup
                    notation.text("Défaire cette fusion", "Undo this merge")
                }
            }
        }
    }
}
