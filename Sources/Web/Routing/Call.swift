package import HTTPTypes
package import NIOCore
package import Verger

/// One request, whoever makes it.
package struct Call: Sendable {
    package let site: Site
    /// What users quote when something went wrong.
    package let reference: String
    package let method: HTTPRequest.Method
    /// Without the query.
    package let path: String
    package let parameters: [String: String]
    package let query: Fields
    package let headers: HTTPFields
    package let body: ByteBuffer
    /// The server's name as the browser wrote it, with its port.
    package let host: String?
    /// Where it comes from; nil when that is unknown.
    package let address: String?
    package let now: Instant
    package var language: Language

    package init(
        site: Site, reference: String, method: HTTPRequest.Method, path: String, parameters: [String: String],
        query: Fields, headers: HTTPFields, body: ByteBuffer, host: String?, address: String?, now: Instant,
        language: Language
    ) {
        self.site = site
        self.reference = reference
        self.method = method
        self.path = path
        self.parameters = parameters
        self.query = query
        self.headers = headers
        self.body = body
        self.host = host
        self.address = address
        self.now = now
        self.language = language
    }

    /// The fields of a form.
    package var form: Fields {
        guard headers[.contentType]?.lowercased().hasPrefix("application/x-www-form-urlencoded") ?? false else {
            return Fields(multipart?.parts.filter { $0.file == nil }.map { (name: $0.name, value: $0.text) } ?? [])
        }
        return Fields(urlEncoded: String(buffer: body))
    }

    /// What a form with files brings; nil when this is none, or can't be read.
    package var multipart: Multipart? {
        headers[.contentType].flatMap(Multipart.boundary).flatMap { Multipart(body.readableBytesView, boundary: $0) }
    }

    /// The address with its query, as it was asked for.
    package var target: String { path + query.query }

    /// Whether htmx asks for a part of a page.
    package var wantsFragment: Bool { headers[.hxRequest] == "true" && headers[.hxHistoryRestoreRequest] != "true" }

    /// A cookie's value.
    package func cookie(_ name: String) -> String? { headers.cookie(name) }

    package func say(_ sentence: Sentence) -> String { sentence.text(in: language) }
}

extension HTTPFields {
    func cookie(_ name: String) -> String? {
        for header in self[values: .cookie] {
            for pair in header.utf8.split(separator: UInt8(ascii: ";")) {
                let pair = pair.drop { $0 == UInt8(ascii: " ") }
                if pair.starts(with: name.utf8), pair.dropFirst(name.utf8.count).first == UInt8(ascii: "=") {
                    return Substring(pair.dropFirst(name.utf8.count + 1)).trimmed
                }
            }
        }
        return nil
    }
}

extension HTTPField.Name {
    static let hxRequest = HTTPField.Name("HX-Request")!
    static let hxHistoryRestoreRequest = HTTPField.Name("HX-History-Restore-Request")!
    static let hxTarget = HTTPField.Name("HX-Target")!
    static let hxRetarget = HTTPField.Name("HX-Retarget")!
    static let hxReswap = HTTPField.Name("HX-Reswap")!
    static let hxRedirect = HTTPField.Name("HX-Redirect")!
    static let hxRefresh = HTTPField.Name("HX-Refresh")!
    static let hxTrigger = HTTPField.Name("HX-Trigger")!
    static let hxPushURL = HTTPField.Name("HX-Push-Url")!
    static let csrfToken = HTTPField.Name("X-CSRF-Token")!
}
