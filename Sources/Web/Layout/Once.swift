import Storage

/// Keys that no two forms share.
package enum Once {
    /// 128 random bits in hexadecimal.
    package static func key() -> String {
        Secret.fingerprint((try? Secret.newToken()) ?? "")
    }
}
