import HTML
import HTTPTypes
import Storage
import Verger

/// The rights desk: what people demand, who sees to it, until when, and what was done.
enum RightsRoutes {
    static let all: [Route] = [
        Route(.get, "rights", may: .eraseContacts, list),
        Route(.get, "rights/new", may: .eraseContacts, { try form($0, RightsDraft($0.query)) }),
        Route(.post, "rights/new", may: .eraseContacts, open).creating,
        Route(.get, "rights/requests/{request}", may: .eraseContacts, { try show($0) }),
        Route(.post, "rights/requests/{request}/handling", may: .eraseContacts, take),
        Route(.post, "rights/requests/{request}/extension", may: .eraseContacts, extend),
        Route(.post, "rights/requests/{request}/notes", may: .eraseContacts, note).creating,
        Route(.post, "rights/requests/{request}/answer", may: .eraseContacts, answer),
    ]

    @Sendable private static func list(_ visit: Visit) throws -> Answer {
        try visit.read { connection in
            let requests = RightsRequests(connection, in: visit.workspace)
            let (open, closed) = (try requests.open(), try requests.closed(limit: 50))
            let names = try contactNames(open + closed, visit, connection)
            return visit.answer(RightsPage(visit: visit, open: open, closed: closed, names: names).page)
        }
    }

    private static func contactNames(
        _ requests: [RightsRequest], _ visit: Visit, _ connection: any SQLConnection
    ) throws -> [Contact.ID: String] {
        let ids = Array(Set(requests.compactMap(\.contact)))
        return Dictionary(
            uniqueKeysWithValues: try Contacts(connection, in: visit.workspace).find(ids).map {
                ($0.id, $0.displayName)
            })
    }

    // MARK: New

    private static func form(_ visit: Visit, _ draft: RightsDraft) throws -> Answer {
        var answer = visit.answer(RightsDraftPage(visit: visit, draft: draft).page)
        if !draft.problems.isEmpty { answer.status = .unprocessableContent }
        return answer
    }

    @Sendable private static func open(_ visit: Visit) throws -> Answer {
        var draft = RightsDraft(visit.form)
        let request = try visit.write { connection -> RightsRequest? in
            let contact = try draft.named.flatMap { try Contacts(connection, in: visit.workspace).find(named: $0) }
            let day = draft.check(today: visit.workspace.zone.day(at: visit.now), isKnown: contact != nil)
            guard let kind = draft.kind, let day, draft.problems.isEmpty else { return nil }
            return try RightsRequests(connection, in: visit.workspace).add(
                .init(
                    kind, of: contact?.id, subject: contact == nil ? draft.named : nil, receivedOn: day,
                    note: draft.note), by: visit.member.user.email, at: visit.now)
        }
        guard let request else { return try form(visit, draft) }
        return .redirect(to: visit.links.rightsRequest(request.id)).toast(visit.say(RightsWords.opened))
    }

    // MARK: One

    private static func show(_ visit: Visit, problem: Sentence? = nil) throws -> Answer {
        let page = try visit.read { connection in
            let request = try Self.request(visit, connection)
            let subject = try RightsSubject(of: request, visit, connection)
            return RightsRequestPage(
                visit: visit, request: request, subject: subject,
                kept: try kept(of: subject, request, visit, connection),
                history: try RightsRequests(connection, in: visit.workspace).history(of: request.id),
                names: Dictionary(
                    try Users(connection, in: visit.workspace.id).all().map { ($0.email, $0.name) }
                ) { first, _ in first }, problem: problem)
        }
        var answer = visit.answer(page.page)
        if problem != nil { answer.status = .unprocessableContent }
        return answer
    }

    /// How many records there are of who is no contact, while it matters.
    private static func kept(
        of subject: RightsSubject, _ request: RightsRequest, _ visit: Visit, _ connection: any SQLConnection
    ) throws -> Int {
        guard request.isOpen, case .identity(let identity) = subject else { return 0 }
        return try IdentityFile(of: identity, connection, in: visit.workspace, at: visit.now).count
    }

    /// Does something to the request in the address; a refusal is shown beside it.
    private static func change(
        _ visit: Visit, _ done: Sentence, _ body: (RightsRequest, any SQLConnection) throws -> Void
    ) throws -> Answer {
        do {
            let request = try visit.write { connection in
                let request = try Self.request(visit, connection)
                try body(request, connection)
                return request
            }
            return .redirect(to: visit.links.rightsRequest(request.id)).toast(visit.say(done))
        } catch let problem as RightsRequest.Problem {
            return try show(visit, problem: problem.sentence)
        }
    }

    @Sendable private static func take(_ visit: Visit) throws -> Answer {
        try change(visit, RightsWords.taken) { request, connection in
            try RightsRequests(connection, in: visit.workspace).take(
                request.id, by: visit.member.user.email, at: visit.now)
        }
    }

    @Sendable private static func extend(_ visit: Visit) throws -> Answer {
        try change(visit, RightsWords.extended) { request, connection in
            try RightsRequests(connection, in: visit.workspace).extend(
                request.id, because: visit.form.note("reason"), by: visit.member.user.email, at: visit.now)
        }
    }

    @Sendable private static func note(_ visit: Visit) throws -> Answer {
        try change(visit, RightsWords.noted) { request, connection in
            try RightsRequests(connection, in: visit.workspace).note(
                visit.form.note("note"), on: request.id, by: visit.member.user.email, at: visit.now)
        }
    }

    /// Grants or refuses. Granting does what was asked, in the same transaction.
    @Sendable private static func answer(_ visit: Visit) throws -> Answer {
        guard let outcome = visit.form.text("outcome").flatMap(RightsRequest.Outcome.init(rawValue:)) else {
            throw Refusal.malformed(RightsWords.incomplete)
        }
        let isFinal = try visit.read { connection in
            let request = try Self.request(visit, connection)
            return try request.kind == .erasure && outcome == .granted
                && RightsSubject(of: request, visit, connection).isKnown
        }
        if isFinal, visit.form["confirmed"] == nil { return try show(visit, problem: RightsWords.unconfirmed) }
        return try change(visit, RightsWords.answered) { request, connection in
            try RightsRequests(connection, in: visit.workspace).close(
                request.id, outcome, because: visit.form.note("note"), by: visit.member.user.email, at: visit.now)
            guard outcome == .granted else { return }
            try RightsExecution(visit, connection).perform(
                request, of: RightsSubject(of: request, visit, connection))
        }
    }

    private static func request(_ visit: Visit, _ connection: any SQLConnection) throws -> RightsRequest {
        guard
            let request = try RightsRequests(connection, in: visit.workspace).find(visit.number("request"))
        else { throw Refusal.notFound }
        return request
    }
}

/// Does what a request asks, where a machine can.
struct RightsExecution {
    private let visit: Visit
    private let connection: any SQLConnection

    init(_ visit: Visit, _ connection: any SQLConnection) {
        self.visit = visit
        self.connection = connection
    }

    func perform(_ request: RightsRequest, of subject: RightsSubject) throws {
        switch subject {
        case .contact(let contact): try perform(request.kind, of: contact.id)
        case .identity(let identity) where request.kind == .erasure:
            _ = try Erasure(connection, in: visit.workspace).erase(
                identity, by: visit.member.user.email, at: visit.now)
        case .identity, .nobody: return
        }
        if request.kind == .erasure {
            try RightsRequests(connection, in: visit.workspace).forgetSubject(of: request.id)
        }
    }

    private func perform(_ kind: RightsRequest.Kind, of contact: Contact.ID) throws {
        switch kind {
        case .access, .portability, .rectification: return
        case .erasure:
            _ = try Erasure(connection, in: visit.workspace).erase(
                contact, by: visit.member.user.email, at: visit.now)
        case .restriction: try refuse([.processing], of: contact)
        case .profilingObjection: try refuse([.profile], of: contact)
        case .marketingObjection: try refuse(ConsentChannel.messages, of: contact)
        }
    }

    private func refuse(_ channels: [ConsentChannel], of contact: Contact.ID) throws {
        let proof = ConsentProof(at: visit.now, source: "rights", actor: visit.member.user.email)
        try ConsentStatements(connection, in: visit.workspace).record(
            channels.map { ConsentStatement(refusing: nil, on: $0, proof: proof) }, of: contact, at: visit.now)
    }
}

extension Fields {
    /// A text that a person typed, without what no database keeps.
    fileprivate func note(_ name: String) -> String {
        String((text(name) ?? "").filter { $0 != "\0" }.prefix(2000))
    }
}

extension Links {
    package var rights: String { to("rights") }
    package func rightsRequest(_ id: Int64) -> String { "\(rights)/requests/\(id)" }
    package var retention: String { to("rights/retention") }
    package var erased: String { to("rights/erased") }
}
