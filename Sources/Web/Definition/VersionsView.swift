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
            td(.class("no-small")) { time(.datetime(stored.changedAt.iso8601)) { notation.dayAndTime(stored.changedAt) } }
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
            return chip("good", notation.text("en vigueur", "in force"), day.map { notation.text("depuis le \($0)", "since \($0)") })
        case ("draft", nil):
            return chip("warn", notation.text("brouillon", "draft"), nil)
        case ("draft", let day?):
            return chip("blue", notation.text("programmée", "scheduled"), notation.text("pour le \(day)", "for \(day)"))
        case (_, nil):
            return chip("", notation.text("brouillon mis de côté", "draft set aside"), nil)
        case (_, let day?):
            return chip("", notation.text("archivée", "archived"), notation.text("en vigueur le \(day)", "in force on \(day)"))
        }
    }

    private func chip(_ look: String, _ word: String, _ fact: String?) -> Markup {
        group {
            span(.class("chip \(look)")) { word }
            if let fact { span(.class("faint small")) { " " + fact } }
        }
    }
}

/// Makes a draft of an old version.
struct RestoreForm {
    private let visit: Visit
    private let version: Int
    private let mark: DraftMark

    init(_ visit: Visit, _ version: Int, mark: DraftMark) {
        self.visit = visit
        self.version = version
        self.mark = mark
    }

    var markup: Markup {
        visit.postForm(visit.links.definition("drafts")) {
            input(.type("hidden"), .name("seen"), .value(mark.text))
            input(.type("hidden"), .name("version"), .value(String(version)))
            button(
                .class("btn small"), .aria("label", visit.notation.text("Restaurer v\(version)", "Restore v\(version)"))
            ) { visit.notation.text("Restaurer", "Restore") }
        }
    }
}

/// The definitions that come with the program, to begin from.
struct StartingPoints {
    private let visit: Visit
    private let mark: DraftMark

    init(_ visit: Visit, mark: DraftMark) {
        self.visit = visit
        self.mark = mark
    }

    @MarkupBuilder var markup: Markup {
        if visit.may(.draftDefinition), !visit.site.startingPoints.isEmpty {
            section(.class("section"), .aria("labelledby", "starts-title")) {
                div(.class("head")) {
                    h2(.id("starts-title")) { visit.notation.text("Partir d’un modèle", "Begin from a model") }
                    span(.class("muted small")) {
                        visit.notation.text(
                            "Commentés ligne à ligne, à changer librement.", "Commented line by line, to change freely.")
                    }
                }
                ul(.class("ways")) {
                    for (position, source) in visit.site.startingPoints.enumerated() { way(position, source) }
                }
            }
        }
    }

    private func way(_ position: Int, _ source: String) -> Markup {
        let definition = DraftSaving.check(source, visit.workspace.zone, [:]).document.flatMap { try? Definition($0) }
        let name = definition.map { visit.notation.text($0.name) } ?? "\(position + 1)"
        let stages = definition?.stages.map { visit.notation.text($0.name) }.joined(separator: ", ") ?? ""
        return li {
            span(.class("ic")) { Icon.rules.markup }
            div {
                b { name }
                p { stages }
            }
            visit.postForm(visit.links.definition("drafts")) {
                input(.type("hidden"), .name("seen"), .value(mark.text))
                input(.type("hidden"), .name("starting_point"), .value(String(position)))
                button(
                    .class("btn"), .aria("label", visit.notation.text("En faire un brouillon\u{A0}: \(name)", "Make a draft of \(name)"))
                ) { visit.notation.text("En faire un brouillon", "Make it a draft") }
            }
        }
    }
}

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
