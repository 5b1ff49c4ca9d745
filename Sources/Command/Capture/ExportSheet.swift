import Storage
import Verger

/// The rows of an export, with the columns that an import recognises.
struct ExportSheet {
    let columns: [String]
    private let kind: ImportKind
    private let session: Session
    private let custom: [String]
    private let properties: [String]

    init(_ kind: ImportKind, _ session: Session) throws {
        self.kind = kind
        self.session = session
        custom = session.definition.definition.fields.keys.sorted()
        switch kind {
        case .contacts:
            properties = []
            columns = ContactField.allCases.map(\.rawValue) + ["company", "tags"] + custom
        case .companies:
            properties = []
            columns = CompanyField.allCases.map(\.rawValue)
        case .activities:
            properties = try ExportSheet.properties(session)
            columns =
                ["contact", "kind", "at", "channel", "campaign", "amount", "currency", "message_id", "voids"]
                + properties.map { "properties.\($0)" }
        case .payments:
            properties = []
            columns = ["contact", "at", "amount", "currency", "reference", "message_id"]
        }
    }

    func forEachRow(_ body: ([String]) throws -> Void) throws {
        switch kind {
        case .contacts: try forEachContact(body)
        case .companies:
            try session.database.read { connection in
                try Companies(connection, in: session.workspace).forEach { company in
                    try body(CompanyField.allCases.map { company.fields[$0] ?? "" })
                }
            }
        case .activities:
            try forEachActivity(of: { $0 }) { name, activity in
                try body(
                    [
                        name, activity.kind, session.workspace.zone.iso8601(activity.at), activity.channel ?? "",
                        activity.campaign ?? "",
                        activity.amount?.description ?? "", activity.currency ?? "", activity.messageID ?? "",
                        activity.voids ?? "",
                    ] + properties.map { activity.properties[$0] ?? "" })
            }
        case .payments:
            // Money that counts: what a correction took back stays among the activities.
            try forEachActivity(of: { $0.unvoided(at: .distantFuture).filter { $0.voids == nil } }) { name, activity in
                guard activity.kind == "payment_received" || activity.kind == "payment_refunded" else { return }
                let amount = activity.kind == "payment_refunded" ? activity.amount.map { -$0 } : activity.amount
                try body([
                    name, session.workspace.zone.iso8601(activity.at), amount?.description ?? "",
                    activity.currency ?? "",
                    activity.properties["reference"] ?? "", activity.messageID ?? "",
                ])
            }
        }
    }

    private func forEachContact(_ body: ([String]) throws -> Void) throws {
        var last: Contact.ID?
        while true {
            let (contacts, companies) = try session.database.read { connection in
                let store = Contacts(connection, in: session.workspace)
                let contacts = try store.find(store.ids(after: last, limit: 500))
                let ids = Set(contacts.compactMap(\.company))
                let companies = try Companies(connection, in: session.workspace).find(Array(ids))
                return (contacts, Dictionary(uniqueKeysWithValues: companies.map { ($0.id, $0) }))
            }
            guard let end = contacts.last else { return }
            for contact in contacts {
                let company = contact.company.flatMap { companies[$0] }
                let reference = company?.fields[.externalID] ?? company?.fields[.name] ?? ""
                try body(
                    ContactField.allCases.map { value(of: $0, contact) }
                        + [reference, contact.tags.joined(separator: ";")] + custom.map { contact.custom[$0] ?? "" })
            }
            last = end.id
        }
    }

    /// Instants are shown on the clock of the workspace, so that a spreadsheet shows the right day.
    private func value(of field: ContactField, _ contact: Contact) -> String {
        guard field == .createdAt, let stored = contact.fields[field] else { return contact.fields[field] ?? "" }
        return Instant(iso8601: stored, in: .utc).map { session.workspace.zone.iso8601($0) } ?? stored
    }

    private func forEachActivity(
        of chosen: ([Activity]) -> [Activity], _ body: (String, Activity) throws -> Void
    ) throws {
        var last: Contact.ID?
        while true {
            let (contacts, timelines) = try session.database.read { connection in
                let store = Contacts(connection, in: session.workspace)
                let contacts = try store.find(store.ids(after: last, limit: 500))
                let activities = Activities(connection, in: session.workspace.id)
                return (contacts, try contacts.map { try activities.timeline(of: $0.id) })
            }
            guard let end = contacts.last else { return }
            for (contact, timeline) in zip(contacts, timelines) {
                let name = contact.fields[.externalID] ?? contact.fields[.email] ?? String(contact.id.value)
                for activity in chosen(timeline) { try body(name, activity) }
            }
            last = end.id
        }
    }

    /// All names of properties in use.
    private static func properties(_ session: Session) throws -> [String] {
        var names: Set<String> = []
        try session.database.read { connection in
            try Activities(connection, in: session.workspace.id).forEach { names.formUnion($1.properties.keys) }
        }
        return names.sorted()
    }
}
