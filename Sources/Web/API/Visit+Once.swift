import HTTPTypes
import NIOCore
package import Storage
import Verger

extension Visit {
    /// Writes and answers, in one transaction. With an `Idempotency-Key`, once: the same request gets the same answer
    /// again and nothing more is done; what failed may be tried again.
    package func once(_ act: (any SQLConnection) throws -> Answer) throws -> Answer {
        guard let key = call.headers[.idempotencyKey] else { return try write(act) }
        return try write { connection in
            let answers = KeptAnswers(connection, in: workspace.id)
            let fingerprint = call.fingerprint
            if let kept = try answers.find(key, at: now) {
                guard kept.fingerprint == fingerprint else { throw Refusal.invalid([Visit.keyReused]) }
                return try Answer(kept)
            }
            let answer = try act(connection)
            try answers.keep(answer.kept(fingerprint), as: key, at: now)
            return answer
        }
    }

    private static let keyReused = Problem(
        Sentence(
            fr: "cette clé a déjà servi à une autre demande\u{A0}: donnez-en une nouvelle à chaque demande",
            en: "this key was used for another request: give every request a new one"), path: "Idempotency-Key")
}

extension Call {
    /// What makes two requests the same: method, address and content.
    fileprivate var fingerprint: String {
        Secret.fingerprint(Array("\(method.rawValue) \(target)\n".utf8) + Array(body.readableBytesView))
    }
}

extension Answer {
    private static let keptHeaders: [HTTPField.Name] = [.contentType, .location, .eTag]

    fileprivate init(_ kept: KeptAnswers.Kept) throws {
        var fields: HTTPFields = [:]
        for (name, value) in try Document(json: kept.headers).pairs ?? [] {
            if let name = HTTPField.Name(name) { fields[name] = value.text }
        }
        fields[HTTPField.Name("Idempotency-Replayed")!] = "true"
        self.init(status: .init(code: kept.status), headers: fields, Array(kept.body.utf8))
    }

    fileprivate func kept(_ fingerprint: String) -> KeptAnswers.Kept {
        var text = ""
        if case .bytes(let bytes) = body { text = String(decoding: bytes, as: UTF8.self) }
        let headers = Answer.keptHeaders.compactMap { name in
            self.headers[name].map { (name.rawName, Document.text($0)) }
        }
        return KeptAnswers.Kept(
            fingerprint: fingerprint, status: status.code, headers: Document.object(headers).json(), body: text)
    }
}
