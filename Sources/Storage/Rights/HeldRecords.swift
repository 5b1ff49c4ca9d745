import Verger

/// What is kept of somebody that no contact links to it: what forms, mails, programs and files brought under their addresses and
/// ids. What names nobody else is given whole; of the rest, the passages in which they stand.
struct HeldRecords {
    private let connection: any SQLConnection
    private let workspace: Workspace.ID
    private let identities: Set<Identity>
    private let traces: Traces
    private let house: House
    private var mentions: [[String?]] = []

    init(of identities: Set<Identity>, _ connection: any SQLConnection, in workspace: Workspace.ID) throws {
        self.connection = connection
        self.workspace = workspace
        self.identities = identities
        let names = identities.filter { identity in
            switch identity.kind {
            case .email: true
            case .externalID: identity.value.count >= 5 && Int64(identity.value) == nil
            case .phone, .visitor: false
            }
        }
        traces = Traces(names.map(\.value))
        house = try House(connection, in: workspace)
    }

    private var search: TraceSearch { TraceSearch(connection: connection, workspace: workspace) }

    /// `contact`: whose bodies of programs are given elsewhere.
    static func tables(
        of identities: Set<Identity>, besides contact: Contact.ID? = nil, _ connection: any SQLConnection,
        in workspace: Workspace.ID
    ) throws -> [PersonalFile.Table] {
        var records = try HeldRecords(of: identities, connection, in: workspace)
        var tables = [
            try records.forms(), try records.mails(), try records.inboundMails(), try records.bodies(besides: contact),
            try records.fileRows(),
        ]
        tables.append(
            PersonalFile.Table(name: "mention", columns: ["source", "id", "at", "passage"], rows: records.mentions))
        return tables.filter { !$0.rows.isEmpty }
    }

    // MARK: What

    private mutating func forms() throws -> PersonalFile.Table {
        try table(
            "held_submission", of: "form_submission",
            ["id", "form", "received_at", "answers", "consents", "touch", "described", "address"],
            searching: ["answers", "described"], at: "received_at", where: "contact IS NULL")
    }

    /// Confidential ones say nothing here.
    private mutating func mails() throws -> PersonalFile.Table {
        try table(
            "held_mail", of: "mail",
            ["id", "created_at", "status", "recipient", "recipient_name", "subject", "body_text"],
            searching: ["recipient", "subject", "body_text"], at: "created_at",
            where: "contact IS NULL AND is_confidential = 0")
    }

    private mutating func inboundMails() throws -> PersonalFile.Table {
        try table(
            "held_inbound_mail", of: "inbound_mail", ["id", "received_at", "sender", "subject", "body"],
            searching: ["sender", "subject", "body"], at: "received_at", where: "contact IS NULL")
    }

    private mutating func fileRows() throws -> PersonalFile.Table {
        try table(
            "held_file_row", of: "import_row", ["draft", "line", "cells"], searching: ["cells"], at: nil, id: "draft")
    }

    private mutating func table(
        _ name: String, of source: String, _ columns: [String], searching searched: [String], at: String?,
        id: String = "id", where condition: String = "1 = 1"
    ) throws -> PersonalFile.Table {
        var rows: [[String?]] = []
        for row in try search.rows(of: source, columns, searching: searched, for: traces, where: condition) {
            if isOwn(searched.compactMap { row[$0].map(HeldRecords.withoutNames) }) {
                rows.append(columns.map { row[$0] })
            } else {
                mention(searched.compactMap { row[$0] }, in: source, row[id], at: at.flatMap { row[$0] })
            }
        }
        return PersonalFile.Table(name: name, columns: columns, rows: rows)
    }

    /// Bodies of which no part was taken as this contact’s: part by part, where the map of their source cuts them.
    private mutating func bodies(besides contact: Contact.ID?) throws -> PersonalFile.Table {
        let columns = ["id", "received_at", "body"]
        var rows: [[String?]] = []
        let found = try search.rows(
            of: "hook_delivery", columns + ["source"], searching: ["body"], for: traces,
            where: "id NOT IN (SELECT i.delivery FROM hook_item i WHERE i.workspace = ? AND i.contact = ?)",
            [.integer(workspace.value), .integer(contact?.value ?? 0)])
        for row in found {
            let parts = try HookParts(connection, in: workspace).parts(
                of: row["body"] ?? "", source: row["source"].flatMap { Int64($0) })
            for part in parts.map({ $0.json() }) where traces.taken(outOf: part) != nil {
                if isOwn([part]) {
                    rows.append([row["id"], row["received_at"], part])
                } else {
                    mention([part], in: "hook_delivery", row["id"], at: row["received_at"])
                }
            }
            guard parts.isEmpty else { continue }
            mention([row["body"] ?? ""], in: "hook_delivery", row["id"], at: row["received_at"])
        }
        return PersonalFile.Table(name: "held_body", columns: columns, rows: rows)
    }

    // MARK: Whose

    /// Whether no address of anybody else is in it.
    private func isOwn(_ texts: [String]) -> Bool {
        let addresses = Set(texts.flatMap { InboundPeople.addresses(in: $0) }.map(Identity.email))
        return addresses.isSubset(of: identities.union(house.addresses))
    }

    /// A mail without the names of messages, which look like addresses.
    private static func withoutNames(_ text: String) -> String {
        guard let pairs = Document(structured: text)?.pairs else { return text }
        let kept = pairs.filter { $0.key != "messageID" && $0.key != "references" }
        return Document(.object(kept)).json()
    }

    private mutating func mention(_ texts: [String], in source: String, _ id: String?, at: String?) {
        var passages: [String] = []
        for passage in texts.flatMap({ traces.passages(in: $0) }) where !passages.contains(passage) {
            passages.append(passage)
        }
        if !passages.isEmpty { mentions.append([source, id, at, passages.joined(separator: " (…) ")]) }
    }
}

/// The parts of what a program sent, as the map of its source cuts it today.
struct HookParts {
    private let sources: HookSources

    init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        sources = HookSources(connection, in: workspace)
    }

    /// None of what can't be read.
    func parts(of body: String, source: Int64?) throws -> [Document] {
        guard let document = Document(structured: body) else { return [] }
        let map = try source.flatMap(sources.find)?.map.compiled(types: [:], kinds: [:]).map
        return map?.parts(of: document) ?? []
    }
}
