/// How the columns of one file become contacts and activities; what `--map` gives.
package struct ImportMap: Hashable, Sendable {
    /// Tried in order, before ISO 8601.
    package var dates: [DateFormat] = []
    package var decimal: AmountReader.DecimalMark?
    /// Where dates without an offset are; the workspace's zone when nil.
    package var zone: Zone?
    /// Detected when nil.
    package var delimiter: UInt8?
    /// Detected when nil.
    package var encoding: CSVEncoding?
    /// Of phone numbers without country code; ISO 3166-1 alpha-2. The workspace's when nil.
    package var region: String?
    package var rowDates: RowDates?
    /// In a file of contacts; columns are recognised by their names when nil.
    package var contact: ContactMap?
    /// In a file of companies; columns are recognised by their names when nil.
    package var company: [CompanyField: ImportSource]?
    /// In a file of activities or payments: whom the row is about.
    package var reference: ImportSource?
    /// Nil when the map does not speak of activities.
    package var activities: [ActivityMap]?
    /// Where the file comes from and how the people in it agreed, which proves the consents that it tells of.
    package var statement: ImportStatement?
    /// Whether rows that tell of a consent are refused without a `statement` that proves it.
    package var needsProof = false
    /// What is accepted and still doubtful.
    package var notices: [Problem] = []

    package init() {}

    /// A row's date where the file has none: equal steps from the first row on.
    package struct RowDates: Hashable, Sendable {
        /// The date of the first row.
        let first: Instant
        /// Microseconds from one row to the next; negative when the newest row comes first.
        let step: Int64

        package init(first: Instant, step: Int64) {
            self.first = first
            self.step = step
        }

        /// `row` from 1.
        package func date(ofRow row: Int) -> Instant {
            let (distance, overflow) = step.multipliedReportingOverflow(by: Int64(row - 1))
            return first + (overflow ? 0 : distance)
        }
    }
}

/// The contact of each row.
package struct ContactMap: Hashable, Sendable {
    package var fields: [ContactField: ImportSource] = [:]
    /// The workspace's own fields, by name.
    package var custom: [String: ImportSource] = [:]
    /// First and last name in one cell; it serves where neither is given apart.
    package var fullName: ImportSource?
    package var tags: [ImportSource] = []
    package var company: [CompanyField: ImportSource] = [:]
    /// `granted` or `refused`, by channel.
    package var consents: [String: ImportSource] = [:]

    package init() {}
}

/// An activity that a row may hold.
package struct ActivityMap: Hashable, Sendable {
    /// A test on a cell; a missing one passes only `isEmpty`.
    package enum Test: Hashable, Sendable {
        case isEmpty, isNotEmpty
        /// One of these, folded.
        case isOneOf(Set<String>)
    }

    package var kind: ImportSource
    package var at: ImportSource
    package var channel: ImportSource?
    package var campaign: ImportSource?
    package var amount: ImportSource?
    package var currency: ImportSource?
    package var messageID: ImportSource?
    package var voids: ImportSource?
    package var properties: [String: ImportSource] = [:]
    /// All of them have to pass.
    package var conditions: [Condition] = []
    /// How many such activities there were, at most `mostTimes`; one when nil.
    package var times: ImportSource?
    /// Microseconds between them: the last one is at `at`, the others before it.
    package var apart: Int64 = Instant.hour

    package static let mostTimes = 100

    package struct Condition: Hashable, Sendable {
        package let source: ImportSource
        package let test: Test
    }

    package init(kind: ImportSource, at: ImportSource) {
        self.kind = kind
        self.at = at
    }
}
