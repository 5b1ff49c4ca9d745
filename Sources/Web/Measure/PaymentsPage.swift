import HTML
import Storage
import Verger

/// The payments and refunds behind what came in.
struct PaymentsPage {
    private let visit: Visit
    private let choice: FunnelChoice
    private let receipts: [Receipts.Receipt]
    private let hasMore: Bool
    private let contacts: [Contact.ID: Contact]
    private static let limit = 50

    init(_ visit: Visit) throws {
        self.visit = visit
        let choice = try FunnelChoice(visit)
        self.choice = choice
        let (found, contacts) = try visit.read { connection in
            let found = try Receipts(connection, in: visit.workspace).page(
                over: choice.period, source: visit.query["source"], visible: visit.visible,
                before: PaymentsPage.place(visit.query), limit: PaymentsPage.limit + 1)
            let shown = Set(found.prefix(PaymentsPage.limit).map(\.contact))
            return (found, try Contacts(connection, in: visit.workspace).find(shown.sorted()))
        }
        receipts = Array(found.prefix(PaymentsPage.limit))
        hasMore = found.count > PaymentsPage.limit
        self.contacts = Dictionary(contacts.map { ($0.id, $0) }) { first, _ in first }
    }

    /// `before=INSTANT.ACTIVITY`.
    private static func place(_ query: Fields) -> Receipts.Receipt? {
        let parts = (query.text("before") ?? "").split(separator: ".").compactMap { Int64($0) }
        guard parts.count == 2 else { return nil }
        return Receipts.Receipt(place: Instant(microseconds: parts[0]), activity: parts[1])
    }

    private var notation: Notation { visit.notation }

    var answer: Answer {
        let from = choice.from.text(in: visit.language)
        let last = min(choice.to, visit.workspace.zone.day(at: choice.period.seen)).text(in: visit.language)
        let source = visit.query["source"].map {
            " · " + ($0.isEmpty ? notation.text("sans source", "no source") : $0)
        }
        var page = Page(
            .funnel,
            title: notation.text("Paiements du \(from) au \(last)", "Payments from \(from) to \(last)") + (source ?? "")
        )
        page.parent = (visit.say(Section.funnel.label), visit.links.funnel + choice.fields.query)
        page.content = content
        return visit.answer(page)
    }

    private var content: Markup {
        group {
            if receipts.isEmpty {
                div(.class("box empty")) {
                    h2 { notation.text("Aucun paiement", "No payment") }
                    p {
                        notation.text(
                            "Les paiements importés ou reçus par l’API sur cette période apparaissent ici.",
                            "Payments imported or received by the API over this period appear here.")
                    }
                }
            } else {
                div(.class("scroll")) {
                    table(.class("table figure-rows")) {
                        thead {
                            tr {
                                th(Attribute("scope", "col")) { notation.text("Date", "Date") }
                                th(Attribute("scope", "col")) { notation.text("Contact", "Contact") }
                                th(.class("r"), Attribute("scope", "col")) { notation.text("Montant", "Amount") }
                            }
                        }
                        tbody { for receipt in receipts { row(receipt) } }
                    }
                }
            }
            if hasMore, let last = receipts.last {
                nav(.class("pager"), .aria("label", notation.text("Pages", "Pages"))) {
                    a(.class("btn"), .href(address(before: last))) {
                        notation.text("Suivants", "Next")
                        Icon.right.markup
                    }
                }
            }
        }
    }

    private func row(_ receipt: Receipts.Receipt) -> Markup {
        tr {
            td { time(.datetime(receipt.at.iso8601)) { notation.day(receipt.at) } }
            td {
                a(.class("name"), .href(visit.links.contact(receipt.contact))) {
                    contacts[receipt.contact]?.displayName ?? "#\(receipt.contact.value)"
                }
                if receipt.isRefund { span { notation.text("remboursement", "refund") } }
            }
            td(.class("r")) {
                notation.exactMoney(receipt.isRefund ? -receipt.amount : receipt.amount, receipt.currency)
            }
        }
    }

    private func address(before receipt: Receipts.Receipt) -> String {
        visit.call.path
            + visit.query.with("before", "\(receipt.at.microseconds).\(receipt.activity)").query
    }
}
