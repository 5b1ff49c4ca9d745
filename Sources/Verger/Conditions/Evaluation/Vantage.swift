/// A contact (or company) seen at an instant: what criteria look from. One for each thread, used for one dossier after
/// another so that its memory is reused.
final class Vantage {
    let rules: Rules
    private(set) var dossier: Dossier
    private(set) var now: Instant = .distantPast

    /// The member whose profile is read: always 0 for a contact.
    var member = 0
    /// The activity that a filter looks at.
    var activity = 0
    /// What has been derived so far at `now`; criteria on the stage, the score… read it.
    var standing = Standing()
    /// The score at `now`, once computed.
    var cachedScore: Score.Totals?

    private(set) var instants: [Int64] = []
    private var kinds: [UInt8] = []
    /// The instants of activities that may change the stage.
    private var turns: [Int64] = []
    /// Positions of what was said about being scored.
    private var objections: [Int] = []
    /// The instants of activities that may move the contact into a watched segment, or out of it.
    private var segmentTurns: [Int64] = []
    /// Activities at or before `now` are those before this position.
    private(set) var seen = 0
    /// Positions of the activities that each selector selects.
    private var matches: [[Int32]]
    private var voidedAt: [Int: [Int]] = [:]
    private var voided: Set<Int> = []
    private var slots: [[[Value?]]] = []
    private var currentVersions: [Int] = []
    /// The answers of `Remembered` criteria about the current versions of the profiles.
    private var memory: [Bool?]
    /// While set, facts later than this are not looked at, wherever one moves to.
    private var horizon: Instant?

    init(_ rules: Rules) {
        self.rules = rules
        dossier = Dossier(activities: [], members: [], firstFact: .distantPast)
        matches = Array(repeating: [], count: rules.selectors.count)
        memory = Array(repeating: nil, count: rules.rememberedCount)
    }

    var memberCount: Int { dossier.members.count }
    var zone: Zone { rules.zone }

    /// Looks at another dossier.
    func open(_ dossier: Dossier) {
        self.dossier = dossier
        now = .distantPast
        horizon = nil
        member = 0
        cachedScore = nil
        standing = Standing()
        instants.removeAll(keepingCapacity: true)
        kinds.removeAll(keepingCapacity: true)
        turns.removeAll(keepingCapacity: true)
        segmentTurns.removeAll(keepingCapacity: true)
        objections.removeAll(keepingCapacity: true)
        let watches = rules.isWatchingSegments
        for activity in dossier.activities {
            let kind = rules.kindNumbers[activity.kind] ?? KindSet.unknown
            instants.append(activity.at.microseconds)
            kinds.append(kind)
            let isObjection = rules.kindsOfConsent.contains(kind) && activity.isAboutProfiling
            if isObjection { objections.append(kinds.count - 1) }
            if rules.kindsOfStages.contains(kind) || activity.voids != nil || isObjection {
                turns.append(activity.at.microseconds)
            }
            if watches, rules.kindsOfSegments.contains(kind) || activity.voids != nil || isObjection {
                segmentTurns.append(activity.at.microseconds)
            }
        }
        slots = dossier.members.map { profile in
            profile.versions.map { version in rules.slots.map { $0.value(in: version, zone: rules.zone) } }
        }
        currentVersions = Array(repeating: 0, count: dossier.members.count)
        forget()
        seen = 0
        voided = []
        indexVoids()
        indexMatches()
    }

    /// Moves to `instant`, forwards or backwards.
    func move(to instant: Instant) {
        guard instant != now else { return }
        now = instant
        cachedScore = nil
        let visible = min(instant, horizon ?? instant)
        seen = instants.lowerBound(after: visible.microseconds)
        for member in dossier.members.indices {
            let versions = dossier.members[member].versions
            var version = versions.count - 1
            while version > 0, versions[version].from > visible { version -= 1 }
            guard version != currentVersions[member] else { continue }
            currentVersions[member] = version
            forget()
        }
        if !voidedAt.isEmpty { updateVoids() }
    }

    /// From here on, looks into a future in which nothing happens.
    func freeze() { horizon = now }

    func thaw() { horizon = nil }

    // MARK: What criteria read

    func value(ofSlot slot: Int) -> Value? {
        slots[member][currentVersions[member]][slot]
    }

    /// The profile of the member looked at, as it was at `now`.
    var version: Profile.Version { dossier.members[member].versions[currentVersions[member]] }

    func kind(at position: Int) -> UInt8 { kinds[position] }

    /// Whether the person objects to being scored, or to all processing (GDPR, articles 21 and 18). Of a company: false,
    /// since its score is not a person's.
    var isUnscored: Bool {
        guard !objections.isEmpty, memberCount == 1 else { return false }
        return ["profile", "processing"].contains { channel in
            let last = objections.last { position in
                position < seen && !voided.contains(position)
                    && dossier.activities[position].channel?.folded == channel
            }
            return last.map { dossier.activities[$0].kind != "consent_granted" } ?? false
        }
    }

    /// The latest activity up to `now` of one of `chosen`, that nothing voids.
    func lastActivity(of chosen: KindSet) -> Activity? {
        var position = seen - 1
        while position >= 0 {
            if chosen.contains(kinds[position]), voided.isEmpty || !voided.contains(position) {
                return dossier.activities[position]
            }
            position -= 1
        }
        return nil
    }

    /// Positions of the activities that `selector` selects up to `now`, ascending.
    func matches(of selector: Int) -> ArraySlice<Int32> {
        let all = matches[selector]
        guard let last = all.last, Int(last) >= seen else { return all[...] }
        var low = 0
        var high = all.count
        while low < high {
            let middle = (low + high) / 2
            if Int(all[middle]) < seen { low = middle + 1 } else { high = middle }
        }
        return all[..<low]
    }

    /// The answer of the `Remembered` criterion with this place; asked only when the profile changed since.
    func remembering(_ place: Int, _ answer: () -> Bool) -> Bool {
        if let known = memory[place] { return known }
        let new = answer()
        memory[place] = new
        return new
    }

    private func forget() {
        for place in memory.indices { memory[place] = nil }
    }

    /// The next instant at which a fact may change the stage: an activity of a kind that stages look at, a correction, a
    /// change of the profile. Or else the same of watched segments.
    func nextTurn(after instant: Instant, ofSegments: Bool = false) -> Instant? {
        var next: Instant?
        let turns = ofSegments ? segmentTurns : turns
        let position = turns.lowerBound(after: instant.microseconds)
        if position < turns.count { next = Instant(microseconds: turns[position]) }
        for member in dossier.members {
            for version in member.versions.dropFirst() where version.from > instant {
                if next == nil || version.from < next! { next = version.from }
                break
            }
        }
        return next
    }

    // MARK: Voids

    private func indexVoids() {
        voidedAt = [:]
        guard dossier.activities.contains(where: { $0.voids != nil }) else { return }
        var positions: [String: Int] = [:]
        for (position, activity) in dossier.activities.enumerated() {
            if let id = activity.messageID { positions[id] = position }
        }
        for (position, activity) in dossier.activities.enumerated() {
            // Only a later activity voids.
            if let voids = activity.voids, let target = positions[voids], target < position {
                voidedAt[target, default: []].append(position)
            }
        }
    }

    /// A voided activity voids nothing, so voiding is decided from the latest to the earliest.
    private func updateVoids() {
        var result: Set<Int> = []
        for target in voidedAt.keys.sorted(by: >) where target < seen {
            if voidedAt[target]!.contains(where: { $0 < seen && !result.contains($0) }) { result.insert(target) }
        }
        guard result != voided else { return }
        voided = result
        indexMatches()
    }

    private func indexMatches() {
        for selector in matches.indices where !matches[selector].isEmpty {
            matches[selector].removeAll(keepingCapacity: true)
        }
        for position in kinds.indices {
            let selectors = rules.selectorsByKind[Int(kinds[position])]
            if selectors.isEmpty || (!voided.isEmpty && voided.contains(position)) { continue }
            for selector in selectors {
                if let filter = rules.selectors[selector].filter {
                    activity = position
                    guard filter.passes(from: self) else { continue }
                }
                matches[selector].append(Int32(truncatingIfNeeded: position))
            }
        }
    }
}

extension Array where Element == Int64 {
    /// How many elements, ascending, are at most `value`.
    func lowerBound(after value: Int64) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle] <= value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension Activity {
    fileprivate var isAboutProfiling: Bool {
        channel.map { ["profile", "processing"].contains($0.folded) } ?? false
    }
}

extension Filter {
    func passes(from vantage: Vantage) -> Bool {
        switch self {
        case .always: return true
        case .never: return false
        case .all(let parts): return parts.allSatisfy { $0.passes(from: vantage) }
        case .any(let parts): return parts.contains { $0.passes(from: vantage) }
        case .not(let part): return !part.passes(from: vantage)
        case .test(let criterion):
            var until = Instant.distantFuture
            return criterion.holds(from: vantage, until: &until)
        case .consent(let channel):
            return (vantage.dossier.activities[vantage.activity].channel?.folded ?? "email") == channel
        }
    }
}
