import Storage
import TestSupport
import Verger

extension Intrusion {
    static let timeline = [
        Intrusion("Activities.append") { its in
            let new = Activities.New(
                contact: its.theirs.contacts[0], at: its.mine.now, kind: "call_held", messageID: "m3")
            return try its.activities.append([new], kinds: Attempt.kinds, zone: .paris)
        },
        Intrusion("Activities.append") { its in
            let new = Activities.New(
                contact: its.mine.contacts[0], at: its.mine.now, kind: "call_held", messageID: "m3", voids: "m1")
            return try its.activities.append([new], kinds: Attempt.kinds, zone: .paris)
        },
        Intrusion("Activities.timeline") { its in
            try (its.theirs.contacts + its.mine.contacts).map { try its.activities.timeline(of: $0) }
        },
        Intrusion("Activities.recorded") { try $0.activities.recorded(among: ["m1", "m2", "m3"]) },
        Intrusion("Activities.forEach") { its in
            var all: [Activity] = []
            try its.activities.forEach { all.append($1) }
            return all
        },
    ]

    static let definitions = [
        Intrusion("Definitions.active") { try $0.definitions.active()?.version as Any },
        Intrusion("Definitions.segments") { try $0.definitions.segments(needing: "Lyonnais") },
        Intrusion("Definitions.all") { try $0.definitions.all().map(\.version) },
        Intrusion("Definitions.find") { try $0.definitions.find(version: 1)?.createdAt as Any },
        Intrusion("Definitions.activate") { its in
            let text = Cast.definitionText.replacing(#""budget": "number""#, with: #""budget": "text""#)
            return try its.definitions
                .activate(Document(json: text), source: text, from: its.mine.now, by: "test", at: its.mine.now).version
        },
        Intrusion("Definitions.schedule") { its in
            try its.definitions.schedule(
                Document(json: Cast.definitionText), source: "later", from: its.mine.later, by: "test", at: its.mine.now
            )
        },
        Intrusion("Definitions.scheduled") { try $0.definitions.scheduled().map(\.version) },
        Intrusion("Definitions.draft") { try $0.definitions.draft()?.version as Any },
        Intrusion("Definitions.saveDraft") { its in
            try its.definitions.saveDraft(
                Document(json: Cast.definitionText), source: "draft", expecting: nil, by: "test", at: its.mine.now
            ).revision
        },
        Intrusion("Definitions.discardDraft") { its in
            try its.definitions.discardDraft(expecting: 1, by: "test", at: its.mine.now).version
        },
        Intrusion("Definitions.resumeDraft") { its in
            let version = try its.definitions.all().first { $0.source == "draft" }?.version ?? 0
            return try its.definitions.resumeDraft(version: version, by: "test", at: its.mine.now)?.revision as Any
        },
        Intrusion("Definitions.activateDraft") { its in
            try its.definitions.activateDraft(
                expecting: 3, from: its.mine.later, by: "test", at: its.mine.now
            ).status
        },
        Intrusion("Definitions.isDue") { try $0.definitions.isDue(at: $0.mine.later) },
        Intrusion("Definitions.activateDue") { try $0.definitions.activateDue(at: $0.mine.later) },
        Intrusion("Definitions.rules") { try $0.definitions.rules()?.fieldsRead.count as Any },
        Intrusion("Definitions.rules") {
            try $0.definitions.rules(of: Cast.definition()).catalogue.segments.keys.sorted()
        },
    ]

    static let evaluation = [
        Intrusion("News.take") { try $0.news.take(from: .fresh, limit: 100) },
        Intrusion("News.expired") { try $0.news.expired(at: $0.mine.later, limit: 100) },
        Intrusion("News.nextExpiry") { try $0.news.nextExpiry() as Any },
        Intrusion("News.due") { try $0.news.due(at: $0.mine.later, limit: 100) },
        Intrusion("News.noted") { try $0.news.noted(limit: 100) },
        Intrusion("News.note") { try $0.news.note($0.theirs.contacts + $0.mine.contacts) },
        Intrusion("News.noteAll") { try $0.news.noteAll() },
        Intrusion("News.forget") { try $0.news.forget($0.theirs.contacts + [$0.mine.contacts[0]]) },
        Intrusion("Standings.insert") { its in
            try its.standings.insert([.early(its.theirs.contacts[1], its.mine.now)])
        },
        Intrusion("Standings.replace") { its in
            try its.standings.replace([.early(its.theirs.contacts[1], its.mine.now)])
        },
        Intrusion("Standings.replace") { its in
            try its.standings.replace([.early(its.mine.contacts[1], its.mine.now)])
        },
        Intrusion("Standings.stageCounts") { try $0.standings.stageCounts(at: $0.mine.later) },
        Intrusion("Standings.stageCounts") { try $0.standings.stageCounts(asOf: $0.mine.now) },
        Intrusion("Standings.states") { try $0.standings.states(of: $0.theirs.contacts + $0.mine.contacts) },
        Intrusion("Dossiers.load") { try $0.dossiers.load($0.theirs.contacts + $0.mine.contacts) },
        Intrusion("Dossiers.load") { try $0.dossiers.load(from: $0.theirs.contacts[0], through: $0.mine.contacts[1]) },
        Intrusion("Dossiers.load") { try $0.dossiers.load($0.theirs.contacts[0]) as Any },
        Intrusion("Dossiers.load") {
            try [
                $0.dossiers.load(company: $0.theirs.company) as Any, $0.dossiers.load(company: $0.mine.company) as Any,
            ]
        },
        Intrusion(alone: "Evaluation.refresh") { mine, _ in try mine.world.refresh(at: mine.later) },
        Intrusion(alone: "Evaluation.advance") { mine, _ in
            let evaluator = try Evaluator(mine.world.rules())
            return try Evaluation(mine.world.database, in: mine.workspace)
                .advance(.backlog, by: evaluator, at: mine.later)?.contacts as Any
        },
        Intrusion(alone: "Evaluation.rebuild") { mine, _ in
            try Evaluation(mine.world.database, in: mine.workspace).rebuild(mine.world.rules(), at: mine.later)
        },
    ]

    static let measures = [
        Intrusion(alone: "Checkup.differences") { mine, _ in
            try Checkup(mine.world.database, in: mine.workspace).differences(
                mine.world.rules(), at: mine.later, sample: nil)
        },
        Intrusion(alone: "Funnels.funnel") { mine, _ in
            let rules = try mine.world.rules()
            return try mine.world.database.read { connection in
                try Funnels(connection, in: mine.workspace).funnel(rules, at: mine.later).json.json()
            }
        },
        Intrusion("StageHistories.forEach") { its in
            var seen: [StageHistories.Entry] = []
            try StageHistories(its.connection, in: its.workspace).forEach(seenAt: its.mine.later) {
                seen.append($0)
                return true
            }
            return seen
        },
        Intrusion("PastHistories.forEach") { its in
            var seen: [StageHistories.Entry] = []
            let rules = try its.definitions.rules()!
            try PastHistories(its.connection, in: its.workspace, under: rules).forEach(seenAt: its.mine.later) {
                seen.append($0)
                return true
            }
            return seen
        },
        Intrusion("Receipts.totals") { its in
            try Receipts(its.connection, in: its.workspace).totals(over: .everything(until: its.mine.later))
        },
        Intrusion("Receipts.page") { its in
            try Receipts(its.connection, in: its.workspace).page(over: .everything(until: its.mine.later), limit: 9)
        },
    ]

    static let segments = [
        Intrusion("Segments.all") { try $0.segments.all() },
        Intrusion("Segments.find") { try $0.segments.find($0.theirs.segment.id) as Any },
        Intrusion("Segments.find") { try $0.segments.find(named: "Ici") as Any },
        Intrusion("Segments.conditions") { try $0.segments.conditions().keys.sorted() },
        Intrusion("Segments.save") {
            try $0.segments.save(Condition(parsing: "city = Nice"), named: "Ici", at: $0.mine.now)
        },
        Intrusion("Segments.rename") { try $0.segments.rename($0.theirs.segment.id, to: "Leur") },
        Intrusion("Segments.restore") { its in
            try its.segments.restore(
                Segment(
                    id: its.theirs.segment.id, name: "Retrouvé", condition: "always", createdAt: its.mine.now,
                    since: its.mine.now))
        },
        Intrusion("Segments.remove") { try $0.segments.remove(named: "Ici") },
        Intrusion("ContactSet.count") { its in
            try its.sets.count(its.everything(), at: its.mine.later)
        },
        Intrusion("ContactSet.ids") { its in
            try its.sets.ids(its.everything(), at: its.mine.later)
        },
        Intrusion(alone: "Census.ids") { mine, _ in
            let everything = try mine.world.rules().resolve(parsing: "stage >= suspect")
            return try Census(mine.world.database, in: mine.workspace).ids(everything, at: mine.later)
        },
        Intrusion(alone: "Census.forEachDossier") { mine, _ in
            var seen: [Contact.ID] = []
            try Census(mine.world.database, in: mine.workspace).forEachDossier { seen += $0.map(\.contact) }
            return seen
        },
        Intrusion(alone: "Census.forEach") { mine, _ in
            var seen: [Contact.ID] = []
            let census = Census(mine.world.database, in: mine.workspace)
            try census.forEach(mine.world.rules(), at: mine.later) { id, _, _, _ in seen.append(id) }
            return seen
        },
    ]

    static let imports = [
        Intrusion("ImportRuns.all") { try $0.runs.all() },
        Intrusion("ImportRuns.find") { try [$0.runs.find(1) as Any, $0.runs.find(3) as Any] },
        Intrusion("ImportRuns.find") { try $0.runs.find(fingerprint: "same") as Any },
        Intrusion("ImportRuns.begin") {
            try $0.runs.begin(.contacts, file: "test.csv", fingerprint: "same", at: $0.mine.now)
        },
        Intrusion("ImportRuns.save") { try $0.runs.save(ImportRuns.Tally(), of: 1) },
        Intrusion("ImportRuns.finish") { try $0.runs.finish(3, status: "finished", at: $0.mine.later) },
        Intrusion(alone: "Importer.run") { mine, _ in
            let text =
                "external_id,email,company,company.size,tags\nc1,jean@borie.example,Borie SA,99,new\nc7,,Zig,,vip\n"
            return try mine.world.importing(.contacts, text).tally
        },
        Intrusion("Reversal.begin") { its in try its.reversal.begin(its.theirs.run, at: its.mine.later) },
        Intrusion("Reversal.advance") { its in
            var place = Reversal.Place()
            while place.phase != .over {
                try its.reversal.advance(its.theirs.run, &place, by: 100, at: its.mine.later)
            }
            return place.outcome
        },
        Intrusion("Reversal.revert") { its in
            try its.reversal.revert(its.theirs.run, at: its.mine.later)
        },
    ]
}

extension Standings.Evaluated {
    /// Someone yet to come.
    static func early(_ contact: Contact.ID, _ instant: Instant) -> Standings.Evaluated {
        Standings.Evaluated(contact: contact, firstFact: instant, standing: nil, history: [], grade: "D4")
    }
}

extension FunnelPeriod {
    /// From the first fact on.
    static func everything(until seen: Instant) -> FunnelPeriod {
        FunnelPeriod(from: Instant(seconds: 0), to: .distantFuture, patience: 90 * Instant.day, seen: seen)
    }
}
