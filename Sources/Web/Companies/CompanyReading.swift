import Storage
import Verger

/// All that the page of one company shows.
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
    let people: [Member]
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
        let ids = try Companies(connection, in: visit.workspace).contacts(of: company.id)
        let evaluator = Evaluator(rules)
        let contacts = try Contacts(connection, in: visit.workspace).find(Array(ids.prefix(CompanyReading.limit)))
            .filter(visit.member.visibility.includes)
        let parts = try BuyingParts(connection, in: visit.workspace.id).parts(of: contacts.map(\.id))
        let dossiers = try Dossiers(connection, in: visit.workspace).load(contacts.map(\.id))
        people = zip(contacts, dossiers).map { contact, item in
            let standing = evaluator.evaluate(item.dossier, at: instant)?.standing
            return Member(
                contact: contact, standing: standing, grade: standing.map { rules.grades.grade(of: $0.score) } ?? "",
                parts: parts[contact.id] ?? [],
                lastFact: item.dossier.activities.last { $0.at <= instant })
        }.sorted {
            ($0.standing?.stage ?? -1, $0.standing?.score.engagement ?? 0) > (
                $1.standing?.stage ?? -1, $1.standing?.score.engagement ?? 0
            )
        }
        // Who sees some of its people only is told of their evidence only.
        let dossier =
            visit.member.visibility == .everyone
            ? try Dossiers(connection, in: visit.workspace).load(company: company.id) : dossiers.first?.dossier
        report = dossier.flatMap { ContactReport($0, at: instant, by: evaluator) }
        activities = dossier?.activities.filter { $0.at <= instant } ?? []
        self.company = company
        self.rules = rules
        self.asOf = asOf
    }
}
