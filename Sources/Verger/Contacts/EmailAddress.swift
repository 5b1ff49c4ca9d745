import Foundation

/// An address to which mail can be sent, its domain as DNS knows it.
package struct EmailAddress: Hashable, Sendable {
    /// Before the `@`, as it was typed.
    package let local: String
    /// After the `@`, lower-case A-labels: `xn--lphant-9uab.fr`.
    package let domain: String

    /// Nil when `text` is not one address: no `@` or several, a space, an impossible domain.
    package init?(_ text: String) {
        if let at = EmailAddress.plainSplit(text) {
            local = String(text.prefix(upTo: at))
            domain = text[text.index(after: at)...].lowercased()
            return
        }
        guard let trimmed = text.trimmedOrNil else { return nil }
        let parts = trimmed.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, EmailAddress.isLocal(parts[0]) else { return nil }
        guard let domain = EmailAddress.domain(parts[1]) else { return nil }
        let local = String(parts[0])
        self.local = local.utf8.allSatisfy { $0 < 0x80 } ? local : local.precomposedStringWithCanonicalMapping
        self.domain = domain
    }

    /// The address to write to.
    package var address: String { "\(local)@\(domain)" }

    /// Two contacts with the same key are one: the address without case.
    package var key: String { "\(local.lowercased())@\(domain)" }

    /// Looser than `key`, to propose duplicates and never to send: without `+tag`, nor the dots that Gmail ignores.
    package var matchKey: String {
        var name = Substring(local.lowercased())
        if let plus = name.firstIndex(of: "+"), plus > name.startIndex { name = name[..<plus] }
        guard domain == "gmail.com" || domain == "googlemail.com" else { return "\(name)@\(domain)" }
        return name.filter { $0 != "." } + "@gmail.com"
    }

    /// A mailbox of a function and not of a person, which must not link contacts.
    package var isRole: Bool {
        EmailAddress.roles.contains(local.folded.filter { $0 != "-" && $0 != "_" && $0 != "." })
    }

    /// Whether anyone may have an address at `domain`, so that it says nothing about a company.
    package static func isFreeMail(_ domain: String) -> Bool {
        freeMail.contains(domain.lowercased())
    }
}

extension EmailAddress {
    /// `domain` in lower-case A-labels; nil when no host can have this name.
    package static func domain(_ text: some StringProtocol) -> String? {
        var name = text.lowercased()
        if name.utf8.contains(where: { $0 >= 0x80 }) {
            name = name.precomposedStringWithCompatibilityMapping.replacing("。", with: ".")
        }
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, labels.last?.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) == false else { return nil }
        var encoded: [String] = []
        for label in labels {
            guard label.utf8.first != UInt8(ascii: "-"), label.utf8.last != UInt8(ascii: "-"),
                label.unicodeScalars.allSatisfy(isHostScalar), let ascii = Punycode.aLabel(String(label)),
                (1...63).contains(ascii.utf8.count)
            else { return nil }
            encoded.append(ascii)
        }
        let domain = encoded.joined(separator: ".")
        return domain.utf8.count <= 253 ? domain : nil
    }

    /// Where the `@` of an everyday address in ASCII is; nil when `text` needs a closer look. Most addresses of a large
    /// import take this way, ten times faster.
    private static func plainSplit(_ text: String) -> String.Index? {
        var at = -1
        var label = 0
        var last: UInt8 = 0
        var index = -1
        for byte in text.utf8 {
            index += 1
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): label += 1
            case UInt8(ascii: "0")...UInt8(ascii: "9"): label += 1
            case UInt8(ascii: "_"), UInt8(ascii: "+"):
                guard at < 0 else { return nil }
            case UInt8(ascii: "-"):
                guard at < 0 || label > 0 else { return nil }
                label += 1
            case UInt8(ascii: "."):
                guard at < 0 || (label > 0 && last != UInt8(ascii: "-")) else { return nil }
                label = 0
            case UInt8(ascii: "@"):
                guard at < 0, index > 0, index <= 64 else { return nil }
                at = index
                label = 0
            default: return nil
            }
            guard at < 0 || label <= 63 else { return nil }
            last = byte
        }
        guard at > 0, index - at <= 253, label > 0, last | 0x20 >= 97, last | 0x20 <= 122 else { return nil }
        let split = text.utf8.index(text.startIndex, offsetBy: at)
        return text[split...].utf8.contains(UInt8(ascii: ".")) ? split : nil
    }

    private static func isHostScalar(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "0"..."9", "-": true
        case _ where scalar.value < 0x80: false
        default: scalar.properties.isAlphabetic || scalar.properties.numericType != nil || isMark(scalar)
        }
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark: true
        default: false
        }
    }

    /// RFC 5321's unquoted form, and letters beyond ASCII (RFC 6531).
    private static func isLocal(_ text: Substring) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.unicodeScalars.allSatisfy { scalar in
                scalar.value > 0x20 && scalar.value != 0x7F && !"\"(),:;<>[\\]".unicodeScalars.contains(scalar)
                    && !(scalar.value >= 0x80 && !scalar.properties.isAlphabetic && !isMark(scalar))
            }
    }
}
