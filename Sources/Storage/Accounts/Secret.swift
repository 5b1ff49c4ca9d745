import CNettle
import CSodium
import Verger

/// Hashing, sealing and chance, by libsodium; the HMAC-SHA-1 of authenticator apps, by nettle.
package enum Secret {
    private static let isReady = sodium_init() >= 0

    static func prepare() throws {
        guard isReady else { throw StorageProblem.engine("libsodium") }
    }

    // MARK: Passwords

    /// An Argon2id hash with its salt and cost (RFC 9106), at libsodium's interactive cost: 64 MiB.
    package static func passwordHash(_ password: String) throws -> String {
        try prepare()
        let password = PasswordRules.normalised(password)
        var buffer = [CChar](repeating: 0, count: Int(crypto_pwhash_strbytes()))
        let result = crypto_pwhash_str(
            &buffer, password, UInt64(password.utf8.count), UInt64(crypto_pwhash_opslimit_interactive()),
            crypto_pwhash_memlimit_interactive())
        guard result == 0 else { throw StorageProblem.engine("Argon2id: out of memory") }
        return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    package static func isPassword(_ password: String, of hash: String) -> Bool {
        let password = PasswordRules.normalised(password)
        return isReady && crypto_pwhash_str_verify(hash, password, UInt64(password.utf8.count)) == 0
    }

    /// The hash of a password that nobody has: looked at when there is no other, so that a stranger is refused as slowly as
    /// a friend who mistyped.
    package static let nobodysHash = Result { try passwordHash(Hexadecimal.text(randomBytes(32))) }

    // MARK: Tokens

    /// 32 random bytes in hexadecimal, after a mark that tells what it is.
    package static func newToken() throws -> String { "verger_" + Hexadecimal.text(try randomBytes(32)) }

    /// 32 random bytes in hexadecimal.
    static func newSessionToken() throws -> String { Hexadecimal.text(try randomBytes(32)) }

    /// BLAKE2b-256 in hexadecimal: tokens are random, so that a fast hash is enough to keep them.
    package static func tokenHash(_ token: String) -> String { Hexadecimal.text(digest(Array(token.utf8), length: 32)) }

    /// What a form of this session holds to show that it is ours (double submit, bound to the session): BLAKE2b of a fixed
    /// text, keyed by what the browser keeps.
    package static func formToken(ofSession token: String) -> String {
        let key = digest(Array(token.utf8), length: 32)
        return Hexadecimal.text(digest(Array("verger form".utf8), length: 32, key: key))
    }

    /// Whether two texts are the same, in a time that does not tell where they differ.
    package static func areEqual(_ left: String, _ right: String) -> Bool {
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        return left.count == right.count && sodium_memcmp(left, right, left.count) == 0
    }

    /// BLAKE2b-128 in hexadecimal.
    package static func fingerprint(_ bytes: [UInt8]) -> String { Hexadecimal.text(digest(bytes, length: 16)) }

    /// BLAKE2b-128 of a text in hexadecimal.
    package static func fingerprint(_ text: String) -> String { Hexadecimal.text(digest(Array(text.utf8), length: 16)) }

    // MARK: Bytes

    /// SHA-256, for those who ask for it: what a page's policy says of its style (CSP 3, hash-source).
    package static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_bytes()))
        _ = crypto_hash_sha256(&result, bytes, UInt64(bytes.count))
        return result
    }

    static func randomBytes(_ count: Int) throws -> [UInt8] {
        try prepare()
        var bytes = [UInt8](repeating: 0, count: count)
        randombytes_buf(&bytes, bytes.count)
        return bytes
    }

    /// BLAKE2b.
    static func digest(_ bytes: [UInt8], length: Int, key: [UInt8] = []) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: length)
        _ = crypto_generichash(&result, length, bytes, UInt64(bytes.count), key, key.count)
        return result
    }

    /// HMAC-SHA-1 (RFC 2104), which authenticator apps ask for.
    package static func hmacSHA1(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
        var context = hmac_sha1_ctx()
        nettle_hmac_sha1_set_key(&context, key.count, key)
        nettle_hmac_sha1_update(&context, message.count, message)
        var result = [UInt8](repeating: 0, count: Int(SHA1_DIGEST_SIZE))
        nettle_hmac_sha1_digest(&context, result.count, &result)
        return result
    }
}
