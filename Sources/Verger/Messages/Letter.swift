/// A mail to one person, as it was written: who sends it and when it leaves are not its business.
package struct Letter: Hashable, Sendable {
    /// A header beside the usual ones: `List-Unsubscribe`.
    package struct Header: Hashable, Sendable {
        package let name: String
        package let value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    package let to: Mailbox
    package let replyTo: Mailbox?
    package let subject: String
    /// What is read where HTML is not. Never empty.
    package let text: String
    package let html: String?
    package let headers: [Header]

    /// Throws what keeps it from being a mail.
    package init(
        to: Mailbox, replyTo: Mailbox? = nil, subject: String, text: String, html: String? = nil,
        headers: [Header] = []
    ) throws(Problem) {
        guard subject.trimmedOrNil != nil else { throw .empty("subject") }
        guard text.trimmedOrNil != nil else { throw .empty("text") }
        let lines = [("subject", subject), ("to", to.name ?? ""), ("replyTo", replyTo?.name ?? "")]
        for (field, line) in lines where !line.isOneLine { throw .brokenLine(field) }
        for header in headers {
            guard header.isSound else { throw .brokenLine(header.name.isOneLine ? header.name : "headers") }
            guard !Letter.ours.contains(header.name.lowercased()) else { throw .ours(header.name) }
        }
        guard !text.contains("\0"), !(html ?? "").contains("\0") else { throw .brokenLine("text") }
        self.to = to
        self.replyTo = replyTo
        self.subject = subject
        self.text = text
        self.html = html
        self.headers = headers
    }

    package enum Problem: Error, Hashable, Sendable {
        /// A field without which there is no mail.
        case empty(String)
        /// A line break, or another control character, in a field that is one line: headers could be forged by it.
        case brokenLine(String)
        /// A header that is written when the mail leaves.
        case ours(String)

        package var sentence: Sentence {
            switch self {
            case .empty(let field):
                Sentence(fr: "le champ «\u{A0}\(field)\u{A0}» est vide", en: "the field “\(field)” is empty")
            case .brokenLine(let field):
                Sentence(
                    fr: "le champ «\u{A0}\(field)\u{A0}» doit tenir sur une ligne, sans caractère de contrôle",
                    en: "the field “\(field)” must be one line, without control characters")
            case .ours(let name):
                Sentence(
                    fr: "l’en-tête «\u{A0}\(name)\u{A0}» est écrit par Verger",
                    en: "the header “\(name)” is written by Verger")
            }
        }
    }

    /// Headers that nobody else writes.
    private static let ours: Set<String> = [
        "from", "to", "cc", "bcc", "reply-to", "sender", "return-path", "subject", "date", "message-id", "mime-version",
        "content-type", "content-transfer-encoding", "auto-submitted",
    ]
}

extension Letter.Header {
    /// A name of printable ASCII without colon (RFC 5322, 3.6.8), and a value of one line.
    fileprivate var isSound: Bool {
        !name.isEmpty && name.utf8.allSatisfy { (33...126).contains($0) && $0 != UInt8(ascii: ":") } && value.isOneLine
    }
}

extension String {
    /// Whether it can stand in a header: no line break and no other control character, of C0, C1 or Unicode.
    package var isOneLine: Bool {
        unicodeScalars.allSatisfy { scalar in
            scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value) && scalar.value != 0x2028
                && scalar.value != 0x2029
        }
    }
}
