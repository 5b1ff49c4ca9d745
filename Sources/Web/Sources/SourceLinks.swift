import Storage
package import Verger

extension Links {
    package var sources: String { to("sources") }
    package var channels: String { to("sources/channels") }
    package var costSheet: String { to("sources/costs") }
    package func campaign(_ id: Campaign.ID) -> String { to("campaigns/\(id)") }
    package func cost(_ id: Int64) -> String { to("costs/\(id)") }
    package var leadCosts: String { to("reports/cpl") }
    package var introducers: String { to("introducers") }
    package func introducer(_ id: Int64) -> String { to("introducers/\(id)") }
    package func statement(_ id: Int64) -> String { to("statements/\(id)") }
}

/// Which rows of the report are asked for.
struct SourceFilter {
    private let channel: String?
    private let campaign: String?

    /// In place of a name: what has none.
    static let none = "-"

    init(_ query: Fields) {
        channel = query.text("channel")
        campaign = query.text("campaign")
    }

    func matches(_ source: Source) -> Bool {
        if let channel, source.channel ?? SourceFilter.none != channel { return false }
        if let campaign, source.campaign.map(String.init) ?? SourceFilter.none != campaign { return false }
        return true
    }

    /// What it is called, for titles; nil for everything.
    func name(_ book: SourceBook, _ visit: Visit) -> String? {
        if let campaign, let id = Int64(campaign) { return book.campaign(id)?.name }
        guard let channel else { return nil }
        return SourceWords(visit, book).name(Source(channel: channel == SourceFilter.none ? nil : channel))
    }

    /// What addresses carry to ask for a row; `grouping` by channel leaves campaigns open.
    static func fields(_ source: Source, by grouping: CostReport.Grouping) -> [(name: String, value: String)] {
        let channel = ("channel", source.channel ?? none)
        switch grouping {
        case .stage: return []
        case .channel: return [channel]
        case .campaign: return [channel, ("campaign", source.campaign.map(String.init) ?? none)]
        }
    }
}

/// What sources are called.
struct SourceWords {
    private let visit: Visit
    private let book: SourceBook

    init(_ visit: Visit, _ book: SourceBook) {
        self.visit = visit
        self.book = book
    }

    func name(_ source: Source) -> String {
        if let campaign = source.campaign.flatMap({ book.campaign($0) }) { return campaign.name }
        guard let channel = source.channel else {
            return visit.notation.text("Source inconnue", "Unknown source")
        }
        return self.channel(channel)
    }

    func channel(_ id: Channel.ID) -> String { book.channel(id).map { visit.say($0.name) } ?? id }

    /// A row by campaign: what belongs to a channel and to no campaign says so.
    func row(_ source: Source) -> (name: String, aside: String?) {
        guard let channel = source.channel else { return (name(source), nil) }
        return source.campaign == nil
            ? (self.channel(channel), visit.notation.text("hors campagne", "no campaign"))
            : (name(source), self.channel(channel))
    }
}

extension Fields {
    /// An amount as people write it; nil when there is none or it can't be read.
    func amount(_ name: String, in currency: String) -> Number? {
        guard let text = text(name), let read = try? AmountReader(decimal: nil).amount(text) else { return nil }
        return read.currency.map { Currency.isSame($0, as: currency) } ?? true ? read.number : nil
    }

    /// A day as browsers send it: `2026-01-31`.
    func day(_ name: String) -> Day? { text(name).flatMap(Day.init(written:)) }
}

extension Notation {
    /// An amount for a field: `1234,50`.
    func typed(_ amount: Number) -> String {
        let text = amount.millionths % Number.unit == 0 ? amount.description : amount.description(places: 2)
        return language == .french ? text.replacing(".", with: ",") : text
    }

    /// `1 – 31 mars 2026`; one day alone when there is but one.
    func days(_ span: DaySpan) -> String {
        let (first, last) = (span.first.text(in: language), span.last.text(in: language))
        return span.first == span.last ? first : "\(first) – \(last)"
    }
}
