import HTML
import HTTPTypes
import Storage
import Verger

/// What was done in the workspace, by whom.
enum AuditPages {
    static let routes: [Route] = [Route(.get, "settings/audit", may: .viewAudit, page)]

    private static let pageSize = 50

    @Sendable private static func page(_ visit: Visit) throws -> Answer {
        let query = visit.query
        let since = query.text("since").flatMap { Instant(iso8601: $0, in: visit.workspace.zone) }
        let filter = AuditLog.Filter(
            actor: query.text("actor"), action: query.text("action"), since: since)
        let before = query.integer("before").map(Int64.init)
        // PostgreSQL can't be asked for a text that holds U+0000, and there is none.
        let isNothing = (filter.actor ?? "").contains("\0") || (filter.action ?? "").contains("\0")
        let (entries, terms) = try visit.read { connection in
            let log = AuditLog(connection, in: visit.workspace.id)
            let entries = isNothing ? [] : try log.entries(filter, before: before, limit: pageSize + 1)
            return (entries, try log.terms())
        }
        return visit.answer(
            visit.settingsPage(.audit) {
                filters(visit, terms)
                if entries.isEmpty {
                    div(.class("empty")) { p { visit.say(Words.nothing) } }
                } else {
                    list(visit, entries.prefix(pageSize))
                    pages(visit, entries)
                }
            })
    }

    private static func filters(_ visit: Visit, _ terms: (actors: [String], actions: [String])) -> Markup {
        let all = ("", visit.say(Words.all))
        let actors = [all] + terms.actors.map { ($0, visit.say(AuditWords.actor($0))) }
        let actions = [all] + terms.actions.map { ($0, visit.say(AuditWords.sentence(of: $0)).capitalizedFirst) }
        let query = visit.query
        return form(.method("get"), .action(visit.links.settings("audit")), .class("filters"), .role("search")) {
            FormField("actor", visit.say(Words.who), among: actors, value: query["actor"] ?? "").optional.markup
            FormField("action", visit.say(Words.what), among: actions, value: query["action"] ?? "").optional.markup
            FormField("since", visit.say(Words.since), type: "date", value: query["since"] ?? "").optional.markup
            button(.class("btn")) { visit.say(Words.show) }
        }
    }

    private static func list(_ visit: Visit, _ entries: ArraySlice<AuditLog.Entry>) -> Markup {
        table(.class("table plain-table")) {
            thead {
                tr {
                    for word in [Words.when, Words.who, Words.what, Words.details] { th { visit.say(word) } }
                }
            }
            tbody {
                for entry in entries {
                    tr {
                        td { time(.datetime(entry.at.iso8601)) { visit.notation.dayAndTime(entry.at) } }
                        td { visit.say(AuditWords.actor(entry.actor)) }
                        td { visit.say(AuditWords.sentence(of: entry.action)).capitalizedFirst }
                        td(.class("details-of")) { AuditWords.details(entry.details, visit.notation) }
                    }
                }
            }
        }
    }

    private static func pages(_ visit: Visit, _ entries: [AuditLog.Entry]) -> Markup? {
        guard entries.count > pageSize else { return nil }
        let next = visit.query.with("before", String(entries[pageSize - 1].id))
        return p(.class("row-actions")) {
            a(.class("btn"), .href(visit.links.settings("audit") + next.query), Attribute("rel", "next")) {
                visit.say(Words.older)
                Icon.right.markup
            }
        }
    }

    private enum Words {
        static let when = Sentence(fr: "Quand", en: "When")
        static let who = Sentence(fr: "Qui", en: "Who")
        static let what = Sentence(fr: "Quoi", en: "What")
        static let details = Sentence(fr: "Détails", en: "Details")
        static let since = Sentence(fr: "Depuis le", en: "Since")
        static let all = Sentence(fr: "Tous", en: "All")
        static let show = Sentence(fr: "Montrer", en: "Show")
        static let older = Sentence(fr: "Suivants", en: "Next")
        static let nothing = Sentence(
            fr: "Rien de tel n’a été fait. Élargissez le choix.", en: "Nothing of the kind was done. Widen the choice.")
    }
}
