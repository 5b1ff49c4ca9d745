/// Makes the plan of a file from its header and its map, and notes every problem on the way.
struct RowPlanner {
    let kind: ImportKind
    let header: [String]
    let settings: ImportSettings
    var problems: [Problem] = []
    private var columnsRead: Set<Int> = []

    init(kind: ImportKind, header: [String], settings: ImportSettings) {
        self.kind = kind
        self.header = header
        self.settings = settings
    }

    mutating func plan(_ map: ImportMap?) -> RowPlan {
        var plan = RowPlan(kind: kind)
        let isMapped = map?.contact != nil
        let map = completed(map ?? ImportMap())
        if let contact = map.contact { plan.contact = self.contact(contact) }
        plan.company = company(map.company ?? [:])
        plan.reference = map.reference.flatMap { bound($0) }
        plan.activities = (map.activities ?? []).compactMap { activity($0) }
        require(map)
        if isMapped { reportUnread() }
        return plan
    }

    /// A map that tells what a contact is leaves the other columns aside: whoever wrote it should know which.
    private mutating func reportUnread() {
        let unread = header.indices.filter { !columnsRead.contains($0) }.compactMap { header[$0].trimmedOrNil }
        guard !unread.isEmpty else { return }
        let list = unread.joined(separator: ", ")
        problems.append(
            Problem(
                Sentence(
                    fr: "colonnes que la carte ne nomme pas, laissées de côté\u{A0}: \(list)",
                    en: "columns that the map does not name, left aside: \(list)"), severity: .warning))
    }

    /// `map` with what it does not speak of recognised by the names of the columns.
    private mutating func completed(_ map: ImportMap) -> ImportMap {
        let isComplete =
            switch kind {
            case .contacts: map.contact != nil
            case .companies: map.company != nil
            case .activities, .payments: map.reference != nil && map.activities != nil
            }
        guard !isComplete else { return map }
        let columns = ColumnNames(kind: kind, fields: settings.fields.keys).columns(of: header)
        problems += columns.problems
        var found = FoundColumns(header: header)
        for (index, target) in columns.targets { found.add(target, at: index) }
        var completed = map
        switch kind {
        case .contacts: completed.contact = found.contact
        case .companies: completed.company = found.contact.company
        case .activities, .payments:
            completed.reference = map.reference ?? found.reference
            completed.activities = map.activities ?? found.activity(of: kind).map { [$0] }
        }
        return completed
    }

    /// A file without the columns that identify its rows can't be imported at all.
    private mutating func require(_ map: ImportMap) {
        switch kind {
        case .contacts:
            let fields = map.contact?.fields ?? [:]
            if fields[.externalID] == nil, fields[.email] == nil, fields[.phone] == nil {
                lacking(["external_id", "email", "phone"])
            }
        case .companies:
            if map.company?[.name] == nil, map.company?[.externalID] == nil { lacking(["name", "external_id"]) }
        case .activities, .payments:
            if map.reference == nil { lacking(["contact"]) }
            guard map.activities == nil else { return }
            let columns = ColumnNames(kind: kind, fields: []).columns(of: header).targets.map(\.target)
            let needed: [ActivityColumn] = kind == .activities ? [.kind, .at] : [.at, .amount]
            for column in needed where !columns.contains(.activity(column)) { lacking([column.rawValue]) }
        }
    }

    private mutating func lacking(_ names: [String]) {
        let list = names.joined(separator: ", ")
        problems.append(
            Problem(
                names.count == 1
                    ? Sentence(fr: "il manque la colonne \(list)", en: "the column \(list) is missing")
                    : Sentence(fr: "il faut l’une des colonnes \(list)", en: "one of the columns \(list) is needed"),
                path: "header"))
    }
}

extension RowPlanner {
    private mutating func contact(_ map: ContactMap) -> RowPlan.Contact {
        var plan = RowPlan.Contact()
        for field in ContactField.allCases {
            if let source = map.fields[field].flatMap({ bound($0) }) { plan.fields.append((field, source)) }
        }
        for (name, source) in map.custom.sorted(by: { $0.key < $1.key }) {
            if settings.fields[name] == nil { undefined(name, source) }
            if let source = bound(source) { plan.custom.append((name, settings.fields[name] ?? .text, source)) }
        }
        plan.fullName = map.fullName.flatMap { bound($0) }
        plan.tags = map.tags.compactMap { bound($0) }
        plan.company = company(map.company)
        for (channel, source) in map.consents.sorted(by: { $0.key < $1.key }) {
            if let source = bound(source) { plan.consents.append((channel, source)) }
        }
        return plan
    }

    private mutating func company(_ map: [CompanyField: ImportSource]) -> [(
        field: CompanyField, source: RowPlan.Source
    )] {
        var fields: [(field: CompanyField, source: RowPlan.Source)] = []
        for field in CompanyField.allCases {
            if let source = map[field].flatMap({ bound($0) }) { fields.append((field, source)) }
        }
        return fields
    }

    private mutating func undefined(_ name: String, _ source: ImportSource) {
        let hint = suggestion(for: name, among: settings.fields.keys.sorted())
        problems.append(
            Problem(
                Sentence(
                    fr: "champ que la définition ne déclare pas (fields), gardé comme texte"
                        + (hint.map { " ; vouliez-vous dire « \($0) » ?" } ?? ""),
                    en: "field that the definition does not declare (fields), kept as text"
                        + (hint.map { "; did you mean “\($0)”?" } ?? "")),
                severity: .warning, path: source.path.isEmpty ? name : source.path, place: source.place))
    }

    private mutating func activity(_ map: ActivityMap) -> RowPlan.Activity? {
        check(map)
        guard let kind = bound(map.kind), let at = bound(map.at) else { return nil }
        var plan = RowPlan.Activity(kind: kind, at: at, apart: map.apart)
        plan.channel = map.channel.flatMap { bound($0) }
        plan.campaign = map.campaign.flatMap { bound($0) }
        plan.amount = map.amount.flatMap { bound($0) }
        plan.currency = map.currency.flatMap { bound($0) }
        plan.messageID = map.messageID.flatMap { bound($0) }
        plan.voids = map.voids.flatMap { bound($0) }
        plan.times = map.times.flatMap { bound($0) }
        for (name, source) in map.properties.sorted(by: { $0.key < $1.key }) {
            if let source = bound(source) { plan.properties.append((name, source)) }
        }
        for condition in map.conditions {
            if let source = bound(condition.source) { plan.conditions.append((source, condition.test)) }
        }
        return plan
    }

    /// Every kind that is written in the map has to exist.
    private mutating func check(_ map: ActivityMap) {
        var names = map.kind.map.values.compactMap(\.text)
        if case .constant(let name) = map.kind.origin { names = [name] }
        if let fallback = map.kind.fallback?.text { names.append(fallback) }
        for name in names.sorted() where settings.kinds[name] == nil {
            problems.append(
                Problem(RowSentences.unknownKind(name, settings.kinds), path: map.kind.path, place: map.kind.place))
        }
    }

    /// `source` with its column found; nil, with a problem, when the file has no such column or has it twice.
    private mutating func bound(_ source: ImportSource) -> RowPlan.Source? {
        guard let column = source.column else { return RowPlan.Source(origin: source, index: nil, title: nil) }
        var found = header.indices.filter { header[$0] == column || header[$0].trimmedOrNil == column }
        if found.isEmpty {
            let compact = column.compactName
            found = header.indices.filter { !compact.isEmpty && header[$0].compactName == compact }
        }
        guard let index = found.first, found.count == 1 else {
            refuse(column, source, isMissing: found.isEmpty)
            return nil
        }
        columnsRead.insert(index)
        return RowPlan.Source(origin: source, index: index, title: header[index])
    }

    private mutating func refuse(_ column: String, _ source: ImportSource, isMissing: Bool) {
        let hint = isMissing ? suggestion(for: column, among: header) : nil
        let sentence =
            isMissing
            ? Sentence(
                fr: "le fichier n’a pas de colonne « \(column) »"
                    + (hint.map { " ; vouliez-vous dire « \($0) » ?" } ?? ""),
                en: "the file has no column “\(column)”" + (hint.map { "; did you mean “\($0)”?" } ?? ""))
            : Sentence(
                fr: "le fichier a plusieurs colonnes « \(column) »", en: "the file has several columns “\(column)”")
        problems.append(Problem(sentence, path: source.path.isEmpty ? column : source.path, place: source.place))
    }
}

extension ImportSource {
    /// Its line in the map file.
    var place: Place? { line.map { Place(line: $0, column: 1) } }
}
