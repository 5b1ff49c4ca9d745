import HTML
import Storage
import Verger

/// One version: what it says otherwise than what is in force.
struct VersionView {
    let visit: Visit
    let reading: DefinitionReading
    let stored: Definitions.Stored

    private var notation: Notation { visit.notation }

    var markup: Markup {
        section(.aria("labelledby", "version-title")) {
            div(.class("head")) {
                h2(.id("version-title")) {
                    notation.text("v\(stored.version), comparée à ", "v\(stored.version), compared with ")
                        + (reading.active.map { "v\($0.version)" } ?? "—")
                }
                span(.class("muted small")) {
                    notation.text(
                        "Écrite par \(reading.name(of: stored.changedBy)) le \(notation.dayAndTime(stored.changedAt))",
                        "Written by \(reading.name(of: stored.changedBy)) on \(notation.dayAndTime(stored.changedAt))")
                }
                span(.class("end")) {
                    if visit.may(.draftDefinition), stored.version != reading.shown?.version {
                        RestoreForm(visit, stored.version, mark: reading.mark).markup
                    }
                }
            }
            changes
            details {
                summary { notation.text("Tout le texte", "The whole text") }
                pre(.class("cond sheet-text"), .tabindex(0)) { stored.source }
            }
        }
    }

    @MarkupBuilder private var changes: Markup {
        let pieces = LineChange.pieces(from: reading.active?.source ?? "", to: stored.source)
        if pieces.isEmpty {
            p(.class("muted")) {
                notation.text("Le même texte que ce qui est en vigueur.", "The same text as what is in force.")
            }
        } else {
            div(.class("diff"), .role("group"), .aria("label", notation.text("Différences", "Differences"))) {
                for piece in pieces {
                    pre(.class("cond"), .tabindex(0)) { for line in piece { self.line(line) } }
                }
            }
        }
    }

    private func line(_ line: LineChange) -> Markup {
        let number = span(.class("no"), .aria("hidden", "true")) { String(line.number) }
        switch line.kind {
        case .kept: return number + Markup("  " + line.text + "\n")
        case .removed: return number + del { "− " + line.text } + Markup("\n")
        case .added: return number + ins { "+ " + line.text } + Markup("\n")
        }
    }
}
