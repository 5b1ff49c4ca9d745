internal import CCurl
internal import Foundation
package import Verger

/// A connection to a mail server, kept open from one message to the next. Used from one thread at a time; blocks.
package final class MailLine {
    package struct Timeouts: Sendable {
        package var connection: Duration = .seconds(10)
        /// For one message, connection included.
        package var message: Duration = .seconds(60)

        package init() {}
    }

    private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    private let server: MailServer
    private let handle: UnsafeMutableRawPointer

    /// Nil when the machine has no room for a connection.
    package init?(to server: MailServer, password: String?, timeouts: Timeouts = Timeouts()) {
        guard MailLine.isReady, let handle = curl_easy_init() else { return nil }
        self.server = server
        self.handle = handle
        ccurl_set_string(handle, CURLOPT_URL, MailLine.url(of: server))
        ccurl_set_string(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        ccurl_set_string(handle, CURLOPT_PROXY, "")
        ccurl_set_long(handle, CURLOPT_NOSIGNAL, 1)
        ccurl_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, Int(timeouts.connection / .milliseconds(1)))
        ccurl_set_long(handle, CURLOPT_SERVER_RESPONSE_TIMEOUT, max(1, Int(timeouts.message / .seconds(1))))
        ccurl_set_long(handle, CURLOPT_TIMEOUT_MS, Int(timeouts.message / .milliseconds(1)))
        let encryption = server.security == .none ? CURLUSESSL_NONE : CURLUSESSL_ALL
        ccurl_set_long(handle, CURLOPT_USE_SSL, Int(encryption.rawValue))
        ccurl_set_long(handle, CURLOPT_UPLOAD, 1)
        if let username = server.username {
            ccurl_set_string(handle, CURLOPT_USERNAME, username)
            ccurl_set_string(handle, CURLOPT_PASSWORD, password ?? "")
        }
        if let authority = server.authority {
            let bytes = Array(authority.utf8)
            ccurl_set_bytes(handle, CURLOPT_CAINFO_BLOB, bytes, bytes.count)
        }
        ccurl_set_reader(handle, MailLine.read)
        ccurl_set_header_writer(handle, MailLine.listen)
    }

    deinit { curl_easy_cleanup(handle) }

    /// The name after the last slash is what we say to be: the domain of the sender.
    private static func url(of server: MailServer) -> String {
        let host = server.host.contains(":") ? "[\(server.host)]" : server.host
        let scheme = server.security == .tls ? "smtps" : "smtp"
        return "\(scheme)://\(host):\(server.port)/\(server.sender.address.domain)"
    }

    /// Hands a message over; the server is answerable for it when this returns.
    package func send(_ message: Message) throws(SendingFailure) {
        let exchange = Exchange(message.bytes)
        let (result, words) = perform(exchange, from: message.from.address, to: message.letter.to.address)
        guard result != CURLE_OK else { return }
        throw failure(result, words, exchange.reply)
    }

    private func perform(_ exchange: Exchange, from: EmailAddress, to: EmailAddress) -> (CURLcode, String) {
        let recipients = curl_slist_append(nil, "<\(to.written)>")
        defer { curl_slist_free_all(recipients) }
        ccurl_set_string(handle, CURLOPT_MAIL_FROM, "<\(from.written)>")
        ccurl_set_list(handle, CURLOPT_MAIL_RCPT, recipients)
        var words = [CChar](repeating: 0, count: Int(CURL_ERROR_SIZE))
        let result = words.withUnsafeMutableBufferPointer { buffer in
            withExtendedLifetime(exchange) {
                let context = Unmanaged.passUnretained(exchange).toOpaque()
                ccurl_set_pointer(handle, CURLOPT_ERRORBUFFER, buffer.baseAddress)
                ccurl_set_pointer(handle, CURLOPT_READDATA, context)
                ccurl_set_pointer(handle, CURLOPT_HEADERDATA, context)
                defer {
                    ccurl_set_pointer(handle, CURLOPT_ERRORBUFFER, nil)
                    // The line is closed later, when nobody listens any more.
                    ccurl_set_pointer(handle, CURLOPT_HEADERDATA, nil)
                }
                return curl_easy_perform(handle)
            }
        }
        return (result, String(decoding: words.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
    }

    // MARK: What curl calls

    /// The bytes still to be sent, and what the server said last.
    private final class Exchange {
        private let bytes: [UInt8]
        private var sent = 0
        /// The last refusal.
        private(set) var reply: SendingFailure.Reply?

        init(_ bytes: [UInt8]) { self.bytes = bytes }

        func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
            let count = min(buffer.count, bytes.count - sent)
            bytes[sent..<sent + count].withUnsafeBytes { buffer.copyMemory(from: $0) }
            sent += count
            return count
        }

        /// `550-5.1.1 No such user`: what follows the code, of all lines of one answer.
        func listen(to line: String) {
            let line = String(line.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }.prefix(300))
            guard let code = Int(line.prefix(3)), code >= 400 else { return }
            let words = line.dropFirst(4)
            guard let reply, reply.code == code, reply.text.count < 300 else {
                self.reply = .init(code: code, text: line.replacing("\(code)-", with: "\(code) "))
                return
            }
            self.reply = .init(code: code, text: "\(reply.text) \(words)")
        }
    }

    private static let read: @convention(c) (UnsafeMutablePointer<CChar>?, Int, Int, UnsafeMutableRawPointer?) -> Int =
        {
            bytes, size, count, context in
            guard let bytes, let context else { return 0 }
            let exchange = Unmanaged<Exchange>.fromOpaque(context).takeUnretainedValue()
            return exchange.read(into: .init(start: bytes, count: size * count))
        }

    private static let listen:
        @convention(c) (UnsafeMutablePointer<CChar>?, Int, Int, UnsafeMutableRawPointer?) -> Int = {
            bytes, size, count, context in
            guard let bytes, let context else { return size * count }
            let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
            Unmanaged<Exchange>.fromOpaque(context).takeUnretainedValue().listen(
                to: String(decoding: line, as: UTF8.self))
            return size * count
        }

    // MARK: What went wrong

    private func failure(
        _ result: CURLcode, _ words: String, _ reply: SendingFailure.Reply?
    ) -> SendingFailure {
        switch result {
        case CURLE_COULDNT_RESOLVE_HOST: return .unknownHost(server.host)
        case CURLE_COULDNT_CONNECT: return .unreachable("\(server.host):\(server.port)")
        case CURLE_OPERATION_TIMEDOUT: return .noAnswer
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE: return .untrusted
        case CURLE_USE_SSL_FAILED: return .noEncryption
        default: break
        }
        let text = words.isEmpty ? String(cString: curl_easy_strerror(result)) : words
        guard let reply else { return .server(text) }
        if result == CURLE_LOGIN_DENIED { return .login(reply) }
        // 421: the server is about to close (RFC 5321, 3.8), whatever was asked.
        if reply.code == 421 || words.hasPrefix("Got unexpected") { return .server(reply.text) }
        if words.hasPrefix("MAIL") { return .sender(reply) }
        if words.hasPrefix("RCPT") { return .recipient(reply) }
        let isAnswer = result == CURLE_WEIRD_SERVER_REPLY || result == CURLE_SEND_ERROR || result == CURLE_RECV_ERROR
        return isAnswer ? .content(reply) : .server(text)
    }
}
