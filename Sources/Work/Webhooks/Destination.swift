internal import CCurl
internal import Foundation
internal import Verger

/// Where a message goes: a web address with the IP address that its name stood for when it was checked. The message goes
/// to that very address, so that a name that changes its mind in between leads nowhere.
struct Destination {
    let url: String
    let host: String
    let port: Int
    /// As curl writes it in `CURLOPT_CONNECT_TO`: in brackets for IPv6.
    let address: String

    enum Problem: Error {
        case unreadable
        case unknownHost
        case privateAddress

        var sentence: Sentence {
            switch self {
            case .unreadable: Sentence(fr: "adresse web illisible", en: "unreadable web address")
            case .unknownHost:
                Sentence(
                    fr: "ce nom de machine n’existe pas, ou le DNS ne répond pas",
                    en: "this host name does not exist, or the DNS does not answer")
            case .privateAddress:
                Sentence(
                    fr: "cette adresse mène à un réseau privé, ce que l’instance interdit",
                    en: "this address leads to a private network, which the instance forbids")
            }
        }
    }

    /// Looks the name up. Unless `allowsPrivate`, one address that is not public is enough to refuse.
    init(_ url: String, allowsPrivate: Bool) throws(Problem) {
        let parts = try Destination.parts(of: url)
        let addresses = try Destination.addresses(of: parts.host, port: parts.port)
        guard let first = addresses.first else { throw .unknownHost }
        guard allowsPrivate || addresses.allSatisfy(\.address.isPublic) else { throw .privateAddress }
        self.url = url
        host = parts.host
        port = parts.port
        address = first.address.bytes.count == 4 ? first.text : "[\(first.text)]"
    }

    /// As curl itself will read it.
    private static func parts(of url: String) throws(Problem) -> (host: String, port: Int) {
        guard let handle = curl_url() else { throw .unreadable }
        defer { curl_url_cleanup(handle) }
        guard curl_url_set(handle, CURLUPART_URL, url, 0) == CURLUE_OK,
            let host = part(CURLUPART_HOST, of: handle),
            let port = part(CURLUPART_PORT, of: handle, flags: UInt32(CURLU_DEFAULT_PORT)).flatMap({ Int($0) })
        else { throw .unreadable }
        return (host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host, port)
    }

    private static func part(_ part: CURLUPart, of handle: OpaquePointer, flags: UInt32 = 0) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_get(handle, part, &text, flags) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }

    private static func addresses(
        of host: String, port: Int
    ) throws(Problem) -> [(address: InternetAddress, text: String)] {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, String(port), &hints, &list) == 0 else { throw .unknownHost }
        defer { freeaddrinfo(list) }
        var result: [(address: InternetAddress, text: String)] = []
        var next = list
        while let info = next?.pointee {
            next = info.ai_next
            guard let socketAddress = info.ai_addr, let bytes = bytes(of: socketAddress, family: info.ai_family),
                let address = InternetAddress(bytes)
            else { continue }
            var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
            guard inet_ntop(info.ai_family, bytes, &text, socklen_t(text.count)) != nil else { continue }
            result.append(
                (address, String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)))
        }
        return result
    }

    private static func bytes(of address: UnsafeMutablePointer<sockaddr>, family: Int32) -> [UInt8]? {
        switch family {
        case AF_INET:
            address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { pointer in
                withUnsafeBytes(of: pointer.pointee.sin_addr) { Array($0) }
            }
        case AF_INET6:
            address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { pointer in
                withUnsafeBytes(of: pointer.pointee.sin6_addr) { Array($0) }
            }
        default: nil
        }
    }
}
