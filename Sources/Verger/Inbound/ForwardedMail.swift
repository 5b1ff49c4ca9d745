/// The mail inside a mail that a colleague forwarded: as an attachment, or between the lines.
package enum ForwardedMail {
    /// Nil where there is none with a sender.
    package static func inside(_ mail: ReceivedMail) -> ReceivedMail? {
        if let whole = mail.attached.first(where: { $0.from != nil }) { return whole }
        let lines = MailText.whole(mail).plainLines.map { line in
            // Some programs quote what they forward.
            line.hasPrefix("> ") ? String(line.dropFirst(2)) : line == ">" ? "" : line
        }
        guard let start = start(in: lines) else { return nil }
        return read(lines[start...])
    }

    /// The first line of the headers.
    private static func start(in lines: [String]) -> Int? {
        for (index, line) in lines.enumerated() {
            if MailText.isHeaderBlock(lines, at: index) { return index }
            if MailText.isDivider(line) {
                let rest = lines[(index + 1)..<min(index + 6, lines.count)]
                return rest.firstIndex { MailText.isHeader($0, MailText.HeaderName.from) }
            }
        }
        return nil
    }

    private static func read(_ lines: ArraySlice<String>) -> ReceivedMail? {
        var mail = ReceivedMail()
        var end = lines.startIndex
        for line in lines.prefix(12) {
            guard !line.trimmed.isEmpty else { break }
            end += 1
            let value = line.firstIndex(of: ":").map { line[line.index(after: $0)...].trimmed } ?? ""
            if MailText.isHeader(line, MailText.HeaderName.from) {
                mail.from = mailbox(value)
            } else if MailText.isHeader(line, MailText.HeaderName.subject) {
                mail.subject = String(value.prefix(998))
            }
        }
        guard mail.from != nil else { return nil }
        mail.text = lines[end...].joined(separator: "\n")
        return mail
    }

    /// `Nadia Benali <n.benali@gh.example>`, `n.benali@gh.example`, `Nadia Benali [mailto:n.benali@gh.example]`.
    static func mailbox(_ text: String) -> Mailbox? {
        let text = text.filter { $0 != "*" }
        let words = text.split { " <>[]()\"',;".contains($0) || $0 == "\u{A0}" }
        let address = words.lazy.compactMap { word -> (Substring, EmailAddress)? in
            let bare = word.hasPrefix("mailto:") ? word.dropFirst(7) : word
            return EmailAddress(String(bare)).map { (word, $0) }
        }.first
        guard let (word, address) = address else { return nil }
        let name = text[..<word.startIndex].filter { !"<>[]()\"".contains($0) }.trimmed
        return Mailbox(address, name: name.isOneLine ? name : nil)
    }
}
