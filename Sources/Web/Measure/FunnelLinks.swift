import Verger

/// The addresses of the lists behind the figures of a funnel.
struct FunnelLinks {
    private let links: Links
    private let choice: FunnelChoice
    private let rules: Rules
    private let seesEveryone: Bool

    init(_ visit: Visit, _ choice: FunnelChoice, _ rules: Rules) {
        links = visit.links
        self.choice = choice
        self.rules = rules
        seesEveryone = visit.member.visibility == .everyone
    }

    /// The contacts that a figure counts. Who is present now is a condition; the rest only a list of its own can say.
    func contacts(_ figure: FunnelFigure, source: String? = nil, week: FunnelWeek? = nil) -> String {
        if figure.kind == .present, choice.asOf == nil, !choice.isThen, source == nil, seesEveryone {
            return links.contacts(where: "stage = \(rules.stages[figure.stage].id) and excluded = false")
        }
        var fields = choice.fields
        if let week {
            let last = rules.zone.day(at: week.end - 1)
            let first = rules.zone.day(at: week.start)
            fields = fields.with("period", FunnelChoice.Length.days.rawValue)
                .with("from", first.description).with("to", last.description)
        }
        fields = fields.with("figure", figure.kind.rawValue).with("stage", rules.stages[figure.stage].id)
        if figure.next != figure.stage + 1, rules.stages.indices.contains(figure.next) {
            fields = fields.with("next", rules.stages[figure.next].id)
        }
        if let source { fields = fields.with("source", source) }
        return links.funnel + "/contacts" + fields.query
    }

    func payments(source: String? = nil) -> String {
        links.funnel + "/payments" + (source.map { choice.fields.with("source", $0) } ?? choice.fields).query
    }

    var export: String { links.funnel + "/export" + choice.fields.query }

    /// The same funnel, by the definitions of the days themselves or by that of today.
    func funnel(isThen: Bool) -> String {
        links.funnel + choice.fields.with("definition", isThen ? "then" : nil).query
    }

    var funnelNow: String { links.funnel + choice.fields.with("as_of", nil).query }
}
