package import Verger

/// What a workspace knows of somebody who is no contact (GDPR, article 15): what is kept under one address or id.
package struct IdentityFile: Sendable {
    package let identity: Identity
    package let requests: [RightsRequest]
    package let tables: [PersonalFile.Table]
    package let madeAt: Instant

    package init(of identity: Identity, _ connection: any SQLConnection, in workspace: Workspace, at now: Instant)
        throws
    {
        self.identity = identity
        madeAt = now
        requests = try RightsRequests(connection, in: workspace).all(naming: identity)
        tables = try HeldRecords.tables(of: [identity], connection, in: workspace.id)
    }

    /// How many records there are.
    package var count: Int { tables.reduce(0) { $0 + $1.rows.count } }

    /// For machines: one object. Instants are ISO 8601, in UTC.
    package var json: Document {
        .object([
            ("madeAt", .text(madeAt.iso8601)), (identity.kind.rawValue, .text(identity.value)),
            ("requests", .list(requests.map(\.json))), ("records", .object(tables.map { ($0.name, $0.json) })),
        ])
    }
}
