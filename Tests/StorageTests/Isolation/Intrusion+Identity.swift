import Storage
import TestSupport
import Verger

extension Attempt {
    fileprivate var lookalikes: Lookalikes { Lookalikes(connection, in: workspace) }
    fileprivate var duplicates: Duplicates { Duplicates(of: .contact, connection, in: workspace) }
    fileprivate var merges: Merges { Merges(connection, in: workspace, kinds: Attempt.kinds) }
    /// A contact of each workspace: the strangers first.
    fileprivate var mixed: [Int64] { (theirs.contacts + mine.contacts).map(\.value) }
}

extension Intrusion {
    static let identity = [
        Intrusion("Lookalikes.people") {
            try $0.lookalikes.people(like: MatchProfile([.email: "jean@borie.example"])).map(\.record.id)
        },
        Intrusion("Lookalikes.profiles") {
            try $0.lookalikes.profiles(of: $0.theirs.contacts + $0.mine.contacts).map(\.record.id)
        },
        Intrusion("Lookalikes.companies") {
            try $0.lookalikes.companies(sharing: MatchProfile([.company: "Borie SA"])).map(\.company.id)
        },
        Intrusion("Lookalikes.companies") {
            try $0.lookalikes.companies(like: MatchProfile([.company: "Borie"])).map(\.record.id)
        },
        Intrusion("Duplicates.refresh") { try $0.duplicates.refresh(limit: 9, at: $0.mine.now) },
        Intrusion(alone: "Duplicates.refresh") { mine, _ in
            try Duplicates.refresh(mine.world.database, in: mine.workspace, at: mine.now)
        },
        Intrusion("Duplicates.isBehind") { try $0.duplicates.isBehind() },
        Intrusion("Duplicates.part") { its in
            try its.duplicates.part(its.mixed[0], its.mixed[3], by: "x", at: its.mine.now)
            return try its.duplicates.part(its.mixed[2], its.mixed[3], by: "x", at: its.mine.now)
        },
        Intrusion("Duplicates.find") {
            try [$0.duplicates.find($0.mixed[0], $0.mixed[1]), $0.duplicates.find($0.mixed[2], $0.mixed[3])]
        },
        Intrusion("Duplicates.unpart") { its in
            try its.duplicates.unpart(its.mixed[0], its.mixed[1], by: "x", at: its.mine.now)
            return try its.duplicates.unpart(its.mixed[2], its.mixed[3], by: "x", at: its.mine.now)
        },
        Intrusion("Duplicates.open") { try $0.duplicates.open(limit: 9) },
        Intrusion("Duplicates.open") { its in try its.mixed.map { try its.duplicates.open(of: $0) } },
        Intrusion("Duplicates.openCount") { try $0.duplicates.openCount(upTo: 9) },
        Intrusion("Duplicates.openCount") { try $0.duplicates.openCount(broughtBy: $0.mine.run) },
        Intrusion("Merges.consent") { its in
            try its.merges.consent(of: its.theirs.contacts[0], its.mine.contacts[0], at: its.mine.now)
        },
        Intrusion("Merges.merge") {
            try $0.merges.merge($0.theirs.contacts[0], into: $0.mine.contacts[0], by: "x", at: $0.mine.now)
        },
        Intrusion("Merges.merge") {
            try $0.merges.merge($0.theirs.company, into: $0.mine.company, by: "x", at: $0.mine.now)
        },
        Intrusion("Merges.merge") {
            try $0.merges.merge($0.mine.contacts[1], into: $0.mine.contacts[0], by: "x", at: $0.mine.now).gone
        },
        Intrusion("Merges.survivor") { its in try its.mixed.map { try its.merges.survivor(of: .contact, $0) } },
        Intrusion("Merges.survivor") { its in
            try (its.theirs.contacts + its.mine.contacts).map { try its.merges.survivor(of: $0) }
        },
        Intrusion("Merges.survivor") { try $0.merges.survivor(of: $0.theirs.company) as Any },
        Intrusion("Merges.last") { its in try its.mixed.map { try its.merges.last(of: .contact, $0)?.id } },
        Intrusion("Merges.find") { its in
            let id = try its.merges.last(of: .contact, its.mine.contacts[0].value)?.id ?? 0
            return try its.merges.find(id)?.gone as Any
        },
        Intrusion("Merges.undo") { its in
            let id = try its.merges.last(of: .contact, its.mine.contacts[0].value)?.id ?? 0
            return try its.merges.undo(id, by: "x", at: its.mine.now).gone
        },
        Intrusion("Merges.forget") { its in
            for record in its.mixed { try its.merges.forget(.contact, record) }
            return "done"
        },
    ]
}
