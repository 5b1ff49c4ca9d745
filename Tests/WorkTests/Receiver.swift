import Foundation
import Synchronization

/// A real HTTP server on this machine: what it answers depends on the path.
final class Receiver: Sendable {
    struct Request: Sendable {
        let path: String
        let headers: [String: String]
        let body: String
    }

    let port: Int
    private let listener: Int32
    private let received = Mutex<[Request]>([])

    init() throws {
        let door = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        listener = door
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(door, pointer, length) == 0 && listen(door, 16) == 0
                    && getsockname(door, pointer, &length) == 0
            }
        }
        guard bound else { throw CocoaError(.featureUnsupported) }
        port = Int(UInt16(bigEndian: address.sin_port))
        // Weakly, so that the server ends with the test.
        let reached: @Sendable () -> Receiver? = { [weak self] in self }
        Thread {
            while true {
                let connection = accept(door, nil, nil)
                guard connection >= 0 else { return }
                Thread { reached()?.answer(connection) }.start()
            }
        }.start()
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    var requests: [Request] { received.withLock { $0 } }

    func url(_ path: String, host: String = "127.0.0.1") -> String { "http://\(host):\(port)\(path)" }

    private func answer(_ connection: Int32) {
        defer { close(connection) }
        guard let request = read(connection) else { return }
        let earlier = received.withLock { all in
            all.append(request)
            return all.count { $0.path == request.path } - 1
        }
        switch request.path {
        case "/ok": write("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n", to: connection)
        case "/second":
            write(
                "HTTP/1.1 \(earlier == 0 ? "503 No" : "200 OK")\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
                to: connection)
        case "/elsewhere":
            write(
                "HTTP/1.1 302 Found\r\nLocation: \(url("/ok"))\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
                to: connection)
        case "/slow": Thread.sleep(forTimeInterval: 3)
        case "/huge":
            write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", to: connection)
            for _ in 0..<4096 { write(String(repeating: "x", count: 1024), to: connection) }
        default: break
        }
    }

    private func read(_ connection: Int32) -> Request? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            bytes += buffer[..<count]
            let parts = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n\r\n")
            guard parts.count >= 2 else { continue }
            let lines = parts[0].components(separatedBy: "\r\n")
            let headers = Dictionary(
                lines.dropFirst().compactMap { line -> (String, String)? in
                    line.firstIndex(of: ":").map { (line[..<$0].lowercased(), line[$0...].dropFirst(2).description) }
                }
            ) { first, _ in first }
            let body = parts.dropFirst().joined(separator: "\r\n\r\n")
            guard body.utf8.count >= Int(headers["content-length"] ?? "0") ?? 0 else { continue }
            return Request(path: String(lines[0].split(separator: " ")[1]), headers: headers, body: body)
        }
    }

    private func write(_ text: String, to connection: Int32) {
        let bytes = Array(text.utf8)
        _ = send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }
}
