package import HTML
package import HTTPTypes
package import NIOCore
package import Verger

/// What a route gives back.
package struct Answer: Sendable {
    package enum Body: Sendable {
        case bytes([UInt8])
        /// Parts sent as they come, until there are no more or the reader goes away.
        case stream(@Sendable (_ send: @escaping @Sendable (ByteBuffer) async throws -> Void) async throws -> Void)
        /// Parts by their number from 0, each asked for when the reader has taken the one before; so many bytes in
        /// all, where that is known.
        case parts(length: Int?, @Sendable (Int) async throws -> ByteBuffer?)
    }

    package var status: HTTPResponse.Status
    package var headers: HTTPFields
    package var body: Body

    package init(status: HTTPResponse.Status = .ok, type: String? = nil, headers: HTTPFields = [:], _ bytes: [UInt8]) {
        self.status = status
        self.headers = headers
        body = .bytes(bytes)
        if let type { self.headers[.contentType] = type }
    }

    package init(
        streaming type: String,
        _ parts: @escaping @Sendable (@escaping @Sendable (ByteBuffer) async throws -> Void) async throws -> Void
    ) {
        status = .ok
        headers = [.contentType: type, .cacheControl: "no-store"]
        body = .stream(parts)
    }

    /// A file of which no more than a part is held at a time.
    package init(
        type: String, length: Int?, headers: HTTPFields = [:],
        parts: @escaping @Sendable (Int) async throws -> ByteBuffer?
    ) {
        status = .ok
        self.headers = headers
        self.headers[.contentType] = type
        body = .parts(length: length, parts)
    }

    /// A part of a page.
    package static func fragment(_ markup: Markup, status: HTTPResponse.Status = .ok) -> Answer {
        Answer(status: status, type: "text/html; charset=utf-8", markup.bytes)
    }

    package static func text(_ text: String, status: HTTPResponse.Status = .ok) -> Answer {
        Answer(status: status, type: "text/plain; charset=utf-8", Array(text.utf8))
    }

    package static func json(_ document: Document, status: HTTPResponse.Status = .ok) -> Answer {
        Answer(status: status, type: "application/json", Array(document.json().utf8))
    }

    /// To be looked at instead (303), after something was done.
    package static func redirect(to target: String) -> Answer {
        Answer(status: .seeOther, headers: [.location: target], [])
    }

    /// A file to keep under `name`.
    package static func download(_ bytes: [UInt8], name: String, type: String) -> Answer {
        Answer(
            type: type,
            headers: [
                .contentDisposition:
                    "attachment; filename=\"verger.\(name.split(separator: ".").last ?? "bin")\"; filename*=UTF-8''\(Fields.encoded(name))"
            ], bytes)
    }

    package static let nothing = Answer(status: .noContent, [])

    package func with(_ name: HTTPField.Name, _ value: String) -> Answer {
        var copy = self
        copy.headers.append(HTTPField(name: name, value: value))
        return copy
    }

    /// One sentence shown once, at the bottom of the next page; `undo` is posted when the person changes their mind.
    package func toast(_ sentence: String, undo: String? = nil) -> Answer {
        let note = Document.object([("text", .text(sentence)), ("undo", .text(orNull: undo))]).json()
        return with(.setCookie, "verger_toast=\(Fields.encoded(note)); Path=/; Max-Age=60; SameSite=Lax; HttpOnly")
    }
}
