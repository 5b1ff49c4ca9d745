import HTML
import Storage
import Verger

/// What each column is: its name, what it holds, where it goes. And where the list comes from.
struct MappingPage {
    private let visit: Visit
    private let draft: ImportDraft
    private let mapping: ImportMapping
    private let statement: ImportStatement?
    private let problems: [Problem]
    private let targets: TargetChoice
    private let twin: ImportDraft?
    private let campaigns: [String]
    private let channels: [(id: String, name: String)]

    init(
        _ visit: Visit, _ draft: ImportDraft, _ connection: any SQLConnection, typed: MappingForm? = nil,
        problems: [Problem] = []
    ) throws {
        self.visit = visit
        self.draft = draft
        self.problems = problems
        mapping = typed?.mapping ?? draft.mapping
        statement = typed?.statement ?? draft.statement
        targets = TargetChoice(
            mapping, fields: try visit.rules(on: connection).catalogue.fields.keys.sorted(), visit.notation)
        twin = try ImportDrafts(connection, in: visit.workspace.id).twin(of: draft)
        let book = SourceBook(
            own: try Channels(connection, in: visit.workspace.id).own(),
            campaigns: try Campaigns(connection, in: visit.workspace.id).all())
        campaigns = book.campaigns.filter { !$0.isArchived }.map(\.name)
        channels = book.channels.map { ($0.id, visit.say($0.name)) }
    }

    private var notation: Notation { visit.notation }

    var page: Page {
        var page = Page(.contacts, title: draft.fileName)
        page.parent = (visit.say(ImportWords.title), visit.links.imports)
        page.bodyClass = "imports"
        page.content = group {
            ImportSteps(current: .mapping, notation: notation).markup
            notices
            if draft.sheets.count > 1 { sheets }
            visit.postForm(visit.links.importDraft(draft.id) + "/mapping", .class("form wide-form")) {
                kinds
                columns
                if mapping.kind == .contacts { fact }
                reading
                if mapping.kind == .contacts || mapping.kind == .activities { origin }
                div(.class("actions")) {
                    button(.class("btn primary"), .name("next"), .value("check")) {
                        notation.text("Vérifier les lignes", "Check the rows")
                    }
                }
            }
            DiscardForm(visit, draft).markup
        }
        return page
    }

    @MarkupBuilder private var notices: Markup {
        if !problems.isEmpty {
            div(.class("banner bad"), .role("alert")) {
                Icon.warn.markup
                div {
                    b { notation.text("Il manque quelque chose", "Something is missing") }
                    ul(.class("plain")) { for problem in general { li { visit.say(problem.sentence) } } }
                }
            }
        }
        if let known = mapping.known.flatMap(ReadyMap.named) {
            div(.class("banner")) {
                Icon.check.markup
                span {
                    notation.text(
                        "Reconnu\u{A0}: \(visit.say(known.label)). Les colonnes sont déjà à leur place\u{202F}; changez ce qui ne convient pas.",
                        "Recognised: \(visit.say(known.label)). The columns are in their places already; change what does not suit."
                    )
                }
            }
        }
        if let twin, let run = twin.run {
            div(.class("banner warn")) {
                Icon.warn.markup
                span {
                    notation.text("Ce même fichier a déjà été importé\u{A0}: ", "This very file was imported before: ")
                    a(.class("link"), .href(visit.links.importRun(run))) {
                        notation.text("import n°\u{A0}\(run)", "import \(run)")
                    }
                    ", " + notation.day(twin.createdAt) + ". "
                    notation.text("L’importer encore ne double rien.", "Importing it again doubles nothing.")
                }
            }
        }
    }

    /// Those that are not said beside a column.
    private var general: [Problem] {
        let titles = Set(mapping.columns.map(\.title))
        let own = problems.filter { !titles.contains($0.path) }
        return own.isEmpty
            ? [
                Problem(
                    Sentence(
                        fr: "Deux colonnes vont au même endroit\u{A0}: elles sont marquées.",
                        en: "Two columns go to the same place: they are marked."))
            ] : own
    }

    private var sheets: Markup {
        visit.postForm(visit.links.importDraft(draft.id) + "/sheet", .class("inline-form")) {
            FormField(
                "sheet", notation.text("Feuille du classeur", "Sheet of the workbook"),
                among: draft.sheets.enumerated().map { (String($0), $1) }, value: String(draft.sheet)
            ).markup
            button(.class("btn")) { notation.text("Lire cette feuille", "Read this sheet") }
        }
    }

    private var kinds: Markup {
        div(.class("inline-form kind-form")) {
            FormField(
                "kind", notation.text("Chaque ligne est", "Each row is"),
                among: ImportKind.allCases.map { ($0.rawValue, singular($0)) }, value: mapping.kind.rawValue
            ).markup
            button(.class("btn quiet")) { notation.text("Changer", "Change") }
        }
    }

    private func singular(_ kind: ImportKind) -> String {
        switch kind {
        case .contacts: notation.text("une personne", "a person")
        case .companies: notation.text("une entreprise", "a company")
        case .activities: notation.text("un fait sur un contact", "a fact about a contact")
        case .payments: notation.text("un paiement", "a payment")
        }
    }

    private var columns: Markup {
        div(.class("scroll")) {
            HTML.table(.class("table mapping-table"), .id("columns")) {
                thead {
                    tr {
                        th(Attribute("scope", "col")) { notation.text("Colonne du fichier", "Column of the file") }
                        th(.class("no-small"), Attribute("scope", "col")) {
                            notation.text("Ce qu’elle contient", "What it holds")
                        }
                        th(Attribute("scope", "col")) { notation.text("Devient", "Becomes") }
                    }
                }
                tbody { for (index, column) in mapping.columns.enumerated() { row(index, column) } }
            }
        }
    }

    private func row(_ index: Int, _ column: ImportMapping.Column) -> Markup {
        let problem = problems.first { $0.path == column.title }
        let samples = index < draft.samples.count ? draft.samples[index] : []
        return tr(.class(column.target == nil ? "is-aside" : nil)) {
            td {
                b { column.title }
                span(.class("only-small samples")) { samples.joined(separator: " · ") }
            }
            td(.class("no-small samples")) {
                if samples.isEmpty {
                    span(.class("faint")) {
                        notation.text("rien dans les premières lignes", "nothing in the first rows")
                    }
                }
                for sample in samples { span { sample } }
            }
            td {
                targets.select(
                    "column-\(index)", column.target,
                    label: notation.text("Ce que devient \(column.title)", "What \(column.title) becomes"),
                    isWrong: problem != nil)
                if let problem {
                    span(.class("error")) {
                        Icon.warn.markup
                        visit.say(problem.sentence)
                    }
                } else if let reason = ImportWords.reason(column, mapping) {
                    span(.class("hint")) { visit.say(reason) }
                }
            }
        }
    }

    private var fact: Markup {
        let fact = mapping.fact
        let dated = mapping.column(of: .activity(.at)) != nil
        return fieldset(.class("fieldset")) {
            legend { notation.text("Ce que ces personnes ont fait", "What these people did") }
            div(.class("pair")) {
                FormField(
                    "fact", notation.text("Fait noté pour chacune", "Fact recorded for each"),
                    among: [("", notation.text("Aucun\u{A0}: c’est une liste", "None: it is a list"))]
                        + ImportMapping.Fact.kinds.map { ($0, visit.say(AttendeesView.label($0)).capitalizedFirst) },
                    value: fact?.kind ?? ""
                ).optional.markup
                text(
                    "name", notation.text("Formulaire, salon ou contenu", "Form, fair or content"), fact?.name)
            }
            div(.class("pair")) {
                field(
                    "day",
                    dated
                        ? notation.text("Jour, là où la colonne est vide", "Day, where the column is empty")
                        : notation.text("Jour", "Day"), fact?.day, type: "date")
                FormField(
                    "channel", notation.text("Canal", "Channel"),
                    among: [("", notation.text("Non précisé", "Not said"))] + known(fact?.channel) + channels,
                    value: fact?.channel ?? ""
                ).optional.markup
            }
            div(.class("pair")) {
                choices("campaign", notation.text("Campagne", "Campaign"), fact?.campaign, campaigns)
                text(
                    "source", notation.text("Source des nouveaux contacts", "Source of the new contacts"),
                    mapping.source)
            }
        }
    }

    /// A channel that goes by another name than its own.
    private func known(_ channel: String?) -> [(String, String)] {
        guard let channel, !channels.contains(where: { $0.id == channel }) else { return [] }
        return [(channel, channel)]
    }

    private var reading: Markup {
        fieldset(.class("fieldset")) {
            legend { notation.text("Comment lire les valeurs", "How values are read") }
            div(.class("pair")) {
                FormField(
                    "dates", notation.text("Dates", "Dates"),
                    among: [("", "2026-02-28 (ISO 8601)")]
                        + (DateFormat.choices
                        + mapping.dates.map(\.pattern).filter { !DateFormat.choices.contains($0) })
                        .map { ($0, DateFormat($0)?.example ?? $0) },
                    value: mapping.dates.first?.pattern ?? ""
                ).optional.markup
                FormField(
                    "decimal", notation.text("Décimales", "Decimals"),
                    among: [
                        ("", notation.text("Telles qu’on les comprend", "As they are understood")), (",", "1 234,56"),
                        (".", "1,234.56"),
                    ], value: mapping.decimal?.rawValue ?? ""
                ).optional.markup
            }
        }
    }

    private var origin: Markup {
        fieldset(.class("fieldset"), .id("origin")) {
            legend { notation.text("D’où vient cette liste", "Where this list comes from") }
            if mapping.kind == .activities {
                p(.class("hint")) {
                    notation.text(
                        "À dire quand des lignes parlent d’accords donnés (consent_granted)\u{A0}: sans preuve, elles n’entrent pas.",
                        "To be said when rows tell of consents (consent_granted): without proof they don’t come in.")
                }
            }
            field(
                "origin", notation.text("Provenance", "Origin"), statement?.origin,
                hint: notation.text(
                    "Gardée comme preuve avec l’import. Exemple\u{A0}: visiteurs du salon de Lyon, remise par l’organisateur.",
                    "Kept as proof with the import. Example: visitors of the Lyon fair, given by its organiser."))
            grounds
            field(
                "proof", notation.text("Comment l’accord a été donné", "How they agreed"), statement?.proof,
                hint: notation.text(
                    "Aucun accord n’est inventé\u{A0}: seuls comptent ceux que le fichier porte dans une colonne.",
                    "No consent is invented: only those count that the file holds in a column."))
        }
    }

    private var grounds: Markup {
        var field = FormField(
            "ground",
            notation.text(
                "À quel titre peut-on écrire à ces personnes\u{202F}?",
                "On what ground may these people be written to?"),
            among: ImportStatement.Ground.allCases.map { ($0.rawValue, visit.say($0.label)) },
            value: (statement?.ground ?? .none).rawValue)
        field.error = problems.first { $0.path == "ground" }.map { visit.say($0.sentence) }
        return field.markup
    }

    // MARK: Fields

    private func text(_ name: String, _ label: String, _ value: String?) -> Markup { field(name, label, value) }

    private func field(
        _ name: String, _ label: String, _ value: String?, type: String = "text", hint: String? = nil
    ) -> Markup {
        var field = FormField(name, label, type: type, value: value ?? "").optional
        field.hint = hint
        field.error = problems.first { $0.path == name }.map { visit.say($0.sentence) }
        return field.markup
    }

    private func choices(_ name: String, _ label: String, _ value: String?, _ choices: [String]) -> Markup {
        var field = FormField(name, label, value: value ?? "").optional
        field.choices = choices
        return field.markup
    }
}

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
