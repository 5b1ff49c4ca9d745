extension Dossier {
    /// What is recorded about several contacts together, each with its own profile; nil of none.
    package init?(union dossiers: [Dossier]) {
        guard !dossiers.isEmpty else { return nil }
        var evidence: [(activity: Activity, member: Int)] = []
        for (member, dossier) in dossiers.enumerated() { evidence += dossier.activities.map { ($0, member) } }
        evidence.sort { ($0.activity.at, $0.activity.id) < ($1.activity.at, $1.activity.id) }
        self.init(
            activities: evidence.map(\.activity), members: dossiers.map { $0.members[0] },
            memberOfActivity: evidence.map(\.member), firstFact: dossiers.map(\.firstFact).min() ?? .distantPast)
    }
}
