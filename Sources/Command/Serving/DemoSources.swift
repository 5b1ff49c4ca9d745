import Sample
import Storage
import Verger

/// What the campaigns of the sample company have cost, who brings it contacts, and a letter.
struct DemoSources {
    private let connection: any SQLConnection
    private let workspace: Workspace
    private let now: Instant

    init(_ connection: any SQLConnection, in workspace: Workspace, at now: Instant) {
        self.connection = connection
        self.workspace = workspace
        self.now = now
    }

    func add() throws {
        try addCampaigns()
        try addIntroducer()
        try addLetter()
    }

    private func addCampaigns() throws {
        let (campaigns, costs) = (Campaigns(connection, in: workspace.id), Costs(connection, in: workspace.id))
        for spending in SampleCompany.spending(at: now, in: workspace.zone) {
            let campaign = try Campaign(
                id: campaigns.newID(), name: spending.name, channel: spending.channel, first: spending.days.first,
                last: spending.days.last, budget: Number(spending.budget), place: spending.place)
            try campaigns.save(campaign, at: now)
            for bill in spending.bills { try add(bill, to: .campaign(campaign.id), costs) }
        }
        let today = workspace.zone.day(at: now)
        let year = DaySpan(Day(number: today.number - 364), today) ?? DaySpan(today)
        try add(
            .init(kind: .people, days: year, amount: 4_380, note: "agence de référencement"), to: .channel("seo"), costs
        )
    }

    private func add(_ bill: Spending.Bill, to target: Cost.Target, _ costs: Costs) throws {
        try costs.add(
            Cost(
                id: costs.newID(), target: target, kind: bill.kind, days: bill.days, amount: Number(bill.amount),
                note: bill.note), by: Demo.email, at: now)
    }

    /// Cuisines Conseil: the statement of the month before last was paid, that of last month is to be checked.
    private func addIntroducer() throws {
        let introducers = Introducers(connection, in: workspace.id)
        let introducer = try Introducer(
            id: introducers.newID(), name: "Cuisines Conseil", email: "contact@cuisines-conseil.example",
            source: "Apporteur d’affaires", channel: "partner",
            terms: .init(price: .perLead(Number(60)), stage: "prospect", window: 180))
        try introducers.save(introducer, at: now)
        guard let rules = try Definitions(connection, in: workspace).rules() else { return }
        let introductions = try Introductions(connection, in: workspace, rules).all(of: introducer, at: now)
        let statements = Statements(connection, in: workspace)
        var month = DaySpan.month(of: workspace.zone.day(at: now))
        let months = (1...6).map { _ in
            month = .month(of: Day(number: month.first.number - 1))
            return month
        }
        for (back, month) in months.enumerated().reversed() {
            let statement = try statements.draw(introducer, over: month, introductions, at: now)
            guard back > 0, !statement.lines.isEmpty else { continue }
            let day = workspace.zone.start(of: Day(number: month.last.number + 4))
            try statements.approve(statement.id, by: Demo.email, at: day)
            guard back > 1 else { continue }
            try statements.pay(
                statement.id, reference: "VIR \(month.last.year)-\(month.last.month)", at: day + Instant.day)
        }
    }

    private func addLetter() throws {
        let name = "s.arnoux@hotel-bellerive.example"
        guard let contact = try Contacts(connection, in: workspace).find(named: name), let address = EmailAddress(name)
        else {
            return
        }
        let text = """
            Bonjour,

            Merci de votre intérêt pour le four FM-20. La démonstration est prévue jeudi à 14 h, à l’atelier.
            Le plan d’accès est ici : https://atelier-borie.example/contact

            Claire Moreau
            """
        let html = """
            <!doctype html><html lang="fr"><body style="font:16px/24px Arial,sans-serif;color:#1b1f18;max-width:560px;margin:24px auto;padding:0 24px">
            <p>Bonjour,</p><p>Merci de votre intérêt pour le four FM-20. La démonstration est prévue jeudi à 14&nbsp;h, à l’atelier.</p>
            <p><a href="https://atelier-borie.example/contact" style="color:#2a4ea2">Le plan d’accès</a></p><p>Claire Moreau</p></body></html>
            """
        try Mails(connection, in: workspace.id).queue(
            Letter(
                to: Mailbox(address, name: contact.displayName), subject: "Votre démonstration de jeudi", text: text,
                html: html),
            because: "demonstration", contact: contact.id, at: now - 2 * Instant.hour)
    }
}
