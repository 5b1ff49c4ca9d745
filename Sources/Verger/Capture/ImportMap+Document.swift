extension ImportMap {
    /// Reads a map file for files of `kind`; throws all that is wrong in it.
    package init(_ document: Document, for kind: ImportKind) throws(Problems) {
        var reader = ImportMapReader(kind: kind)
        self = reader.map(document)
        if reader.problems.contains(where: { $0.severity == .error }) { throw Problems(reader.problems) }
        notices = reader.problems
    }
}

/// Reads a map file and notes every problem on the way.
struct ImportMapReader {
    let kind: ImportKind
    var problems: [Problem] = []

    init(kind: ImportKind) {
        self.kind = kind
    }

    private static let settings = [
        "dates", "decimal", "time_zone", "delimiter", "encoding", "region", "row_dates", "activities",
        "statement",
    ]

    private var keys: [String] {
        switch kind {
        case .contacts, .activities, .payments: ImportMapReader.settings + ["contact"]
        case .companies: ImportMapReader.settings + ["company"]
        }
    }

    mutating func map(_ document: Document) -> ImportMap {
        var map = ImportMap()
        guard let pairs = pairs(of: document, at: "", known: keys) else { return map }
        map.zone = zone(document["time_zone"])
        for (key, value) in pairs where !value.isNull {
            switch key {
            case "dates": map.dates = dates(value)
            case "decimal": map.decimal = decimal(value)
            case "delimiter": map.delimiter = delimiter(value)
            case "encoding": map.encoding = encoding(value)
            case "region": map.region = region(value)
            case "row_dates": map.rowDates = rowDates(value, in: map.zone ?? .paris)
            case "contact" where kind == .contacts: map.contact = contact(value)
            case "contact": map.reference = reference(value)
            case "company": map.company = company(value, at: "company")
            case "activities": map.activities = activities(value)
            case "statement": map.statement = statement(value)
            default: break
            }
        }
        map.needsProof = map.statement != nil
        if map.rowDates == nil { requireNoRowDates(in: document) }
        return map
    }

    private mutating func dates(_ value: Document) -> [DateFormat] {
        var formats: [DateFormat] = []
        for item in value.items ?? [value] {
            if ["iso", "iso8601", "iso_8601"].contains(item.text?.identifier ?? "") { continue }
            if let format = item.text.flatMap({ DateFormat($0) }) {
                formats.append(format)
            } else {
                refuse(
                    item, at: "dates", fr: "format de date attendu, comme dd/MM/yyyy ou yyyy-MM-dd HH:mm",
                    en: "expected a date format, like dd/MM/yyyy or yyyy-MM-dd HH:mm")
            }
        }
        return formats
    }

    private mutating func decimal(_ value: Document) -> AmountReader.DecimalMark? {
        switch value.text?.folded {
        case ",", "comma", "virgule": return .comma
        case ".", "point", "dot": return .point
        default:
            refuse(value, at: "decimal", fr: "attendu : \",\" ou \".\"", en: "expected \",\" or \".\"")
            return nil
        }
    }

    private mutating func zone(_ value: Document?) -> Zone? {
        guard let value, !value.isNull else { return nil }
        if let zone = value.text.flatMap({ Zone(identifier: $0) }) { return zone }
        refuse(
            value, at: "time_zone", fr: "fuseau horaire inconnu ; exemple : Europe/Paris",
            en: "unknown time zone; example: Europe/Paris")
        return nil
    }

    private mutating func delimiter(_ value: Document) -> UInt8? {
        switch value.text {
        case "tab", "\t", "\\t": return Byte.tab
        case let text? where text.utf8.count == 1 && !"\"\r\n".utf8.contains(text.utf8.first ?? 0):
            return text.utf8.first
        default:
            refuse(
                value, at: "delimiter", fr: "attendu : un caractère, \",\", \";\" ou tab",
                en: "expected one character, \",\", \";\" or tab")
            return nil
        }
    }

    private mutating func encoding(_ value: Document) -> CSVEncoding? {
        if let encoding = value.text.flatMap({ CSVEncoding(name: $0) }) { return encoding }
        let names = CSVEncoding.allCases.map(\.rawValue).joined(separator: ", ")
        refuse(value, at: "encoding", fr: "attendu : \(names)", en: "expected one of \(names)")
        return nil
    }

    private mutating func region(_ value: Document) -> String? {
        if let text = value.text, text.utf8.count == 2, text.unicodeScalars.allSatisfy(\.properties.isAlphabetic) {
            return text.uppercased()
        }
        refuse(
            value, at: "region", fr: "attendu : un code de pays à deux lettres, comme FR",
            en: "expected a two-letter country code, like FR")
        return nil
    }

    private mutating func rowDates(_ value: Document, in zone: Zone) -> ImportMap.RowDates? {
        guard pairs(of: value, at: "row_dates", known: ["newest", "oldest", "every"]) != nil else { return nil }
        let newest = value["newest"]
        let every = length(value["every"], at: "row_dates.every")
        guard let anchor = newest ?? value["oldest"], newest == nil || value["oldest"] == nil else {
            refuse(
                value, at: "row_dates", fr: "donnez newest (le fichier commence par le plus récent) ou oldest",
                en: "give newest (the file begins with the most recent) or oldest")
            return nil
        }
        guard let first = anchor.text.flatMap({ Instant(iso8601: $0, in: zone) }) else {
            refuse(
                anchor, at: "row_dates", fr: "date attendue, comme 2026-06-30T18:00:00Z",
                en: "expected a date, like 2026-06-30T18:00:00Z")
            return nil
        }
        guard let every else {
            if value["every"] == nil {
                refuse(
                    value, at: "row_dates.every", fr: "durée attendue, comme 20 minutes",
                    en: "expected a duration, like 20 minutes")
            }
            return nil
        }
        return ImportMap.RowDates(first: first, step: newest == nil ? every : -every)
    }

    /// `row_date: true` means nothing without `row_dates`.
    private mutating func requireNoRowDates(in document: Document) {
        guard let place = ImportMapReader.rowDate(in: document) else { return }
        refuse(
            place, at: "row_date", fr: "row_date demande row_dates, qui dit comment dater les lignes",
            en: "row_date needs row_dates, which says how rows are dated")
    }

    private static func rowDate(in document: Document) -> Document? {
        if let items = document.items { return items.lazy.compactMap { rowDate(in: $0) }.first }
        guard let pairs = document.pairs else { return nil }
        if case .boolean(true)? = document["row_date"]?.content { return document }
        return pairs.lazy.compactMap { rowDate(in: $0.value) }.first
    }
}
