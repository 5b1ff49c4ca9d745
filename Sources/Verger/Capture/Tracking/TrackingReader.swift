/// Reads the bodies of requests of the Segment HTTP tracking specification.
package struct TrackingReader: Sendable {
    /// What a request asks for.
    package enum Endpoint: Hashable, Sendable {
        case call(TrackingCall.Kind)
        /// Calls together.
        case batch
        /// Calls of the past: their instants are right as they are.
        case history

        /// `batch` for `/v1/batch`, `b` as Segment's library for browsers calls it.
        package init?(_ name: String) {
            switch name {
            case "batch", "b": self = .batch
            case "import": self = .history
            default:
                let kind = TrackingCall.Kind.allCases.first { $0.rawValue == name || $0.rawValue.prefix(1) == name }
                guard let kind else { return nil }
                self = .call(kind)
            }
        }

        /// In bytes, inflated.
        package var bodyLimit: Int {
            switch self {
            case .call: TrackingReader.callLimit
            case .batch, .history: TrackingReader.batchLimit
            }
        }
    }

    package static let callLimit = 32 * 1024
    package static let batchLimit = 500 * 1024
    package static let callsLimit = 2500

    let receivedAt: Instant
    private let phone: @Sendable (String) -> String?

    /// `phone` gives a number in E.164, as the workspace reads it.
    package init(receivedAt: Instant, phone: @escaping @Sendable (String) -> String? = { _ in nil }) {
        self.receivedAt = receivedAt
        self.phone = phone
    }

    /// Throws when the request is refused as a whole: not JSON, too large, or a single call that can't be taken.
    package func delivery(_ body: String, to endpoint: Endpoint) throws(Problem) -> TrackingDelivery {
        guard body.utf8.count <= endpoint.bodyLimit else { throw TrackingSentences.tooLarge(endpoint.bodyLimit) }
        let document = try Document(json: body)
        guard document.pairs != nil else { throw Problem(TrackingSentences.notAnObject) }
        switch endpoint {
        case .call(let kind):
            let call = try call(document, as: kind, in: Envelope(document), path: "")
            return TrackingDelivery(
                writeKey: document["writeKey"]?.text, calls: [call].compactMap(\.self), problems: [],
                receivedAt: receivedAt)
        case .batch: return try batch(document, Envelope(document))
        case .history: return try batch(document, Envelope(document, isHistory: true))
        }
    }

    private func batch(_ document: Document, _ envelope: Envelope) throws(Problem) -> TrackingDelivery {
        guard let items = document["batch"]?.items else {
            throw Problem(TrackingSentences.noBatch, path: "batch")
        }
        guard items.count <= TrackingReader.callsLimit else {
            throw Problem(TrackingSentences.tooMany(TrackingReader.callsLimit), path: "batch")
        }
        var delivery = TrackingDelivery(
            writeKey: document["writeKey"]?.text, calls: [], problems: [], receivedAt: receivedAt)
        delivery.calls.reserveCapacity(items.count)
        for (index, item) in items.enumerated() {
            do throws(Problem) {
                if let call = try call(item, of: envelope, path: "batch[\(index)]") { delivery.calls.append(call) }
            } catch {
                delivery.problems.append(error)
            }
        }
        return delivery
    }

    private func call(_ item: Document, of envelope: Envelope, path: String) throws(Problem) -> TrackingCall? {
        guard item.pairs != nil else { throw Problem(TrackingSentences.notAnObject, path: path) }
        guard item.weight <= TrackingReader.callLimit else {
            throw TrackingSentences.tooLarge(TrackingReader.callLimit, path: path)
        }
        let type = item["type"]?.text ?? item["action"]?.text
        guard let type, let kind = TrackingCall.Kind(rawValue: type) else {
            throw Problem(TrackingSentences.unknownType(type), path: path + ".type")
        }
        return try call(item, as: kind, in: envelope, path: path)
    }

    /// Nil for a call that is not for us: `integrations: {Verger: false}`.
    private func call(
        _ document: Document, as kind: TrackingCall.Kind, in envelope: Envelope, path: String
    ) throws(Problem) -> TrackingCall? {
        if case .boolean(false)? = document["integrations"]?["Verger"]?.content { return nil }
        return try CallReading(document, kind, envelope, path: path, receivedAt: receivedAt, phone: phone).call()
    }
}

/// What a batch says for all of its calls.
struct Envelope {
    let context: Document?
    let sentAt: Instant?
    /// Whether instants are right as they are.
    let isHistory: Bool

    init(_ document: Document, isHistory: Bool = false) {
        context = document["context"]
        sentAt = document["sentAt"].flatMap { Instant(tracked: $0) }
        self.isHistory = isHistory
    }
}

extension Instant {
    /// ISO 8601, in UTC where it has no offset; or a number of seconds or milliseconds since 1970.
    init?(tracked document: Document) {
        switch document.content {
        case .text(let text): self.init(iso8601: text, in: .utc)
        case .number(let text):
            guard let number = Double(text), number > 0, number < 1e15 else { return nil }
            self.init(microseconds: Int64((number < 1e11 ? number * 1_000_000 : number * 1000).rounded()))
        case .null, .boolean, .list, .object: return nil
        }
    }
}

extension Document {
    /// About how many bytes it takes as JSON.
    var weight: Int {
        switch content {
        case .null, .boolean: 5
        case .number(let text): text.utf8.count + 1
        case .text(let text): text.utf8.count + 3
        case .list(let items): items.reduce(2) { $0 + $1.weight }
        case .object(let pairs): pairs.reduce(2) { $0 + $1.key.utf8.count + 3 + $1.value.weight }
        }
    }
}
