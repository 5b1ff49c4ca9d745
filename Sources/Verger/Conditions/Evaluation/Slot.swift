/// A value read from the profile: a stored field, or the domain of the e-mail address.
struct Slot: Hashable, Sendable {
    enum Source: Hashable, Sendable {
        case field(FieldKey)
        case emailDomain
    }

    let source: Source
    let type: ValueType

    /// The stored field that it is read from.
    var field: FieldKey {
        switch source {
        case .field(let key): key
        case .emailDomain: .contact(.email)
        }
    }

    /// Whether it belongs to the person rather than to the company.
    var isContact: Bool {
        if case .field(.company) = source { return false }
        return true
    }

    var name: String {
        switch source {
        case .field(let key): key.name
        case .emailDomain: "email.domain"
        }
    }

    /// The value as conditions compare it.
    func value(in version: Profile.Version, zone: Zone) -> Value? {
        guard let stored = version.values[field] else { return nil }
        switch source {
        case .field: return Value(stored, as: type, in: zone)
        case .emailDomain:
            guard let at = stored.lastIndex(of: "@") else { return nil }
            return .text(String(stored[stored.index(after: at)...]).folded)
        }
    }
}
