package import Verger

/// The payments and refunds of one workspace, those that a correction took back left out.
package struct Receipts {
    private let connection: any SQLConnection
    private let workspace: Workspace

    package init(_ connection: any SQLConnection, in workspace: Workspace) {
        self.connection = connection
        self.workspace = workspace
    }

    /// What came in from one source in one currency.
    package struct Total: Hashable, Sendable {
        package let source: String
        package let currency: String
        package internal(set) var received = Number.zero
        package internal(set) var refunded = Number.zero
        package internal(set) var payments = 0
        package internal(set) var refunds = 0

        package var net: Number { received - refunded }
    }

    package struct Receipt: Hashable, Sendable {
        package let contact: Contact.ID
        package let activity: Int64
        package let at: Instant
        package let isRefund: Bool
        package let amount: Number
        package let currency: String
    }

    private static let kinds = "('payment_received', 'payment_refunded')"

    /// Between the instants of a period, by source (empty for none) and currency.
    package func totals(over period: FunnelPeriod, visible: SQLFragment? = nil) throws -> [Total] {
        var totals: [[String]: Total] = [:]
        let query: SQLFragment = """
            SELECT COALESCE(c.source, ''), COALESCE(a.currency, \(workspace.currency)), a.kind,
                CAST(SUM(a.amount) AS BIGINT), COUNT(*)
            \(rows(over: period, visible)) GROUP BY 1, 2, 3
            """
        try connection.forEachRow(query.text, query.arguments.map(\.bound)) { row in
            let (source, currency) = (row.text(0), row.text(1))
            var total = totals[[source, currency]] ?? Total(source: source, currency: currency)
            if row.text(2) == "payment_received" {
                total.received = Number(millionths: row.integer(3))
                total.payments = Int(row.integer(4))
            } else {
                total.refunded = Number(millionths: row.integer(3))
                total.refunds = Int(row.integer(4))
            }
            totals[[source, currency]] = total
            return true
        }
        return totals.values.sorted { ($0.currency, $0.source) < ($1.currency, $1.source) }
    }

    /// Latest first, before `before`; at most `limit`. `source`: only from there, the empty one being none.
    package func page(
        over period: FunnelPeriod, source: String? = nil, visible: SQLFragment? = nil, before: Receipt? = nil,
        limit: Int
    ) throws -> [Receipt] {
        let fromSource: SQLFragment = source.map { "COALESCE(c.source, '') = \($0)" } ?? "TRUE"
        let rest: SQLFragment =
            before.map { "(a.at, a.id) < (\($0.at.microseconds), \($0.activity))" } ?? "TRUE"
        let query: SQLFragment = """
            SELECT a.contact, a.id, a.at, a.kind, a.amount, COALESCE(a.currency, \(workspace.currency))
            \(rows(over: period, visible)) AND \(fromSource) AND \(rest)
            ORDER BY a.at DESC, a.id DESC LIMIT \(Int64(limit))
            """
        return try connection.rows(query.text, query.arguments.map(\.bound)) { row in
            Receipt(
                contact: Contact.ID(row.integer(0)), activity: row.integer(1),
                at: Instant(microseconds: row.integer(2)), isRefund: row.text(3) == "payment_refunded",
                amount: Number(millionths: row.integer(4)), currency: row.text(5))
        }
    }

    private func rows(over period: FunnelPeriod, _ visible: SQLFragment?) -> SQLFragment {
        """
        FROM activity a JOIN contact c ON c.workspace = a.workspace AND c.id = a.contact
        WHERE a.workspace = \(workspace.id.value) AND a.kind IN \(name: Receipts.kinds) AND a.amount IS NOT NULL
            AND a.at >= \(period.start.microseconds) AND a.at < \(period.end.microseconds)
            AND NOT EXISTS (
                SELECT 1 FROM activity_void v WHERE v.workspace = a.workspace AND v.contact = a.contact
                    AND v.activity = a.id AND v.since <= \(period.seen.microseconds)
                    AND (v.until IS NULL OR v.until > \(period.seen.microseconds)))
            AND \(visible ?? "TRUE")
        """
    }
}

extension Receipts.Receipt {
    /// A place in the list, for addresses.
    package init(place at: Instant, activity: Int64) {
        self.init(
            contact: Contact.ID(0), activity: activity, at: at, isRefund: false, amount: .zero, currency: "")
    }
}
