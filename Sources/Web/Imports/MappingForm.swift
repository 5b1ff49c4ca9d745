import Storage
import Verger

/// What was said of the columns of a file, as the form sends it.
struct MappingForm {
    let mapping: ImportMapping
    let statement: ImportStatement?
    private let origin: ImportStatement

    init(_ form: Fields, _ draft: ImportDraft) {
        let kind = form["kind"].flatMap(ImportKind.init(rawValue:)) ?? draft.mapping.kind
        let columns = draft.mapping.columns.enumerated().map { index, column -> ImportMapping.Column in
            let target = form.text("column-\(index)").flatMap { ColumnTarget(key: $0) }
            return target == column.target ? column : ImportMapping.Column(column.title, target)
        }
        let hasFact = kind == .contacts
        let fact = form.text("fact").flatMap { name in
            hasFact && ImportMapping.Fact.kinds.contains(name)
                ? ImportMapping.Fact(
                    name, day: form.text("day").flatMap { Day(iso8601: $0) }?.description,
                    channel: form.text("channel"), campaign: form.text("campaign"), name: form.text("name"))
                : nil
        }
        var mapping = ImportMapping(
            kind: kind, columns: columns, known: draft.mapping.known, fact: fact, source: form.text("source"),
            dates: form.text("dates").flatMap { DateFormat($0) }.map { [$0] } ?? [],
            decimal: form["decimal"].flatMap(AmountReader.DecimalMark.init(rawValue:)))
        // A column that has just been said to hold days tells by its values how they are written.
        if mapping.dates.isEmpty, columns.map(\.target) != draft.mapping.columns.map(\.target) {
            mapping.detectDates(draft.samples)
        }
        self.mapping = mapping
        origin = ImportStatement(
            origin: String((form.text("origin") ?? "").prefix(ImportStatement.longest)),
            ground: form["ground"].flatMap(ImportStatement.Ground.init(rawValue:)) ?? .none,
            proof: form.text("proof").map { String($0.prefix(ImportStatement.longest)) })
        let isSilent = origin.origin.isEmpty && origin.ground == .none && origin.proof == nil
        statement = kind != .contacts && isSilent ? nil : origin
    }

    /// What keeps the file from being looked at.
    var problems: [Problem] {
        switch mapping.kind {
        case .contacts: mapping.problems + origin.problems(for: mapping)
        // Its rows are refused one by one where they tell of a consent that nothing proves.
        case .activities: mapping.problems + (statement?.problems(for: mapping) ?? [])
        case .companies, .payments: mapping.problems
        }
    }
}
