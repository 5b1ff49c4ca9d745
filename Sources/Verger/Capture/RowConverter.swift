/// Turns the records of one file into typed rows.
package struct RowConverter {
    /// Gives a phone number in E.164, read in a region (ISO 3166-1 alpha-2); nil when there is no such number.
    package typealias PhoneReader = (_ text: String, _ region: String) -> String?

    /// What is doubtful in the header and the map: unknown columns, fields that the definition doesn't declare.
    package let notices: [Problem]

    private let rules: RowRules
    /// Names of undeclared properties that were already reported.
    private var reportedProperties: Set<String> = []

    /// Throws every problem of the header and the map when one of them makes the import impossible.
    package init(
        kind: ImportKind, header: [String], map: ImportMap? = nil, settings: ImportSettings,
        phone: @escaping PhoneReader
    ) throws(Problems) {
        var planner = RowPlanner(kind: kind, header: header, settings: settings)
        let plan = planner.plan(map)
        notices = planner.problems
        if notices.contains(where: { $0.severity == .error }) { throw Problems(notices) }
        rules = RowRules(plan, columnCount: header.count, map: map ?? ImportMap(), settings: settings, phone: phone)
    }

    /// What `record` says. The same record always says the same, but for the properties reported once a file.
    package mutating func convert(_ record: CSVRecord) -> ConvertedRow {
        var reading = RowReading(record, by: rules, reported: reportedProperties)
        let row = reading.row()
        if !reading.undeclared.isEmpty { reportedProperties.formUnion(reading.undeclared) }
        return ConvertedRow(row: row, problems: reading.problems, weight: record.weight)
    }
}
