import Verger

/// What a contact buys: so many of a product, at a price without tax.
struct Deal {
    let product: String
    let quantity: Int
    /// In whole euros.
    let total: Int
    /// Number of the quote, from which order and invoices are named.
    let reference: String

    var amount: Number { Number(total) }
    var details: [Detail: String] { [.product: "\(quantity) × \(product)", .quote: "D-" + reference] }

    /// A share of the total, to the cent.
    func share(percent: Int) -> Number { Number(millionths: Int64(total) * Int64(percent) * 10_000) }
}
