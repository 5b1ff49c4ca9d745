import Verger

/// A company of the sample.
struct Firm: Sendable {
    let externalID: String
    let name: String
    let domain: String
    /// Nil outside France.
    let siren: String?
    let industry: String
    let size: Int
    let town: Town
    var isCompetitor = false

    static let columns = ["external_id", "name", "domain", "siren", "industry", "size", "country", "city"]

    var cells: [String] {
        [externalID, name, domain, siren ?? "", industry, String(size), town.country, town.name]
    }
}
