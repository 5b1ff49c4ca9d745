import Storage
import TestSupport
import Verger

extension Intrusion {
    static let sources = [
        Intrusion("Channels.own") { try $0.channels.own() },
        Intrusion("Channels.save") { try $0.channels.save(Channel(id: "radio", name: "Radio")) },
        Intrusion("Channels.remove") { try $0.channels.remove("tv") },
        Intrusion("Channels.book") { try $0.channels.book() },
        Intrusion("Campaigns.all") { try $0.campaigns.all() },
        Intrusion("Campaigns.page") { try $0.campaigns.page(limit: 9) },
        Intrusion("Campaigns.find") { its in
            try [its.theirs, its.mine].map { try its.campaigns.find($0.campaign) as Any }
        },
        Intrusion("Campaigns.find") { try $0.campaigns.find(named: "FOURS") as Any },
        Intrusion("Campaigns.attendances") { its in
            try its.campaigns.attendances(
                of: Campaign(id: its.theirs.campaign, name: "Fours", channel: "sea"), at: its.mine.later)
        },
        Intrusion("Campaigns.newID") { try $0.campaigns.newID() > 0 },
        Intrusion("Campaigns.save") { its in
            try its.campaigns.save(Campaign(id: its.theirs.campaign, name: "Autre", channel: "sea"), at: its.mine.now)
        },
        Intrusion("Costs.all") { try $0.costs.all() },
        Intrusion("Costs.all") { its in
            try [its.theirs, its.mine].map { try its.costs.all(of: $0.campaign) }
        },
        Intrusion("Costs.imported") { its in
            try Costs(its.connection, in: its.workspace.id).imported(among: ["k1", "k2"])
        },
        Intrusion("Costs.find") { its in
            try [its.theirs, its.mine].map { try its.costs.find($0.cost) as Any }
        },
        Intrusion("Costs.newID") { try $0.costs.newID() > 0 },
        Intrusion("Costs.add") { its in
            try its.costs.add(.example(its.costs.newID(), of: .channel("sea")), by: "test", at: its.mine.now)
        },
        Intrusion("Costs.update") { try $0.costs.update(.example($0.theirs.cost, of: .channel("seo"))) },
        Intrusion("Costs.remove") { try $0.costs.remove($0.theirs.cost) },
        Intrusion("Touches.histories") { its in
            let all = its.theirs.contacts + its.mine.contacts
            return try Touches(its.connection, in: its.workspace.id, its.channels.book(), kinds: Attempt.kinds)
                .histories(of: all, upTo: its.mine.later)
        },
        Intrusion("CostReports.report") { its in
            try its.costReports().report(over: its.year, at: its.mine.later).campaigns.map { "\($0)" }
        },
        Intrusion("CostReports.arrivals") { its in
            try its.costReports().arrivals(at: 0, over: its.year, at: its.mine.later) { _ in true }
        },
        Intrusion("CostReports.costs") { its in
            try its.costReports().costs(over: its.year) { _ in true }.map { "\($0)" }
        },
        Intrusion("Introducers.all") { try $0.introducers.all() },
        Intrusion("Introducers.find") { its in
            try [its.theirs, its.mine].map { try its.introducers.find($0.introducer.id) as Any }
        },
        Intrusion("Introducers.find") { try $0.introducers.find(source: "lucas") as Any },
        Intrusion("Introducers.newID") { try $0.introducers.newID() > 0 },
        Intrusion("Introducers.save") { its in
            try its.introducers.save(.example(its.theirs.introducer.id, source: "autre"), at: its.mine.now)
        },
        Intrusion("Introductions.all") { its in
            try [its.theirs, its.mine].map { try its.introductions($0.introducer) }
        },
        Intrusion("Statements.all") { try $0.statements.all() },
        Intrusion("Statements.find") { its in
            try [its.theirs, its.mine].map { try its.statements.find($0.statement) as Any }
        },
        Intrusion("Statements.draw") { its in
            try its.statements.draw(
                its.mine.introducer, over: .month(of: Day(year: 2026, month: 3, day: 1)!),
                its.introductions(its.theirs.introducer), at: its.mine.later
            ).lines
        },
        Intrusion("Statements.mark") { its in
            try its.statements.mark("lead:1", of: its.theirs.statement, .dropped, reason: "non", by: "test")
        },
        Intrusion("Statements.approve") { try $0.statements.approve($0.theirs.statement, by: "test", at: $0.mine.now) },
        Intrusion("Statements.reopen") { try $0.statements.reopen($0.theirs.statement) },
        Intrusion("Statements.pay") { try $0.statements.pay($0.theirs.statement, reference: "x", at: $0.mine.now) },
    ]
}

extension Attempt {
    var channels: Channels { Channels(connection, in: workspace.id) }
    var campaigns: Campaigns { Campaigns(connection, in: workspace.id) }
    var costs: Costs { Costs(connection, in: workspace.id) }
    var introducers: Introducers { Introducers(connection, in: workspace.id) }
    var statements: Statements { Statements(connection, in: workspace) }
    fileprivate var year: DaySpan { DaySpan(Day(year: 2026, month: 1, day: 1)!, Day(year: 2026, month: 12, day: 31)!)! }

    fileprivate func costReports() throws -> CostReports {
        try CostReports(connection, in: workspace, definitions.rules()!)
    }

    fileprivate func introductions(_ introducer: Introducer) throws -> [Introduction] {
        try Introductions(connection, in: workspace, definitions.rules()!).all(of: introducer, at: mine.later)
    }
}
