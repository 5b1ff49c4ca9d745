import Verger

/// One activity of the sample, before it becomes a line.
struct Fact: Sendable {
    let at: Instant
    let kind: String
    let channel: String?
    var campaign: String?
    var amount: Number?
    let messageID: String
    var voids: String?
    var details: [Detail: String]

    /// Payments have a file of their own.
    var isPayment: Bool { kind == "payment_received" }
}

extension Fact {
    static let columns =
        ["contact", "kind", "at", "channel", "campaign", "amount", "currency", "message_id", "voids"]
        + Detail.allCases.map { "properties." + $0.rawValue }
    static let paymentColumns = ["contact", "at", "amount", "currency", "reference"]

    func cells(contact: String, in zone: Zone) -> [String] {
        [contact, kind, zone.iso8601(at), channel ?? "", campaign ?? "", amountText, currency, messageID, voids ?? ""]
            + Detail.allCases.map { details[$0] ?? "" }
    }

    func paymentCells(contact: String, in zone: Zone) -> [String] {
        [contact, zone.iso8601(at), amountText, currency, details[.order] ?? messageID]
    }

    private var amountText: String { amount?.description(places: 2) ?? "" }
    private var currency: String { amount == nil ? "" : "EUR" }
}
