/// Tells in a mail's link to whom the mail went: `?vg=` in the address of a page. The seal is made by `InstanceSecret`.
package struct RecipientLink: Hashable, Sendable {
    /// Long enough to be read, short enough to be forgotten when the mail is forwarded later.
    package static let lifetime = 30 * Instant.day

    package let workspace: Workspace.ID
    package let contact: Contact.ID
    package let expiresAt: Instant

    package init(_ contact: Contact.ID, in workspace: Workspace.ID, expiresAt: Instant) {
        self.contact = contact
        self.workspace = workspace
        // To the second, as it is written.
        self.expiresAt = Instant(seconds: expiresAt.microseconds / Instant.second)
    }

    /// A link made at `now`, good for its usual time.
    package init(_ contact: Contact.ID, in workspace: Workspace.ID, at now: Instant) {
        self.init(contact, in: workspace, expiresAt: now + RecipientLink.lifetime)
    }

    /// What is sealed: `1.42.1790000000`.
    package var unsealed: String {
        "\(workspace.value).\(contact.value).\(expiresAt.microseconds / Instant.second)"
    }

    package func text(sealed seal: String) -> String { "\(unsealed).\(seal)" }

    /// Nil when `text` has not the form of a link.
    package static func parts(of text: String) -> (link: RecipientLink, seal: String)? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4, let workspace = Int64(parts[0]), let contact = Int64(parts[1]),
            let seconds = Int64(parts[2]), workspace > 0, contact > 0, (0..<253_402_300_800).contains(seconds)
        else { return nil }
        let link = RecipientLink(
            Contact.ID(contact), in: Workspace.ID(workspace), expiresAt: Instant(seconds: seconds))
        // One text for one link.
        guard text == link.text(sealed: String(parts[3])) else { return nil }
        return (link, String(parts[3]))
    }

    package func isGood(at now: Instant) -> Bool { now < expiresAt }
}
