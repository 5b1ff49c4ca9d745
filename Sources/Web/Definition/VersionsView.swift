import HTML
import Storage
import Verger

/// Every version of the definition: since when, by whom, what it changed; and the way back to it.
struct VersionsView {
    let visit: Visit
    let reading: DefinitionReading
    /// Newest first.
    let all: [Definitions.Stored]

    private var notation: Notation { visit.notation }

    var markup: Markup {
        group {
            section(.aria("labelledby", "versions-title")) {
                div(.class("head")) {
                    h2(.id("versions-title")) { notation.text("Versions", "Versions") }
                    span(.class("muted small")) {
                        notation.text(
                            "Restaurer fait un brouillon d’un ancien texte\u{202F}; rien ne change avant son activation.",
                            "Restoring makes a draft of an old text; nothing changes before it is put in force.")
                    }
                }
                table(.class("table versions")) {
                    thead {
                        tr {
                            th { notation.text("Version", "Version") }
                            th { notation.text("État", "Status") }
                            th(.class("no-small")) { notation.text("Par", "By") }
                            th(.class("no-small")) { notation.text("Écrite le", "Written on") }
                            th { span(.class("sr")) { notation.text("Actions", "Actions") } }
                        }
                    }
                    tbody { for stored in all { row(stored) } }
                }
            }
            StartingPoints(visit, mark: reading.mark).markup
        }
    }

    private func row(_ stored: Definitions.Stored) -> Markup {
        tr(.id("v\(stored.version)")) {
            td {
                a(.class("name"), .href(visit.links.definition("versions/\(stored.version)"))) { "v\(stored.version)" }
            }
            td { status(stored) }
            td(.class("no-small")) { reading.name(of: stored.changedBy) }
            td(.class("no-small")) {
                time(.datetime(stored.changedAt.iso8601)) { notation.dayAndTime(stored.changedAt) }
            }
            td(.class("r")) {
                if visit.may(.draftDefinition), stored.version != reading.shown?.version {
                    RestoreForm(visit, stored.version, mark: reading.mark).markup
                }
            }
        }
    }

    private func status(_ stored: Definitions.Stored) -> Markup {
        let day = stored.effectiveFrom.map(notation.day)
        switch (stored.status, day) {
        case ("active", let day):
            return chip(
                "good", notation.text("en vigueur", "in force"),
                day.map { notation.text("depuis le \($0)", "since \($0)") })
        case ("draft", nil):
            return chip("warn", notation.text("brouillon", "draft"), nil)
        case ("draft", let day?):
            return chip("blue", notation.text("programmée", "scheduled"), notation.text("pour le \(day)", "for \(day)"))
        case (_, nil):
            return chip("", notation.text("brouillon mis de côté", "draft set aside"), nil)
        case (_, let day?):
            return chip(
                "", notation.text("archivée", "archived"), notation.text("en vigueur le \(day)", "in force on \(day)"))
        }
    }

    private func chip(_ look: String, _ word: String, _ fact: String?) -> Markup {
        group {
            span(.class("chip \(look)")) { word }
            if let fact { span(.class("faint small")) { " " + fact } }
        }
    }
}
