/// One step of the schema, which is never edited once it was released.
package struct Migration: Sendable {
    /// Day and subject, `2026-11-21-first-schema`: migrations are run in the order of the list, which is that of names.
    package let name: String
    /// The statements, separated by `;`.
    package let statements: @Sendable (any SQLDialect) -> String

    package init(_ name: String, _ statements: @escaping @Sendable (any SQLDialect) -> String) {
        self.name = name
        self.statements = statements
    }
}
