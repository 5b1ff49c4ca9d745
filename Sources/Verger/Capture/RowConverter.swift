/// Turns the records of one file into typed rows.
package struct RowConverter {
    /// Gives a phone number in E.164, read in a region (ISO 3166-1 alpha-2); nil when there is no such number.
    package typealias PhoneReader = (_ text: String, _ region: String) -> String?

    /// What is doubtful in the header and the map: unknown columns, fields that the definition doesn't declare.
    package let notices: [Problem]

    let plan: RowPlan
    let header: [String]
    let settings: ImportSettings
    let dates: InstantReader
    let amounts: AmountReader
    let rowDates: ImportMap.RowDates?
    let region: String
    let phone: PhoneReader
    /// Names of undeclared properties that were already reported.
    var reportedProperties: Set<String> = []

    /// Throws every problem of the header and the map when one of them makes the import impossible.
    package init(
        kind: ImportKind, header: [String], map: ImportMap? = nil, settings: ImportSettings,
        phone: @escaping PhoneReader
    ) throws(Problems) {
        var planner = RowPlanner(kind: kind, header: header, settings: settings)
        plan = planner.plan(map)
        notices = planner.problems
        if notices.contains(where: { $0.severity == .error }) { throw Problems(notices) }
        self.header = header
        self.settings = settings
        dates = InstantReader(formats: map?.dates ?? [], zone: map?.zone ?? settings.zone)
        amounts = AmountReader(decimal: map?.decimal)
        rowDates = map?.rowDates
        region = map?.region ?? settings.region
        self.phone = phone
    }

    /// What `record` says. The same record always says the same, but for the properties reported once a file.
    package mutating func convert(_ record: CSVRecord) -> ConvertedRow {
        var reading = RowReading(record, by: self)
        let row = reading.row()
        reportedProperties.formUnion(reading.undeclared)
        return ConvertedRow(row: row, problems: reading.problems)
    }
}
