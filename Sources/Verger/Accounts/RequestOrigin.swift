import Foundation

/// Where a request comes from, as it is counted.
package enum RequestOrigin {
    /// An IPv4 address as it is; of an IPv6 address its /64, all of which one household or server has (RFC 6177).
    /// A text that is no address stands for itself.
    package static func key(_ address: String) -> String {
        let bare = String(address.prefix { $0 != "%" })
        var bytes = [UInt8](repeating: 0, count: 16)
        guard bare.contains(":"), inet_pton(AF_INET6, bare, &bytes) == 1 else { return bare }
        let isMapped = bytes[..<10].allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
        if isMapped { return bytes[12...].map { "\($0)" }.joined(separator: ".") }
        let groups = stride(from: 0, to: 8, by: 2).map {
            String(UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]), radix: 16)
        }
        return groups.joined(separator: ":") + "::/64"
    }
}
