import CPhoneNumber

/// Reads phone numbers by Google's libphonenumber.
package enum PhoneNumbers {
    /// `text` in E.164 (`+33612345678`), read in `region` (ISO 3166-1 alpha-2); nil when it is not a valid number.
    package static func e164(_ text: String, region: String) -> String? {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 32) { buffer in
            let length = cphonenumber_e164(text, region, buffer.baseAddress!, buffer.count)
            guard length > 0 else { return nil }
            return String(decoding: buffer[..<Int(length)].lazy.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }
}
