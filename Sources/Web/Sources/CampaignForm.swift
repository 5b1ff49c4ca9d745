import HTML
import Verger

/// What was typed of a campaign, and what is wrong with it.
struct CampaignForm {
    var name = ""
    var channel = TouchChannel.sea.rawValue
    var first = ""
    var last = ""
    var budget = ""
    var utm = ""
    var pages = ""
    var isEvent = false
    var place = ""
    var isArchived = false
    var problem: Campaign.Problem?

    init() {}

    init(_ campaign: Campaign, _ notation: Notation) {
        name = campaign.name
        channel = campaign.channel
        first = campaign.first?.description ?? ""
        last = campaign.last?.description ?? ""
        budget = campaign.budget.map(notation.typed) ?? ""
        utm = campaign.rules.map { rule in
            [rule.campaign, rule.source ?? "", rule.medium ?? ""].joined(separator: ", ")
                .replacing(/(, )+$/, with: "")
        }.joined(separator: "\n")
        pages = campaign.pages.joined(separator: "\n")
        isEvent = campaign.isEvent
        place = campaign.place ?? ""
        isArchived = campaign.isArchived
    }

    init(_ form: Fields) {
        name = form.text("name") ?? ""
        channel = form.text("channel") ?? ""
        first = form.text("from") ?? ""
        last = form.text("to") ?? ""
        budget = form.text("budget") ?? ""
        utm = form.text("utm") ?? ""
        pages = form.text("pages") ?? ""
        place = form.text("place") ?? ""
        isArchived = form["archived"] != nil
    }

    /// The campaign that it describes. Throws `Campaign.Problem`.
    func campaign(_ id: Campaign.ID, currency: String) throws(Campaign.Problem) -> Campaign {
        let amount = Fields([("budget", budget)]).amount("budget", in: currency)
        if !budget.isEmpty, amount == nil { throw .badBudget }
        let (start, end) = (Day(written: first), Day(written: last))
        if !first.isEmpty && start == nil || !last.isEmpty && end == nil { throw .endsBefore }
        let lines = utm.split(whereSeparator: \.isNewline).filter { !$0.allSatisfy(\.isWhitespace) }
        let rules = lines.map { line in
            let parts = line.split(separator: ",", omittingEmptySubsequences: false).map(\.trimmed)
            return Campaign.LinkRule(
                campaign: parts[0], source: parts.count > 1 ? parts[1].trimmedOrNil : nil,
                medium: parts.count > 2 ? parts[2].trimmedOrNil : nil)
        }
        return try Campaign(
            id: id, name: name, channel: channel, first: start, last: end, budget: amount, rules: rules,
            pages: pages.split(whereSeparator: \.isNewline).compactMap { String($0).trimmedOrNil }, place: place,
            isArchived: isArchived)
    }

    /// The fields, without the button.
    func fields(_ visit: Visit, _ book: SourceBook, isNew: Bool) -> Markup {
        let notation = visit.notation
        func field(_ name: String, _ label: String, _ value: String, type: String = "text", hint: String? = nil)
            -> FormField
        {
            var field = FormField(name, label, type: type, value: value)
            field.hint = hint
            if problem?.field == name { field.error = problem.map { visit.say($0.sentence) } }
            return field
        }
        var channels = FormField(
            "channel", notation.text("Canal", "Channel"),
            among: book.channels.map { ($0.id, visit.say($0.name)) }, value: channel)
        if problem?.field == "channel" { channels.error = problem.map { visit.say($0.sentence) } }
        var money = field(
            "budget", notation.text("Budget (\(visit.workspace.currency))", "Budget (\(visit.workspace.currency))"),
            budget)
        money.inputMode = "decimal"
        return group {
            field("name", notation.text("Nom", "Name"), name).markup
            channels.markup
            div(.class("pair")) {
                field("from", notation.text("Du", "From"), first, type: "date").optional.markup
                field("to", notation.text("Au", "To"), last, type: "date").optional.markup
            }
            money.optional.markup
            field(
                "place", notation.text("Lieu", "Place"), place,
                hint: notation.text(
                    "Pour un événement\u{A0}: la liste des participants s’ajoute à sa page.",
                    "For an event: the list of attendees is added to its page.")
            ).optional.markup
            area(
                "utm", notation.text("Liens qui en viennent", "Links that come from it"), utm, visit,
                hint: notation.text(
                    "Une règle par ligne\u{A0}: utm_campaign, puis utm_source et utm_medium si la règle doit être plus stricte. Le nom de la campagne compte toujours.",
                    "One rule a line: utm_campaign, then utm_source and utm_medium to be stricter. The name of the campaign always counts."
                ))
            area(
                "pages", notation.text("Pages d’arrivée", "Landing pages"), pages, visit,
                hint: notation.text(
                    "Une par ligne, par exemple /offre/fours. Seulement celles où rien d’autre ne mène.",
                    "One a line, such as /offer/ovens. Only those to which nothing else leads."))
            if !isNew {
                label(.class("tick")) {
                    input(.class("check"), .type("checkbox"), .name("archived"), .value("yes"), .checked(isArchived))
                    notation.text("Archivée", "Archived")
                }
            }
        }
    }

    private func area(_ name: String, _ title: String, _ value: String, _ visit: Visit, hint: String) -> Markup {
        let error = problem?.field == name ? problem.map { visit.say($0.sentence) } : nil
        return div(.class("field")) {
            label(.for("field-" + name)) { title }
            textarea(
                .class("input"), .id("field-" + name), .name(name), Attribute("rows", "2"),
                .aria("describedby", "field-\(name)-note")
            ) { value }
            span(.class(error == nil ? "hint" : "error"), .id("field-\(name)-note")) { error ?? hint }
        }
    }
}
