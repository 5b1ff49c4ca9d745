import HTML
import HTTPTypes
import NIOCore
import Storage
import Verger
import Work

/// What a person without an account does by a link: chooses, stops everything, asks for their data; or leaves a mailing at one
/// click (RFC 8058). Looking changes nothing, since mail scanners look at every link.
enum PreferenceRoutes {
    static let all: [Route] = [
        Route(.get, "/p/{link}", open: show),
        Route(.post, "/p/{link}", open: act),
    ]

    @Sendable private static func show(_ call: Call) throws -> Answer {
        switch try call.site.database.read({ try PreferenceHolder.find(call, $0) }) {
        case .holder(let holder): page(call, holder, done: call.query.text("done").flatMap(PreferenceDone.init))
        case .expired: PreferencePage.refusal(call, PreferenceWords.expired, PreferenceWords.expiredMeaning)
        case .forged: PreferencePage.refusal(call, PreferenceWords.forged, PreferenceWords.forgedMeaning)
        case .gone(let look): PreferencePage.gone(call, look)
        }
    }

    private static func page(_ call: Call, _ holder: PreferenceHolder, done: PreferenceDone?) -> Answer {
        switch holder.link.use {
        case .preferences: PreferencePage(call, holder, done).answer
        case .unsubscribing(let purpose, let channel):
            UnsubscribePage(call, holder, purpose, channel).question
        }
    }

    @Sendable private static func act(_ call: Call) throws -> Answer {
        let found = try call.site.database.read { try PreferenceHolder.find(call, $0) }
        switch found {
        case .expired: return PreferencePage.refusal(call, PreferenceWords.expired, PreferenceWords.expiredMeaning)
        case .forged: return PreferencePage.refusal(call, PreferenceWords.forged, PreferenceWords.forgedMeaning)
        case .gone(let look): return PreferencePage.gone(call, look)
        case .holder(let holder):
            switch holder.link.use {
            case .preferences: return try choose(call)
            case .unsubscribing: return try unsubscribe(call)
            }
        }
    }

    // MARK: One click

    private static func unsubscribe(_ call: Call) throws -> Answer {
        guard call.isOneClick else {
            throw Refusal.malformed(
                Sentence(
                    fr: "List-Unsubscribe=One-Click est attendu (RFC 8058)",
                    en: "List-Unsubscribe=One-Click is expected (RFC 8058)"))
        }
        return try write(call) { holder, connection in
            guard case .unsubscribing(let purpose, let channel) = holder.link.use else { throw Refusal.notFound }
            let cells = holder.purposes.filter {
                $0.channels.contains(channel) && (purpose == nil || purpose == $0.id)
            }
            let isDone = !cells.isEmpty && cells.allSatisfy { holder.register[$0.id, channel].state == .refused }
            if !isDone {
                let proof = holder.proof(call, of: nil, source: ConsentProof.Source.unsubscribeLink)
                try ConsentStatements(connection, in: holder.workspace).record(
                    [ConsentStatement(unsubscribingFrom: purpose, on: channel, proof: proof)], of: holder.contact.id,
                    at: call.now)
            }
            let secret = try InstanceSecret(connection, at: call.now)
            let link = ContactLink(.preferences, of: holder.contact.id, in: holder.workspace.id, at: call.now)
            return UnsubscribePage(call, holder, purpose, channel).answer(preferences: secret.sealed(link))
        }
    }

    // MARK: Choices

    private static func choose(_ call: Call) throws -> Answer {
        guard let done = call.form.text("act").flatMap(PreferenceDone.init) else {
            throw Refusal.malformed(Sentence(fr: "demande incomplète", en: "incomplete request"))
        }
        return try write(call) { holder, connection in
            let statements = ConsentStatements(connection, in: holder.workspace)
            switch done {
            case .saved:
                // Who was asked and answers wants to stay, even where no choice changes.
                if holder.isAsked {
                    try statements.record(
                        [ConsentStatement(granting: nil, on: .processing, proof: holder.proof(call, of: nil))],
                        of: holder.contact.id, at: call.now)
                }
                let choices = ConsentChoices(
                    shown: call.form.cells("shown"), wanted: call.form.cells("wanted"))
                try statements.record(
                    choices.statements(against: holder.register) { holder.proof(call, of: $0.purpose) },
                    of: holder.contact.id, at: call.now)
            case .stopped:
                try statements.record(
                    ConsentChoices.stop(against: holder.register, proof: holder.proof(call, of: nil)),
                    of: holder.contact.id, at: call.now)
            case .stayed:
                // Only who was asked: an old restriction is not lifted by it.
                guard holder.isAsked else { break }
                try statements.record(
                    [ConsentStatement(granting: nil, on: .processing, proof: holder.proof(call, of: nil))],
                    of: holder.contact.id, at: call.now)
            case .access, .erasure, .rectification:
                guard let kind = done.request else { throw Refusal.notFound }
                let today = holder.workspace.zone.day(at: call.now)
                let note = call.form.text("note").map { String($0.filter { $0 != "\0" }.prefix(2000)) }
                try RightsRequests(connection, in: holder.workspace).add(
                    .init(kind, of: holder.contact.id, receivedOn: today, note: note), by: nil, at: call.now)
            }
            if done == .saved || done == .stayed {
                try RetentionQuestions(connection, in: holder.workspace.id).close(holder.contact.id)
            }
            return .redirect(to: call.path + "?done=" + done.rawValue)
        }
    }

    /// What was found is looked at again where it is written, so that two at once are one after the other.
    private static func write(
        _ call: Call, _ body: (PreferenceHolder, any SQLConnection) throws -> Answer
    ) throws -> Answer {
        var workspace: Workspace.ID?
        let answer = try call.site.database.write { connection in
            guard case .holder(let first) = try PreferenceHolder.find(call, connection) else { throw Refusal.notFound }
            if let lock = connection.dialect.lock(first.workspace.id.value) { try connection.execute(lock) }
            guard case .holder(let holder) = try PreferenceHolder.find(call, connection) else { throw Refusal.notFound }
            workspace = holder.workspace.id
            return try body(holder, connection)
        }
        if let workspace { call.site.bell.ring(workspace) }
        return answer
    }
}

/// What a person does on the preference page, as forms name it.
enum PreferenceDone: String {
    case saved, stayed, stopped, access, erasure, rectification

    var request: RightsRequest.Kind? {
        switch self {
        case .access: .access
        case .erasure: .erasure
        case .rectification: .rectification
        case .saved, .stayed, .stopped: nil
        }
    }
}

extension Call {
    /// The body that RFC 8058 has mail programs send, in either of the forms that it may take.
    fileprivate var isOneClick: Bool {
        if form["List-Unsubscribe"] == "One-Click" { return true }
        guard headers[.contentType]?.lowercased().hasPrefix("multipart/form-data") ?? false else { return false }
        let text = String(buffer: body)
        return text.contains("List-Unsubscribe") && text.contains("One-Click")
    }
}

extension Fields {
    /// `newsletter:email`, as many as there are.
    func cells(_ name: String) -> Set<ConsentRegister.Cell> {
        Set(
            values(name).compactMap { text in
                let parts = text.split(separator: ":").map(String.init)
                guard parts.count == 2, let channel = ConsentChannel(rawValue: parts[1]) else { return nil }
                return ConsentRegister.Cell(parts[0], channel)
            })
    }
}
