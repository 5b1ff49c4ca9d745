import HTML
import Storage
import Verger

/// One campaign: what it has cost and brought, its costs, its links, who came.
struct CampaignPage {
    let visit: Visit
    let campaign: Campaign
    let book: SourceBook
    let rules: Rules
    /// From its first cost or day until today.
    let report: CostReport
    let choice: FunnelChoice
    let costs: [Cost]
    let brought: [CostReports.Arrival]
    let people: [Contact.ID: Contact]
    let attendances: [Campaigns.Attendance]
    var form: CampaignForm?
    var typedCost: (id: Int64?, form: CostForm)?
    var attendees: AttendeesForm?

    private var notation: Notation { visit.notation }
    private var row: CostReport.Row? { report.rows[Source(channel: campaign.channel, campaign: campaign.id)] }
    private var today: Day { visit.workspace.zone.day(at: visit.now) }

    var page: Page {
        var page = Page(.sources, title: campaign.name)
        page.parent = (visit.say(Section.sources.label), visit.links.sources)
        page.fact = SourceWords(visit, book).channel(campaign.channel)
        page.content = group {
            p(.class("lede")) { lede }
            if campaign.isArchived {
                div(.class("banner")) { notation.text("Cette campagne est archivée.", "This campaign is archived.") }
            }
            figures
            costSection
            linkSection
            if campaign.isEvent { AttendeesView(visit, campaign, attendances, people, attendees).markup }
            contactSection
            if visit.may(.manageSources) { editSection }
        }
        return page
    }

    /// What it has cost and brought, in a sentence.
    private var lede: String {
        let cost = row?.cost ?? .zero
        let leads = row?.arrivals[0] ?? 0
        let money = notation.money(cost, visit.workspace.currency)
        let people = notation.plural(leads, Sentence(fr: "lead", en: "lead"), Sentence(fr: "leads", en: "leads"))
        switch (cost != .zero, leads > 0) {
        case (false, false):
            return notation.text(
                "Elle n’a encore rien coûté, ni amené personne.", "It has cost nothing yet, and brought nobody.")
        case (false, true):
            return notation.text(
                "Elle a amené \(people), sans coût noté.", "It has brought \(people), at no noted cost.")
        case (true, false):
            return notation.text(
                "Elle a coûté \(money) à ce jour, et n’a encore amené aucun lead.",
                "It has cost \(money) so far, and has brought no lead yet.")
        case (true, true):
            let each = notation.exactMoney(row?.costPer(0) ?? .zero, visit.workspace.currency)
            return notation.text(
                "Elle a coûté \(money) à ce jour et amené \(people)\u{A0}: \(each) chacun.",
                "It has cost \(money) so far and brought \(people): \(each) each.")
        }
    }

    private var figures: Markup {
        dl(.class("figures of-4")) {
            div {
                dt { notation.text("Budget utilisé", "Budget used") }
                dd { BudgetBar(visit, budget: campaign.budget, spent: row?.cost ?? .zero).markup }
            }
            for index in report.stages.indices.prefix(3) {
                let source = Source(channel: campaign.channel, campaign: campaign.id)
                div {
                    dt { rules.stages[report.stages[index]].name.text(in: visit.language) }
                    dd { CostCells(visit, choice, report).arrivals(row, index, source, by: .campaign) }
                    dd(.class("note")) { CostCells(visit, choice, report).costPer(row, index) }
                }
            }
        }
    }

    private var costSection: Markup {
        section(.class("section"), .aria("labelledby", "costs")) {
            div(.class("head")) {
                h2(.id("costs")) { notation.text("Coûts", "Costs") }
                span(.class("end")) {
                    notation.text(
                        "Chacun se répartit également sur ses jours", "Each is spread evenly over its days")
                }
            }
            CostGrid(
                visit: visit, costs: costs, target: visit.links.campaign(campaign.id) + "/costs", typed: typedCost
            ).markup
            if visit.may(.manageSources) {
                p {
                    a(.class("link"), .href(visit.links.costSheet + "?campaign=\(campaign.id)")) {
                        notation.text("Apporter un fichier de coûts", "Bring a file of costs")
                    }
                }
            }
        }
    }

    private var linkSection: Markup {
        let usual = Campaign.usualTags(of: campaign.channel)
        let source = visit.query.text("utm_source") ?? campaign.rules.first?.source ?? usual.source
        let medium = visit.query.text("utm_medium") ?? campaign.rules.first?.medium ?? usual.medium
        let target = visit.query.text("page")
        let link = target.flatMap { campaign.link(to: $0, source: source, medium: medium) }
        var address = FormField(
            "page", notation.text("Page d’arrivée", "Landing page"), type: "url", value: target ?? "")
        address.hint = notation.text(
            "Son adresse entière, par exemple https://exemple.fr/offre",
            "Its whole address, such as https://example.com/offer")
        if target != nil, link == nil {
            address.error = notation.text(
                "Une adresse entière est attendue, par exemple https://exemple.fr/offre",
                "A whole address is expected, such as https://example.com/offer")
        }
        return section(.class("section"), .aria("labelledby", "links"), .id("links-section")) {
            div(.class("head")) { h2(.id("links")) { notation.text("Lien à diffuser", "Link to publish") } }
            HTML.form(.method("get"), .action(visit.links.campaign(campaign.id) + "#links-section"), .class("form")) {
                address.markup
                div(.class("pair")) {
                    FormField("utm_source", "utm_source", value: source).markup
                    FormField("utm_medium", "utm_medium", value: medium).markup
                }
                div(.class("actions")) {
                    button(.class("btn")) { notation.text("Composer le lien", "Build the link") }
                }
            }
            if let link {
                HTML.code(.class("handed")) { link }
                p(.class("small muted")) {
                    notation.text(
                        "Qui arrive par ce lien compte pour cette campagne.",
                        "Whoever comes by this link counts for this campaign.")
                }
            }
        }
    }

    private var contactSection: Markup {
        section(.class("section"), .aria("labelledby", "brought")) {
            div(.class("head")) {
                h2(.id("brought")) { notation.text("Les leads qu’elle a amenés", "The leads that it brought") }
            }
            if brought.isEmpty {
                p(.class("faint")) {
                    notation.text(
                        "Personne encore. Un contact compte ici quand la dernière touche avant son passage à l’étape de lead vient de cette campagne.",
                        "Nobody yet. A contact counts here when the last touch before it became a lead came from this campaign."
                    )
                }
            } else {
                ArrivalTable(visit, brought, people, book).markup
            }
        }
    }

    private var editSection: Markup {
        details(.class("section adding"), .id("edit"), .open(form?.problem != nil)) {
            summary { notation.text("Modifier la campagne", "Change the campaign") }
            visit.postForm(visit.links.campaign(campaign.id), .class("form")) {
                (form ?? CampaignForm(campaign, notation)).fields(visit, book, isNew: false)
                div(.class("actions")) {
                    button(.class("btn primary")) { notation.text("Enregistrer", "Save") }
                }
            }
        }
    }
}

/// Contacts and what made them leads.
struct ArrivalTable {
    private let visit: Visit
    private let arrivals: [CostReports.Arrival]
    private let people: [Contact.ID: Contact]
    private let book: SourceBook

    init(_ visit: Visit, _ arrivals: [CostReports.Arrival], _ people: [Contact.ID: Contact], _ book: SourceBook) {
        self.visit = visit
        self.arrivals = arrivals
        self.people = people
        self.book = book
    }

    private var notation: Notation { visit.notation }

    /// Those whom the member sees.
    private var seen: [CostReports.Arrival] {
        arrivals.filter { people[$0.contact].map(visit.member.visibility.includes) ?? false }
    }

    var markup: Markup {
        group {
            div(.class("scroll")) {
                table(.class("table figure-rows")) {
                    thead {
                        tr {
                            for title in [
                                notation.text("Contact", "Contact"), notation.text("Arrivée", "Arrived"),
                                notation.text("Touche qui en a fait un lead", "Touch that made it a lead"),
                            ] { th(Attribute("scope", "col")) { title } }
                        }
                    }
                    tbody { for arrival in seen { row(arrival) } }
                }
            }
            if seen.count < arrivals.count {
                p(.class("small faint")) {
                    notation.plural(
                        arrivals.count - seen.count,
                        Sentence(fr: "contact compté n’est pas à vous.", en: "contact that counts is not yours."),
                        Sentence(fr: "contacts comptés ne sont pas à vous.", en: "contacts that count are not yours."))
                }
            }
        }
    }

    private func row(_ arrival: CostReports.Arrival) -> Markup {
        tr {
            td {
                a(.class("name"), .href(visit.links.contact(arrival.contact))) {
                    people[arrival.contact]?.displayName ?? "#\(arrival.contact.value)"
                }
                span { people[arrival.contact]?.fields[.email] ?? "" }
            }
            td { time(.datetime(arrival.at.iso8601)) { notation.day(arrival.at) } }
            td { touch(arrival.touch) }
        }
    }

    private func touch(_ touch: SourceTouch?) -> Markup {
        guard let touch else {
            return span(.class("faint")) { notation.text("rien ne le dit", "nothing tells") }
        }
        let words = SourceWords(visit, book)
        let name = words.name(touch.source)
        switch touch.origin {
        case .profile:
            return group {
                name
                span(.class("faint")) { notation.text(" · source de la fiche", " · source of the record") }
            }
        case .activity(_, let kind):
            let label = ActivityKind.catalogue.first { $0.name == kind }.map { visit.say($0.label) } ?? kind
            return group {
                name
                span(.class("faint")) { " · \(label), \(notation.day(touch.at))" }
            }
        }
    }
}
