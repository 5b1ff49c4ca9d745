/// Which company a generated contact works for: twenty contacts fill nine companies.
struct Seat: Sendable {
    /// Number of the company, from 0.
    let firm: Int
    /// Among the contacts of that company, from 0.
    let position: Int

    init(of contact: Int) {
        var rest = contact % 20
        var firm = contact / 20 * Seat.perCompany.count
        for count in Seat.perCompany {
            if rest < count { break }
            rest -= count
            firm += 1
        }
        self.firm = firm
        position = rest
    }

    private static let perCompany = [5, 4, 3, 2, 2, 1, 1, 1, 1]
}
