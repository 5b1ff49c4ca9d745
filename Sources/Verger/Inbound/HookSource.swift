/// A program that sends what it knows, in its own words, to an address that only it and we know.
package struct HookSource: Hashable, Sendable, Identifiable {
    /// How a source proves that a body is its own.
    package enum Signing: Hashable, Sendable {
        case none
        /// A header with the HMAC-SHA256 of the body, in hexadecimal or base64, after a prefix: `sha256=…`.
        case digest(header: String, prefix: String)
        /// A header `t=…,v1=…`, with the HMAC-SHA256 of `t.body` in hexadecimal.
        case timestamped(header: String)

        package var header: String? {
            switch self {
            case .none: nil
            case .digest(let header, _), .timestamped(let header): header
            }
        }
    }

    package let id: Int64
    package var name: String
    package var signing: Signing
    package var map: HookMapDraft
    /// Whether bodies are taken; else they are refused.
    package var isActive: Bool
    package let createdAt: Instant

    package init(
        id: Int64, name: String, signing: Signing = .none, map: HookMapDraft = .init(), isActive: Bool = true,
        createdAt: Instant
    ) throws(Problem) {
        guard let name = name.trimmedOrNil, name.count <= 100, name.isOneLine else { throw .noName }
        if let header = signing.header {
            let isSound =
                !header.isEmpty && header.utf8.count <= 100
                && header.utf8.allSatisfy {
                    ($0 | 0x20) >= 97 && ($0 | 0x20) <= 122 || $0 == 45 || $0 >= 48 && $0 <= 57
                }
            guard isSound else { throw .badHeader }
        }
        self.id = id
        self.name = name
        self.signing = signing
        self.map = map
        self.isActive = isActive
        self.createdAt = createdAt
    }

    package enum Problem: Error, Hashable, Sendable {
        case noName, badHeader, noSecret
        /// Another one is called so.
        case taken

        package var field: String {
            switch self {
            case .noName, .taken: "name"
            case .badHeader: "header"
            case .noSecret: "secret"
            }
        }

        package var sentence: Sentence {
            switch self {
            case .noName:
                Sentence(
                    fr: "un nom d’une ligne est attendu, par exemple Typeform du site",
                    en: "a name of one line is expected, such as Typeform of the site")
            case .taken: Sentence(fr: "une autre source s’appelle ainsi", en: "another source is called so")
            case .badHeader:
                Sentence(
                    fr: "un nom d’en-tête est attendu, par exemple X-Hub-Signature-256",
                    en: "the name of a header is expected, such as X-Hub-Signature-256")
            case .noSecret:
                Sentence(
                    fr: "le secret de signature que donne le programme est attendu",
                    en: "the signing secret that the program gives is expected")
            }
        }
    }

    /// In bytes, inflated.
    package static let bodyLimit = 1 << 20
    /// How long bodies are kept.
    package static let daysKept = 30
    /// A signed body that is older proves nothing any more.
    package static let tolerance = 5 * Instant.minute
}

extension HookSource.Signing {
    package var document: Document {
        switch self {
        case .none: .object([])
        case .digest(let header, let prefix):
            .object([("style", "digest"), ("header", .text(header)), ("prefix", .text(prefix))])
        case .timestamped(let header): .object([("style", "timestamped"), ("header", .text(header))])
        }
    }

    package init(_ document: Document) {
        let header = document["header"]?.text ?? ""
        switch document["style"]?.text {
        case "digest": self = .digest(header: header, prefix: document["prefix"]?.text ?? "")
        case "timestamped": self = .timestamped(header: header)
        default: self = .none
        }
    }

    /// What a header claims: over which text, and the codes of which one must be right. Nil when it claims nothing, or
    /// something too old.
    package func claim(_ value: String, at now: Instant) -> (prefix: String, codes: [String])? {
        switch self {
        case .none: return nil
        case .digest(_, let prefix):
            let value = value.trimmed
            guard value.utf8.count <= 1000, value.hasPrefix(prefix) else { return nil }
            return ("", [String(value.dropFirst(prefix.count))])
        case .timestamped:
            guard value.utf8.count <= 4000 else { return nil }
            let parts = value.split(separator: ",").map { $0.split(separator: "=", maxSplits: 1).map { $0.trimmed } }
            let time = parts.first { $0.count == 2 && $0[0] == "t" }?[1]
            let codes = parts.filter { $0.count == 2 && $0[0] == "v1" }.prefix(5).map { $0[1] }
            guard let time, let seconds = Int64(time), seconds > 0, seconds < 100_000_000_000, !codes.isEmpty,
                abs(now - Instant(seconds: seconds)) <= HookSource.tolerance
            else { return nil }
            return ("\(time).", codes)
        }
    }
}

/// A body that came in, as it is kept for a while.
package struct HookDelivery: Hashable, Sendable, Identifiable {
    package enum State: String, CaseIterable, Sendable {
        /// All of it was recorded.
        case taken
        /// The map means none of it.
        case ignored
        /// Something of it waits for another map.
        case held
        /// It is no JSON.
        case unreadable

        package var label: Sentence {
            switch self {
            case .taken: Sentence(fr: "pris", en: "taken")
            case .ignored: Sentence(fr: "laissé de côté", en: "left aside")
            case .held: Sentence(fr: "en attente", en: "waiting")
            case .unreadable: Sentence(fr: "illisible", en: "unreadable")
            }
        }
    }

    package let id: Int64
    package let source: Int64
    package let receivedAt: Instant
    package let lastAt: Instant
    /// How often the same body came.
    package let times: Int
    package let state: State
    package let body: String

    package init(
        id: Int64, source: Int64, receivedAt: Instant, lastAt: Instant, times: Int, state: State, body: String
    ) {
        self.id = id
        self.source = source
        self.receivedAt = receivedAt
        self.lastAt = lastAt
        self.times = times
        self.state = state
        self.body = body
    }
}
