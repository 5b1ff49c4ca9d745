package import Verger

/// A letter as it travels (RFC 5322): headers, and its text, or its text and its HTML for the reader to choose from.
package struct Message: Sendable {
    package let letter: Letter
    package let from: Mailbox
    /// Where answers go when the letter says nothing.
    package let replyTo: Mailbox?
    package let date: Instant
    /// Without brackets: `42.1f0c@borie.example`.
    package let id: String

    /// Throws what would forge headers.
    package init(
        _ letter: Letter, from: Mailbox, replyTo: Mailbox? = nil, date: Instant, id: String
    ) throws(Letter.Problem) {
        guard (from.name ?? "").isOneLine else { throw .brokenLine("from") }
        guard (replyTo?.name ?? "").isOneLine else { throw .brokenLine("replyTo") }
        guard id.isOneLine, !id.contains(where: { " <>".contains($0) }) else { throw .brokenLine("id") }
        self.letter = letter
        self.from = from
        self.replyTo = replyTo
        self.date = date
        self.id = id
    }

    /// Its bytes, with CRLF at the end of lines of at most 998 bytes, dots not doubled.
    package var bytes: [UInt8] {
        var writer = HeaderWriter()
        writer.write("From", mailbox: from)
        writer.write("To", mailbox: letter.to)
        if let replyTo = letter.replyTo ?? replyTo { writer.write("Reply-To", mailbox: replyTo) }
        writer.write("Subject", text: letter.subject.trimmed)
        writer.write("Date", token: date.mailText)
        writer.write("Message-ID", token: "<\(id)>")
        // RFC 3834: nobody's holiday answers to a program.
        writer.write("Auto-Submitted", token: "auto-generated")
        for header in letter.headers { writer.write(header.name, text: header.value, isEncoded: !header.value.isASCII) }
        writer.write("MIME-Version", token: "1.0")
        return Array((writer.text + content).utf8)
    }

    private var content: String {
        let plain = part("text/plain", letter.text)
        guard let html = letter.html else { return plain }
        return "Content-Type: multipart/alternative; boundary=\"\(Message.boundary)\"\r\n\r\n"
            + "--\(Message.boundary)\r\n\(plain)\r\n"
            + "--\(Message.boundary)\r\n\(part("text/html", html))\r\n--\(Message.boundary)--\r\n"
    }

    /// No line of quoted-printable can hold it: an equals sign is always followed by a digit or the end of the line.
    private static let boundary = "=_verger_alternative"

    private func part(_ type: String, _ text: String) -> String {
        "Content-Type: \(type); charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
            + QuotedPrintable.text(text) + "\r\n"
    }
}

extension String {
    var isASCII: Bool { utf8.allSatisfy { $0 < 0x80 } }
}

extension Instant {
    /// `Tue, 24 Nov 2026 16:42:00 +0000` (RFC 5322, 3.3).
    var mailText: String {
        let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let day = Zone.utc.day(at: self)
        let seconds = (microseconds - day.number * Instant.day) / Instant.second
        let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { $0.padded(to: 2) }.joined(separator: ":")
        return "\(days[day.weekday - 1]), \(day.day) \(months[day.month - 1]) \(day.year) \(clock) +0000"
    }
}
