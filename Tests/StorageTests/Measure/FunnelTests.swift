import Storage
import TestSupport
import Testing
import Verger

/// What a figure means, said again from scratch: by the stage at an instant and just before it.
private struct Witness {
    let history: [Transition]
    let period: FunnelPeriod

    private func stage(before instant: Instant) -> Int { history.last { $0.at < instant }?.stage ?? -1 }
    private func stage(at instant: Instant) -> Int { history.last { $0.at <= instant }?.stage ?? -1 }

    private func arrivals(at stage: Int) -> [Instant] {
        history.map(\.at).filter { $0 <= period.seen && self.stage(at: $0) >= stage && self.stage(before: $0) < stage }
    }

    func counts(_ figure: FunnelFigure) -> Bool {
        if figure.kind == .present { return stage(at: period.seen) == figure.stage && !history.isEmpty }
        if figure.kind == .new {
            return arrivals(at: figure.stage).first.map { $0 >= period.start && $0 < period.end } ?? false
        }
        guard let entry = arrivals(at: figure.stage).first(where: { $0 >= period.start && $0 < period.end }) else {
            return false
        }
        let isMature = period.seen - entry >= period.patience - 1
        let wentOn = arrivals(at: figure.next).contains { $0 >= entry && $0 - entry < period.patience }
        return switch figure.kind {
        case .entered: true
        case .mature: isMature
        case .recent: !isMature
        case .converted: isMature && wentOn
        case .unconverted: isMature && !wentOn
        case .fallen: stage(at: period.seen) < figure.stage
        case .present, .new: false
        }
    }
}

@Suite struct `The funnel of a workspace` {
    private static func world(_ engine: Engine, seed: UInt64) throws -> World {
        let world = try World(in: engine.migratedDatabase())
        var random = RandomWorld(seed: seed)
        try world.record((0..<150).map { random.dossier(firstID: Int64($0) * 100 + 1) })
        try world.refresh()
        return world
    }

    private static func periods(_ now: Instant) -> [FunnelPeriod] {
        [(365, 0, 90, 0), (120, 30, 30, 0), (60, 0, 14, 0), (300, 200, 60, 120)].map { from, to, patience, seen in
            FunnelPeriod(
                from: now - from * Instant.day, to: now - to * Instant.day, patience: patience * Instant.day,
                seen: now - seen * Instant.day)
        }
    }

    @Test(arguments: Engine.available, [3, 11] as [UInt64])
    func `counts what looking at each contact counts, on any day`(engine: Engine, seed: UInt64) throws {
        let world = try `The funnel of a workspace`.world(engine, seed: seed)
        let rules = try world.rules()
        let evaluator = Evaluator(rules)
        var everyone: [(contact: Contact.ID, dossier: Dossier, isExcluded: Bool)] = []
        try Census(world.database, in: world.workspace).forEach(rules, at: world.now) { id, dossier, _, standing in
            everyone.append((id, dossier, standing.isExcluded))
        }

        var counted = 0
        for period in `The funnel of a workspace`.periods(world.now) {
            var entries: [StageHistories.Entry] = []
            try world.database.read { connection in
                try StageHistories(connection, in: world.workspace).forEach(seenAt: period.seen) {
                    entries.append($0)
                    return true
                }
            }
            for kind in FunnelFigure.Kind.allCases {
                for stage in rules.stages.indices {
                    let figure = FunnelFigure(kind, stage)
                    let found = entries.filter { figure.instant(in: $0.history, period) != nil }.map(\.contact)
                    let expected = everyone.filter { item in
                        let history = evaluator.history(of: item.dossier, upTo: period.seen)
                        return !item.isExcluded && Witness(history: history, period: period).counts(figure)
                    }.map(\.contact)
                    #expect(found == expected, "seed \(seed), \(kind) \(stage)")
                    counted += found.count
                }
            }
        }
        #expect(counted > 500, "figures that count nobody prove nothing")
    }

    @Test(arguments: Engine.available)
    func `tallies as many as its lists hold`(engine: Engine) throws {
        let world = try `The funnel of a workspace`.world(engine, seed: 5)
        let stages = try world.rules().stages.count
        let period = `The funnel of a workspace`.periods(world.now)[0]
        var tally = FunnelTally(stages: stages, sale: nil, over: period)
        var entries: [StageHistories.Entry] = []
        try world.database.read { connection in
            try StageHistories(connection, in: world.workspace).forEach(seenAt: period.seen) {
                tally.add($0.history, source: $0.source)
                entries.append($0)
                return true
            }
        }

        for step in tally.steps {
            func count(_ kind: FunnelFigure.Kind) -> Int {
                entries.filter { FunnelFigure(kind, step.stage).instant(in: $0.history, period) != nil }.count
            }
            #expect(step.entered == count(.entered) && step.converted == count(.converted))
            #expect(step.recent == count(.recent) && step.fallen == count(.fallen) && step.present == count(.present))
            #expect(step.mature == count(.converted) + count(.unconverted))
        }
        #expect(tally.steps.allSatisfy { $0.converted <= $0.mature })
    }

    @Test(arguments: Engine.available)
    func `goes on after a contact, and stops when told`(engine: Engine) throws {
        let world = try `The funnel of a workspace`.world(engine, seed: 7)
        func ids(after: Contact.ID? = nil, most: Int = .max) throws -> [Contact.ID] {
            var ids: [Contact.ID] = []
            try world.database.read { connection in
                try StageHistories(connection, in: world.workspace).forEach(seenAt: world.now, after: after) {
                    ids.append($0.contact)
                    return ids.count < most
                }
            }
            return ids
        }

        let all = try ids()
        let first = try ids(most: 20)
        let rest = try ids(after: first.last)

        #expect(all == all.sorted() && all.count > 100)
        #expect(first + rest == all)
    }

    @Test(arguments: Engine.available)
    func `shows a member only whom the member sees`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let ids = try world.record([
            Cast.dossier(["owner=ana@borie.example", "2026-02-01 demo_requested"]),
            Cast.dossier(["owner=Paul@borie.example", "2026-02-01 demo_requested"]),
            Cast.dossier(["2026-02-01 demo_requested"]),
        ])
        try world.refresh()
        let visibility = Visibility.ownedBy("paul@borie.example", unassignedToo: true)

        var seen: [Contact.ID] = []
        try world.database.read { connection in
            try StageHistories(connection, in: world.workspace).forEach(seenAt: world.now, visible: visibility.sql) {
                seen.append($0.contact)
                return true
            }
        }

        #expect(seen == [ids[1], ids[2]])
    }
}

@Suite struct `The receipts of a workspace` {
    private static let facts = [
        ["source=salon", "2026-02-01 payment_received amount=100 currency=EUR message_id=p1"],
        [
            "source=salon", "2026-02-02 payment_received amount=50.25 currency=EUR message_id=p2",
            "2026-02-20 payment_refunded amount=20 currency=EUR message_id=r1",
        ],
        [
            "2026-01-10 payment_received amount=999 currency=EUR message_id=p3",
            "2026-02-10 payment_received amount=7 currency=EUR message_id=p4",
            "2026-02-11 page_viewed voids=p4", "2026-02-12 payment_received amount=3 currency=GBP message_id=p5",
        ],
    ]

    private static let february = FunnelPeriod(
        from: Instant(iso8601: "2026-02-01", in: .paris)!, to: Instant(iso8601: "2026-03-01", in: .paris)!, patience: 0,
        seen: Cast.now)

    @Test(arguments: Engine.available)
    func `are those of the period, refunds deducted, corrections heeded`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.record(`The receipts of a workspace`.facts.map { Cast.dossier($0) })
        let totals = try world.database.read {
            try Receipts($0, in: world.workspace).totals(over: `The receipts of a workspace`.february)
        }

        #expect(totals.map(\.currency) == ["EUR", "GBP"])
        #expect(totals[0].source == "salon" && totals[0].net == Number("130.25"))
        #expect(totals[0].payments == 2 && totals[0].refunds == 1)
        #expect(totals[1].net == Number(3))
    }

    @Test(arguments: Engine.available)
    func `come page after page, latest first`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.record(`The receipts of a workspace`.facts.map { Cast.dossier($0) })
        var pages: [[Receipts.Receipt]] = []
        try world.database.read { connection in
            let receipts = Receipts(connection, in: world.workspace)
            repeat {
                pages.append(
                    try receipts.page(
                        over: `The receipts of a workspace`.february, before: pages.last?.last, limit: 2))
            } while pages.last?.isEmpty == false
        }

        let all = pages.joined().map(\.amount)
        #expect(all == [Number(20), Number(3), Number("50.25"), Number(100)])
        #expect(pages.map(\.count) == [2, 2, 0])
    }

    @Test(arguments: Engine.available)
    func `of one source are its own`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.record(`The receipts of a workspace`.facts.map { Cast.dossier($0) })

        let none = try world.database.read {
            try Receipts($0, in: world.workspace).page(
                over: `The receipts of a workspace`.february, source: "", limit: 9)
        }

        #expect(none.map(\.amount) == [Number(3)])
    }
}

@Suite struct `The funnel by each day's own definition` {
    /// Since 1 February a lead must have asked for a demonstration; before, a page seen was enough.
    @Test(arguments: Engine.available)
    func `sees the past as the past saw it`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let ids = try world.record([Cast.dossier(["2026-01-10 page_viewed", "2026-02-20 demo_requested"])])
        func document(_ lead: String) throws -> Document {
            try Document(
                json: """
                    {"name": "T", "stages": [{"id": "suspect", "name": "S", "when": "always"},
                     {"id": "lead", "name": "L", "when": "\(lead)"}]}
                    """)
        }
        let dates = [("did page_viewed", "2026-01-01"), ("did demo_requested", "2026-02-01")]
        try world.database.write { connection in
            try connection.execute("DELETE FROM definition")
            for (lead, from) in dates {
                let document = try document(lead)
                try Definitions(connection, in: world.workspace).activate(
                    document, source: document.json(), from: Instant(iso8601: from, in: .paris)!, by: "test",
                    at: world.now)
            }
        }
        try world.refresh()

        func histories(_ isThen: Bool) throws -> [StageHistories.Entry] {
            var entries: [StageHistories.Entry] = []
            try world.database.read { connection in
                let note = { (entry: StageHistories.Entry) in
                    entries.append(entry)
                    return true
                }
                if isThen {
                    try PastHistories(connection, in: world.workspace, under: world.rules(on: connection))
                        .forEach(seenAt: world.now, note)
                } else {
                    try StageHistories(connection, in: world.workspace).forEach(seenAt: world.now, note)
                }
            }
            return entries
        }

        let zone = world.workspace.zone
        let now = try histories(false)
        let then = try histories(true)
        #expect(now.map(\.contact) == ids && then.map(\.contact) == ids)
        #expect(now[0].history.map(\.stage) == [0, 1])
        #expect(then[0].history.map(\.stage) == [1, 0, 1])
        #expect(then[0].history.map { zone.day(at: $0.at).description } == ["2026-01-10", "2026-02-01", "2026-02-20"])
    }
}

extension World {
    fileprivate func rules(on connection: any SQLConnection) throws -> Rules {
        try Definitions(connection, in: workspace).rules()!
    }
}
