/// Addresses of the web that people write.
package enum WebAddress {
    /// Whether `text` is an https address of a public name, without a user, a blank or a control character.
    package static func isSecure(_ text: String) -> Bool { host(of: text) != nil }

    /// The host of an https address, in lower-case A-labels; nil when it is none.
    package static func host(of text: String) -> String? {
        guard text.utf8.count <= 2000, text.lowercased().hasPrefix("https://"),
            text.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F && $0 != "\\" && $0 != "\"" })
        else { return nil }
        let authority = text.dropFirst(8).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard !authority.contains("@") else { return nil }
        let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
        guard let name = parts.first, parts.count <= 2, parts.count == 1 || UInt16(parts[1]) != nil else { return nil }
        return EmailAddress.domain(name)
    }

    /// `https://www.example.org`, as browsers name where a page comes from; nil when `text` is none. A host alone is meant
    /// by https.
    package static func origin(_ text: String) -> String? {
        let trimmed = text.trimmed
        let written = trimmed.contains("://") ? trimmed : "https://" + trimmed
        guard let host = host(of: written) else { return nil }
        let rest = written.dropFirst(8)
        let authority = rest.prefix { $0 != "/" }
        guard rest.dropFirst(authority.count).allSatisfy({ $0 == "/" }) else { return nil }
        let port = authority.split(separator: ":").dropFirst().first.map { ":\($0)" } ?? ""
        return "https://" + host + (port == ":443" ? "" : port)
    }
}
