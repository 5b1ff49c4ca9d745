import HTTPTypes
import Mail
import NIOCore
import Storage
import Verger
import Work

/// Where mail servers bring in the mails of a workspace, raw, one a request. It answers when what became of a mail is on disk.
enum MailPoint {
    static let routes = [
        Route(.post, "/mail/{workspace}", open: receive).accepting(bytes: MailParser.limit, from: isKnown),
        Route(.post, "/mail/{workspace}/{key}", open: receive).accepting(bytes: MailParser.limit, from: isKnown),
    ]

    @Sendable private static func isKnown(_ call: Call) throws -> Bool { try owner(of: call) != nil }

    @Sendable private static func receive(_ call: Call) throws -> Answer {
        guard let workspace = try owner(of: call) else {
            var answer = InboundAnswer.refused(.unauthorized, "wrong_key", wrongKey, call)
            answer.headers[.wwwAuthenticate] = "Bearer realm=\"Verger\""
            return answer
        }
        let type = call.headers[.contentType]?.prefix { $0 != ";" }.trimmed.lowercased()
        guard type == "message/rfc822" else {
            return InboundAnswer.refused(.unsupportedMediaType, "wrong_type", wrongType, call)
        }
        let bytes = Array(call.body.readableBytesView)
        let mail: ReceivedMail
        do throws(MailParser.Failure) {
            mail = try MailParser.mail(bytes)
        } catch {
            let status: HTTPResponse.Status = error == .tooLarge ? .contentTooLarge : .unprocessableContent
            return InboundAnswer.refused(status, "unreadable", error.sentence, call)
        }
        let outcome = try call.site.database.write { connection in
            try MailIntake(connection, in: workspace, at: call.now).take(mail, fingerprint: Secret.fingerprint(bytes))
        }
        call.site.bell.ring(workspace.id)
        switch outcome {
        case .taken(let contact):
            return InboundAnswer.said([("verdict", "taken"), ("contact", .number(Int(contact.value)))])
        case .held(let reason):
            return InboundAnswer.said(
                [("verdict", "held"), ("reason", .text(reason.rawValue))], status: .accepted)
        case .repeated: return InboundAnswer.said([("verdict", "repeated")])
        case .suppressed: return InboundAnswer.said([("verdict", "ignored")])
        }
    }

    /// The workspace in the address, when the key opens it: that of its mail door, or a token that may send events and does
    /// not stand in the source of a page.
    private static func owner(of call: Call) throws -> Workspace? {
        guard let key = call.parameters["key"] ?? call.bearer, key.utf8.count <= 200 else { return nil }
        let slug = call.parameters["workspace"] ?? ""
        return try call.site.database.read { connection in
            if let workspace = try MailDoor.workspace(withSecret: key, on: connection) {
                return workspace.slug == slug ? workspace : nil
            }
            guard let opening = try Tokens.opening(key, on: connection), opening.may(.ingest),
                opening.scope != .writeKey, let workspace = try Workspaces(connection).find(opening.workspace)
            else { return nil }
            return workspace.slug == slug ? workspace : nil
        }
    }

    private static let wrongKey = Sentence(
        fr:
            "clé manquante ou inconnue\u{202F}; envoyez «\u{A0}Authorization: Bearer CLÉ\u{A0}» avec celle des réglages",
        en: "missing or unknown key; send “Authorization: Bearer KEY” with the one in the settings")
    private static let wrongType = Sentence(
        fr: "envoyez le message brut, en «\u{A0}message/rfc822\u{A0}»", en: "send the raw message, as “message/rfc822”")
}

extension Call {
    /// The token in the header `Authorization`.
    var bearer: String? {
        guard let header = headers[.authorization], header.lowercased().hasPrefix("bearer ") else { return nil }
        return String(header.dropFirst(7)).trimmed.trimmedOrNil
    }
}
