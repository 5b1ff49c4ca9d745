import HTML
import Storage
import Verger

/// The campaigns of a workspace, with what each has cost and brought over a period.
struct CampaignsPage {
    let visit: Visit
    let choice: FunnelChoice
    let report: CostReport
    let book: SourceBook
    /// What each campaign has cost up to today.
    let spent: [Campaign.ID: Number]
    let form: CampaignForm
    let showsArchived: Bool

    private var notation: Notation { visit.notation }

    private var shown: [Campaign] { book.campaigns.filter { showsArchived || !$0.isArchived } }

    var page: Page {
        var page = visit.sourcesPage(.campaigns)
        page.bodyClass = "measure"
        page.actions = CostPeriodForm(visit, choice, to: visit.links.sources).markup
        page.content = group {
            if shown.isEmpty { empty } else { table }
            if visit.may(.manageSources) {
                details(.class("section adding"), .id("new"), .open(form.problem != nil || book.campaigns.isEmpty)) {
                    summary { notation.text("Ajouter une campagne", "Add a campaign") }
                    visit.postForm(visit.links.sources, .class("form")) {
                        form.fields(visit, book, isNew: true)
                        div(.class("actions")) {
                            button(.class("btn primary")) { notation.text("Ajouter", "Add") }
                        }
                    }
                }
            }
        }
        return page
    }

    private var empty: Markup {
        div(.class("box empty")) {
            h2 { notation.text("Aucune campagne", "No campaign") }
            p {
                notation.text(
                    "Une campagne a un canal, un budget et des coûts datés. Les contacts qu’elle amène y sont rattachés par leurs liens.",
                    "A campaign has a channel, a budget and dated costs. The contacts that it brings are told by their links."
                )
            }
        }
    }

    private var table: Markup {
        group {
            div(.class("scroll")) {
                HTML.table(.class("table figure-rows source-rows")) {
                    thead {
                        tr {
                            th(Attribute("scope", "col")) { notation.text("Campagne", "Campaign") }
                            th(.class("no-small"), Attribute("scope", "col")) { notation.text("Dates", "Dates") }
                            for (title, isSmall) in [
                                (notation.text("Coût", "Cost"), true), (notation.text("Leads", "Leads"), true),
                                (notation.text("Coût par lead", "Cost per lead"), true),
                            ] { th(.class(isSmall ? "r" : "r no-small"), Attribute("scope", "col")) { title } }
                            th(.class("no-small"), Attribute("scope", "col")) {
                                notation.text("Budget utilisé", "Budget used")
                            }
                        }
                    }
                    tbody { for campaign in shown { row(campaign) } }
                }
            }
            if book.campaigns.contains(where: \.isArchived) {
                p {
                    a(
                        .class("link"),
                        .href(visit.links.sources + choice.fields.with("archived", showsArchived ? nil : "yes").query)
                    ) {
                        showsArchived
                            ? notation.text("Cacher les archivées", "Hide archived ones")
                            : notation.text("Montrer aussi les archivées", "Show archived ones too")
                    }
                }
            }
        }
    }

    private func row(_ campaign: Campaign) -> Markup {
        let source = Source(channel: campaign.channel, campaign: campaign.id)
        let row = report.rows[source]
        let cells = CostCells(visit, choice, report)
        return tr {
            td {
                a(.class("name"), .href(visit.links.campaign(campaign.id))) { campaign.name }
                span { SourceWords(visit, book).channel(campaign.channel) }
            }
            td(.class("no-small")) { dates(campaign) }
            td(.class("r")) { cells.cost(row, source, by: .campaign) }
            td(.class("r")) { cells.arrivals(row, 0, source, by: .campaign) }
            td(.class("r")) { cells.costPer(row, 0) }
            td(.class("no-small")) {
                BudgetBar(visit, budget: campaign.budget, spent: spent[campaign.id] ?? .zero).markup
            }
        }
    }

    private func dates(_ campaign: Campaign) -> String {
        switch (campaign.first, campaign.last) {
        case (let first?, let last?): DaySpan(first, last).map(notation.days) ?? ""
        case (let first?, nil): notation.text("depuis le ", "since ") + first.text(in: visit.language)
        case (nil, let last?): notation.text("jusqu’au ", "until ") + last.text(in: visit.language)
        case (nil, nil): "–"
        }
    }
}

/// How much of a budget is used, in words and as a bar.
struct BudgetBar {
    private let visit: Visit
    private let budget: Number?
    private let spent: Number

    init(_ visit: Visit, budget: Number?, spent: Number) {
        self.visit = visit
        self.budget = budget
        self.spent = spent
    }

    var markup: Markup {
        guard let budget, budget > .zero else { return span(.class("faint")) { "–" } }
        let share = Double(spent.millionths) / Double(budget.millionths)
        let text = visit.notation.money(spent, visit.workspace.currency)
        let whole = visit.notation.money(budget, visit.workspace.currency)
        return span(.class(share > 1 ? "budget over" : "budget")) {
            span(.class("tinybar"), .aria("hidden", "true")) {
                i(.style("width: \(Int((min(1, max(0, share)) * 100).rounded()))%"))
            }
            span {
                visit.notation.percent(share, places: 0)
                span(.class("faint")) { " \(text) / \(whole)" }
            }
            if share > 1 {
                span(.class("chip warn")) { visit.notation.text("dépassé", "exceeded") }
            }
        }
    }
}
