/// The parts of a page's address that tell where a visit is and what brought it. Addresses come from strangers' browsers:
/// whatever the text, something is read or nothing, never a trap.
package struct PageAddress: Hashable, Sendable {
    /// `https`, `android-app`; in lower case.
    package let scheme: String
    /// In lower case, without port, user and `www.`.
    package let host: String
    /// Begins with `/`; without query and fragment.
    package let path: String
    /// Decoded, in their order.
    package let parameters: [(name: String, value: String)]

    /// Addresses are cut to so many bytes.
    package static let limit = 2000

    /// Nil without scheme and host.
    package init?(_ text: String) {
        let text = String(decoding: text.utf8.prefix(PageAddress.limit), as: UTF8.self)
        guard let mark = text.firstRange(of: "://") else { return nil }
        let scheme = text[..<mark.lowerBound].lowercased()
        guard let first = scheme.utf8.first, (97...122).contains(first),
            scheme.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || [43, 45, 46].contains($0) })
        else { return nil }
        let rest = text[mark.upperBound...]
        let authority = rest.prefix { !"/?#\\".contains($0) }
        guard let host = PageAddress.host(authority) else { return nil }
        let tail = rest.dropFirst(authority.count).prefix { $0 != "#" }
        let path = tail.prefix { $0 != "?" }
        self.scheme = scheme
        self.host = host
        self.path = path.hasPrefix("/") ? String(path.cleaned) : "/"
        parameters = PageAddress.parameters(tail.dropFirst(path.count + 1))
    }

    /// One that is put together of what is known.
    package init(host: String, path: String, _ parameters: [(name: String, value: String)]) {
        scheme = "https"
        self.host = host
        self.path = path
        self.parameters = parameters
    }

    /// The value of the first parameter that is called so and isn't empty; no longer than 200 characters.
    package func value(_ name: String) -> String? {
        for parameter in parameters where parameter.name == name {
            if let value = parameter.value.cleaned.trimmedOrNil { return String(value.prefix(200)) }
        }
        return nil
    }

    /// As it may be kept: without what names one person or one click, and without fragment.
    package var kept: String {
        let parameters = parameters.filter { !PageAddress.isPersonal($0.name, $0.value) }
        let query = parameters.map { "\($0.name.encoded)=\($0.value.cleaned.encoded)" }.joined(separator: "&")
        return "\(scheme)://\(host)\(path)" + (query.isEmpty ? "" : "?\(query)")
    }

    package static func == (left: PageAddress, right: PageAddress) -> Bool {
        left.scheme == right.scheme && left.host == right.host && left.path == right.path
            && left.parameters.elementsEqual(right.parameters, by: ==)
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(host)
        hasher.combine(path)
    }

    // MARK: Parts

    private static func host(_ authority: Substring) -> String? {
        var host = authority.lowercased()[...]
        if let at = host.lastIndex(of: "@") { host = host[host.index(after: at)...] }
        if host.hasPrefix("["), let end = host.firstIndex(of: "]") {
            return String(host[...end])
        }
        host = host.prefix { $0 != ":" }
        while host.hasSuffix(".") { host.removeLast() }
        if host.hasPrefix("www.") { host = host.dropFirst(4) }
        guard !host.isEmpty, host.utf8.count <= 253,
            host.unicodeScalars.allSatisfy({ $0.value > 32 && $0.value != 127 })
        else { return nil }
        return String(host)
    }

    private static func parameters(_ query: Substring) -> [(name: String, value: String)] {
        query.split(separator: "&").prefix(100).map { part in
            let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (String(halves[0]).decoded, halves.count > 1 ? String(halves[1]).decoded : "")
        }
    }

    private static let personal: Set<String> = [
        "vg", "email", "e-mail", "mail", "e_mail", "token", "key", "password", "pass", "pwd", "code", "secret", "sig",
        "signature", "session", "sid", "phone", "tel", "name", "nom", "prenom", "first_name", "last_name",
    ]

    private static func isPersonal(_ name: String, _ value: String) -> Bool {
        personal.contains(name.lowercased()) || value.contains("@") || TouchRules.clickIDs[name] != nil
    }
}

extension StringProtocol {
    /// Without control characters.
    fileprivate var cleaned: String {
        String(String.UnicodeScalarView(unicodeScalars.filter { $0.value >= 32 && $0.value != 127 }))
    }
}

extension String {
    /// A part of a query (application/x-www-form-urlencoded); what is not well encoded stays as it is.
    fileprivate var decoded: String {
        let source = Array(utf8)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(source.count)
        var index = 0
        while index < source.count {
            if source[index] == 0x25, index + 2 < source.count,
                let high = String.digit(source[index + 1]), let low = String.digit(source[index + 2])
            {
                bytes.append(high << 4 | low)
                index += 3
            } else {
                bytes.append(source[index] == 0x2B ? 0x20 : source[index])
                index += 1
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }

    fileprivate var encoded: String {
        var text = ""
        for byte in utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
                text.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let hex = String(byte, radix: 16, uppercase: true)
                text += "%" + (hex.count == 1 ? "0" + hex : hex)
            }
        }
        return text
    }
}
