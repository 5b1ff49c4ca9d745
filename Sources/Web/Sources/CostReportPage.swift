import HTML
import Verger

/// What leads, and what came of them, have cost: a sentence, bars, and the table behind both.
struct CostReportPage {
    let visit: Visit
    let choice: FunnelChoice
    let rules: Rules
    let report: CostReport
    let book: SourceBook
    let grouping: CostReport.Grouping

    private var notation: Notation { visit.notation }
    private var currency: String { visit.workspace.currency }
    private var cells: CostCells { CostCells(visit, choice, report) }

    private var rows: [(source: Source, row: CostReport.Row)] {
        (grouping == .campaign ? report.campaigns : report.channels).filter { !$0.row.isEmpty }
    }

    var page: Page {
        var page = Page(.leadCosts, title: visit.say(Section.leadCosts.label))
        page.bodyClass = "measure"
        page.actions = group {
            groupings
            CostPeriodForm(
                visit, choice, to: visit.links.leadCosts,
                keeping: grouping == .channel ? [] : [("by", grouping.rawValue)]
            ).markup
            a(.class("btn no-small"), .href("\(visit.links.leadCosts)/export" + choice.fields.query)) {
                Icon.download.markup
                notation.text("Exporter", "Export")
            }
        }
        if let problem = choice.problem {
            page.banner = div(.class("banner bad in-page"), .role("alert")) {
                Icon.warn.markup
                div { visit.say(problem) }
            }
        }
        page.content = group {
            p(.class("lede")) { lede }
            if rows.isEmpty {
                empty
            } else {
                if grouping == .stage { stageTable } else { charts + table }
                words
            }
        }
        return page
    }

    private var groupings: Markup {
        nav(.class("seg no-small"), .aria("label", notation.text("Réparti par", "Split by"))) {
            for other in CostReport.Grouping.allCases {
                a(
                    .href(visit.links.leadCosts + choice.fields.with("by", other.rawValue).query),
                    .aria("current", other == grouping ? "page" : nil)
                ) { label(other) }
            }
        }
    }

    private func label(_ grouping: CostReport.Grouping) -> String {
        switch grouping {
        case .channel: notation.text("Par canal", "By channel")
        case .campaign: notation.text("Par campagne", "By campaign")
        case .stage: notation.text("Par étape", "By stage")
        }
    }

    private var lede: String {
        let total = report.total
        let span = notation.text(
            "du \(choice.from.text(in: visit.language)) au \(choice.to.text(in: visit.language))",
            "from \(choice.from.text(in: visit.language)) to \(choice.to.text(in: visit.language))")
        let leads = notation.plural(
            total.arrivals[0], Sentence(fr: "lead", en: "lead"), Sentence(fr: "leads", en: "leads"))
        let money = notation.money(total.cost, currency)
        if let cost = total.costPer(0) {
            let each = notation.exactMoney(cost, currency)
            return notation.text(
                "Un lead a coûté \(each) \(span)\u{A0}: \(money) pour \(leads).",
                "A lead cost \(each) \(span): \(money) for \(leads).")
        }
        if total.cost != .zero {
            return notation.text(
                "\(money) dépensés \(span), et aucun lead encore.", "\(money) spent \(span), and no lead yet.")
        }
        return notation.text(
            "\(leads.capitalizedFirst) \(span), et aucun coût noté.",
            "\(leads.capitalizedFirst) \(span), and no cost noted.")
    }

    // MARK: Bars

    /// Cost per lead, the dearest first. What cost nothing, or brought nobody, has no bar.
    private var charts: Markup {
        let bars = rows.compactMap { source, row in row.costPer(0).map { (source: source, row: row, cost: $0) } }
            .sorted { ($1.cost, $0.source.channel ?? "") < ($0.cost, $1.source.channel ?? "") }.prefix(12)
        let most = bars.map(\.cost.millionths).max() ?? 1
        return section(.class("section"), .aria("labelledby", "bars")) {
            div(.class("head")) {
                h2(.id("bars")) { notation.text("Coût par lead", "Cost per lead") }
                span(.class("end")) { notation.text("le plus cher d’abord", "the dearest first") }
            }
            if bars.isEmpty {
                p(.class("faint")) {
                    notation.text(
                        "Aucun coût n’a encore amené de lead sur cette période.",
                        "No cost has brought a lead over this period yet.")
                }
            }
            ol(.class("cost-bars")) {
                for bar in bars {
                    let name = SourceWords(visit, book).row(bar.source)
                    li {
                        span(.class("of")) {
                            name.name
                            if let aside = name.aside, grouping == .campaign { span(.class("faint")) { " · \(aside)" } }
                        }
                        span(.class("track"), .aria("hidden", "true")) {
                            i(.style("width: \(max(1, Int(bar.cost.millionths * 100 / max(1, most))))%"))
                        }
                        a(.class("figure"), .href(contacts(bar.source))) { notation.exactMoney(bar.cost, currency) }
                    }
                }
            }
        }
    }

    private func contacts(_ source: Source) -> String {
        let fields =
            choice.fields.all + [("stage", String(report.stages[0]))] + SourceFilter.fields(source, by: grouping)
        return "\(visit.links.leadCosts)/contacts" + Fields(fields).query
    }

    // MARK: Tables

    private var table: Markup {
        section(.class("section"), .aria("labelledby", "table")) {
            div(.class("head")) { h2(.id("table")) { notation.text("Coûts et contacts", "Costs and contacts") } }
            div(.class("scroll"), .tabindex(0), .role("region"), .aria("labelledby", "table")) {
                HTML.table(.class("table cost-table")) {
                    thead {
                        tr {
                            th(Attribute("scope", "col")) {
                                grouping == .campaign
                                    ? notation.text("Campagne", "Campaign") : notation.text("Canal", "Channel")
                            }
                            th(.class("r"), Attribute("scope", "col")) { notation.text("Coût", "Cost") }
                            for stage in report.stages {
                                th(.class("r"), Attribute("scope", "col")) { name(stage) }
                                th(.class("r"), Attribute("scope", "col")) {
                                    notation.text("par ", "per ") + name(stage).lowercased()
                                }
                            }
                        }
                    }
                    tbody { for line in rows { row(line.source, line.row) } }
                    tfoot {
                        tr {
                            td { notation.text("Ensemble", "All") }
                            figures(report.total, .unknown, by: .stage)
                        }
                    }
                }
            }
        }
    }

    private func name(_ stage: Int) -> String { rules.stages[stage].name.text(in: visit.language) }

    private func row(_ source: Source, _ row: CostReport.Row) -> Markup {
        let name = SourceWords(visit, book).row(source)
        return tr {
            td {
                if grouping == .campaign, let id = source.campaign {
                    a(.class("name"), .href(visit.links.campaign(id))) { name.name }
                } else {
                    source.channel == nil ? span(.class("faint")) { name.name } : Markup(name.name)
                }
                if grouping == .campaign, let aside = name.aside { span(.class("small faint block")) { aside } }
            }
            figures(row, source, by: grouping)
        }
    }

    private func figures(_ row: CostReport.Row, _ source: Source, by grouping: CostReport.Grouping) -> Markup {
        group {
            td(.class("r")) { cells.cost(row, source, by: grouping) }
            for index in report.stages.indices {
                td(.class("r")) { cells.arrivals(row, index, source, by: grouping) }
                td(.class("r")) { cells.costPer(row, index) }
            }
        }
    }

    private var stageTable: Markup {
        let marks = StageMarks(rules, visit.language)
        let total = report.total
        return section(.class("section"), .aria("labelledby", "stages")) {
            div(.class("head")) {
                h2(.id("stages")) { notation.text("Ce que coûte chaque étape", "What each stage costs") }
            }
            HTML.table(.class("table")) {
                thead {
                    tr {
                        th(Attribute("scope", "col")) { notation.text("Étape", "Stage") }
                        th(.class("r"), Attribute("scope", "col")) { notation.text("Arrivés", "Arrived") }
                        th(.class("r"), Attribute("scope", "col")) { notation.text("Coût", "Cost") }
                        th(.class("r"), Attribute("scope", "col")) { notation.text("Coût de chacun", "Cost of each") }
                    }
                }
                tbody {
                    for (index, stage) in report.stages.enumerated() {
                        tr {
                            td { marks.badge(stage) }
                            td(.class("r")) { cells.arrivals(total, index, .unknown, by: .stage) }
                            td(.class("r")) { cells.cost(total, .unknown, by: .stage) }
                            td(.class("r")) { cells.costPer(total, index) }
                        }
                    }
                }
            }
        }
    }

    private var empty: Markup {
        div(.class("box empty")) {
            h2 { notation.text("Ni coût ni lead", "Neither cost nor lead") }
            p {
                notation.text(
                    "Notez ce que coûtent vos campagnes\u{A0}: ce que coûte chaque lead apparaît ici.",
                    "Note what your campaigns cost: what each lead costs appears here.")
            }
            a(.class("btn"), .href(visit.links.sources)) { notation.text("Ouvrir les campagnes", "Open campaigns") }
        }
    }

    /// What the figures mean.
    private var words: Markup {
        details(.class("section")) {
            summary { notation.text("Comment c’est compté", "How this is counted") }
            ul(.class("meaning")) {
                li {
                    notation.text(
                        "Un contact compte à une étape quand il y arrive, ou au-delà, pour la première fois, ces jours-là.",
                        "A contact counts at a stage when it arrives there, or beyond, for the first time, in these days."
                    )
                }
                li {
                    notation.text(
                        "Sa source est la touche qui en a fait un lead\u{A0}: la dernière d’avant son arrivée à cette étape qui dise ce qui l’a amené. Un accès direct, ou un échange hors campagne, ne compte qu’à défaut d’autre. Sans touche, c’est la source de la fiche.",
                        "Its source is the touch that made it a lead: the last one before it arrived at that stage that tells what brought it. A direct visit, or an exchange outside of a campaign, counts only for want of another. Without any touch, it is the source of the record."
                    )
                }
                li {
                    notation.text(
                        "Un coût se répartit également sur ses jours\u{A0}; compte la part de ceux de la période.",
                        "A cost is spread evenly over its days; the part of those of the period counts.")
                }
                li {
                    notation.text(
                        "«\u{A0}Pas encore\u{A0}»\u{A0}: un coût qui n’a amené personne ne se divise pas.",
                        "“None yet”: a cost that brought nobody can’t be divided.")
                }
                li {
                    notation.text(
                        "Tous les contacts comptent, même ceux que vous ne voyez pas\u{A0}; les listes ne montrent que les vôtres.",
                        "Every contact counts, even those that you do not see; lists show yours alone.")
                }
            }
        }
    }
}
