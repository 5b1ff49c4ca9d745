package import Verger

/// Everything that a workspace knows of a person (GDPR, articles 15 and 20), from every table that names contacts.
package struct PersonalFile: Sendable {
    package struct Table: Sendable {
        package let name: String
        package let columns: [String]
        /// In order of the columns; nil for what is missing.
        package let rows: [[String?]]
    }

    package let contact: Contact
    package let company: Company?
    package let timeline: [Activity]
    package let register: ConsentRegister
    package let texts: [ConsentText]
    package let requests: [RightsRequest]
    /// What the other tables say.
    package let tables: [Table]
    package let madeAt: Instant
    package let zone: Zone

    /// Copies of what is shown elsewhere, and what says nothing.
    private static let left: Set<String> = [
        "activity", "contact_search", "news", "activity_void", "contact_tag", "rights_request",
        "retention_purge_contact",
    ]

    /// Nil when there is no such contact.
    package init?(
        of id: Contact.ID, _ connection: any SQLConnection, in workspace: Workspace, at now: Instant
    ) throws {
        guard let contact = try Contacts(connection, in: workspace).find(id) else { return nil }
        self.contact = contact
        madeAt = now
        zone = workspace.zone
        company = try contact.company.flatMap { try Companies(connection, in: workspace).find([$0]).first }
        timeline = try Activities(connection, in: workspace.id).timeline(of: id)
        register = ConsentRegister(timeline, purposes: try Purposes(connection, in: workspace.id).all(), at: now)
        let references = Set(
            timeline.compactMap { ConsentStatement($0)?.proof.text }.sorted { $0.description < $1.description })
        let texts = ConsentTexts(connection, in: workspace.id)
        self.texts = try references.sorted { $0.description < $1.description }.compactMap { try texts.find($0) }
        requests = try RightsRequests(connection, in: workspace).all(of: id)
        let catalogue = try Catalogue(of: connection)
        let identities = try PersonalTraces(
            contact, connection, in: workspace, catalogue, House(connection, in: workspace.id)
        ).identities
        tables =
            try catalogue.tables.filter {
                $0.columns.contains("workspace") && $0.columns.contains("contact")
                    && !PersonalFile.left.contains($0.name)
            }.compactMap { table in
                let columns = table.columns.filter { $0 != "workspace" && $0 != "contact" }
                guard !columns.isEmpty else { return nil }
                let names = columns.map { "CAST(\"\($0)\" AS TEXT)" }.joined(separator: ", ")
                let rows = try connection.rows(
                    "SELECT \(names) FROM \"\(table.name)\" WHERE workspace = ? AND contact = ?",
                    [.integer(workspace.id.value), .integer(id.value)]
                ) { row in columns.indices.map { row.textOrNil($0) } }
                return rows.isEmpty ? nil : Table(name: table.name, columns: columns, rows: rows)
            } + PersonalFile.bodies(about: id, known: identities, connection, in: workspace.id)
            + HeldRecords.tables(of: identities, besides: id, connection, in: workspace.id)
    }

    /// What other programs sent about this person: the body as it was sent where it is about nobody else, else their own parts.
    private static func bodies(
        about id: Contact.ID, known identities: Set<Identity>, _ connection: any SQLConnection,
        in workspace: Workspace.ID
    ) throws -> [Table] {
        let scope = SQLValue.integer(workspace.value)
        let deliveries = try connection.rows(
            """
            SELECT id, source, CAST(received_at AS TEXT), body FROM hook_delivery WHERE workspace = ? AND body <> ''
            AND id IN (SELECT delivery FROM hook_item WHERE workspace = ? AND contact = ?) ORDER BY id
            """, [scope, scope, .integer(id.value)]
        ) { (id: $0.integer(0), source: $0.integer(1), at: $0.text(2), body: $0.text(3)) }
        var whole: [[String?]] = []
        var own: [[String?]] = []
        for delivery in deliveries {
            let items = try HookDeliveries(connection, in: workspace).items(of: delivery.id)
            guard items.contains(where: { $0.contact != id }) else {
                whole.append([String(delivery.id), String(delivery.source), delivery.at, delivery.body])
                continue
            }
            let parts = try HookParts(connection, in: workspace).parts(of: delivery.body, source: delivery.source)
            for item in items where item.contact == id && item.number <= parts.count {
                let part = parts[item.number - 1]
                // The map may cut another way than it did.
                guard part.texts.contains(where: { identities.holds($0) }) else { continue }
                own.append([String(delivery.id), String(item.number), delivery.at, part.json()])
            }
        }
        return [
            Table(name: "hook_delivery", columns: ["id", "source", "received_at", "body"], rows: whole),
            Table(name: "hook_part", columns: ["delivery", "number", "received_at", "body"], rows: own),
        ].filter { !$0.rows.isEmpty }
    }
}

extension Set<Identity> {
    fileprivate func holds(_ text: String) -> Bool { contains(.email(text)) || contains(.externalID(text)) }
}

extension PersonalFile {
    /// For machines: one object. Instants are ISO 8601, in UTC.
    package var json: Document {
        .object([
            ("madeAt", .text(madeAt.iso8601)), ("contact", profile), ("company", companyProfile),
            ("activities", .list(timeline.map { $0.json(zone: zone) })), ("consents", .list(consents)),
            ("consentTexts", .list(texts.map(json))), ("requests", .list(requests.map(\.json))),
            ("records", .object(tables.map { ($0.name, $0.json) })),
        ])
    }

    private var profile: Document {
        var pairs: [(String, Document)] = [("id", .number(Int(contact.id.value)))]
        for field in ContactField.allCases {
            if let value = contact.fields[field] { pairs.append((field.rawValue, .text(value))) }
        }
        pairs.append(("fields", .object(contact.custom.sorted { $0.key < $1.key }.map { ($0.key, .text($0.value)) })))
        pairs.append(("tags", .list(contact.tags.map { .text($0) })))
        return .object(pairs)
    }

    private var companyProfile: Document {
        guard let company else { return .null }
        return .object(
            CompanyField.allCases.compactMap { field in company.fields[field].map { (field.rawValue, .text($0)) } })
    }

    private var consents: [Document] {
        register.purposes.flatMap { purpose in
            purpose.channels.map { channel in
                let standing = register[purpose.id, channel]
                return .object([
                    ("purpose", .text(purpose.id)), ("channel", .text(channel.rawValue)),
                    ("state", .text(standing.state.rawValue)), ("basis", .text(orNull: standing.basis?.rawValue)),
                    ("since", .text(orNull: standing.since?.iso8601)),
                ])
            }
        }
    }

    private func json(_ text: ConsentText) -> Document {
        .object([
            ("reference", .text(text.reference.description)), ("text", .text(text.body)),
            ("writtenAt", .text(text.createdAt.iso8601)),
        ])
    }
}

extension RightsRequest {
    var json: Document {
        .object([
            ("kind", .text(kind.rawValue)), ("receivedOn", .text(receivedOn.description)),
            ("outcome", .text(orNull: outcome?.rawValue)), ("closedAt", .text(orNull: closedAt?.iso8601)),
        ])
    }
}

extension PersonalFile.Table {
    var json: Document {
        .list(
            rows.map { row in
                .object(zip(columns, row).compactMap { name, value in value.map { (name, .text($0)) } })
            })
    }
}
