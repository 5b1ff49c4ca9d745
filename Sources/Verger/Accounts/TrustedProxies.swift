import Foundation

/// The proxies that are believed when they say for whom they ask: `127.0.0.0/8,::1,10.0.0.0/8`.
package struct TrustedProxies: Hashable, Sendable {
    private let networks: [InternetAddress.Network]

    /// Those on the same machine.
    package static let loopback = TrustedProxies(
        networks: [
            .init(length: 8, bytes: [127, 0, 0, 0]), .init(length: 128, bytes: [UInt8](repeating: 0, count: 15) + [1]),
        ])

    private init(networks: [InternetAddress.Network]) { self.networks = networks }

    /// Addresses and networks (CIDR, RFC 4632), with commas between; nil when one of them is none. `none` trusts nobody.
    package init?(text: String) {
        if text.trimmed == "none" {
            networks = []
            return
        }
        var networks: [InternetAddress.Network] = []
        for part in text.split(separator: ",") {
            let pieces = part.trimmed.split(separator: "/", omittingEmptySubsequences: false)
            guard let bytes = pieces.first.flatMap({ TrustedProxies.bytes(String($0)) }), pieces.count <= 2 else {
                return nil
            }
            let most = bytes.count * 8
            let length = pieces.count == 2 ? Int(pieces[1]) : most
            guard let length, (0...most).contains(length) else { return nil }
            networks.append(.init(length: length, bytes: bytes))
        }
        guard !networks.isEmpty else { return nil }
        self.networks = networks
    }

    /// Whether `address` is one of them. An IPv4 address in the form of an IPv6 one is the IPv4 address.
    package func contains(_ address: String) -> Bool {
        guard let bytes = TrustedProxies.bytes(String(address.prefix { $0 != "%" })) else { return false }
        return networks.contains { network in
            (network.bytes.count == bytes.count) && network.contains(bytes)
        }
    }

    /// Who asks, by what a chain of proxies wrote in `X-Forwarded-For`: the last one that is not a proxy of ours.
    package func origin(peer: String, forwarded: [String]) -> String {
        var origin = peer
        for address in forwarded.reversed() {
            guard origin.isEmpty || contains(origin) else { return origin }
            let bare = TrustedProxies.withoutPort(address.trimmed)
            // What is no address was made up.
            guard TrustedProxies.bytes(bare) != nil else { return origin }
            origin = bare
        }
        return origin
    }

    /// `[::1]:443` and `192.0.2.1:443` as some proxies write them.
    private static func withoutPort(_ text: String) -> String {
        if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
            return String(text[text.index(after: text.startIndex)..<end])
        }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count == 2 ? String(parts[0]) : text
    }

    private static func bytes(_ text: String) -> [UInt8]? {
        var four = [UInt8](repeating: 0, count: 4)
        if inet_pton(AF_INET, text, &four) == 1 { return four }
        var sixteen = [UInt8](repeating: 0, count: 16)
        guard inet_pton(AF_INET6, text, &sixteen) == 1 else { return nil }
        let isMapped = sixteen[..<10].allSatisfy { $0 == 0 } && sixteen[10] == 0xFF && sixteen[11] == 0xFF
        return isMapped ? Array(sixteen[12...]) : sixteen
    }
}
