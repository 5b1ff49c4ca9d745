import Verger

/// The columns of `activity` and how they are written and read.
enum ActivityRow {
    static let columns = [
        "workspace", "contact", "at", "id", "kind", "channel", "channel_key", "campaign", "campaign_key", "amount",
        "currency", "message_id", "voids", "properties", "property_keys", "level_key",
        "import_run",
    ]

    /// One value for each column.
    static func values(
        of activity: Activity, contact: Contact.ID, workspace: Workspace.ID, kind: ActivityKind?, zone: Zone,
        run: Int64?
    ) -> [SQLValue] {
        let keys = propertyKeys(of: activity, kind: kind, zone: zone)
        return [
            .integer(workspace.value), .integer(contact.value), .instant(activity.at), .integer(activity.id),
            .text(activity.kind), .text(orNull: activity.channel), .text(orNull: key(activity.channel)),
            .text(orNull: activity.campaign), .text(orNull: key(activity.campaign)),
            .integer(orNull: activity.amount?.millionths), .text(orNull: activity.currency),
            .text(orNull: activity.messageID), .text(orNull: activity.voids),
            .text(orNull: activity.properties.isEmpty ? nil : json(activity.properties.mapValues { .text($0) })),
            .text(orNull: keys), .text(orNull: levelKey(of: activity, kind: kind, zone: zone)), .integer(orNull: run),
        ]
    }

    /// The folded form, where it differs from the text itself.
    private static func key(_ text: String?) -> String? {
        guard let text else { return nil }
        let folded = text.folded
        return folded == text ? nil : folded
    }

    /// The properties as conditions compare them; nil where that is how they are stored.
    static func propertyKeys(of activity: Activity, kind: ActivityKind?, zone: Zone) -> String? {
        guard !activity.properties.isEmpty else { return nil }
        var differs = false
        var keys: [String: Document] = [:]
        for (name, stored) in activity.properties {
            let value = Value(stored, as: kind?.properties[name] ?? .text, in: zone)
            keys[name] = value?.keyDocument ?? .null
            if case .text(let text)? = value, text == stored { continue }
            differs = true
        }
        return differs ? json(keys) : nil
    }

    /// The comparable form of the property `level`, in a column of its own so that an index can hold it: not even a
    /// generated column would let SQLite answer from the index alone.
    static func levelKey(of activity: Activity, kind: ActivityKind?, zone: Zone) -> String? {
        guard let level = activity.properties["level"],
            case .text(let key)? = Value(level, as: kind?.properties["level"] ?? .text, in: zone)
        else { return nil }
        return key
    }

    private static func json(_ pairs: [String: Document]) -> String {
        Document.object(pairs.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }).json()
    }

    /// The columns that `read` wants, in its order.
    static let readColumns = """
        a.contact, a.id, a.at, a.kind, a.channel, a.campaign, a.amount, a.currency, a.message_id, a.voids, a.properties
        """

    /// Reads a row of `readColumns`, which begin at `column`.
    static func read(_ row: any SQLRow, from column: Int = 0) throws -> Activity {
        Activity(
            id: row.integer(column + 1), at: Instant(microseconds: row.integer(column + 2)), kind: row.text(column + 3),
            channel: row.textOrNil(column + 4), campaign: row.textOrNil(column + 5),
            amount: row.integerOrNil(column + 6).map { Number(millionths: $0) }, currency: row.textOrNil(column + 7),
            messageID: row.textOrNil(column + 8), voids: row.textOrNil(column + 9),
            properties: row.isNull(column + 10) ? [:] : try texts(row, column + 10))
    }

    /// Reads a row of `readColumns`, whose kind and channel are often the same. One that conditions do not read in detail
    /// has its kind alone, and what corrections need.
    static func read(
        _ row: any SQLRow, _ vocabulary: inout Vocabulary, detailed kinds: Set<String>?, withCorrections: Bool
    ) throws -> Activity {
        let kind = row.withText(3) { vocabulary.text($0) }
        let id = row.integer(1)
        let at = Instant(microseconds: row.integer(2))
        let messageID = withCorrections ? row.textOrNil(8) : nil
        let voids = withCorrections ? row.textOrNil(9) : nil
        guard kinds?.contains(kind) != false else {
            return Activity(id: id, at: at, kind: kind, messageID: messageID, voids: voids)
        }
        return Activity(
            id: id, at: at, kind: kind,
            channel: row.isNull(4) ? nil : row.withText(4) { vocabulary.text($0) }, campaign: row.textOrNil(5),
            amount: row.integerOrNil(6).map { Number(millionths: $0) }, currency: row.textOrNil(7),
            messageID: messageID,
            voids: voids, properties: row.isNull(10) ? [:] : try texts(row, 10))
    }

    /// The texts of the JSON object in a column.
    static func texts(_ row: any SQLRow, _ column: Int) throws -> [String: String] {
        if let texts = row.withText(column, { FlatJSON.texts($0) }) { return texts }
        return try texts(inJSON: row.text(column))
    }

    /// The texts of a JSON object.
    static func texts(inJSON text: String) throws -> [String: String] {
        var result: [String: String] = [:]
        for (name, value) in try Document(json: text).pairs ?? [] { result[name] = value.text }
        return result
    }
}

extension Value {
    /// As SQL compares it: texts folded, numbers in millionths, dates in microseconds, true as 1.
    var keyDocument: Document {
        switch self {
        case .text(let text): .text(text)
        case .number(let number): Document(.number(String(number.millionths)))
        case .date(let instant): Document(.number(String(instant.microseconds)))
        case .boolean(let flag): .number(flag ? 1 : 0)
        }
    }
}
