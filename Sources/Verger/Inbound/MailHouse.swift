/// The addresses from which the people of a workspace write: what comes from there was written by a colleague.
package struct MailHouse: Hashable, Sendable {
    private let addresses: Set<String>
    private let domains: Set<String>

    /// `addresses`: those of the members, and that from which the workspace sends. Where anybody may have an address, only
    /// these are of the house; else all of their domain.
    package init(_ addresses: [EmailAddress]) {
        self.addresses = Set(addresses.map(\.key))
        domains = Set(addresses.map(\.domain).filter { !EmailAddress.isFreeMail($0) })
    }

    package func holds(_ address: EmailAddress) -> Bool {
        addresses.contains(address.key) || domains.contains(address.domain)
    }
}
