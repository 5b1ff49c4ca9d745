package import HTTPTypes

/// What programs are told about a route and what is asked of their requests: the source of the OpenAPI document, and
/// what `Operation.admit` holds them to.
package struct Operation: Sendable {
    /// A value in the address after the `?`.
    package struct Parameter: Sendable {
        package let name: String
        package let schema: Schema

        package init(_ name: String, _ schema: Schema) {
            self.name = name
            self.schema = schema
        }
    }

    /// The content of a request.
    package struct Content: Sendable {
        package let schema: Schema
        /// Media types, the usual one first.
        package let types: [String]

        package static func json(_ schema: Schema) -> Content { Content(schema: schema, types: ["application/json"]) }

        /// A part of a record: what it does not name stays (RFC 7396).
        package static func patch(_ schema: Schema) -> Content {
            Content(schema: schema, types: ["application/merge-patch+json", "application/json"])
        }

        /// A document that people write.
        package static func jsonOrYAML(_ schema: Schema) -> Content {
            Content(schema: schema, types: ["application/json", "application/yaml"])
        }
    }

    /// One way in which it answers.
    package struct Reply: Sendable {
        package let status: HTTPResponse.Status
        package let note: String
        /// Nil for an answer without content.
        package let schema: Schema?
        package var headers: [String]

        package init(
            _ status: HTTPResponse.Status = .ok, _ note: String, _ schema: Schema? = nil, headers: [String] = []
        ) {
            self.status = status
            self.note = note
            self.schema = schema
            self.headers = headers
        }
    }

    package let summary: String
    /// What it does beside what the summary says, in CommonMark.
    package let note: String
    package let parameters: [Parameter]
    package let content: Content?
    package let replies: [Reply]
    /// Whether an edit must say, by `If-Match`, what it edits.
    package private(set) var needsVersion = false
    /// Whether an edit may say so, and is refused when that is no longer what is there.
    package private(set) var heedsVersion = false
    /// Whether a request that is repeated with the same `Idempotency-Key` does nothing more.
    package private(set) var isRepeatable = false

    package init(
        _ summary: String, _ note: String = "", query parameters: [Parameter] = [], content: Content? = nil,
        answers replies: [Reply] = [Reply(.ok, "Done.", .anything)]
    ) {
        self.summary = summary
        self.note = note
        self.parameters = parameters
        self.content = content
        self.replies = replies
    }

    /// An edit that must say, by `If-Match`, which version it edits.
    package var ofVersion: Operation { changed { ($0.needsVersion, $0.heedsVersion) = (true, true) } }

    /// An edit that may say so: `Call.admits`.
    package var ofGivenVersion: Operation { changed { $0.heedsVersion = true } }

    /// An act that can be repeated without harm: it keeps its answers by `Visit.once`.
    package var onceOnly: Operation { changed { $0.isRepeatable = true } }

    /// `listContacts`, from "List contacts".
    package var id: String {
        let words = summary.split { !$0.isLetter && !$0.isNumber }
        return words.enumerated().map { index, word in
            index == 0 ? word.lowercased() : word.prefix(1).uppercased() + word.dropFirst()
        }.joined()
    }

    private func changed(_ change: (inout Operation) -> Void) -> Operation {
        var copy = self
        change(&copy)
        return copy
    }
}
