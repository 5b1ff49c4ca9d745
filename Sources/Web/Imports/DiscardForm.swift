import HTML
import Storage
import Verger

/// The way out: the file goes, and nothing of it stays.
struct DiscardForm {
    private let visit: Visit
    private let draft: ImportDraft

    init(_ visit: Visit, _ draft: ImportDraft) {
        self.visit = visit
        self.draft = draft
    }

    var markup: Markup {
        visit.postForm(visit.links.importDraft(draft.id) + "/discarding", .class("discarding")) {
            button(.class("btn quiet")) {
                draft.startedAt == nil
                    ? visit.notation.text("Renoncer à ce fichier", "Give this file up")
                    : visit.notation.text("En rester là", "Leave it at that")
            }
        }
    }
}
