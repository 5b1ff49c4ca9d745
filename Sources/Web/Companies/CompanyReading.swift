import Storage
import Verger

/// All that the page of one company shows, to whoever looks: of its contacts only those that they see.
struct CompanyReading {
    struct Member {
        let contact: Contact
        let standing: Standing?
        let grade: String
        let parts: Set<BuyingPart>
        let lastFact: Activity?
    }

    /// More people than a page can show.
    static let limit = 200

    let company: Company
    let rules: Rules
    /// The furthest first, at most `limit`.
    let people: [Member]
    /// How many there are.
    let count: Int
    /// What somebody of them does when the company buys.
    let knownParts: Set<BuyingPart>
    /// Nil without any evidence before the day looked at.
    let report: ContactReport?
    let activities: [Activity]
    let asOf: Instant?
    /// Who else may be the same; nil for whoever may not merge.
    let identity: IdentityPanel?

    init(_ visit: Visit, _ connection: any SQLConnection) throws {
        let company = try visit.company(connection)
        let rules = try visit.rules(on: connection)
        let asOf = try visit.asOf()
        let instant = min(asOf ?? visit.now, visit.now)
        identity = try IdentityPanel(visit, .company, company.id.value, connection)
        let seen = try Companies(connection, in: visit.workspace).contacts(
            of: [company.id], seenBy: visit.member.visibility
        ).map(\.contact)
        let evaluator = Evaluator(rules)
        let all = try Dossiers(connection, in: visit.workspace).load(seen).map { item in
            (item: item, standing: evaluator.evaluate(item.dossier, at: instant)?.standing)
        }
        let shown = all.sorted {
            ($0.standing?.stage ?? -1, $0.standing?.score.engagement ?? 0) > (
                $1.standing?.stage ?? -1, $1.standing?.score.engagement ?? 0
            )
        }.prefix(CompanyReading.limit)
        let parts = try BuyingParts(connection, in: visit.workspace.id).parts(of: seen)
        let contacts = Dictionary(
            try Contacts(connection, in: visit.workspace).find(shown.map(\.item.contact).sorted()).map { ($0.id, $0) }
        ) { first, _ in first }
        people = shown.compactMap { item, standing in
            contacts[item.contact].map { contact in
                Member(
                    contact: contact, standing: standing,
                    grade: standing.map { rules.grades.grade(of: $0.score) } ?? "", parts: parts[contact.id] ?? [],
                    lastFact: item.dossier.activities.last { $0.at <= instant })
            }
        }
        count = all.count
        knownParts = parts.values.reduce(into: []) { $0.formUnion($1) }
        let union = Dossier(union: all.map(\.item.dossier))
        report = union.flatMap { ContactReport($0, at: instant, by: evaluator) }
        activities = union?.activities.unvoided(at: instant).filter { $0.voids == nil } ?? []
        self.company = company
        self.rules = rules
        self.asOf = asOf
    }
}
