import Sample
import Verger

/// The four files of one sample company, read back.
struct SampleFiles {
    let companies: Table
    let contacts: Table
    let activities: Table
    let payments: Table

    /// Tuesday 24 November 2026, 9:12 in Paris.
    static let now = Instant(iso8601: "2026-11-24T09:12:00+01:00", in: .paris)!

    init(seed: UInt64 = 7, now: Instant = SampleFiles.now, contacts: Int) {
        let company = SampleCompany(seed: seed, now: now, zone: .paris, contacts: contacts)
        let texts = Dictionary(uniqueKeysWithValues: company.files.map { ($0.name, $0.text) })
        companies = Table(texts["companies.csv"]!)
        self.contacts = Table(texts["contacts.csv"]!)
        activities = Table(texts["activities.csv"]!)
        payments = Table(texts["payments.csv"]!)
    }

    /// Everything that happened, payments included.
    var facts: [[String: String]] { activities.rows + payments.rows }

    static let medium = SampleFiles(contacts: 2000)
}
