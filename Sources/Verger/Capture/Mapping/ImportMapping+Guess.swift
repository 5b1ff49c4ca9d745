extension ImportMapping {
    /// What the names and the first values of the columns suggest. `remembered`: what was said of an earlier file of the same
    /// columns. `samples`: values by column.
    package static func guessed(
        for header: [String], samples: [[String]], kind: ImportKind? = nil, fields: some Collection<String>,
        remembered: ImportMapping? = nil
    ) -> ImportMapping {
        if let remembered, kind == nil || remembered.kind == kind, remembered.columns.map(\.title) == header {
            var mapping = remembered
            for index in mapping.columns.indices { mapping.columns[index].reason = .remembered }
            return mapping
        }
        if kind == nil || kind == .contacts, let ready = ReadyMap.recognised(by: header) {
            var mapping = ready.mapping(of: header, fields: fields)
            mapping.detectDates(samples)
            return mapping
        }
        let kind = kind ?? ImportMapping.kind(of: header, fields: fields)
        var mapping = ImportMapping(
            kind: kind, columns: columns(of: header, kind: kind, fields: fields))
        mapping.detectDates(samples)
        return mapping
    }

    /// The columns, each with what its name says.
    static func columns(
        of header: [String], kind: ImportKind, fields: some Collection<String>
    ) -> [Column] {
        let found = ColumnNames(kind: kind, fields: fields).columns(of: header).targets
        let targets = Dictionary(found.map { ($0.index, $0.target) }) { first, _ in first }
        return header.enumerated().map { Column($1, targets[$0], .name) }
    }

    /// Payments have an amount and no name, activities a kind, companies nobody's address.
    static func kind(of header: [String], fields: some Collection<String>) -> ImportKind {
        func targets(_ kind: ImportKind) -> Set<ColumnTarget> {
            Set(ColumnNames(kind: kind, fields: fields).columns(of: header).targets.map(\.target))
        }
        let contacts = targets(.contacts)
        let isOfPeople = [.contact(.firstName), .contact(.lastName), .contact(.phone), .fullName].contains {
            contacts.contains($0)
        }
        if !isOfPeople {
            let needed: Set<ColumnTarget> = [.reference, .activity(.at)]
            if targets(.activities).isSuperset(of: needed.union([.activity(.kind)])) { return .activities }
            if targets(.payments).isSuperset(of: needed.union([.activity(.amount)])) { return .payments }
        }
        let hasPeople = isOfPeople || contacts.contains(.contact(.email))
        return !hasPeople && targets(.companies).contains(.company(.name)) ? .companies : .contacts
    }

    /// Finds how the dates of the columns that hold some are written.
    package mutating func detectDates(_ samples: [[String]]) {
        let dated = columns.indices.filter { index in
            switch columns[index].target {
            case .contact(.createdAt)?, .activity(.at)?: true
            default: false
            }
        }
        let values = dated.flatMap { $0 < samples.count ? samples[$0] : [] }.compactMap(\.trimmedOrNil)
        dates = DateFormat.detected(in: values)
    }
}

extension DateFormat {
    /// As people write dates, the European order before the American one.
    private static let usual: [DateFormat] = {
        let days = [
            "dd/MM/yyyy", "MM/dd/yyyy", "dd-MM-yyyy", "dd.MM.yyyy", "dd MMM yyyy", "MMM dd, yyyy", "yyyy/MM/dd",
        ]
        let times = ["", " HH:mm", " HH:mm:ss", " hh:mm a", ", hh:mm a", ", hh:mm:ss a", " hh:mm:ss a"]
        return days.flatMap { day in times.compactMap { DateFormat(day + $0) } }
    }()

    /// The usual format that reads all `values`, and the most of them as days that exist; none when ISO 8601 does, or nothing.
    package static func detected(in values: [String]) -> [DateFormat] {
        guard !values.isEmpty, values.contains(where: { Instant(iso8601: $0, in: .utc) == nil }) else { return [] }
        var best: (format: DateFormat, days: Int)?
        for format in usual {
            let clocks = values.compactMap(format.clock)
            let days = clocks.count { $0.microseconds != nil }
            if clocks.count == values.count, days > best?.days ?? 0 { best = (format, days) }
        }
        return best.map { [$0.format] } ?? []
    }

    /// Those that a person chooses from.
    package static let choices = ["dd/MM/yyyy", "MM/dd/yyyy", "dd-MM-yyyy", "dd.MM.yyyy", "dd MMM yyyy", "yyyy/MM/dd"]
}
