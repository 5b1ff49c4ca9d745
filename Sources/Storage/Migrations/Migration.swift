package import Verger

/// One step of the schema, which is never edited once it was released.
package struct Migration: Sendable {
    /// Day and subject, `2026-11-21-first-schema`: migrations are run in the order of the list, which is that of names.
    package let name: String
    /// The statements, separated by `;`.
    package let statements: @Sendable (any SQLDialect) -> String
    /// What statements can't do, in the same transaction, after them.
    package let conclusion: (@Sendable (any SQLConnection, Instant) throws -> Void)?

    package init(
        _ name: String, _ statements: @escaping @Sendable (any SQLDialect) -> String,
        conclusion: (@Sendable (any SQLConnection, Instant) throws -> Void)? = nil
    ) {
        self.name = name
        self.statements = statements
        self.conclusion = conclusion
    }
}
