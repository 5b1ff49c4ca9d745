import HTML
import HTTPTypes
import Storage
import Verger

/// Those who are paid for bringing contacts. Partners see themselves alone.
enum IntroducerRoutes {
    static let all: [Route] = [
        Route(.get, "introducers", may: .viewStatements, { try list($0, IntroducerForm()) }),
        Route(.post, "introducers", may: .manageSources, add).creating,
        Route(.get, "introducers/{introducer}", may: .viewStatements, { try show($0) }),
        Route(.post, "introducers/{introducer}", may: .manageSources, save),
        Route(.post, "introducers/{introducer}/statements", may: .manageSources, draw).creating,
    ]

    private static func list(_ visit: Visit, _ form: IntroducerForm) throws -> Answer {
        let page = try visit.read { connection in
            let introducers = try Introducers(connection, in: visit.workspace.id).all().filter(visit.sees)
            let statements = try Statements(connection, in: visit.workspace).all()
            return IntroducersPage(
                visit: visit, introducers: introducers,
                statements: Dictionary(grouping: statements, by: \.introducer),
                book: try Channels(connection, in: visit.workspace.id).book(), rules: try visit.rules(on: connection),
                form: form)
        }
        // A partner is one of them.
        if visit.isPartner, let only = page.introducers.first {
            return .redirect(to: visit.links.introducer(only.id))
        }
        var answer = visit.answer(page.page)
        if form.problem != nil { answer.status = .unprocessableContent }
        return answer
    }

    @Sendable private static func add(_ visit: Visit) throws -> Answer {
        var form = IntroducerForm(visit.form)
        form.isActive = true
        do {
            let introducer = try visit.write { connection in
                let introducers = Introducers(connection, in: visit.workspace.id)
                let introducer = try form.introducer(
                    introducers.newID(), stages: visit.rules(on: connection).stages.map(\.id),
                    currency: visit.workspace.currency)
                try introducers.save(introducer, at: visit.now)
                try visit.audit("introducer added", [("name", .text(introducer.name))], connection)
                return introducer
            }
            return Answer.redirect(to: visit.links.introducer(introducer.id))
        } catch let problem as Introducer.Problem {
            form.problem = problem
            return try list(visit, form)
        }
    }

    private static func show(_ visit: Visit, _ form: IntroducerForm? = nil, _ problem: Sentence? = nil) throws -> Answer
    {
        let page = try visit.read { connection in
            let introducer = try visit.introducer(connection)
            let rules = try visit.rules(on: connection)
            let introductions = try Introductions(connection, in: visit.workspace, rules)
                .all(of: introducer, at: visit.now)
            let people = try Contacts(connection, in: visit.workspace).find(introductions.map(\.contact).sorted())
            return IntroducerPage(
                visit: visit, introducer: introducer, rules: rules,
                book: try Channels(connection, in: visit.workspace.id).book(), introductions: introductions,
                people: Dictionary(people.map { ($0.id, $0) }) { first, _ in first },
                statements: try Statements(connection, in: visit.workspace).all(of: introducer.id), form: form,
                problem: problem)
        }
        var answer = visit.answer(page.page)
        if form != nil || problem != nil { answer.status = .unprocessableContent }
        return answer
    }

    @Sendable private static func save(_ visit: Visit) throws -> Answer {
        var form = IntroducerForm(visit.form)
        do {
            let introducer = try visit.write { connection in
                let old = try visit.introducer(connection)
                let introducer = try form.introducer(
                    old.id, stages: visit.rules(on: connection).stages.map(\.id), currency: visit.workspace.currency)
                try Introducers(connection, in: visit.workspace.id).save(introducer, at: visit.now)
                try visit.audit("introducer changed", [("name", .text(introducer.name))], connection)
                return introducer
            }
            return Answer.redirect(to: visit.links.introducer(introducer.id)).toast(
                visit.notation.text(
                    "Conditions enregistrées. Les relevés approuvés ne changent pas.",
                    "Terms saved. Approved statements do not change."))
        } catch let problem as Introducer.Problem {
            form.problem = problem
            return try show(visit, form)
        }
    }

    /// Draws up the statement of a month, or of other days.
    @Sendable private static func draw(_ visit: Visit) throws -> Answer {
        let days = visit.form.day("from").flatMap { first in
            (visit.form.day("to") ?? first).number >= first.number ? DaySpan(first, visit.form.day("to") ?? first) : nil
        }
        let introducer = try visit.read { try visit.introducer($0) }
        guard let days, days.count <= 366, days.last < visit.workspace.zone.day(at: visit.now).next else {
            return try show(
                visit, nil,
                Sentence(
                    fr: "Deux jours passés sont attendus, à un an l’un de l’autre au plus.",
                    en: "Two days in the past are expected, a year apart at most."))
        }
        do {
            let statement = try visit.write { connection in
                let introductions = try Introductions(connection, in: visit.workspace, visit.rules(on: connection))
                    .all(of: introducer, at: visit.now)
                let statement = try Statements(connection, in: visit.workspace).draw(
                    introducer, over: days, introductions, at: visit.now)
                try visit.audit(
                    "statement drawn up",
                    [("introducer", .text(introducer.name)), ("total", .number(statement.total))],
                    connection)
                return statement
            }
            return .redirect(to: visit.links.statement(statement.id))
        } catch let problem as Statement.Problem {
            return try show(visit, nil, problem.sentence)
        }
    }
}

extension Visit {
    /// Whether this is somebody from outside, who sees what concerns them and nothing else.
    var isPartner: Bool { !may(.viewReports) }

    /// Whether the member may see what an introducer is owed.
    func sees(_ introducer: Introducer) -> Bool {
        guard isPartner else { return true }
        guard case .broughtBy(let source) = member.visibility else { return false }
        return introducer.source.folded == source.folded
    }

    /// The introducer in the address; of others, partners find nothing.
    func introducer(_ connection: any SQLConnection) throws -> Introducer {
        guard let found = try Introducers(connection, in: workspace.id).find(number("introducer")), sees(found) else {
            throw Refusal.notFound
        }
        return found
    }
}
