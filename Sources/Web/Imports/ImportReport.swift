import HTML
import Storage
import Verger

/// What an import did.
struct ImportReport {
    let visit: Visit
    let run: ImportRuns.Run
    /// The uploaded file that it was; nil for one of the command line.
    let draft: ImportDraft?
    /// How far it has been taken back; nil when nobody asked for it.
    let reversal: ImportReversal?
    /// How many it brought look like somebody.
    let lookalikes: Int

    private var notation: Notation { visit.notation }
    private var tally: ImportRuns.Tally { run.tally }

    var page: Page {
        var page = Page(.contacts, title: run.file)
        page.parent = (visit.say(ImportWords.title), visit.links.imports)
        page.fact = notation.text("import n°\u{A0}\(run.number)", "import \(run.number)")
        page.bodyClass = "imports"
        page.content = group {
            if draft != nil { ImportSteps(current: .report, notation: notation).markup }
            if let reversal, reversal.state == .running {
                ReversalMeter(visit: visit, reversal: reversal).markup
            } else {
                if reversal?.state == .failed { brokenOff }
                p(.class("lede")) { sentence }
            }
            figures
            if let statement = draft?.statement { proof(statement) }
            if isReversible { form }
        }
        return page
    }

    /// What the command line is still bringing in is taken back there.
    private var isReversible: Bool {
        if let reversal { return reversal.state == .failed }
        return run.status == "finished" || run.status == "running" && draft.map { $0.state != .running } ?? false
    }

    private var sentence: String {
        if let reversal, reversal.state == .failed {
            return notation.text("Pas tout à fait annulé\u{A0}: ", "Not wholly taken back: ")
                + ImportWords.summary(reversal.place.outcome, notation)
        }
        return switch run.status {
        case "reverted":
            notation.text("Cet import a été annulé. ", "This import was taken back. ")
                + (reversal.map { ImportWords.summary($0.place.outcome, notation) } ?? "")
        case "finished":
            notation.text("Terminé\u{A0}: ", "Finished: ") + ImportWords.summary(tally, notation) + "."
        default:
            notation.text("Pas terminé\u{A0}: ", "Not finished: ") + ImportWords.summary(tally, notation)
                + notation.text(" jusqu’ici.", " so far.")
        }
    }

    private var figures: Markup {
        dl(.class("import-counts")) {
            count(Sentence(fr: "Lignes lues", en: "Rows read"), tally.rows)
            count(
                run.kind == .companies
                    ? Sentence(fr: "Entreprises créées", en: "Companies made")
                    : Sentence(fr: "Contacts créés", en: "Contacts made"), tally.created,
                link: run.kind == .contacts ? people("created") : nil)
            count(
                Sentence(fr: "Complétés", en: "Told more about"), tally.updated,
                link: run.kind == .contacts ? people("updated") : nil)
            count(Sentence(fr: "Faits notés", en: "Facts recorded"), tally.activities)
            count(Sentence(fr: "Faits déjà connus", en: "Facts known already"), tally.skipped)
            count(
                Sentence(fr: "Lignes laissées de côté", en: "Rows left out"), tally.refused,
                link: draft == nil ? nil : visit.links.importRun(run.number) + "/problems.csv")
            count(Sentence(fr: "Personnes effacées, restées dehors", en: "Erased people, kept out"), tally.suppressed)
            count(
                Sentence(fr: "Ressemblent à quelqu’un", en: "Look like somebody"), lookalikes,
                link: visit.may(.mergeContacts) ? visit.links.duplicates(.contact) : nil)
            div {
                dt { notation.text("Commencé", "Begun") }
                dd { notation.dayAndTime(run.startedAt) }
            }
            if let author = draft?.author {
                div {
                    dt { notation.text("Par", "By") }
                    dd { author }
                }
            }
        }
    }

    private func people(_ which: String) -> String { visit.links.importRun(run.number) + "/contacts?which=\(which)" }

    @MarkupBuilder private func count(_ label: Sentence, _ value: Int, link: String? = nil) -> Markup {
        if value > 0 {
            div {
                dt { visit.say(label) }
                dd(.class("num")) {
                    if let link, run.status != "reverted" {
                        a(.class("link"), .href(link)) { notation.count(value) }
                    } else {
                        notation.count(value)
                    }
                }
            }
        }
    }

    private func proof(_ statement: ImportStatement) -> Markup {
        section(.class("section"), .aria("labelledby", "proof")) {
            div(.class("head")) {
                h2(.id("proof")) { notation.text("D’où vient cette liste", "Where this list comes from") }
            }
            dl(.class("proof-list")) {
                dt { notation.text("Provenance", "Origin") }
                dd { statement.origin }
                dt { notation.text("À quel titre écrire", "Ground for writing") }
                dd { visit.say(statement.ground.label) }
                if let proof = statement.proof {
                    dt { notation.text("Accord", "Accord") }
                    dd { proof }
                }
            }
        }
    }

    private var brokenOff: Markup {
        div(.class("banner bad"), .role("alert")) {
            Icon.warn.markup
            span {
                notation.text(
                    "L’annulation s’est interrompue plusieurs fois de suite. Ce qui est défait est défait, et rien ne l’est deux fois. Reprenez-la\u{202F}; si cela recommence, dites-le à qui tient le serveur.",
                    "Taking it back broke off several times in a row. What is undone is undone, and nothing twice. Go on with it; if it happens again, tell whoever keeps the server."
                )
            }
        }
    }

    private var form: Markup {
        details(.class("section adding")) {
            summary { notation.text("Annuler cet import", "Take this import back") }
            visit.postForm(visit.links.importRun(run.number) + "/reversals", .class("form")) {
                p {
                    notation.text(
                        "Les contacts qu’il a créés et les faits qu’il a notés sont retirés, les valeurs qu’il a changées reprennent la précédente. Ce que quelqu’un a dit depuis reste\u{A0}: un contact complété, appelé ou fusionné entre-temps est gardé.",
                        "The contacts that it made and the facts that it recorded are removed, the values that it changed get back what they were. What somebody has said since stays: a contact that was told more about, called or merged meanwhile is kept."
                    )
                }
                label(.class("tick-line")) {
                    input(.type("checkbox"), .class("check"), .name("confirmed"), .value("1"), .required())
                    span {
                        notation.text(
                            "Oui, annuler l’import n°\u{A0}\(run.number)", "Yes, take import \(run.number) back")
                    }
                }
                div(.class("actions")) {
                    button(.class("btn bad")) { notation.text("Annuler l’import", "Take the import back") }
                }
            }
        }
    }
}

/// The contacts that an import brought, or told more about.
struct ImportedContactsPage {
    let visit: Visit
    let run: ImportRuns.Run
    let which: ImportedContacts.Which
    let rules: Rules
    let rows: [ContactList.Row]
    let next: Contact.ID?

    private var notation: Notation { visit.notation }
    private var link: String { visit.links.importRun(run.number) + "/contacts?which=" }

    var page: Page {
        var page = Page(.contacts, title: notation.text("Contacts de l’import", "Contacts of the import"))
        page.parent = (run.file, visit.links.importRun(run.number))
        page.bodyClass = "imports"
        page.tabs = nav(.class("tabs"), .aria("label", page.title)) {
            a(.href(link + "created"), .aria("current", which == .created ? "page" : nil)) {
                notation.text("Créés", "Made")
            }
            a(.href(link + "updated"), .aria("current", which == .updated ? "page" : nil)) {
                notation.text("Complétés", "Told more about")
            }
        }
        page.content = rows.isEmpty ? empty : table
        return page
    }

    private var table: Markup {
        group {
            HTML.table(.class("table figure-rows")) {
                thead {
                    tr {
                        th(Attribute("scope", "col")) { notation.text("Contact", "Contact") }
                        th(Attribute("scope", "col")) { notation.text("Entreprise", "Company") }
                        th(.class("no-small"), Attribute("scope", "col")) { notation.text("E-mail", "E-mail") }
                    }
                }
                tbody {
                    for row in rows {
                        tr {
                            td {
                                a(.class("name"), .href(visit.links.contact(row.id))) { row.contact.displayName }
                            }
                            td { row.companyName ?? "" }
                            td(.class("no-small")) { row.contact.fields[.email] ?? "" }
                        }
                    }
                }
            }
            if let next {
                div(.class("pager")) {
                    a(.class("btn"), .href(link + which.rawValue + "&after=\(next.value)")) {
                        notation.text("Suivants", "Next")
                    }
                }
            }
        }
    }

    private var empty: Markup {
        div(.class("empty")) {
            h2 { notation.text("Personne", "Nobody") }
            p {
                notation.text(
                    "Aucun contact de cet import n’est là, ou vous ne les voyez pas.",
                    "No contact of this import is there, or you don’t see them.")
            }
        }
    }
}
