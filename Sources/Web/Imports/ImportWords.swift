import HTML
import Storage
import Verger

/// What imports are called.
enum ImportWords {
    static let title = Sentence(fr: "Imports", en: "Imports")

    static func label(_ kind: ImportKind) -> Sentence { kind.label }

    static func state(_ draft: ImportDraft) -> Sentence {
        switch draft.state {
        case .mapping: Sentence(fr: "colonnes à nommer", en: "columns to be named")
        case .checking: Sentence(fr: "lignes en cours d’examen", en: "rows being looked at")
        case .checked: Sentence(fr: "prêt, à relire", en: "ready, to be checked")
        case .running:
            draft.isStopping
                ? Sentence(fr: "en train de s’arrêter", en: "stopping")
                : Sentence(fr: "en cours d’import", en: "coming in")
        case .stopped: Sentence(fr: "arrêté en chemin", en: "stopped on the way")
        case .failed: Sentence(fr: "interrompu", en: "broken off")
        case .finished: Sentence(fr: "terminé", en: "finished")
        }
    }

    static func status(_ run: ImportRuns.Run) -> Sentence {
        switch run.status {
        case "finished": Sentence(fr: "terminé", en: "finished")
        case "reverted": Sentence(fr: "annulé", en: "taken back")
        default: Sentence(fr: "en cours", en: "under way")
        }
    }

    /// What an import did, in one line.
    static func summary(_ tally: ImportRuns.Tally, _ notation: Notation) -> String {
        var parts: [String] = []
        func add(_ count: Int, _ one: Sentence, _ many: Sentence) {
            if count > 0 { parts.append(notation.plural(count, one, many)) }
        }
        add(tally.created, Sentence(fr: "nouveau", en: "new"), Sentence(fr: "nouveaux", en: "new"))
        add(
            tally.updated, Sentence(fr: "complété", en: "told more about"),
            Sentence(fr: "complétés", en: "told more about"))
        add(tally.activities, Sentence(fr: "fait", en: "activity"), Sentence(fr: "faits", en: "activities"))
        add(
            tally.refused, Sentence(fr: "ligne laissée de côté", en: "row left out"),
            Sentence(fr: "lignes laissées de côté", en: "rows left out"))
        return parts.isEmpty ? notation.text("rien de nouveau", "nothing new") : parts.joined(separator: ", ")
    }

    /// What taking an import back did.
    static func summary(_ outcome: Reversal.Outcome, _ notation: Notation) -> String {
        func count(_ count: Int, _ one: Sentence, _ many: Sentence) -> String { notation.plural(count, one, many) }
        let contacts = count(
            outcome.contacts, Sentence(fr: "contact", en: "contact"), Sentence(fr: "contacts", en: "contacts"))
        let facts = count(
            outcome.activities, Sentence(fr: "fait retirés", en: "fact removed"),
            Sentence(fr: "faits retirés", en: "facts removed"))
        let changes = count(
            outcome.changes, Sentence(fr: "changement défait", en: "change undone"),
            Sentence(fr: "changements défaits", en: "changes undone"))
        var text = "\(contacts)\(notation.text(" et ", " and "))\(facts), \(changes)."
        if outcome.kept > 0 {
            text +=
                " "
                + count(
                    outcome.kept,
                    Sentence(
                        fr: "contact reste, car d’autres en ont dit davantage depuis.",
                        en: "contact stays, since others have told more about it."),
                    Sentence(
                        fr: "contacts restent, car d’autres en ont dit davantage depuis.",
                        en: "contacts stay, since others have told more about them."))
        }
        return text
    }

    static func name(_ target: ColumnTarget, _ notation: Notation) -> String {
        switch target {
        case .contact(let field): notation.text(field.label)
        case .custom(let name): name
        case .fullName: notation.text("prénom et nom", "first and last name")
        case .tags: notation.text("étiquettes", "tags")
        case .company(let field): notation.text(field.label)
        case .consent(let channel):
            notation.text("accord\u{A0}: ", "consent: ")
                + (ConsentChannel(rawValue: channel).map { notation.text($0.label) } ?? channel)
        case .reference: notation.text("contact (e-mail ou identifiant)", "contact (e-mail or external id)")
        case .activity(let column): notation.text(name(column))
        case .property(let name): notation.text("détail\u{A0}: \(name)", "detail: \(name)")
        case .computed: notation.text("calculé", "computed")
        }
    }

    private static func name(_ column: ActivityColumn) -> Sentence {
        switch column {
        case .kind: Sentence(fr: "type d’activité", en: "kind of activity")
        case .at: Sentence(fr: "date du fait", en: "date of the fact")
        case .channel: Sentence(fr: "canal", en: "channel")
        case .campaign: Sentence(fr: "campagne", en: "campaign")
        case .amount: Sentence(fr: "montant", en: "amount")
        case .currency: Sentence(fr: "devise", en: "currency")
        case .messageID: Sentence(fr: "identifiant du fait", en: "id of the fact")
        case .voids: Sentence(fr: "annule", en: "voids")
        case .reference: Sentence(fr: "référence", en: "reference")
        }
    }

    static func reason(_ column: ImportMapping.Column, _ mapping: ImportMapping) -> Sentence? {
        guard column.target != nil else { return nil }
        switch column.reason {
        case .name: return Sentence(fr: "d’après son nom", en: "by its name")
        case .known: return mapping.known.flatMap(ReadyMap.named)?.label
        case .remembered: return Sentence(fr: "comme la dernière fois", en: "as last time")
        case .chosen: return nil
        }
    }
}

/// The steps of an import, and where a file stands.
struct ImportSteps {
    enum Step: Int, CaseIterable { case upload, mapping, check, run, report }

    let current: Step
    let notation: Notation

    var markup: Markup {
        ol(.class("import-steps"), .aria("label", notation.text("Étapes de l’import", "Steps of the import"))) {
            for step in Step.allCases {
                li(
                    .class(step.rawValue < current.rawValue ? "done" : step == current ? "now" : nil),
                    .aria("current", step == current ? "step" : nil)
                ) {
                    step.rawValue < current.rawValue
                        ? Icon.check.markup : span(.class("number")) { String(step.rawValue + 1) }
                    notation.text(label(step))
                }
            }
        }
    }

    private func label(_ step: Step) -> Sentence {
        switch step {
        case .upload: Sentence(fr: "Fichier", en: "File")
        case .mapping: Sentence(fr: "Colonnes", en: "Columns")
        case .check: Sentence(fr: "Vérification", en: "Check")
        case .run: Sentence(fr: "Import", en: "Import")
        case .report: Sentence(fr: "Rapport", en: "Report")
        }
    }
}
