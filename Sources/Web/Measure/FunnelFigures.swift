import HTML
import Storage
import Verger

/// The figures at the top: money, clients, how many become clients and how long they take.
struct FunnelFigures {
    private let visit: Visit
    private let reading: FunnelReading
    private let links: FunnelLinks

    init(_ visit: Visit, _ reading: FunnelReading, _ links: FunnelLinks) {
        self.visit = visit
        self.reading = reading
        self.links = links
    }

    private var notation: Notation { visit.notation }
    private var currency: String { visit.workspace.currency }

    var markup: Markup {
        dl(.class("figures of-4")) {
            cash
            if let sale = reading.sale, let step = reading.tally.sale {
                newClients(sale)
                conversion(step, sale)
                wait(step, sale)
            }
        }
    }

    private func figure(_ title: String, _ value: String, change: String?, isUp: Bool = true, _ more: Markup) -> Markup
    {
        div {
            dt { title }
            dd { value }
            dd(.class("note")) {
                if let change {
                    span(.class("delta"), .title(Words.before(notation, reading.before.period))) {
                        (isUp ? Icon.arrowUp : Icon.arrowDown).markup
                        span(.class("sr")) {
                            isUp ? notation.text("en hausse de", "up by") : notation.text("en baisse de", "down by")
                        }
                        change
                    }
                }
                more
            }
        }
    }

    // MARK: Money

    private var cash: Markup {
        let own = reading.receipts.filter { $0.currency == currency }
        let net = own.reduce(Number.zero) { $0 + $1.net }
        let before = reading.receiptsBefore.filter { $0.currency == currency }.reduce(Number.zero) { $0 + $1.net }
        let payments = reading.receipts.reduce(0) { $0 + $1.payments + $1.refunds }
        let others = Dictionary(grouping: reading.receipts.filter { $0.currency != currency }, by: \.currency)
        return figure(
            notation.text("Encaissé, net des remboursements", "Cash in, net of refunds"),
            notation.money(rounded(net), currency), change: share(of: net, before), isUp: net >= before,
            group {
                a(.class("link"), .href(links.payments())) {
                    notation.plural(
                        payments, Sentence(fr: "paiement", en: "payment"), Sentence(fr: "paiements", en: "payments"))
                }
                for (currency, totals) in others.sorted(by: { $0.key < $1.key }) {
                    span(.class("faint")) {
                        "+ " + notation.money(rounded(totals.reduce(.zero) { $0 + $1.net }), currency)
                    }
                }
            })
    }

    /// In units: cents would be read as noise.
    private func rounded(_ amount: Number) -> Number {
        Number(Int((Double(amount.millionths) / Double(Number.unit)).rounded()))
    }

    /// The change in per cent; nil when there was nothing before.
    private func share(of now: Number, _ before: Number) -> String? {
        guard before > .zero, now != before else { return nil }
        let change = Double((now - before).millionths) / Double(before.millionths)
        return notation.percent(abs(change), places: 0)
    }

    // MARK: Clients

    private func newClients(_ sale: (from: Int, to: Int)) -> Markup {
        let (now, before) = (reading.tally.newClients, reading.before.newClients)
        return figure(
            notation.text("Nouveaux clients", "New clients"), notation.count(now),
            change: before == 0 || now == before ? nil : notation.count(abs(now - before)), isUp: now >= before,
            a(.class("link"), .href(links.contacts(FunnelFigure(.new, sale.to)))) {
                notation.plural(now, Sentence(fr: "contact", en: "contact"), Sentence(fr: "contacts", en: "contacts"))
            })
    }

    private func conversion(_ step: FunnelTally.Step, _ sale: (from: Int, to: Int)) -> Markup {
        let (now, before) = (step.conversion, reading.before.sale?.conversion)
        let points = now.flatMap { now in before.map { now - $0 } }
        let days = notation.count(reading.choice.patience)
        return figure(
            notation.text("Du lead au client en \(days)\u{A0}jours", "From lead to client within \(days) days"),
            now.map { notation.percent($0) } ?? "–",
            change: points.flatMap { abs($0) < 0.0005 ? nil : Words.points(notation, $0) }, isUp: (points ?? 0) >= 0,
            group {
                a(.class("link"), .href(links.contacts(FunnelFigure(.mature, sale.from, next: sale.to)))) {
                    notation.text(
                        "\(notation.count(step.converted)) sur \(notation.count(step.mature))",
                        "\(notation.count(step.converted)) of \(notation.count(step.mature))")
                }
                if step.recent > 0 {
                    a(.class("link"), .href(links.contacts(FunnelFigure(.recent, sale.from, next: sale.to)))) {
                        Words.recent(notation, step.recent)
                    }
                }
            })
    }

    private func wait(_ step: FunnelTally.Step, _ sale: (from: Int, to: Int)) -> Markup {
        let wait = step.medianWait
        let before = reading.before.sale?.medianWait
        let days = wait.flatMap { now in before.map { (now - $0) / Instant.day } }
        return figure(
            notation.text("Délai médian, du lead au client", "Median time, from lead to client"),
            wait.map { notation.duration($0) } ?? "–",
            change: days.flatMap { $0 == 0 ? nil : notation.duration(abs($0) * Instant.day) }, isUp: (days ?? 0) >= 0,
            a(.class("link"), .href(links.contacts(FunnelFigure(.converted, sale.from, next: sale.to)))) {
                notation.plural(
                    step.converted, Sentence(fr: "contact", en: "contact"), Sentence(fr: "contacts", en: "contacts"))
            })
    }

    enum Words {
        static func recent(_ notation: Notation, _ count: Int) -> String {
            notation.text(
                "\(notation.count(count)) trop récent\(count > 1 ? "s" : "")", "\(notation.count(count)) too recent")
        }

        static func points(_ notation: Notation, _ change: Double) -> String {
            let digits = notation.number(Number(millionths: Int64((abs(change) * 100_000_000).rounded())), places: 1)
            return digits + notation.text("\u{A0}pt", " pt")
        }

        static func before(_ notation: Notation, _ period: FunnelPeriod) -> String {
            notation.text(
                "par rapport à la période du \(notation.day(period.start)) au \(notation.day(period.end - 1))",
                "compared with \(notation.day(period.start)) to \(notation.day(period.end - 1))")
        }
    }
}
