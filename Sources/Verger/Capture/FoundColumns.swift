/// The map that a header amounts to when its columns are recognised by their names.
struct FoundColumns {
    private let header: [String]
    private(set) var contact = ContactMap()
    private(set) var reference: ImportSource?
    private var columns: [ActivityColumn: ImportSource] = [:]
    private var properties: [String: ImportSource] = [:]

    init(header: [String]) {
        self.header = header
    }

    mutating func add(_ target: ColumnTarget, at index: Int) {
        let source = ImportSource(.column(header[index]))
        switch target {
        case .contact(let field): contact.fields[field] = source
        case .custom(let name): contact.custom[name] = source
        case .fullName: contact.fullName = source
        case .tags: contact.tags.append(source)
        case .company(let field): contact.company[field] = source
        case .consent(let channel): contact.consents[channel] = source
        case .reference: reference = source
        case .activity(let column): columns[column] = source
        case .property(let name): properties[name] = source
        case .computed: break
        }
    }

    /// The activity that a row of a file of activities or payments is; nil without a date or a kind.
    func activity(of kind: ImportKind) -> ActivityMap? {
        guard let at = columns[.at] else { return nil }
        guard let name = kind == .payments ? ImportSource(.constant("payment_received")) : columns[.kind] else {
            return nil
        }
        var map = ActivityMap(kind: name, at: at)
        map.channel = columns[.channel]
        map.campaign = columns[.campaign]
        map.amount = columns[.amount]
        map.currency = columns[.currency]
        map.messageID = columns[.messageID]
        map.voids = columns[.voids]
        map.properties = properties
        if let reference = columns[.reference] { map.properties["reference"] = reference }
        return map
    }
}
