import HTTPTypes
import Logging
import Storage
import Verger

/// Decides who comes in: the one place where a session, a token, a role and a form's origin are looked at.
package struct Gate {
    private let site: Site

    package init(_ site: Site) { self.site = site }

    /// The name of the cookie that holds a session; where pages are reached by HTTPS browsers hold it to this host.
    package static func cookieName(_ site: Site) -> String { site.isSecure ? cookieNames[0] : cookieNames[1] }
    static let cookieNames = ["__Host-verger", "verger_session"]

    /// The visit that a call makes on a route. Throws `Refusal` when it may not.
    func visit(_ call: Call, _ route: Route) throws -> Visit {
        switch route.access {
        case .member(let permission): try memberVisit(call, permission, isChange: route.method.isChange)
        case .token(let permission): try tokenVisit(call, permission)
        case .anyone, .person: throw Refusal.notFound
        }
    }

    /// Throws unless somebody has signed in; and, for a form, unless it is one of theirs.
    func requirePerson(_ call: Call) throws {
        guard let token = call.sessionToken,
            let visit = try site.database.read({ try Sessions($0).visit(token, at: call.now) }),
            !visit.session.isPending
        else { throw Refusal.signInNeeded }
        if call.method.isChange { try requireOwnForm(call, token) }
    }

    // MARK: People

    private func memberVisit(_ call: Call, _ permission: Permission, isChange: Bool) throws -> Visit {
        guard let token = call.sessionToken else { throw Refusal.signInNeeded }
        let found = try site.database.read { connection in
            guard let visit = try Sessions(connection).visit(token, at: call.now), !visit.session.isPending else {
                throw Refusal.signInNeeded
            }
            return (session: visit.session, member: try member(of: visit, call, connection))
        }
        guard let member = found.member else { throw Refusal.notFound }
        if isChange { try requireOwnForm(call, token) }
        guard member.may(permission) else { throw Refusal.forbidden(permission) }
        if found.session.needsNote(at: call.now) {
            do {
                try site.database.write { try Sessions($0).note(found.session, at: call.now) }
            } catch let problem as StorageProblem where problem.isOutside {
                // Where nothing can be written, pages can still be read.
                site.logger.error("a session could not be noted", metadata: ["error": "\(problem)"])
            }
        }
        var call = call
        if call.cookie("verger_language") == nil, let language = member.language { call.language = language }
        return Visit(call: call, member: member, formToken: Secret.formToken(ofSession: token))
    }

    /// The person as a member of the workspace in the address, which need not be the one that was open last.
    private func member(of visit: Sessions.Visit, _ call: Call, _ connection: any SQLConnection) throws -> Member? {
        let slug = call.parameters["workspace"] ?? ""
        if let member = visit.member, member.workspace.slug == slug { return member }
        guard let workspace = try Workspaces(connection).find(slug: slug) else { return nil }
        return try People(connection).member(visit.person, in: workspace)
    }

    /// A form that changes something must come from a page of this session.
    private func requireOwnForm(_ call: Call, _ token: String) throws {
        let sent = call.headers[.csrfToken] ?? call.form["form_token"]
        guard let sent, Secret.areEqual(sent, Secret.formToken(ofSession: token)) else { throw Refusal.foreignForm }
    }

    // MARK: Programs

    private func tokenVisit(_ call: Call, _ permission: Permission) throws -> Visit {
        guard let header = call.headers[.authorization], header.lowercased().hasPrefix("bearer ") else {
            throw Refusal.tokenNeeded
        }
        let token = String(header.dropFirst(7)).trimmed
        let found = try site.database.read { connection in
            try Tokens.opening(token, on: connection).flatMap { opening in
                try Workspaces(connection).find(opening.workspace).map { (opening: opening, workspace: $0) }
            }
        }
        guard let found else { throw Refusal.tokenNeeded }
        guard found.opening.scope.permissions(of: found.opening.role).contains(permission) else {
            throw Refusal.forbidden(permission)
        }
        let user = User(
            id: 0, email: "token:" + found.opening.name, name: found.opening.name, role: found.opening.role,
            isDisabled: false)
        return Visit(call: call, member: Member(user, in: found.workspace, .init()), formToken: "")
    }
}

extension Call {
    /// What the browser keeps of its session.
    package var sessionToken: String? { cookie(Gate.cookieName(site)) }
}

extension HTTPRequest.Method {
    /// Whether it may change something.
    var isChange: Bool { self != .get && self != .head && self != .options }
}
