import HTTPTypes
import Storage
import Synchronization
import Verger

/// The right of one form to make what it asks for. It is taken in the transaction that writes, so that what is sent twice, by
/// two clicks or by a page that is loaded again, is made once; whoever comes second gets the same answer.
package final class FormClaim: Sendable {
    /// What tells one sending from others: the page that it comes from, who sends it, where to and what it says. A form that
    /// was changed and sent again is another one.
    package let key: String
    private let held = Mutex(false)

    /// Nil for forms that carry no key.
    init?(_ visit: Visit) {
        let call = visit.call
        let fields = call.sentFields
        guard let once = fields["once"], FormStamp.isKey(once) else { return nil }
        let said = fields.with("form_token", nil).query
        key = "form:" + Secret.fingerprint("\(visit.member.user.id) \(call.method.rawValue) \(call.target)\n\(said)")
    }

    /// Somebody sent the same before.
    struct Repeated: Error {}

    var isHeld: Bool { held.withLock { $0 } }

    /// Takes it, once in a request. Throws `Repeated` when another request has it.
    func take(_ connection: any SQLConnection, in workspace: Workspace.ID, at now: Instant) throws {
        guard !isHeld else { return }
        guard try KeptAnswers(connection, in: workspace).claim(key, at: now) else { throw Repeated() }
    }

    /// What was written stays.
    func hold() { held.withLock { $0 = true } }
}

extension Call {
    /// What a form says: its fields, and its files by what they hold.
    fileprivate var sentFields: Fields {
        guard let multipart else { return form }
        return Fields(
            multipart.parts.map { part in
                (part.name, part.file.map { "\($0) \(Secret.fingerprint(Array(part.bytes)))" } ?? part.text)
            })
    }
}
