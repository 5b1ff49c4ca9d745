/// The words of a mail as they are kept: what was written this time, without what is quoted.
package enum MailText {
    /// In characters.
    package static let limit = 4_000

    /// The plain text of a mail, or what its HTML says.
    package static func whole(_ mail: ReceivedMail) -> String {
        mail.text.trimmed.isEmpty ? mail.html.map(HTMLText.text) ?? "" : mail.text
    }

    /// Without history and signature, at most `limit` characters.
    package static func excerpt(_ mail: ReceivedMail) -> String {
        let own = withoutHistory(whole(mail))
        return own.count <= limit ? own : own.prefix(limit - 1).trimmed + "…"
    }

    /// What somebody wrote above, between or below what they quote.
    package static func withoutHistory(_ text: String) -> String {
        let lines = text.plainLines
        var kept: [String] = []
        var index = 0
        while index < lines.count {
            let line = lines[index]
            if line == "-- " || line == "--" || isDivider(line) || isHeaderBlock(lines, at: index) { break }
            if let length = attributionLength(lines, at: index) {
                // Where quoted lines follow, an answer may stand below them; else all that follows is quoted.
                let next = lines[(index + length)...].first { !$0.trimmed.isEmpty }
                guard let next, next.hasPrefix(">") else { break }
                index += length
                continue
            }
            if !line.hasPrefix(">") { kept.append(line.trimmedEnd) }
            index += 1
        }
        return kept.joinedWithoutGaps
    }

    // MARK: Marks

    /// `-----Original Message-----`, and as French programs and forwards write it.
    static func isDivider(_ line: String) -> Bool {
        let text = line.trimmed
        guard text.hasPrefix("--"), text.hasSuffix("--") || text.hasSuffix("-") else { return isForwardMark(text) }
        let words = text.filter { $0 != "-" }.trimmed.replacing("’", with: "'").folded
        return [
            "original message", "message original", "message d'origine", "forwarded message", "message transfere",
            "message transmis", "mail original", "ursprungliche nachricht", "reply message",
        ].contains(words)
    }

    private static func isForwardMark(_ text: String) -> Bool {
        ["debut du message transfere", "begin forwarded message", "debut du message reexpedie"].contains {
            text.folded.hasPrefix($0)
        }
    }

    /// `De : … / Envoyé : … / À : … / Objet : …`, as Outlook quotes.
    static func isHeaderBlock(_ lines: [String], at index: Int) -> Bool {
        guard isHeader(lines[index], HeaderName.from) else { return false }
        let block = lines[(index + 1)..<min(index + 6, lines.count)]
        return block.contains { isHeader($0, HeaderName.date) }
            && block.contains { isHeader($0, HeaderName.to) || isHeader($0, HeaderName.subject) }
    }

    enum HeaderName {
        static let from: Set<String> = ["de", "from", "von", "expediteur"]
        static let date: Set<String> = ["envoye", "sent", "date", "envoye le", "gesendet"]
        static let to: Set<String> = ["a", "to", "an", "destinataire"]
        static let subject: Set<String> = ["objet", "subject", "sujet", "betreff"]
    }

    static func isHeader(_ line: String, _ names: Set<String>) -> Bool {
        guard line.utf8.count <= 1000, let colon = line.firstIndex(of: ":") else { return false }
        let name = line[..<colon].filter { $0 != "*" && $0 != "_" }.trimmed
        return name.utf8.count <= 20 && names.contains(name.folded)
    }

    /// How many lines `Le 3 mars, Claire a écrit :` takes there, three at most; nil where none stands.
    private static func attributionLength(_ lines: [String], at index: Int) -> Int? {
        let first = lines[index].trimmed
        guard ["Le ", "On ", "El ", "Am "].contains(where: { first.hasPrefix($0) }) else { return nil }
        var text = ""
        for length in 1...3 where index + length <= lines.count {
            let line = lines[index + length - 1].trimmed
            if line.isEmpty || line.hasPrefix(">") { return nil }
            text += " " + line
            guard text.utf8.count <= 500 else { return nil }
            let folded = text.folded.filter { $0 != "\u{A0}" && $0 != "\u{202F}" }.trimmed
            for end in ["a ecrit", "a ecrit :", "a ecrit:", "wrote:", "wrote :", "escribio:", "schrieb:"]
            where folded.hasSuffix(end) && folded.contains(where: \.isNumber) { return length }
        }
        return nil
    }
}

extension String {
    /// Lines as people see them: without carriage returns, no-break spaces as they are.
    var plainLines: [String] {
        replacing("\r\n", with: "\n").replacing("\r", with: "\n")
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    fileprivate var trimmedEnd: String {
        var end = endIndex
        while end > startIndex, self[index(before: end)].isWhitespace { end = index(before: end) }
        return String(self[..<end])
    }
}

extension [String] {
    /// Joined, with one empty line where there are more, and none at the ends.
    var joinedWithoutGaps: String {
        var lines: [String] = []
        for line in self where !(line.isEmpty && lines.last?.isEmpty ?? true) { lines.append(line) }
        while lines.last?.isEmpty ?? false { lines.removeLast() }
        return lines.joined(separator: "\n")
    }
}
