/// What is done with the columns of one file, as a person sees it and changes it. A map, by titles of columns, that has one
/// line for each column, those that are left aside included.
package struct ImportMapping: Hashable, Sendable {
    /// Why a column has its target.
    package enum Reason: String, Sendable {
        /// Its name says so.
        case name
        /// The file is an export that is known.
        case known
        /// Somebody said so for an earlier file of the same columns.
        case remembered
        case chosen
    }

    package struct Column: Hashable, Sendable {
        /// Unlike all others of the file.
        package let title: String
        /// Nil when it is left aside.
        package var target: ColumnTarget?
        package var reason: Reason

        package init(_ title: String, _ target: ColumnTarget?, _ reason: Reason = .chosen) {
            self.title = title
            self.target = target
            self.reason = reason
        }
    }

    /// What each person of a file of contacts did, beside being in it.
    package struct Fact: Hashable, Sendable {
        /// A kind of activity.
        package var kind: String
        /// For rows that no column dates: `2026-03-12`.
        package var day: String?
        package var channel: String?
        package var campaign: String?
        /// The form, the event or the content.
        package var name: String?

        package init(
            _ kind: String, day: String? = nil, channel: String? = nil, campaign: String? = nil, name: String? = nil
        ) {
            self.kind = kind
            self.day = day
            self.channel = channel
            self.campaign = campaign
            self.name = name
        }

        /// Kinds that a list of people may tell of, the usual ones first.
        package static let kinds = [
            "form_submitted", "booth_visited", "webinar_registered", "webinar_attended", "conversation_held",
            "content_downloaded", "newsletter_subscribed", "social_connected",
        ]

        /// The property that holds `name`.
        package var property: String? {
            switch kind {
            case "form_submitted": "form"
            case "booth_visited", "conversation_held": "event"
            case "content_downloaded": "content"
            default: nil
            }
        }
    }

    package var kind: ImportKind
    package var columns: [Column]
    /// The export that the file is, by its name among `ReadyMap.all`.
    package var known: String?
    /// In a file of contacts.
    package var fact: Fact?
    /// Of contacts that no column gives one.
    package var source: String?
    /// How dates are written, before ISO 8601.
    package var dates: [DateFormat]
    package var decimal: AmountReader.DecimalMark?

    package init(
        kind: ImportKind, columns: [Column], known: String? = nil, fact: Fact? = nil, source: String? = nil,
        dates: [DateFormat] = [], decimal: AmountReader.DecimalMark? = nil
    ) {
        self.kind = kind
        self.columns = columns
        self.known = known
        self.fact = fact
        self.source = source
        self.dates = dates
        self.decimal = decimal
    }

    /// The column that has this target.
    package func column(of target: ColumnTarget) -> Column? { columns.first { $0.target == target } }
}

extension ImportMapping {
    /// The map by which rows are read. `statement` proves the consents that the file tells of.
    package func map(_ statement: ImportStatement? = nil) -> ImportMap {
        var map = ImportMap()
        map.statement = statement
        map.dates = dates
        map.decimal = decimal
        switch kind {
        case .contacts:
            map.contact = contact
            map.activities = fact.map { activity(of: $0).map { [$0] } ?? [] } ?? []
        case .companies:
            map.company = contact.company
        case .activities, .payments:
            map.reference = source(of: .reference)
            map.activities = activity.map { [$0] }
        }
        return map
    }

    private func source(of target: ColumnTarget) -> ImportSource? {
        column(of: target).map { ImportSource(.column($0.title)) }
    }

    /// A column whose empty cells are `fallback`, or that alone.
    private func source(of target: ColumnTarget, or fallback: String?) -> ImportSource? {
        guard var source = source(of: target) else { return fallback.map { ImportSource(.constant($0)) } }
        source.fallback = fallback.map { .text($0) }
        return source
    }

    private var contact: ContactMap {
        var contact = ContactMap()
        for column in columns {
            let source = ImportSource(.column(column.title))
            switch column.target {
            case .contact(let field): contact.fields[field] = source
            case .custom(let name): contact.custom[name] = source
            case .fullName: contact.fullName = source
            case .tags: contact.tags.append(source)
            case .company(let field): contact.company[field] = source
            case .consent(let channel): contact.consents[channel] = source
            case .reference, .activity, .property, .computed, nil: break
            }
        }
        if let source { contact.fields[.source] = self.source(of: .contact(.source), or: source) }
        return contact
    }

    /// What a row of a file of contacts tells that the contact did.
    private func activity(of fact: Fact) -> ActivityMap? {
        guard let at = source(of: .activity(.at), or: fact.day) else { return nil }
        var map = ActivityMap(kind: ImportSource(.constant(fact.kind)), at: at)
        map.channel = source(of: .activity(.channel), or: fact.channel)
        map.campaign = source(of: .activity(.campaign), or: fact.campaign)
        map.messageID = source(of: .activity(.messageID))
        map.properties = properties
        if let property = fact.property, let name = fact.name {
            map.properties[property] = source(of: .property(property), or: name)
        }
        return map
    }

    /// The activity or the payment that a row is.
    private var activity: ActivityMap? {
        guard let at = source(of: .activity(.at)) else { return nil }
        let kind =
            self.kind == .payments ? ImportSource(.constant("payment_received")) : source(of: .activity(.kind))
        guard let kind else { return nil }
        var map = ActivityMap(kind: kind, at: at)
        map.channel = source(of: .activity(.channel))
        map.campaign = source(of: .activity(.campaign))
        map.amount = source(of: .activity(.amount))
        map.currency = source(of: .activity(.currency))
        map.messageID = source(of: .activity(.messageID))
        map.voids = source(of: .activity(.voids))
        map.properties = properties
        if let reference = source(of: .activity(.reference)) { map.properties["reference"] = reference }
        return map
    }

    private var properties: [String: ImportSource] {
        var properties: [String: ImportSource] = [:]
        for column in columns {
            if case .property(let name)? = column.target { properties[name] = ImportSource(.column(column.title)) }
        }
        return properties
    }
}
