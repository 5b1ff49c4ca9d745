import HTML
import Storage
import Verger

/// What tables hold of a person, as one reads and prints it.
struct RecordTables {
    let visit: Visit
    let tables: [PersonalFile.Table]

    var markup: Markup { group { for table in tables { section(of: table) } } }

    private func section(of table: PersonalFile.Table) -> Markup {
        HTML.section(.class("section")) {
            div(.class("head")) {
                h2 { visit.say(RecordTables.names[table.name] ?? Sentence(verbatim: table.name)) }
                span(.class("count")) { visit.notation.count(table.rows.count) }
            }
            ul(.class("file-rows small")) {
                for row in table.rows {
                    li {
                        zip(table.columns, row).compactMap { name, value in
                            value.map { "\(name): \(written($0, name))" }
                        }
                        .joined(separator: " · ")
                    }
                }
            }
        }
    }

    /// Instants as people read them.
    private func written(_ value: String, _ column: String) -> String {
        let isInstant = column == "at" || column == "since" || column.hasSuffix("_at") || column.hasSuffix("_until")
        guard isInstant, let microseconds = Int64(value), microseconds > 0 else { return value }
        return visit.notation.dayAndTime(Instant(microseconds: microseconds))
    }

    /// What tables hold, as people call it.
    private static let names: [String: Sentence] = [
        "contact_alias": Sentence(fr: "Autres identifiants", en: "Other ids"),
        "contact_address": Sentence(fr: "Autres adresses", en: "Other addresses"),
        "contact_change": Sentence(fr: "Changements de la fiche", en: "Changes of the record"),
        "contact_part": Sentence(fr: "Rôle dans les achats", en: "Part in purchases"),
        "contact_state": Sentence(fr: "Étape et score calculés", en: "Computed stage and score"),
        "stage_history": Sentence(fr: "Étapes passées", en: "Past stages"),
        "segment_member": Sentence(fr: "Segments", en: "Segments"),
        "segment_event": Sentence(fr: "Entrées et sorties de segments", en: "Segments entered and left"),
        "handover": Sentence(fr: "Passages aux commerciaux", en: "Handovers to sales"),
        "task": Sentence(fr: "Tâches", en: "Tasks"),
        "visitor": Sentence(fr: "Navigateurs reconnus", en: "Browsers recognised"),
        "unmapped_call": Sentence(fr: "Événements non classés", en: "Unsorted events"),
        "bulk_action_contact": Sentence(fr: "Actions en nombre", en: "Bulk actions"),
        "retention_question": Sentence(fr: "Question de conservation", en: "Retention question"),
        "form_submission": Sentence(fr: "Formulaires envoyés", en: "Forms sent"),
        "mail": Sentence(fr: "Messages écrits par Verger", en: "Mails written by Verger"),
        "inbound_mail": Sentence(fr: "Messages reçus", en: "Mails received"),
        "hook_item": Sentence(fr: "Reçu d’autres programmes", en: "Brought by other programs"),
        "hook_delivery": Sentence(fr: "Tel qu’un programme l’a envoyé", en: "As a program sent it"),
        "hook_part": Sentence(
            fr: "Sa part de ce qu’un programme a envoyé sur plusieurs",
            en: "Their part of what a program sent about several"),
        "statement_line": Sentence(fr: "Relevés d’apporteurs", en: "Statements of introducers"),
        "held_submission": Sentence(fr: "Formulaires retenus", en: "Forms held back"),
        "held_mail": Sentence(fr: "Messages à cette adresse", en: "Mails to this address"),
        "held_inbound_mail": Sentence(fr: "Messages reçus, mis de côté", en: "Mails received, set aside"),
        "held_body": Sentence(fr: "Reçu d’un programme, en attente", en: "Sent by a program, waiting"),
        "held_file_row": Sentence(fr: "Lignes de fichiers à importer", en: "Rows of files to import"),
        "mention": Sentence(
            fr: "Passages où la personne est nommée, chez d’autres", en: "Passages on others that name the person"),
    ]
}
