internal import Foundation
package import Verger

/// Whether a body was signed by whoever has the secret of its source.
package enum HookProof {
    /// `value`: of the header that the source signs in; nil where it is missing.
    package static func holds(
        _ signing: HookSource.Signing, _ value: String?, body: [UInt8], secret: String, at now: Instant
    ) -> Bool {
        guard signing != .none else { return true }
        guard let value, let claim = signing.claim(value, at: now) else { return false }
        let code = Signature.hmacSHA256(Array(claim.prefix.utf8) + body, key: secret)
        return claim.codes.contains { Secret.areEqual(hexadecimal($0), code) }
    }

    /// Codes come in hexadecimal or in base64.
    private static func hexadecimal(_ code: String) -> String {
        if code.utf8.count == 64 { return code.lowercased() }
        return Data(base64Encoded: code).map { Hexadecimal.text([UInt8]($0)) } ?? ""
    }
}
