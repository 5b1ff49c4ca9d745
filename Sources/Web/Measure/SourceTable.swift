import HTML
import Storage
import Verger

/// What each source brings, by the source that the contact carries: the first touch.
struct SourceTable {
    private let visit: Visit
    private let reading: FunnelReading
    private let links: FunnelLinks
    private static let most = 12

    init(_ visit: Visit, _ reading: FunnelReading, _ links: FunnelLinks) {
        self.visit = visit
        self.reading = reading
        self.links = links
    }

    private var notation: Notation { visit.notation }
    private var stages: (from: Int, to: Int) { reading.sale ?? (0, 0) }

    private struct Line {
        let source: String
        let step: FunnelTally.Step
    }

    /// Fewer mature entries say how many became clients, and no share.
    private static let fewest = 5

    private func share(of step: FunnelTally.Step) -> Double? {
        step.mature < SourceTable.fewest ? nil : step.conversion
    }

    /// The best converting first; those too few to have a share follow by volume.
    private var lines: [Line] {
        reading.tally.sources.map { Line(source: $0.key, step: $0.value) }.filter { $0.step.entered > 0 }.sorted {
            (-(share(of: $0.step) ?? -1), -$0.step.entered, $0.source)
                < (-(share(of: $1.step) ?? -1), -$1.step.entered, $1.source)
        }
    }

    var markup: Markup {
        let lines = lines
        return HTML.section(.aria("labelledby", "sources")) {
            div(.class("head")) {
                h2(.id("sources")) { notation.text("Ce que rapporte chaque source", "What each source brings") }
                span(.class("end")) { notation.text("première touche", "first touch") }
            }
            div(.class("scroll"), .tabindex(0), .role("region"), .aria("labelledby", "sources")) {
                table(.class("table sources")) {
                    head
                    tbody { for line in lines.prefix(SourceTable.most) { row(line, best: best(of: lines)) } }
                    if let all = reading.tally.sale { foot(all) }
                }
            }
            if lines.count > SourceTable.most {
                p(.class("small faint more-lines")) {
                    notation.text(
                        "Et \(lines.count - SourceTable.most) autres sources, dans l’export.",
                        "And \(lines.count - SourceTable.most) more sources, in the export.")
                }
            }
        }
    }

    private func best(of lines: [Line]) -> Double { max(lines.compactMap { share(of: $0.step) }.max() ?? 1, 0.0001) }

    private var head: Markup {
        thead {
            tr {
                th(Attribute("scope", "col")) { notation.text("Source", "Source") }
                th(.class("r no-small"), Attribute("scope", "col")) { notation.text("Encaissé", "Cash in") }
                for title in [notation.text("Leads", "Leads"), notation.text("Clients", "Clients")] {
                    th(.class("r"), Attribute("scope", "col")) { title }
                }
                th(.class("r"), Attribute("scope", "col"), .aria("sort", "descending")) {
                    notation.text("Lead à client", "Lead to client")
                }
            }
        }
    }

    private func row(_ line: Line, best: Double) -> Markup {
        tr {
            td {
                line.source.isEmpty
                    ? span(.class("faint")) { notation.text("sans source", "no source") } : Markup(line.source)
            }
            td(.class("r no-small")) { cash(line.source) }
            td(.class("r")) { link(line.step.entered, .entered, line.source) }
            td(.class("r")) { link(line.step.converted, .converted, line.source) }
            td(.class("r")) {
                if let share = share(of: line.step) {
                    b {
                        a(.class("figure"), .href(address(.mature, line.source))) { notation.percent(share) }
                    }
                    span(.class("tinybar"), .aria("hidden", "true")) {
                        i(.style("width: \(Int((share / best * 100).rounded()))%"))
                    }
                } else {
                    let isAnyMature = line.step.mature > 0
                    a(.class("figure faint"), .href(address(isAnyMature ? .mature : .recent, line.source))) {
                        isAnyMature
                            ? notation.text(
                                "\(line.step.converted) sur \(line.step.mature)",
                                "\(line.step.converted) of \(line.step.mature)")
                            : notation.text("trop récents", "too recent")
                    }
                    span(.class("tinybar none"), .aria("hidden", "true"))
                }
            }
        }
    }

    private func foot(_ all: FunnelTally.Step) -> Markup {
        tfoot {
            tr {
                td { notation.text("Ensemble", "All") }
                td(.class("r no-small")) { cash(nil) }
                td(.class("r")) { link(all.entered, .entered, nil) }
                td(.class("r")) { link(all.converted, .converted, nil) }
                td(.class("r")) {
                    all.conversion.map { notation.percent($0) } ?? "–"
                    span(.class("tinybar none"), .aria("hidden", "true"))
                }
            }
        }
    }

    private func cash(_ source: String?) -> Markup {
        let own = reading.receipts.filter {
            $0.currency == visit.workspace.currency && (source == nil || $0.source == source)
        }
        let net = own.reduce(Number.zero) { $0 + $1.net }
        let units = Number(Int((Double(net.millionths) / Double(Number.unit)).rounded()))
        return own.isEmpty
            ? span(.class("faint")) { "–" }
            : a(.class("figure"), .href(links.payments(source: source))) {
                notation.money(units, visit.workspace.currency)
            }
    }

    private func link(_ count: Int, _ kind: FunnelFigure.Kind, _ source: String?) -> Markup {
        a(.class("figure"), .href(address(kind, source))) { notation.count(count) }
    }

    private func address(_ kind: FunnelFigure.Kind, _ source: String?) -> String {
        links.contacts(FunnelFigure(kind, stages.from, next: stages.to), source: source)
    }
}
