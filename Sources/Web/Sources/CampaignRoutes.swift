import HTTPTypes
import Storage
import Verger

/// Campaigns, their costs and who attends them.
enum CampaignRoutes {
    static let all: [Route] = [
        Route(.get, "sources", may: .viewReports, { try list($0, CampaignForm()) }),
        Route(.post, "sources", may: .manageSources, add).creating,
        Route(.get, "campaigns/{campaign}", may: .viewReports, { try show($0) }),
        Route(.post, "campaigns/{campaign}", may: .manageSources, save),
        Route(.post, "campaigns/{campaign}/costs", may: .manageSources, addCost).creating,
        Route(.post, "campaigns/{campaign}/attendees", may: .manageSources, addAttendees),
        Route(.post, "costs/{cost}", may: .manageSources, saveCost),
        Route(.post, "costs/{cost}/removal", may: .manageSources, removeCost),
    ]

    // MARK: Campaigns

    private static func list(_ visit: Visit, _ form: CampaignForm) throws -> Answer {
        let choice = try FunnelChoice(visit)
        let today = visit.workspace.zone.day(at: visit.now)
        let page = try visit.read { connection in
            let reports = try CostReports(connection, in: visit.workspace, visit.rules(on: connection))
            var spent: [Campaign.ID: Number] = [:]
            for cost in try Costs(connection, in: visit.workspace.id).all() {
                guard case .campaign(let id) = cost.target else { continue }
                spent[id] = (spent[id] ?? .zero) + cost.spent(upTo: today)
            }
            return CampaignsPage(
                visit: visit, choice: choice, report: try reports.report(over: choice.days, at: visit.now),
                book: reports.book, spent: spent, form: form, showsArchived: visit.query["archived"] != nil)
        }
        var answer = visit.answer(page.page)
        if form.problem != nil { answer.status = .unprocessableContent }
        return answer
    }

    @Sendable private static func add(_ visit: Visit) throws -> Answer {
        var form = CampaignForm(visit.form)
        do {
            let campaign = try visit.write { connection in
                let campaigns = Campaigns(connection, in: visit.workspace.id)
                let campaign = try form.campaign(campaigns.newID(), currency: visit.workspace.currency)
                try campaigns.save(campaign, at: visit.now)
                try visit.audit("campaign added", [("name", .text(campaign.name))], connection)
                return campaign
            }
            return Answer.redirect(to: visit.links.campaign(campaign.id)).toast(
                visit.notation.text("Campagne ajoutée. Notez ce qu’elle coûte.", "Campaign added. Note what it costs."))
        } catch let problem as Campaign.Problem {
            form.problem = problem
            return try list(visit, form)
        }
    }

    private static func show(
        _ visit: Visit, form: CampaignForm? = nil, cost: (id: Int64?, form: CostForm)? = nil,
        attendees: AttendeesForm? = nil
    ) throws -> Answer {
        let page = try visit.read { connection in
            let rules = try visit.rules(on: connection)
            let campaign = try visit.campaign(connection)
            let costs = try Costs(connection, in: visit.workspace.id).all(of: campaign.id)
            let reports = try CostReports(connection, in: visit.workspace, rules)
            let today = visit.workspace.zone.day(at: visit.now)
            let days = DaySpan(Day(number: 0), today) ?? DaySpan(today)
            let attendances =
                campaign.isEvent
                ? try Campaigns(connection, in: visit.workspace.id).attendances(of: campaign, at: visit.now) : []
            let brought = try reports.arrivals(at: 0, over: days, at: visit.now) { $0.campaign == campaign.id }
            let ids = Set(brought.prefix(shownContacts).map(\.contact) + attendances.map(\.contact)).sorted()
            let people = try Contacts(connection, in: visit.workspace).find(ids)
            return CampaignPage(
                visit: visit, campaign: campaign, book: reports.book, rules: rules,
                report: try reports.report(over: days, at: visit.now), choice: FunnelChoice(over: days, visit),
                costs: costs, brought: Array(brought.prefix(shownContacts)),
                people: Dictionary(people.map { ($0.id, $0) }) { first, _ in first }, attendances: attendances,
                form: form, typedCost: cost, attendees: attendees)
        }
        var answer = visit.answer(page.page)
        if form != nil || cost != nil || attendees != nil { answer.status = .unprocessableContent }
        return answer
    }

    private static let shownContacts = 50

    @Sendable private static func save(_ visit: Visit) throws -> Answer {
        var form = CampaignForm(visit.form)
        do {
            let campaign = try visit.write { connection in
                let old = try visit.campaign(connection)
                let campaign = try form.campaign(old.id, currency: visit.workspace.currency)
                try Campaigns(connection, in: visit.workspace.id).save(campaign, at: visit.now)
                try visit.audit("campaign changed", [("name", .text(campaign.name))], connection)
                return campaign
            }
            return Answer.redirect(to: visit.links.campaign(campaign.id)).toast(
                visit.notation.text("Campagne enregistrée.", "Campaign saved."))
        } catch let problem as Campaign.Problem {
            form.problem = problem
            return try show(visit, form: form)
        }
    }

    // MARK: Costs

    @Sendable private static func addCost(_ visit: Visit) throws -> Answer {
        let campaign = try visit.read { try visit.campaign($0) }
        var form = CostForm(visit.form)
        guard form.cost(0, .campaign(campaign.id), currency: visit.workspace.currency) != nil else {
            return try show(visit, cost: (nil, form))
        }
        try visit.write { connection in
            let costs = Costs(connection, in: visit.workspace.id)
            let id = try costs.newID()
            guard let cost = form.cost(id, .campaign(campaign.id), currency: visit.workspace.currency) else { return }
            try costs.add(cost, by: visit.member.user.email, at: visit.now)
            try visit.audit("cost added", cost.told, connection)
        }
        return Answer.redirect(to: visit.links.campaign(campaign.id)).toast(
            visit.notation.text("Coût ajouté.", "Cost added."))
    }

    /// The cost in the address, unless a statement made it.
    private static func cost(_ visit: Visit, _ connection: any SQLConnection) throws -> Cost {
        guard let cost = try Costs(connection, in: visit.workspace.id).find(visit.number("cost")), cost.statement == nil
        else { throw Refusal.notFound }
        return cost
    }

    private static func home(of cost: Cost, _ visit: Visit) -> String {
        switch cost.target {
        case .campaign(let id): visit.links.campaign(id)
        case .channel: visit.links.channels
        }
    }

    @Sendable private static func saveCost(_ visit: Visit) throws -> Answer {
        let old = try visit.read { try cost(visit, $0) }
        var form = CostForm(visit.form)
        guard let new = form.cost(old.id, old.target, currency: visit.workspace.currency) else {
            throw Refusal.malformed(form.problems.values.first ?? Cost.Problem.nothing.sentence)
        }
        try visit.write { connection in
            try Costs(connection, in: visit.workspace.id).update(new)
            try visit.audit("cost changed", new.told, connection)
        }
        return Answer.redirect(to: home(of: old, visit)).toast(visit.notation.text("Coût enregistré.", "Cost saved."))
    }

    @Sendable private static func removeCost(_ visit: Visit) throws -> Answer {
        let old = try visit.write { connection in
            let old = try cost(visit, connection)
            try Costs(connection, in: visit.workspace.id).remove(old.id)
            try visit.audit("cost removed", old.told, connection)
            return old
        }
        return Answer.redirect(to: home(of: old, visit)).toast(visit.notation.text("Coût supprimé.", "Cost removed."))
    }

    // MARK: Attendees

    @Sendable private static func addAttendees(_ visit: Visit) throws -> Answer {
        let campaign = try visit.read { try visit.campaign($0) }
        var form = AttendeesForm(visit.form)
        let lines = form.addresses.split { $0.isNewline || $0 == "," || $0 == ";" }.compactMap {
            String($0).trimmedOrNil
        }
        form.unreadable = lines.filter { EmailAddress($0) == nil }
        let emails = lines.compactMap(EmailAddress.init)
        let at = Day(written: form.day).map {
            visit.workspace.zone.instant(atClock: $0.number * Instant.day + 12 * Instant.hour)
        }
        form.problem = problem(form, emails, at, visit)
        guard form.problem == nil, let at else { return try show(visit, attendees: form) }
        let added = try visit.write { connection in
            let count = try Attendees(visit, campaign, connection).add(emails, form.kind, at: min(at, visit.now))
            try visit.audit(
                "attendees added", [("campaign", .text(campaign.name)), ("count", .number(count))], connection)
            return count
        }
        return Answer.redirect(to: visit.links.campaign(campaign.id) + "#attendees").toast(
            visit.notation.plural(
                added, Sentence(fr: "participant ajouté.", en: "attendee added."),
                Sentence(fr: "participants ajoutés.", en: "attendees added.")))
    }

    private static func problem(
        _ form: AttendeesForm, _ emails: [EmailAddress], _ at: Instant?, _ visit: Visit
    ) -> Sentence? {
        if let wrong = form.unreadable.first {
            return Sentence(
                fr: "«\u{A0}\(wrong)\u{A0}» n’est pas une adresse\u{A0}: écrivez-en une par ligne",
                en: "“\(wrong)” is not an address: write one a line")
        }
        if emails.isEmpty {
            return Sentence(fr: "une adresse au moins est attendue", en: "one address at least is expected")
        }
        guard let at, Campaigns.attendanceKinds.contains(form.kind) else {
            return Sentence(fr: "un jour est attendu", en: "a day is expected")
        }
        if at > visit.now + Instant.day {
            return Sentence(
                fr: "un fait est passé\u{A0}: choisissez un jour qui l’est",
                en: "a fact is in the past: choose a day that is")
        }
        return nil
    }
}

/// Records that people attended: known contacts, and new ones.
private struct Attendees {
    private let visit: Visit
    private let campaign: Campaign
    private let connection: any SQLConnection

    init(_ visit: Visit, _ campaign: Campaign, _ connection: any SQLConnection) {
        self.visit = visit
        self.campaign = campaign
        self.connection = connection
    }

    /// Returns how many were not there yet.
    func add(_ emails: [EmailAddress], _ kind: String, at: Instant) throws -> Int {
        let rules = try visit.rules(on: connection)
        let contacts = try Set(emails.map(\.key)).sorted().map { try contact(EmailAddress($0)!, rules) }
        let news = contacts.map { contact in
            Activities.New(
                contact: contact, at: at, kind: kind, channel: campaign.channel, campaign: campaign.name,
                messageID: "attendee:\(campaign.id):\(kind):\(contact.value)",
                properties: ["event": campaign.name, "by": visit.member.user.name])
        }
        let activities = Activities(connection, in: visit.workspace.id)
        let known = try activities.recorded(among: news.compactMap(\.messageID))
        let fresh = news.filter { !known.contains($0.messageID ?? "") }
        try activities.append(fresh, kinds: rules.catalogue.kindsByName, zone: visit.workspace.zone, at: visit.now)
        return fresh.count
    }

    private func contact(_ email: EmailAddress, _ rules: Rules) throws -> Contact.ID {
        if let known = try Contacts(connection, in: visit.workspace).withEmails([email.key])[email.key] { return known }
        let draft = ContactDraft(
            [("email", email.address), ("source", campaign.name)], over: Contact(id: .init(0)), fields: [:],
            region: visit.workspace.region, phone: { _, _ in nil })
        return try ContactEditing(connection, in: visit.workspace, types: [:], at: visit.now)
            .add(draft, by: visit.member.user.email).id
    }
}

extension Cost {
    /// For the audit log.
    fileprivate var told: [(String, Document)] {
        [
            ("cost", .number(Int(id))), ("amount", .number(amount)), ("from", .text(days.first.description)),
            ("to", .text(days.last.description)),
        ]
    }
}
