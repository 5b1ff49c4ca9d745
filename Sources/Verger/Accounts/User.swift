/// Someone who works in a workspace.
package struct User: Hashable, Sendable, Identifiable {
    package let id: Int64
    package let email: String
    package let name: String
    package let role: Role
    package let isDisabled: Bool
    /// The `source` of the contacts that a partner brought.
    package let partnerSource: String?

    package init(
        id: Int64, email: String, name: String, role: Role, isDisabled: Bool, partnerSource: String? = nil
    ) {
        self.id = id
        self.email = email
        self.name = name
        self.role = role
        self.isDisabled = isDisabled
        self.partnerSource = partnerSource
    }
}
