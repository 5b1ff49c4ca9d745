import Storage
import Verger

/// Lets in whoever has shown a password: a new session, then the second factor or the first page.
struct Admission {
    private let call: Call

    init(_ call: Call) { self.call = call }

    func answer(_ person: Person, _ memberships: [Member]) throws -> Answer {
        let workspace = memberships.first?.workspace
        let token = try call.site.database.write { connection in
            let sessions = Sessions(connection)
            // What the browser had before, whoever put it there, is worth nothing from now on.
            if let former = call.sessionToken { try sessions.end(token: former) }
            try sessions.sweep(at: call.now)
            if !person.hasSecondFactor { try record(person, workspace, connection) }
            return try sessions.begin(
                person.id, in: workspace?.id, isPending: person.hasSecondFactor, by: call.browser, at: call.now
            ).token
        }
        return onward(person, workspace, token).keeping(token, call.site)
    }

    /// The same once the second factor was shown too.
    func answer(_ visit: Sessions.Visit) throws -> Answer {
        let workspace = try call.site.database.read { connection in
            try People(connection).memberships(of: visit.person).first?.workspace
        }
        let token = try call.site.database.write { connection in
            try record(visit.person, workspace, connection)
            return try Sessions(connection).rotate(visit.session, in: workspace?.id, at: call.now).token
        }
        let kept = KeptForm(carriedBy: call)?.answer(call, token)
        return (kept ?? .redirect(to: call.next ?? Links.home)).keeping(token, call.site)
    }

    private func onward(_ person: Person, _ workspace: Workspace?, _ token: String) -> Answer {
        let kept = KeptForm(carriedBy: call)
        if person.hasSecondFactor {
            if kept != nil { return SignInPages.codePage(call, person, token) }
            return .redirect(to: Links.secondFactor + Fields(call.next.map { [("next", $0)] } ?? []).query)
        }
        return kept?.answer(call, token)
            ?? .redirect(to: call.next ?? workspace.map { Links($0).today } ?? Links.home)
    }

    private func record(_ person: Person, _ workspace: Workspace?, _ connection: any SQLConnection) throws {
        guard let workspace else { return }
        try AuditLog(connection, in: workspace.id).record(
            "signed in", by: person.email, [("address", .text(call.origin))], at: call.now)
    }
}
