import Exchange
import HTTPTypes
import NIOCore
import Storage
import Verger
import Work

/// Where programs send what they know in their own words. A body is answered when it is on disk, whatever it is.
enum HookPoint {
    static let routes = [
        Route(.post, "/hooks/{workspace}/{key}", open: receive).accepting(bytes: HookSource.bodyLimit)
    ]

    @Sendable private static func receive(_ call: Call) throws -> Answer {
        guard let key = call.parameters["key"], key.utf8.count <= 200 else { return InboundAnswer.unknown(call) }
        let found = try call.site.database.read { connection in
            try HookSources.source(withSecret: key, on: connection).map { found in
                (
                    found.workspace, found.source,
                    try HookSources(connection, in: found.workspace.id)
                        .signingSecret(of: found.source.id)
                )
            }
        }
        guard let (workspace, source, secret) = found, workspace.slug == call.parameters["workspace"] else {
            return InboundAnswer.unknown(call)
        }
        guard source.isActive else {
            return InboundAnswer.refused(.serviceUnavailable, "paused", Words.paused, call)
        }
        let bytes: [UInt8]
        do throws(Inflation.Failure) {
            bytes = try call.inflatedBody(limit: HookSource.bodyLimit)
        } catch {
            return error == .tooLarge
                ? InboundAnswer.refused(.contentTooLarge, "too_large", Words.tooLarge, call)
                : InboundAnswer.refused(.badRequest, "unreadable_encoding", Words.encoding, call)
        }
        let isOwn = HookProof.holds(
            source.signing, source.signing.header.flatMap { HTTPField.Name($0) }.flatMap { call.headers[$0] },
            body: bytes, secret: secret ?? "", at: call.now)
        guard isOwn, source.signing == .none || secret != nil else {
            try call.site.database.write {
                try HookSources($0, in: workspace.id).noteRefusal(source.id, at: call.now)
            }
            return InboundAnswer.refused(.unauthorized, "wrong_signature", Words.signature, call)
        }
        guard let text = call.jsonText(bytes) else {
            return InboundAnswer.refused(.unsupportedMediaType, "wrong_type", Words.type, call)
        }
        let outcome = try call.site.database.write { connection in
            try HookIntake(connection, in: workspace, at: call.now, phone: { PhoneNumbers.e164($0, region: $1) })
                .receive(text, of: source)
        }
        call.site.bell.ring(workspace.id)
        return answer(outcome, call)
    }

    private static func answer(_ outcome: HookIntake.Outcome, _ call: Call) -> Answer {
        switch outcome.state {
        case .unreadable: InboundAnswer.refused(.unprocessableContent, "not_json", Words.unreadable, call)
        case .taken, .ignored, .held:
            InboundAnswer.said(
                [
                    ("state", .text(outcome.state.rawValue)), ("delivery", .number(Int(outcome.delivery))),
                    ("repeated", Document(.boolean(outcome.isRepeated))),
                ], status: outcome.state == .held ? .accepted : .ok)
        }
    }

    private enum Words {
        static let paused = Sentence(
            fr: "cette source est en pause\u{202F}; envoyez plus tard", en: "this source is paused; send later")
        static let tooLarge = Sentence(fr: "plus de 1 Mo", en: "more than 1 MB")
        static let encoding = Sentence(
            fr: "corps illisible\u{202F}; envoyez-le tel quel ou compressé par gzip",
            en: "unreadable body; send it as it is or compressed by gzip")
        static let signature = Sentence(
            fr: "signature manquante, fausse ou trop vieille", en: "missing, wrong or outdated signature")
        static let type = Sentence(
            fr: "envoyez «\u{A0}application/json\u{A0}» en UTF-8", en: "send “application/json” in UTF-8")
        static let unreadable = Sentence(
            fr: "ce n’est pas du JSON\u{202F}; le corps est gardé dans le journal de la source",
            en: "this is not JSON; the body is kept in the log of the source")
    }
}

extension Call {
    /// The body as it was before it was compressed.
    func inflatedBody(limit: Int) throws(Inflation.Failure) -> [UInt8] {
        switch headers[.contentEncoding]?.trimmed.lowercased() {
        case nil, "", "identity":
            guard body.readableBytes <= limit else { throw .tooLarge }
            return Array(body.readableBytesView)
        case "gzip", "x-gzip", "deflate": return try Inflation.inflated(body, limit: limit)
        default: throw .unreadable
        }
    }

    /// The text of a body that is JSON by its type, or a form written as JSON; nil for other types and what is not UTF-8.
    fileprivate func jsonText(_ bytes: [UInt8]) -> String? {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        let type = headers[.contentType]?.prefix { $0 != ";" }.trimmed.lowercased() ?? ""
        if type == "application/x-www-form-urlencoded" {
            var pairs: [(String, Document)] = []
            for (name, value) in Fields(urlEncoded: text).all.prefix(500) where !pairs.contains(where: { $0.0 == name })
            {
                pairs.append((name, .text(value)))
            }
            return Document.object(pairs).json()
        }
        return type == "application/json" || type.hasSuffix("+json") || type == "text/json" || type == "text/plain"
            ? text : nil
    }
}
