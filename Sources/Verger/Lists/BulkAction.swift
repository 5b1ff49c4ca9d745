/// What is done to many contacts at once.
package enum BulkAction: Hashable, Sendable {
    case addTag(String)
    case removeTag(String)
    /// Lets somebody follow them, by e-mail address; nil: nobody.
    case assign(String?)

    /// As it is kept.
    package var name: String {
        switch self {
        case .addTag: "add_tag"
        case .removeTag: "remove_tag"
        case .assign: "assign"
        }
    }

    package var value: String? {
        switch self {
        case .addTag(let tag), .removeTag(let tag): tag
        case .assign(let owner): owner
        }
    }

    package init?(name: String, value: String?) {
        switch (name, value) {
        case ("add_tag", let tag?): self = .addTag(tag)
        case ("remove_tag", let tag?): self = .removeTag(tag)
        case ("assign", let owner): self = .assign(owner)
        default: return nil
        }
    }
}

extension BulkAction {
    /// The contact afterwards, and what it had before in the place that changes; nil when nothing does.
    package func applied(to contact: Contact) -> (contact: Contact, before: String?)? {
        var changed = contact
        switch self {
        case .addTag(let tag):
            guard contact.tag(like: tag) == nil else { return nil }
            changed.tags.append(tag)
            return (changed, nil)
        case .removeTag(let tag):
            guard let held = contact.tag(like: tag) else { return nil }
            changed.tags.removeAll { $0.folded == tag.folded }
            return (changed, held)
        case .assign(let owner):
            guard contact.fields[.owner] != owner else { return nil }
            changed.fields[.owner] = owner
            return (changed, contact.fields[.owner])
        }
    }

    /// The contact with what it had `before`; nil when somebody has changed it since, whose word stands.
    package func undone(on contact: Contact, before: String?) -> Contact? {
        switch self {
        case .addTag(let tag): return BulkAction.removeTag(tag).applied(to: contact)?.contact
        case .removeTag(let tag): return BulkAction.addTag(before ?? tag).applied(to: contact)?.contact
        case .assign(let owner):
            guard contact.fields[.owner] == owner else { return nil }
            return BulkAction.assign(before).applied(to: contact)?.contact
        }
    }
}

extension Contact {
    fileprivate func tag(like tag: String) -> String? { tags.first { $0.folded == tag.folded } }
}
