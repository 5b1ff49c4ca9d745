/// A mail that came in, as far as its headers and texts can be read (RFC 5322, RFC 2045). Everything in it was written by
/// a stranger.
package struct ReceivedMail: Hashable, Sendable {
    /// Something that came along: named, never kept.
    package struct Attachment: Hashable, Sendable {
        package let name: String
        package let type: String
        /// In bytes, decoded.
        package let size: Int

        package init(name: String, type: String, size: Int) {
            self.name = name
            self.type = type
            self.size = size
        }
    }

    package var from: Mailbox?
    package var replyTo: Mailbox?
    /// Of `To` and `Cc`, in order.
    package var recipients: [Mailbox] = []
    package var subject = ""
    package var date: Instant?
    /// Without its angle brackets.
    package var messageID: String?
    /// The messages that it answers, the nearest first; without angle brackets.
    package var references: [String] = []
    /// Headers that tell who or what sent it, by lower-case name, the first of each.
    package var marks: [String: String] = [:]
    /// The `report-type` of a `multipart/report` (RFC 6522); empty where it tells none.
    package var report: String?
    package var text = ""
    package var html: String?
    package var attachments: [Attachment] = []
    /// The first message that came along whole.
    package var attached: [ReceivedMail] = []

    package init() {}

    /// The headers that `marks` keeps.
    package static let marked: Set<String> = [
        "auto-submitted", "precedence", "list-id", "list-unsubscribe", "list-post", "return-path", "x-autoreply",
        "x-autorespond", "x-auto-response", "x-failed-recipients", "x-spam-flag", "x-spam-status", "x-spam",
        "authentication-results", "feedback-id", "x-loop",
    ]

    /// The longest text that is read of a message, in bytes of UTF-8.
    package static let textLimit = 256 * 1024
}

extension Mailbox {
    /// What the name beside an address says of a person: first and last name. Functions and lists have none.
    package var personName: (first: String?, last: String)? {
        guard !address.isRole, let name = name?.trimmedOrNil, name.unicodeScalars.count <= 120, name.isOneLine,
            !name.contains("@"), !name.folded.contains(" via ")
        else { return nil }
        let plain = name.filter { $0 != "\"" }.trimmed
        if let comma = plain.firstIndex(of: ",") {
            let (last, first) = (plain[..<comma].trimmed, plain[plain.index(after: comma)...].trimmed)
            guard !last.isEmpty else { return nil }
            return (first.isEmpty ? nil : first, last)
        }
        let words = plain.split(separator: " ", maxSplits: 1).map(String.init)
        guard let first = words.first else { return nil }
        return words.count == 2 ? (first, words[1].trimmed) : (nil, first)
    }
}
