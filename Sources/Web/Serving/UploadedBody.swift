import Hummingbird
import NIOCore
import Verger

/// A form that brings one file (RFC 7578), read as it comes: first the fields before the file, then the bytes of the file,
/// never more than a part of it at a time.
package final class UploadedBody {
    private static let longestHead = 256 * 1024

    private var parts: RequestBody.AsyncIterator
    private let mark: [UInt8]
    private let limit: Int
    private let patience: Duration
    private let slowest: Double
    private let start = ContinuousClock.now
    private var buffer: [UInt8] = []
    private var received = 0
    private var isAtEnd = false
    /// As the browser names it; nil when the form has no file.
    package private(set) var fileName: String?
    private var hasFile = false

    init(_ body: RequestBody, boundary: String, limit: Int, patience: Duration, slowest: Double) {
        parts = body.makeAsyncIterator()
        mark = Array("--\(boundary)".utf8)
        self.limit = limit
        self.patience = patience
        self.slowest = slowest
    }

    /// A form of the fields that come before the file.
    func fields() async throws -> [UInt8] {
        while true {
            if let fields = try head() { return fields }
            guard buffer.count <= UploadedBody.longestHead else {
                throw Refusal.tooLarge(limit: UploadedBody.longestHead)
            }
            guard try await receive() else { return buffer }
        }
    }

    /// Nil as long as the head of the file has not come.
    private func head() throws -> [UInt8]? {
        guard buffer.count >= mark.count else { return nil }
        guard buffer.starts(with: mark) else { throw UploadedBody.malformed }
        var place = mark.count
        while place + 2 <= buffer.count {
            if buffer[place...].starts(with: Array("--".utf8)) { return buffer }
            guard let end = Multipart.end(of: [13, 10, 13, 10], in: buffer, from: place) else { return nil }
            guard let disposition = Multipart.disposition(buffer[place..<end]) else { throw UploadedBody.malformed }
            if let name = disposition.file {
                let fields = Array(buffer[..<(place - mark.count)]) + mark + Array("--\r\n".utf8)
                fileName = name
                hasFile = true
                buffer.removeFirst(end + 4)
                // The mark that ends an empty file begins with the end of the head.
                buffer.insert(contentsOf: [13, 10], at: 0)
                skip = 2
                return fields
            }
            guard let next = Multipart.end(of: [13, 10] + mark, in: buffer, from: end + 2) else { return nil }
            place = next + 2 + mark.count
        }
        return nil
    }

    /// Bytes at the start of the buffer that are not of the file.
    private var skip = 0

    /// The next bytes of the file; nil after the last ones. Throws `Refusal` for a body that is too large, too slow or cut.
    package func next() async throws -> [UInt8]? {
        guard hasFile else { return nil }
        let end = [13, 10] + mark
        while true {
            if let place = Multipart.end(of: end, in: buffer, from: 0) {
                let bytes = Array(buffer[min(skip, place)..<place])
                hasFile = false
                buffer = []
                while try await receive() { buffer = [] }
                return bytes.isEmpty ? nil : bytes
            }
            let sure = buffer.count - end.count
            if sure > 1 << 16 {
                let bytes = Array(buffer[skip..<sure])
                buffer.removeFirst(sure)
                skip = 0
                return bytes
            }
            guard try await receive() else { throw UploadedBody.malformed }
        }
    }

    private func receive() async throws -> Bool {
        guard !isAtEnd, let part = try await parts.next() else {
            isAtEnd = true
            return false
        }
        received += part.readableBytes
        guard received <= limit else { throw Refusal.tooLarge(limit: limit) }
        let time = ContinuousClock.now - start
        if time > patience / 2, Double(received) < slowest * time.seconds { throw Refusal.tooSlow }
        buffer += part.readableBytesView
        return true
    }

    private static let malformed = Refusal.malformed(
        Sentence(
            fr: "L’envoi s’est interrompu\u{A0}: rien n’a été gardé. Envoyez le fichier de nouveau.",
            en: "The upload broke off: nothing was kept. Send the file again."))
}
