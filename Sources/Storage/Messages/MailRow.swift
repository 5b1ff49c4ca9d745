import Verger

/// How a mail stands in its table.
enum MailRow {
    static let query = """
        SELECT id, cause, contact, recipient, recipient_name, reply_to, reply_to_name, subject, body_text, body_html,
        headers, is_confidential, created_at, status, attempts, next_at, finished_at, problem FROM mail
        """

    /// What a confidential mail says is left out, unless its body is given.
    static func read(_ row: any SQLRow, body: MailBody? = nil) throws -> OutgoingMail {
        let isConfidential = row.integer(11) == 1
        let body = body ?? (isConfidential ? MailBody.hidden : MailBody(text: row.text(8), html: row.textOrNil(9)))
        guard let to = mailbox(row.text(3), row.textOrNil(4)) else { throw StorageProblem.corrupt("mail") }
        let headers = try (Document(json: row.text(10)).pairs ?? []).map { Letter.Header($0.key, $0.value.text ?? "") }
        return OutgoingMail(
            id: row.integer(0), cause: row.text(1),
            letter: try Letter(
                to: to, replyTo: row.textOrNil(5).flatMap { mailbox($0, row.textOrNil(6)) }, subject: row.text(7),
                text: body.text.isEmpty ? MailBody.hidden.text : body.text, html: body.html, headers: headers),
            contact: row.integerOrNil(2).map { .init($0) }, isConfidential: isConfidential,
            createdAt: Instant(microseconds: row.integer(12)), status: .init(rawValue: row.text(13)) ?? .failed,
            attempts: Int(row.integer(14)), nextAt: row.integerOrNil(15).map { Instant(microseconds: $0) },
            finishedAt: row.integerOrNil(16).map { Instant(microseconds: $0) },
            problem: try row.textOrNil(17).map { try Sentence(json: $0) })
    }

    static func mailbox(_ address: String, _ name: String?) -> Mailbox? {
        EmailAddress(address).map { Mailbox($0, name: name) }
    }
}

/// What a mail says.
struct MailBody {
    let text: String
    let html: String?

    /// In place of what is not shown, or no longer kept.
    static let hidden = MailBody(text: "…", html: nil)

    init(text: String, html: String?) {
        self.text = text
        self.html = html
    }

    init(_ letter: Letter) { self.init(text: letter.text, html: letter.html) }

    /// As columns hold it: sealed by the instance when it is confidential.
    func stored(isConfidential: Bool, _ connection: any SQLConnection, at now: Instant) throws -> MailBody {
        guard isConfidential else { return self }
        let secret = try InstanceSecret(connection, at: now)
        return MailBody(
            text: try secret.boxed(Array(text.utf8)), html: try html.map { try secret.boxed(Array($0.utf8)) })
    }

    /// What columns hold of a confidential mail.
    init(opening text: String, _ html: String?, _ connection: any SQLConnection) throws {
        guard let secret = try InstanceSecret(known: connection), let opened = secret.unboxed(text) else {
            throw StorageProblem.corrupt("mail: sealed by another instance")
        }
        self.init(
            text: String(decoding: opened, as: UTF8.self),
            html: html.flatMap { secret.unboxed($0) }.map { String(decoding: $0, as: UTF8.self) })
    }
}

extension Sentence {
    var json: String { Document.object([("fr", .text(fr)), ("en", .text(en))]).json() }

    init(json: String) throws {
        let document = try Document(json: json)
        self.init(fr: document["fr"]?.text ?? "", en: document["en"]?.text ?? "")
    }
}
