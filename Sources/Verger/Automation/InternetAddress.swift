/// An IP address, by its bytes: 4 or 16, and whether anybody can reach it.
package struct InternetAddress: Hashable, Sendable {
    package let bytes: [UInt8]

    /// Nil unless there are 4 or 16 bytes.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count == 4 || bytes.count == 16 else { return nil }
        self.bytes = bytes
    }

    /// Whether it is one of the public Internet: neither private, loopback, link-local nor otherwise special, also when
    /// an IPv6 address only wraps such an IPv4 address.
    /// Source: IANA special-purpose address registries (RFC 6890 and its updates).
    package var isPublic: Bool {
        bytes.count == 4
            ? !InternetAddress.specialV4.contains { $0.contains(bytes) }
            : wrapped?.isPublic ?? !InternetAddress.specialV6.contains { $0.contains(bytes) }
    }

    /// The IPv4 address that is mapped to this one, or translated to it (RFC 4291 §2.5.5, RFC 6052).
    private var wrapped: InternetAddress? {
        let prefixes: [[UInt8]] = [
            [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF], [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0],
        ]
        guard prefixes.contains(Array(bytes.prefix(12))) else { return nil }
        return InternetAddress(Array(bytes.suffix(4)))
    }

    struct Network: Hashable, Sendable {
        let bytes: [UInt8]
        let length: Int

        init(_ length: Int, _ bytes: UInt8...) {
            self.bytes = bytes
            self.length = length
        }

        init(length: Int, bytes: [UInt8]) {
            self.bytes = bytes
            self.length = length
        }

        func contains(_ address: [UInt8]) -> Bool {
            (0..<length).allSatisfy { bit in
                let mask = UInt8(0x80) >> UInt8(bit % 8)
                let own = bit / 8 < bytes.count ? bytes[bit / 8] : 0
                return own & mask == address[bit / 8] & mask
            }
        }
    }

    private static let specialV4 = [
        Network(8, 0), Network(8, 10), Network(10, 100, 64), Network(8, 127), Network(16, 169, 254),
        Network(12, 172, 16), Network(24, 192, 0, 0), Network(24, 192, 0, 2), Network(24, 192, 88, 99),
        Network(16, 192, 168), Network(15, 198, 18), Network(24, 198, 51, 100), Network(24, 203, 0, 113),
        Network(4, 224), Network(4, 240),
    ]

    // All but the global unicast addresses 2000::/3, and what is special among these.
    private static let specialV6 = [
        Network(3, 0), Network(2, 0x40), Network(1, 0x80), Network(23, 0x20, 0x01, 0x00),
        Network(32, 0x20, 0x01, 0x0D, 0xB8), Network(16, 0x20, 0x02), Network(20, 0x3F, 0xFF, 0x00),
    ]
}
