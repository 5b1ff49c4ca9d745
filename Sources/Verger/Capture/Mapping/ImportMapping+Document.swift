extension ImportMapping {
    /// To keep it; `init(_:)` reads it back.
    package var document: Document {
        .object([
            ("kind", .text(kind.rawValue)),
            (
                "columns",
                .list(
                    columns.map {
                        .object([
                            ("title", .text($0.title)), ("target", .text(orNull: $0.target?.key)),
                            ("reason", .text($0.reason.rawValue)),
                        ])
                    })
            ),
            ("known", .text(orNull: known)), ("source", .text(orNull: source)),
            ("dates", .list(dates.map { .text($0.pattern) })), ("decimal", .text(orNull: decimal?.rawValue)),
            ("fact", fact?.document ?? .null),
        ])
    }

    /// Nil for what is no mapping.
    package init?(_ document: Document) {
        guard let kind = document["kind"]?.text.flatMap(ImportKind.init(rawValue:)),
            let columns = document["columns"]?.items
        else { return nil }
        self.init(
            kind: kind,
            columns: columns.map {
                Column(
                    $0["title"]?.text ?? "", $0["target"]?.text.flatMap { ColumnTarget(key: $0) },
                    $0["reason"]?.text.flatMap(Reason.init(rawValue:)) ?? .chosen)
            },
            known: document["known"]?.text, fact: document["fact"].flatMap(Fact.init), source: document["source"]?.text,
            dates: document["dates"]?.items?.compactMap { $0.text.flatMap { DateFormat($0) } } ?? [],
            decimal: document["decimal"]?.text.flatMap(AmountReader.DecimalMark.init(rawValue:)))
    }
}

extension ImportMapping.Fact {
    fileprivate var document: Document {
        .object([
            ("kind", .text(kind)), ("day", .text(orNull: day)), ("channel", .text(orNull: channel)),
            ("campaign", .text(orNull: campaign)), ("name", .text(orNull: name)),
        ])
    }

    fileprivate init?(_ document: Document) {
        guard let kind = document["kind"]?.text else { return nil }
        self.init(
            kind, day: document["day"]?.text, channel: document["channel"]?.text,
            campaign: document["campaign"]?.text, name: document["name"]?.text)
    }
}

extension ColumnTarget {
    /// Its name, and which kind of name that is: what it is kept by, and what forms send.
    package var key: String {
        switch self {
        case .custom(let name): "fields.\(name)"
        case .activity(let column): "activity.\(column.rawValue)"
        case .contact, .fullName, .tags, .company, .consent, .reference, .property, .computed: name
        }
    }

    /// What has this `key`; nil for what is nothing.
    package init?(key: String) {
        switch key {
        case "full_name": self = .fullName
        case "tags": self = .tags
        case "contact": self = .reference
        default:
            let parts = key.split(separator: ".", maxSplits: 1).map(String.init)
            guard parts.count == 2 else {
                guard let field = ContactField(rawValue: key) else { return nil }
                self = .contact(field)
                return
            }
            guard let target = ColumnTarget(family: parts[0], member: parts[1]) else { return nil }
            self = target
        }
    }

    private init?(family: String, member: String) {
        switch family {
        case "company":
            guard let field = CompanyField(rawValue: member) else { return nil }
            self = .company(field)
        case "activity":
            guard let column = ActivityColumn(rawValue: member) else { return nil }
            self = .activity(column)
        case "fields", "consent", "properties":
            guard member.identifier == member else { return nil }
            self = family == "fields" ? .custom(member) : family == "consent" ? .consent(member) : .property(member)
        default: return nil
        }
    }
}
