import HTTPTypes
import Storage
import Verger

/// Statements: checked, disputed line by line, approved, paid.
enum StatementRoutes {
    static let all: [Route] = [
        Route(.get, "statements/{statement}", may: .viewStatements, { try show($0) }),
        Route(.post, "statements/{statement}/disputes", may: .viewStatements, dispute).creating,
        Route(.post, "statements/{statement}/lines", may: .manageSources, settle),
        Route(.post, "statements/{statement}/approval", may: .manageSources, approve),
        Route(.post, "statements/{statement}/reopening", may: .manageSources, reopen),
        Route(.post, "statements/{statement}/payment", may: .manageSources, pay),
    ]

    /// The statement in the address with whom it is for; of others, partners find nothing.
    private static func found(
        _ visit: Visit, _ connection: any SQLConnection
    ) throws -> (statement: Statement, introducer: Introducer) {
        guard let statement = try Statements(connection, in: visit.workspace).find(visit.number("statement")),
            let introducer = try Introducers(connection, in: visit.workspace.id).find(statement.introducer),
            visit.sees(introducer)
        else { throw Refusal.notFound }
        return (statement, introducer)
    }

    private static func show(_ visit: Visit, _ problem: Statement.Problem? = nil) throws -> Answer {
        let page = try visit.read { connection in
            let (statement, introducer) = try found(visit, connection)
            let people = try Contacts(connection, in: visit.workspace).find(
                Set(statement.lines.map(\.due.contact)).sorted())
            return StatementPage(
                visit: visit, statement: statement, introducer: introducer, rules: try visit.rules(on: connection),
                people: Dictionary(people.map { ($0.id, $0) }) { first, _ in first }, problem: problem)
        }
        var answer = visit.answer(page.page)
        if problem != nil { answer.status = .unprocessableContent }
        return answer
    }

    /// Does something to the statement in the address, writes it down, and shows the statement.
    private static func change(
        _ visit: Visit, _ action: String, _ done: Sentence,
        _ body: (Statements, Statement) throws -> [(String, Document)]
    ) throws -> Answer {
        do {
            let statement = try visit.write { connection in
                let (statement, introducer) = try found(visit, connection)
                let details = try body(Statements(connection, in: visit.workspace), statement)
                try visit.audit(
                    action,
                    [("introducer", .text(introducer.name)), ("statement", .number(Int(statement.id)))] + details,
                    connection)
                return statement
            }
            return Answer.redirect(to: visit.links.statement(statement.id)).toast(visit.say(done))
        } catch let problem as Statement.Problem {
            return try show(visit, problem)
        }
    }

    @Sendable private static func dispute(_ visit: Visit) throws -> Answer {
        let key = visit.form.text("line") ?? ""
        return try change(
            visit, "statement line disputed", Sentence(fr: "Ligne contestée.", en: "Line disputed.")
        ) { statements, statement in
            guard statement.lines.contains(where: { $0.due.key == key }) else { throw Refusal.notFound }
            try statements.mark(
                key, of: statement.id, .disputed, reason: visit.form.text("reason"), by: visit.member.user.email)
            return [("line", .text(key))]
        }
    }

    @Sendable private static func settle(_ visit: Visit) throws -> Answer {
        let key = visit.form.text("line") ?? ""
        let state: Statement.Line.State = visit.form.text("state") == "dropped" ? .dropped : .due
        return try change(
            visit, "statement line settled", Sentence(fr: "Ligne tranchée.", en: "Line settled.")
        ) { statements, statement in
            guard statement.lines.contains(where: { $0.due.key == key }) else { throw Refusal.notFound }
            try statements.mark(
                key, of: statement.id, state, reason: visit.form.text("reason"), by: visit.member.user.email)
            return [("line", .text(key)), ("state", .text(state.rawValue))]
        }
    }

    @Sendable private static func approve(_ visit: Visit) throws -> Answer {
        try change(
            visit, "statement approved",
            Sentence(
                fr: "Relevé approuvé\u{A0}: il compte dans le coût des leads.",
                en: "Statement approved: it counts in the cost of leads.")
        ) { statements, statement in
            try statements.approve(statement.id, by: visit.member.user.email, at: visit.now)
            return [("total", .number(statement.total))]
        }
    }

    @Sendable private static func reopen(_ visit: Visit) throws -> Answer {
        try change(visit, "statement reopened", Sentence(fr: "Relevé rouvert.", en: "Statement reopened.")) {
            statements, statement in
            try statements.reopen(statement.id)
            return []
        }
    }

    @Sendable private static func pay(_ visit: Visit) throws -> Answer {
        try change(visit, "statement paid", Sentence(fr: "Relevé marqué payé.", en: "Statement marked as paid.")) {
            statements, statement in
            let reference = visit.form.text("reference")
            try statements.pay(statement.id, reference: reference, at: visit.now)
            return [("reference", .text(orNull: reference))]
        }
    }
}
