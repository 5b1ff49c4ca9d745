/// A link by which a person who has no account speaks for himself: to his preferences, or out of a mailing. The seal is
/// made by `InstanceSecret`; who holds the link is taken to be the person.
package struct ContactLink: Hashable, Sendable {
    package enum Use: Hashable, Sendable {
        case preferences
        /// Out of one purpose, or of all, on one channel.
        case unsubscribing(purpose: String?, ConsentChannel)
    }

    package let use: Use
    package let workspace: Workspace.ID
    package let contact: Contact.ID
    package let expiresAt: Instant

    /// A link made at `now`: preferences open for thirteen months; a way out is good for ten years, as mails are kept.
    package init(_ use: Use, of contact: Contact.ID, in workspace: Workspace.ID, at now: Instant) {
        let days: Int64 = use == .preferences ? 396 : 3653
        self.init(use, of: contact, in: workspace, expiresAt: now + days * Instant.day)
    }

    /// Kept in whole seconds.
    package init(_ use: Use, of contact: Contact.ID, in workspace: Workspace.ID, expiresAt: Instant) {
        self.use = use
        self.workspace = workspace
        self.contact = contact
        self.expiresAt = Instant(seconds: expiresAt.microseconds / Instant.second)
    }

    /// `p-3-42-1790000000` or `u-3-42-newsletter-email-1790000000`: what is sealed.
    package var unsealed: String {
        let end = expiresAt.microseconds / Instant.second
        return switch use {
        case .preferences: "p-\(workspace.value)-\(contact.value)-\(end)"
        case .unsubscribing(let purpose, let channel):
            "u-\(workspace.value)-\(contact.value)-\(purpose ?? "")-\(channel.rawValue)-\(end)"
        }
    }

    package func text(sealed seal: String) -> String { "\(unsealed)-\(seal)" }

    /// Nil when `text` has not the form of a link.
    package static func parts(of text: String) -> (link: ContactLink, seal: String)? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 5, let workspace = Int64(parts[1]), let contact = Int64(parts[2]), workspace > 0,
            contact > 0, let end = Int64(parts[parts.count - 2]), (0..<253_402_300_800).contains(end)
        else { return nil }
        let use: Use
        switch (parts[0], parts.count) {
        case ("p", 5): use = .preferences
        case ("u", 7):
            guard let channel = ConsentChannel(rawValue: parts[4]), channel.isMessage else { return nil }
            use = .unsubscribing(purpose: parts[3].isEmpty ? nil : parts[3], channel)
        default: return nil
        }
        let link = ContactLink(
            use, of: Contact.ID(contact), in: Workspace.ID(workspace), expiresAt: Instant(seconds: end))
        // One way to write each link.
        return link.text(sealed: parts[parts.count - 1]) == text ? (link, parts[parts.count - 1]) : nil
    }
}
