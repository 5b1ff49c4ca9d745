import HTML
import Storage
import Verger

/// A file that is being looked at, or comes in: how far it has come, and the way to stop it.
struct ImportProgressPage {
    private let visit: Visit
    private let draft: ImportDraft
    private let done: Int
    private let tally: ImportRuns.Tally?

    init(_ visit: Visit, _ draft: ImportDraft, _ connection: any SQLConnection) throws {
        self.visit = visit
        self.draft = draft
        let run = try ImportRuns(connection, in: visit.workspace.id).find(fingerprint: draft.fingerprint)
        tally = draft.state == .running ? run?.tally ?? ImportRuns.Tally() : nil
        done = tally?.rows ?? draft.survey?.rows ?? 0
    }

    private var notation: Notation { visit.notation }

    var page: Page {
        var page = Page(.contacts, title: draft.fileName)
        page.parent = (visit.say(ImportWords.title), visit.links.imports)
        page.bodyClass = "imports"
        page.content = group {
            ImportSteps(current: draft.state == .running ? .run : .check, notation: notation).markup
            meter
            if draft.state == .running, !draft.isStopping {
                visit.postForm(visit.links.importDraft(draft.id) + "/stop") {
                    button(.class("btn")) { notation.text("Arrêter", "Stop") }
                }
            }
            noscript { voidElement("meta", [Attribute("http-equiv", "refresh"), Attribute("content", "2")]) }
        }
        return page
    }

    /// How many rows there are is known once all were looked at.
    private var total: Int? { draft.state == .running ? draft.survey?.rows : nil }

    /// The part that is asked for again every second.
    var meter: Markup {
        div(
            .id("import-progress"), .class("import-progress"), .aria("live", "polite"),
            Attribute("hx-get", visit.links.importDraft(draft.id) + "?progress=1"),
            Attribute("hx-trigger", "every 1s"), Attribute("hx-swap", "outerHTML")
        ) {
            p(.class("lede")) { sentence }
            progress(
                .aria("label", notation.text("Avancement", "Progress")), Attribute("max", String(max(total ?? 1, 1))),
                .value(total == nil ? nil : String(min(done, total ?? 0))))
            p(.class("muted small")) {
                notation.text(
                    "Vous pouvez quitter cette page\u{A0}: cela continue, et vous retrouverez le fichier parmi les imports.",
                    "You may leave this page: it goes on, and the file is to be found among the imports.")
            }
        }
    }

    private var sentence: String {
        let rows = notation.count(done)
        guard let tally else {
            return done == 0
                ? notation.text("Les lignes sont en cours d’examen.", "The rows are being looked at.")
                : notation.text("\(rows) lignes examinées.", "\(rows) rows looked at.")
        }
        if draft.isStopping {
            return notation.text("L’import s’arrête après le lot en cours.", "The import stops after this batch.")
        }
        if tally.rows == 0 { return notation.text("L’import commence.", "The import begins.") }
        let of = total.map { notation.text(" sur \(notation.count($0))", " of \(notation.count($0))") } ?? ""
        return notation.text("\(rows) lignes\(of)\u{A0}: ", "\(rows) rows\(of): ")
            + ImportWords.summary(tally, notation) + "."
    }
}
