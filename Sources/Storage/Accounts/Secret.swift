import CSodium
import Verger

/// Hashing of passwords and tokens, by libsodium.
package enum Secret {
    private static let isReady = sodium_init() >= 0

    /// An Argon2id hash with its salt and cost (RFC 9106), at libsodium's interactive cost: 64 MiB.
    package static func passwordHash(_ password: String) throws -> String {
        guard isReady else { throw StorageProblem.engine("libsodium") }
        var buffer = [CChar](repeating: 0, count: Int(crypto_pwhash_strbytes()))
        let result = crypto_pwhash_str(
            &buffer, password, UInt64(password.utf8.count), UInt64(crypto_pwhash_opslimit_interactive()),
            crypto_pwhash_memlimit_interactive())
        guard result == 0 else { throw StorageProblem.engine("Argon2id: out of memory") }
        return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    package static func isPassword(_ password: String, of hash: String) -> Bool {
        isReady && crypto_pwhash_str_verify(hash, password, UInt64(password.utf8.count)) == 0
    }

    /// 32 random bytes in hexadecimal, after a mark that tells what it is.
    package static func newToken() throws -> String {
        guard isReady else { throw StorageProblem.engine("libsodium") }
        var bytes = [UInt8](repeating: 0, count: 32)
        randombytes_buf(&bytes, bytes.count)
        return "verger_" + hexadecimal(bytes)
    }

    /// BLAKE2b-256 in hexadecimal: tokens are random, so that a fast hash is enough to keep them.
    package static func tokenHash(_ token: String) -> String { hexadecimal(digest(Array(token.utf8), length: 32)) }

    /// BLAKE2b-128 in hexadecimal.
    package static func fingerprint(_ bytes: [UInt8]) -> String { hexadecimal(digest(bytes, length: 16)) }

    /// BLAKE2b-128 of a text in hexadecimal.
    package static func fingerprint(_ text: String) -> String { hexadecimal(digest(Array(text.utf8), length: 16)) }

    private static func digest(_ bytes: [UInt8], length: Int) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: length)
        _ = crypto_generichash(&result, length, bytes, UInt64(bytes.count), nil, 0)
        return result
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count * 2)
        for byte in bytes {
            result.append(digits[Int(byte >> 4)])
            result.append(digits[Int(byte & 15)])
        }
        return String(decoding: result, as: UTF8.self)
    }
}
