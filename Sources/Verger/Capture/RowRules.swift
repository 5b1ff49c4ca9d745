/// All that does not change from one row of a file to the next.
final class RowRules {
    let plan: RowPlan
    let columnCount: Int
    let settings: ImportSettings
    let dates: InstantReader
    let amounts: AmountReader
    let rowDates: ImportMap.RowDates?
    /// Of phone numbers without country code.
    let region: String
    let statement: ImportStatement?
    let needsProof: Bool
    let phone: RowConverter.PhoneReader

    init(
        _ plan: RowPlan, columnCount: Int, map: ImportMap, settings: ImportSettings,
        phone: @escaping RowConverter.PhoneReader
    ) {
        self.plan = plan
        self.columnCount = columnCount
        self.settings = settings
        dates = InstantReader(formats: map.dates, zone: map.zone ?? settings.zone)
        amounts = AmountReader(decimal: map.decimal)
        rowDates = map.rowDates
        region = map.region ?? settings.region
        statement = map.statement
        needsProof = map.needsProof
        self.phone = phone
    }
}
