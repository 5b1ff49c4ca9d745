/// Somebody to write to, or who writes: an address, and the name shown beside it.
package struct Mailbox: Hashable, Sendable {
    package let name: String?
    package let address: EmailAddress

    package init(_ address: EmailAddress, name: String? = nil) {
        self.address = address
        self.name = name?.trimmedOrNil
    }

    /// `Claire Moreau <claire@borie.example>`, for people.
    package var text: String { name.map { "\($0) <\(address.address)>" } ?? address.address }
}
