/// Something by which a person who was erased could be known again.
package struct Identity: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        case email, phone
        case externalID = "external_id"
        /// An anonymous id of the tracker.
        case visitor
    }

    package let kind: Kind
    /// In the one form that is compared.
    package let value: String

    package static func email(_ text: String) -> Identity {
        Identity(kind: .email, value: EmailAddress(text)?.key ?? text.lowercased())
    }

    /// In E.164.
    package static func phone(_ text: String) -> Identity { Identity(kind: .phone, value: text) }
    package static func externalID(_ text: String) -> Identity { Identity(kind: .externalID, value: text) }
    package static func visitor(_ text: String) -> Identity { Identity(kind: .visitor, value: text) }

    /// What tells whom `fields` are about: a telephone only where nothing else does, since colleagues share theirs.
    package static func telling(email: String?, phone: String?, externalID: String?) -> [Identity] {
        var identities = [email.map(Identity.email), externalID.map(Identity.externalID)].compactMap(\.self)
        if identities.isEmpty, let phone { identities.append(.phone(phone)) }
        return identities
    }
}

extension Contact {
    package var identities: [Identity] {
        Identity.telling(email: fields[.email], phone: fields[.phone], externalID: fields[.externalID])
    }
}

extension Identity {
    /// What somebody wrote to say whom a request is about, who is no contact: an address, or an id. Nil for a name, and for an id
    /// that could be any word or number.
    package init?(named text: String) {
        let text = text.trimmed
        if let address = EmailAddress(text) {
            self = .email(address.address)
        } else if text.count >= 5, Int64(text) == nil, text.contains(where: \.isNumber),
            !text.contains(where: \.isWhitespace)
        {
            self = .externalID(text)
        } else {
            return nil
        }
    }
}
