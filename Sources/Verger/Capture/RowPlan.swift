/// What is taken from each row and from which columns: a map, its columns found in the header.
struct RowPlan: Sendable {
    /// A source whose column has been found.
    /// A class, since it is passed about for every cell.
    final class Source: Sendable {
        let origin: ImportSource
        /// Nil for constants and row dates.
        let index: Int?
        /// The column's title in the file.
        let title: String?

        init(origin: ImportSource, index: Int?, title: String?) {
            self.origin = origin
            self.index = index
            self.title = title
        }
    }

    struct Contact: Sendable {
        var fields: [(field: ContactField, source: Source)] = []
        var custom: [(name: String, type: ValueType, source: Source)] = []
        var fullName: Source?
        var tags: [Source] = []
        var company: [(field: CompanyField, source: Source)] = []
        var consents: [(channel: String, source: Source)] = []
    }

    struct Activity: Sendable {
        let kind: Source
        let at: Source
        var channel: Source?
        var campaign: Source?
        var amount: Source?
        var currency: Source?
        var messageID: Source?
        var voids: Source?
        var properties: [(name: String, source: Source)] = []
        var conditions: [(source: Source, test: ActivityMap.Test)] = []
        var times: Source?
        var apart: Int64
    }

    var contact: Contact?
    var company: [(field: CompanyField, source: Source)] = []
    var reference: Source?
    var activities: [Activity] = []
    let kind: ImportKind
}
