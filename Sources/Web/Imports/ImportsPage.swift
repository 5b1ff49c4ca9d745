import HTML
import Storage
import Verger

/// Where files are sent to, those that are on their way, and all that came in.
struct ImportsPage {
    private let visit: Visit
    private let drafts: [ImportDraft]
    private let runs: [ImportRuns.Run]
    /// The file that was refused, and why.
    private let problem: (file: String, sentence: Sentence)?

    init(_ visit: Visit, _ connection: any SQLConnection, problem: (file: String, sentence: Sentence)? = nil) throws {
        self.visit = visit
        self.problem = problem
        drafts = try ImportDrafts(connection, in: visit.workspace.id).open()
        let brought = Set(drafts.map(\.fingerprint))
        let all = ImportRuns(connection, in: visit.workspace.id)
        runs = try all.all().filter { run in !brought.contains(run.fingerprint) }
    }

    private var notation: Notation { visit.notation }

    var page: Page {
        var page = Page(.contacts, title: visit.say(ImportWords.title))
        page.parent = (visit.say(Section.contacts.label), visit.links.contacts)
        page.bodyClass = "imports"
        page.content = group {
            upload
            if !drafts.isEmpty { unfinished }
            if !runs.isEmpty { past }
        }
        return page
    }

    private var upload: Markup {
        section(.class("section"), .aria("labelledby", "upload")) {
            ImportSteps(current: .upload, notation: notation).markup
            h2(.id("upload"), .class("sr")) { notation.text("Envoyer un fichier", "Send a file") }
            if let problem {
                div(.class("banner bad"), .role("alert")) {
                    Icon.warn.markup
                    div {
                        b {
                            notation.text(
                                "«\u{A0}\(problem.file)\u{A0}» ne peut pas être importé",
                                "“\(problem.file)” can’t be imported")
                        }
                        span { visit.say(problem.sentence) }
                    }
                }
            }
            visit.postForm(
                visit.links.imports, .class("form upload-form"), Attribute("enctype", "multipart/form-data")
            ) {
                label(.class("dropzone"), .for("field-file")) {
                    Icon.upload.markup
                    b { notation.text("Choisir un fichier, ou le déposer ici", "Choose a file, or drop it here") }
                    span(.class("muted"), .id("field-file-note")) {
                        notation.text(
                            "CSV ou classeur Excel (.xlsx), jusqu’à \(ImportUpload.limit >> 20)\u{A0}Mo. La première ligne nomme les colonnes. Rien n’entre avant votre accord.",
                            "CSV or Excel workbook (.xlsx), up to \(ImportUpload.limit >> 20) MB. The first line names the columns. Nothing comes in before you say so."
                        )
                    }
                    input(
                        .type("file"), .id("field-file"), .name("file"), .required(),
                        Attribute(
                            "accept",
                            ".csv,.tsv,.txt,.xlsx,.xlsm,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
                        ), .aria("describedby", "field-file-note"))
                }
                p(.class("small muted")) {
                    notation.text("Reconnus d’eux-mêmes\u{A0}: ", "Recognised by themselves: ")
                        + ReadyMap.all.map { visit.say($0.label) }.joined(separator: ", ") + "."
                }
                div(.class("actions")) {
                    button(.class("btn primary")) { notation.text("Envoyer le fichier", "Send the file") }
                }
            }
        }
    }

    private var unfinished: Markup {
        section(.class("section"), .aria("labelledby", "unfinished")) {
            div(.class("head")) {
                h2(.id("unfinished")) { notation.text("En chemin", "On their way") }
                span(.class("end muted small")) {
                    notation.text("gardés sept jours", "kept for seven days")
                }
            }
            HTML.table(.class("table figure-rows")) {
                thead {
                    tr {
                        th(Attribute("scope", "col")) { notation.text("Fichier", "File") }
                        th(Attribute("scope", "col")) { notation.text("Où il en est", "Where it stands") }
                        th(.class("no-small"), Attribute("scope", "col")) { notation.text("Envoyé", "Sent") }
                    }
                }
                tbody {
                    for draft in drafts {
                        tr {
                            td {
                                a(.class("name"), .href(visit.links.importDraft(draft.id))) { draft.fileName }
                                span { draft.author }
                            }
                            td { visit.say(ImportWords.state(draft)).capitalizedFirst }
                            td(.class("no-small")) { notation.dayAndTime(draft.createdAt) }
                        }
                    }
                }
            }
        }
    }

    private var past: Markup {
        section(.class("section"), .aria("labelledby", "past")) {
            div(.class("head")) { h2(.id("past")) { notation.text("Entrés", "Came in") } }
            div(.class("scroll")) {
                HTML.table(.class("table figure-rows")) {
                    thead {
                        tr {
                            th(Attribute("scope", "col")) { notation.text("Fichier", "File") }
                            th(Attribute("scope", "col")) { notation.text("Ce qu’il a fait", "What it did") }
                            th(.class("no-small"), Attribute("scope", "col")) { notation.text("Le", "On") }
                        }
                    }
                    tbody { for run in runs { row(run) } }
                }
            }
        }
    }

    private func row(_ run: ImportRuns.Run) -> Markup {
        tr {
            td {
                a(.class("name"), .href(visit.links.importRun(run.number))) { run.file }
                span { notation.text("n°", "no.") + "\u{A0}\(run.number), " + visit.say(ImportWords.label(run.kind)) }
            }
            td {
                if run.status == "reverted" {
                    span(.class("chip line")) {
                        Icon.undo.markup
                        visit.say(ImportWords.status(run))
                    }
                } else {
                    ImportWords.summary(run.tally, notation)
                }
            }
            td(.class("no-small")) { notation.dayAndTime(run.startedAt) }
        }
    }
}
