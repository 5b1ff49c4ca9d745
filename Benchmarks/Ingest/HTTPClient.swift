import Foundation

/// One connection to a server on this machine, kept open; requests wait for their answers.
final class HTTPClient {
    enum Failure: Error {
        case noConnection
        case answer(String)
    }

    private let socket: Int32
    private var buffer = [UInt8](repeating: 0, count: 16 * 1024)

    init(port: Int) throws {
        socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        let code = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard code == 0 else { throw Failure.noConnection }
        var one: Int32 = 1
        setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
    }

    deinit {
        close(socket)
    }

    /// A whole request as it goes over the wire.
    static func request(_ path: String, key: String, _ body: String) -> [UInt8] {
        let authorization = Data("\(key):".utf8).base64EncodedString()
        let head = """
            POST \(path) HTTP/1.1\r
            Host: localhost\r
            Authorization: Basic \(authorization)\r
            Content-Type: application/json\r
            Content-Length: \(body.utf8.count)\r
            \r

            """
        return Array(head.utf8) + Array(body.utf8)
    }

    /// What a page of a site sends.
    static func hit(_ body: String) -> [UInt8] {
        let head = """
            POST /verger/hits HTTP/1.1\r
            Host: localhost\r
            Origin: https://borie.example\r
            User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0\r
            Content-Type: text/plain;charset=UTF-8\r
            Content-Length: \(body.utf8.count)\r
            \r

            """
        return Array(head.utf8) + Array(body.utf8)
    }

    /// Sends a request and waits for its answer, which must be 200.
    func send(_ request: [UInt8]) throws {
        var sent = 0
        while sent < request.count {
            let count = request[sent...].withUnsafeBytes { write(socket, $0.baseAddress, $0.count) }
            guard count > 0 else { throw Failure.noConnection }
            sent += count
        }
        var answer = ""
        // Answers are short: nearly always one part.
        while !answer.contains("\r\n\r\n") || !answer.hasSuffix("}") {
            let count = read(socket, &buffer, buffer.count)
            guard count > 0 else { throw Failure.noConnection }
            answer += String(decoding: buffer[..<count], as: UTF8.self)
        }
        guard answer.hasPrefix("HTTP/1.1 200") else { throw Failure.answer(answer) }
    }
}
