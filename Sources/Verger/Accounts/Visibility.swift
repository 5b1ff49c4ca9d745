/// Which contacts of a workspace somebody sees: the same answer for one contact and as a query.
package enum Visibility: Hashable, Sendable {
    case everyone
    /// Those that this address follows; those that nobody follows too, or not.
    case ownedBy(String, unassignedToo: Bool)
    /// Those whose source this is.
    case broughtBy(String)

    /// Whether this contact is seen.
    package func includes(_ contact: Contact) -> Bool {
        switch self {
        case .everyone: true
        case .ownedBy(let email, let unassignedToo):
            contact.fields[.owner].map { $0.folded == email.folded } ?? unassignedToo
        case .broughtBy(let source): contact.fields[.source]?.folded == source.folded
        }
    }

    /// The same as a condition on the table `contact` under the name `c`.
    package var sql: SQLFragment { sql(of: "c") }

    /// The same under another name.
    package func sql(of contact: String) -> SQLFragment {
        switch self {
        case .everyone: "TRUE"
        case .ownedBy(let email, unassignedToo: true):
            "(\(name: contact).owner_key = \(email.folded) OR \(name: contact).owner_key IS NULL)"
        case .ownedBy(let email, unassignedToo: false): "\(name: contact).owner_key = \(email.folded)"
        case .broughtBy(let source): "\(name: contact).source_key = \(source.folded)"
        }
    }

    /// Whether companies that have no contact are seen: nobody follows them either.
    package var includesLoneCompanies: Bool {
        switch self {
        case .everyone: true
        case .ownedBy(_, let unassignedToo): unassignedToo
        case .broughtBy: false
        }
    }
}
