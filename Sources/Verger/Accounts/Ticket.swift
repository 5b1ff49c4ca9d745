/// A link that strangers hold to one thing of one workspace, until it runs out: a download, a confirmation. The seal is made
/// by `InstanceSecret`.
package struct Ticket: Hashable, Sendable {
    package enum Use: String, CaseIterable, Sendable {
        /// A file: the content, and the submission that it was given for or 0.
        case download
        /// What was agreed to in a form: the submission.
        case confirm
        /// The page after sending: the submission.
        case thanks
        /// A stand's tablet: the form.
        case kiosk
        /// Somebody whom we wrote to: the contact.
        case person
    }

    package let use: Use
    package let workspace: Workspace.ID
    package let subject: [Int64]
    package let expiresAt: Instant

    package init(_ use: Use, in workspace: Workspace.ID, of subject: [Int64], expiresAt: Instant) {
        self.use = use
        self.workspace = workspace
        self.subject = subject
        self.expiresAt = Instant(seconds: expiresAt.microseconds / Instant.second)
    }

    /// Why a link opens nothing.
    package enum Problem: Error, Hashable, Sendable {
        case forged, expired
    }

    /// What is sealed: `download.3.42-7.1790000000`.
    package var unsealed: String {
        let subject = subject.map(String.init).joined(separator: "-")
        return "\(use.rawValue).\(workspace.value).\(subject).\(expiresAt.microseconds / Instant.second)"
    }

    package func text(sealed seal: String) -> String { "\(unsealed).\(seal)" }

    /// Nil when `text` has not the form of a ticket.
    package static func parts(of text: String) -> (ticket: Ticket, seal: String)? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 5, let use = Use(rawValue: parts[0]), let workspace = Int64(parts[1]),
            let seconds = Int64(parts[3]), (0..<253_402_300_800).contains(seconds)
        else { return nil }
        let numbers = parts[2].split(separator: "-").map { Int64($0) }
        let subject = numbers.compactMap(\.self)
        guard subject.count == numbers.count else { return nil }
        let ticket = Ticket(use, in: .init(workspace), of: subject, expiresAt: Instant(seconds: seconds))
        // One text for one ticket.
        return ticket.text(sealed: parts[4]) == text ? (ticket, parts[4]) : nil
    }
}
