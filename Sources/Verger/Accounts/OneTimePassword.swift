import Foundation

/// The six digits of an authenticator app: TOTP (RFC 6238) with SHA-1, every thirty seconds.
package enum OneTimePassword {
    package static let digits = 6
    package static let period = 30 * Instant.second
    /// Steps before and after the present one whose codes are taken too, for clocks that differ (§5.2).
    package static let tolerance: Int64 = 1
    /// In bytes: the length of a SHA-1 hash (RFC 4226, §4).
    package static let secretLength = 20

    /// The number of the period that `instant` lies in.
    package static func step(at instant: Instant) -> Int64 { instant.microseconds / period }

    /// The steps of which a code is taken at `instant`, the likeliest first.
    package static func steps(around instant: Instant) -> [Int64] {
        let present = step(at: instant)
        return [present, present - tolerance, present + tolerance].filter { $0 >= 0 }
    }

    /// What is authenticated for a step: eight bytes, the highest first (RFC 4226, §5.1).
    package static func message(of step: Int64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: step >> (56 - 8 * $0)) }
    }

    /// The digits that an HMAC-SHA-1 of twenty bytes stands for (RFC 4226, §5.3).
    package static func code(truncating hmac: [UInt8], digits: Int = OneTimePassword.digits) -> String {
        let offset = Int(hmac[hmac.count - 1] & 15)
        let number = hmac[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } & 0x7FFF_FFFF
        let code = String(number % [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000][digits])
        return String(repeating: "0", count: digits - code.count) + code
    }

    /// What an authenticator app reads from a QR code ("Key URI format").
    package static func uri(secret: [UInt8], account: String, issuer: String) -> String {
        let issuer = escaped(issuer.replacing(":", with: " "))
        return "otpauth://totp/\(issuer):\(escaped(account))?secret=\(Base32.text(secret))&issuer=\(issuer)"
    }

    private static func escaped(_ text: String) -> String {
        let unreserved = CharacterSet(
            charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~@")
        return text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }
}
