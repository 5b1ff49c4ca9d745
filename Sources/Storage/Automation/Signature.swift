import CSodium
package import Verger

/// What proves to the receiver of a webhook that a message is ours and not an old one: `Verger-Signature: t=…,v1=…`,
/// the HMAC-SHA256 of `t.body`, t in seconds, keyed by the secret of the webhook.
package enum Signature {
    package static func header(of body: String, secret: String, at now: Instant) -> String {
        let seconds = now.microseconds.floorDivided(by: Instant.second)
        return "t=\(seconds),v1=\(hmacSHA256("\(seconds).\(body)", key: secret))"
    }

    /// In hexadecimal.
    package static func hmacSHA256(_ text: String, key: String) -> String {
        hmacSHA256(Array(text.utf8), key: key)
    }

    /// In hexadecimal.
    package static func hmacSHA256(_ text: [UInt8], key: String) -> String {
        var state = crypto_auth_hmacsha256_state()
        let key = Array(key.utf8)
        crypto_auth_hmacsha256_init(&state, key, key.count)
        crypto_auth_hmacsha256_update(&state, text, UInt64(text.count))
        var code = [UInt8](repeating: 0, count: Int(crypto_auth_hmacsha256_bytes()))
        crypto_auth_hmacsha256_final(&state, &code)
        return code.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
