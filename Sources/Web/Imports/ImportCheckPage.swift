import HTML
import Storage
import Verger

/// What would become of the rows: the counts, those that need a look, and the word that lets them in.
struct ImportCheckPage {
    enum Tab: String, CaseIterable { case errors, lookalikes, warnings, suppressed, corrected }

    private let visit: Visit
    private let draft: ImportDraft
    private let survey: ImportSurvey
    private let tab: Tab?
    private let tabs: [Tab]
    private let rows: [DraftRow]
    private let next: Int?
    private let choices: [DraftRow.Choice: Int]
    private let lookalikes: DraftLookalikes?
    private let twinRun: ImportRuns.Run?

    private static let size = 25

    init(_ visit: Visit, _ draft: ImportDraft, _ connection: any SQLConnection) throws {
        self.visit = visit
        self.draft = draft
        let survey = draft.survey ?? ImportSurvey()
        self.survey = survey
        let kept = DraftRows(connection, in: visit.workspace.id, of: draft.id)
        let hasCorrected = try !kept.page(.corrected, limit: 1).isEmpty
        let tabs = Tab.allCases.filter { tab in
            switch tab {
            case .errors: survey.refused > 0
            case .lookalikes: survey.lookalikes > 0
            case .warnings: survey.warned > 0
            case .suppressed: survey.suppressed > 0
            case .corrected: hasCorrected
            }
        }
        self.tabs = tabs
        let asked = visit.query["tab"].flatMap(Tab.init(rawValue:))
        let tab = asked.flatMap { tabs.contains($0) ? $0 : nil } ?? tabs.first
        self.tab = tab
        let selection = tab.flatMap { DraftRows.Selection(rawValue: $0.rawValue) }
        let found = try selection.map {
            try kept.page($0, after: visit.query.integer("after") ?? 0, limit: ImportCheckPage.size + 1)
        }
        rows = Array((found ?? []).prefix(ImportCheckPage.size))
        next = (found?.count ?? 0) > ImportCheckPage.size ? rows.last?.number : nil
        choices = try kept.choices()
        lookalikes =
            tab == .lookalikes ? try DraftLookalikes(visit, draft, rows, choices, connection) : nil
        twinRun = try ImportRuns(connection, in: visit.workspace.id).find(fingerprint: draft.fingerprint)
    }

    private var notation: Notation { visit.notation }

    var page: Page {
        var page = Page(.contacts, title: draft.fileName)
        page.parent = (visit.say(ImportWords.title), visit.links.imports)
        page.bodyClass = "imports"
        page.content = group {
            ImportSteps(current: draft.startedAt == nil ? .check : .run, notation: notation).markup
            if draft.state == .failed { failure }
            if draft.state == .stopped { stopped }
            if draft.survey != nil {
                p(.class("lede")) { sentence }
                counts
                if draft.isFileKept { start }
                if !tabs.isEmpty { problems }
            }
            DiscardForm(visit, draft).markup
        }
        return page
    }

    private var failure: Markup {
        div(.class("banner bad"), .role("alert")) {
            Icon.warn.markup
            div {
                b { notation.text("Le fichier n’a pas pu être traité", "The file could not be worked on") }
                span { draft.problem.map(visit.say) ?? "" }
                if draft.isChangeable {
                    " "
                    a(.class("link"), .href(visit.links.importDraft(draft.id) + "/mapping")) {
                        notation.text("Revoir les colonnes", "See the columns again")
                    }
                }
                if !draft.isFileKept {
                    " "
                    a(.class("link"), .href(visit.links.imports)) {
                        notation.text("Envoyer un fichier", "Send a file")
                    }
                }
            }
        }
    }

    private var stopped: Markup {
        div(.class("banner warn")) {
            Icon.warn.markup
            span {
                notation.text("Arrêté en chemin. ", "Stopped on the way. ")
                if let twinRun {
                    notation.text("Ce qui est entré reste\u{A0}: ", "What came in stays: ")
                    a(.class("link"), .href(visit.links.importRun(twinRun.number))) {
                        ImportWords.summary(twinRun.tally, notation)
                    }
                    notation.text(
                        ". Reprendre continue après la dernière ligne.", ". Going on continues after the last row.")
                }
            }
        }
    }

    private var sentence: String {
        let known = survey.updated + survey.unchanged
        if draft.mapping.kind == .activities || draft.mapping.kind == .payments {
            return notation.text(
                "\(notation.count(survey.rows)) lignes\u{A0}: \(notation.count(survey.new)) faits sur des contacts connus.",
                "\(notation.count(survey.rows)) rows: \(notation.count(survey.new)) facts about known contacts.")
        }
        func plural(_ number: Int, _ one: String, _ many: String) -> String {
            notation.plural(number, Sentence(fr: one, en: one), Sentence(fr: many, en: many))
        }
        let new = plural(survey.new, "nouveau", "nouveaux")
        let fr: String =
            known == 0
            ? "\(new), aucun déjà connu."
            : survey.updated == 0
                ? "\(new), \(plural(known, "déjà connu", "déjà connus"))."
                : "\(new), \(plural(known, "déjà connu", "déjà connus")), dont \(plural(survey.updated, "complété", "complétés"))."
        let en: String =
            known == 0
            ? "\(notation.count(survey.new)) new, none known already."
            : survey.updated == 0
                ? "\(notation.count(survey.new)) new, \(notation.count(known)) known already."
                : "\(notation.count(survey.new)) new, \(notation.count(known)) known already, \(notation.count(survey.updated)) of them told more about."
        return notation.text(fr, en)
    }

    private var counts: Markup {
        dl(.class("import-counts")) {
            for (label, count) in facts where count > 0 {
                div {
                    dt { visit.say(label) }
                    dd(.class("num")) { notation.count(count) }
                }
            }
        }
    }

    private var facts: [(Sentence, Int)] {
        [
            (Sentence(fr: "Lignes lues", en: "Rows read"), survey.rows),
            (
                Sentence(fr: "Même personne plus haut dans le fichier", en: "Same person further up in the file"),
                survey.repeated
            ),
            (Sentence(fr: "Sans changement", en: "Without change"), survey.unchanged),
            (Sentence(fr: "Faits à noter", en: "Facts to record"), survey.activities),
            (Sentence(fr: "Lignes avec une erreur", en: "Rows with an error"), survey.refused),
            (
                Sentence(fr: "Personnes effacées, qui restent dehors", en: "Erased people, who stay out"),
                survey.suppressed
            ),
            (Sentence(fr: "Ressemblent à quelqu’un", en: "Look like somebody"), survey.lookalikes),
            (
                Sentence(fr: "À comparer après l’import", en: "To be compared after the import"), survey.uncompared
            ),
        ]
    }

    /// Rows that may come in.
    private var admitted: Int {
        survey.rows - survey.refused - survey.suppressed - (choices[.skip] ?? 0)
    }

    private var start: Markup {
        visit.postForm(visit.links.importDraft(draft.id) + "/start", .class("form start-form")) {
            if survey.refused > 0 {
                HTML.label(.class("tick-line")) {
                    input(
                        .type("checkbox"), .class("check"), .name("leave_out"), .value("1"),
                        .checked(draft.leavesOutErrors))
                    span {
                        notation.text(
                            "Laisser de côté les \(notation.count(survey.refused)) lignes avec une erreur",
                            "Leave out the \(notation.count(survey.refused)) rows with an error")
                    }
                }
            }
            div(.class("actions")) {
                button(.class("btn primary"), .disabled(admitted <= 0)) {
                    draft.startedAt == nil
                        ? notation.text(
                            "Importer ", "Import ")
                            + notation.plural(
                                admitted, Sentence(fr: "ligne", en: "row"), Sentence(fr: "lignes", en: "rows"))
                        : notation.text("Reprendre l’import", "Go on with the import")
                }
                if draft.isChangeable {
                    a(.class("btn"), .href(visit.links.importDraft(draft.id) + "/mapping")) {
                        notation.text("Revoir les colonnes", "See the columns again")
                    }
                }
                if survey.refused > 0 {
                    a(.class("btn quiet"), .href(visit.links.importDraft(draft.id) + "/problems.csv")) {
                        Icon.download.markup
                        notation.text("Lignes en erreur (CSV)", "Rows with errors (CSV)")
                    }
                }
            }
        }
    }

    // MARK: Rows

    private var problems: Markup {
        section(.class("section"), .id("rows"), .aria("labelledby", "rows-title")) {
            h2(.id("rows-title"), .class("sr")) { notation.text("Lignes à regarder", "Rows to look at") }
            nav(.class("tabs"), .aria("label", notation.text("Lignes à regarder", "Rows to look at"))) {
                for item in tabs {
                    a(.href(link(item)), .aria("current", item == tab ? "page" : nil)) {
                        visit.say(label(item))
                        if let count = count(item) { span(.class("count")) { notation.count(count) } }
                    }
                }
            }
            if let lookalikes {
                lookalikes.markup
            } else if let tab {
                DraftGrid(visit: visit, draft: draft, rows: rows, tab: tab).markup
            }
            if next != nil || visit.query["after"] != nil {
                div(.class("pager")) {
                    if visit.query["after"] != nil, let tab {
                        a(.class("btn"), .href(link(tab))) { notation.text("Premières", "First ones") }
                    }
                    if let next, let tab {
                        a(.class("btn"), .href(link(tab) + "&after=\(next)")) {
                            notation.text("Suivantes", "Next ones")
                        }
                    }
                }
            }
        }
    }

    private func link(_ tab: Tab) -> String { visit.links.importDraft(draft.id) + "?tab=\(tab.rawValue)" }

    private func count(_ tab: Tab) -> Int? {
        switch tab {
        case .errors: survey.refused
        case .lookalikes: survey.lookalikes
        case .warnings: survey.warned
        case .suppressed: survey.suppressed
        case .corrected: nil
        }
    }

    private func label(_ tab: Tab) -> Sentence {
        switch tab {
        case .errors: Sentence(fr: "Erreurs", en: "Errors")
        case .lookalikes: Sentence(fr: "Doublons possibles", en: "Possible duplicates")
        case .warnings: Sentence(fr: "Avertissements", en: "Warnings")
        case .suppressed: Sentence(fr: "Personnes effacées", en: "Erased people")
        case .corrected: Sentence(fr: "Corrigées", en: "Corrected")
        }
    }
}
