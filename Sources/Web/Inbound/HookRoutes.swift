import Exchange
import HTML
import HTTPTypes
import Storage
import Verger

/// One program that sends JSON: what its bodies become, tried on the spot, and what they became.
enum HookRoutes {
    static func show(_ visit: Visit) throws -> Answer {
        let model = HookModel.all.first { $0.id == visit.query["model"] }
        return visit.answer(
            try visit.read { connection in
                let source = try Self.source(visit, connection)
                let deliveries = HookDeliveries(connection, in: visit.workspace.id)
                let chosen = visit.query.text("delivery").flatMap { Int64($0) }
                let latest = try deliveries.page(of: source.id, limit: 5).first { !$0.body.isEmpty }
                let delivery = try chosen.flatMap { try deliveries.find($0) }.flatMap {
                    $0.source == source.id ? $0 : nil
                }
                var form = HookForm(source, body: (delivery ?? latest)?.body.prettyJSON ?? "")
                if let model, source.signing == .none { form.take(model) }
                return try page(visit, source, form, connection)
            })
    }

    /// Saves what was typed, or tries it: whichever button was pressed.
    @Sendable static func save(_ visit: Visit) throws -> Answer {
        var form = HookForm(visit.form)
        let secret = visit.form["secret"]?.trimmedOrNil
        let isTrial = visit.form["act"] == "try"
        let saved: HookSource? = try visit.write { connection in
            let old = try Self.source(visit, connection)
            form.problems = try intake(visit, connection).compiled(form.map).problems
            guard form.problems.isEmpty, !isTrial else { return nil }
            do {
                let new = try HookSource(
                    id: old.id, name: form.name, signing: form.signing, map: form.map, isActive: form.isActive,
                    createdAt: old.createdAt)
                try HookSources(connection, in: visit.workspace.id).save(new, signingSecret: secret, at: visit.now)
                try visit.audit("inbound source changed", [("name", .text(new.name))], connection)
                return new
            } catch let problem as HookSource.Problem {
                form.problems.append(Problem(problem.sentence, path: problem.field))
                return nil
            }
        }
        if let saved {
            return .redirect(to: visit.links.hook(saved.id)).toast(
                visit.notation.text("Source enregistrée.", "Source saved."))
        }
        var answer = try visit.read { connection in
            visit.answer(try page(visit, Self.source(visit, connection), form, connection))
        }
        if !isTrial || !form.problems.isEmpty { answer.status = .unprocessableContent }
        return answer
    }

    /// What the body in the form would become under the map in it, with what is wrong beside each field.
    @Sendable static func trial(_ visit: Visit) throws -> Answer {
        var form = HookForm(visit.form)
        return try visit.read { connection -> Answer in
            _ = try Self.source(visit, connection)
            form.problems = try intake(visit, connection).compiled(form.map).problems
            let trial = try HookTrial(visit, form, intake(visit, connection), connection)
            let parts: Markup = group {
                trial.markup
                HookEditor.notes(visit, form)
            }
            return .fragment(parts)
        }
    }

    @Sendable static func renewKey(_ visit: Visit) throws -> Answer {
        let source = try visit.write { connection in
            let source = try Self.source(visit, connection)
            try HookSources(connection, in: visit.workspace.id).renew(source.id, at: visit.now)
            try visit.audit("inbound source key changed", [("name", .text(source.name))], connection)
            return source
        }
        return .redirect(to: visit.links.hook(source.id)).toast(
            visit.notation.text(
                "Nouvelle adresse\u{A0}: l’ancienne ne mène plus à rien.",
                "New address: the former one leads nowhere any more."))
    }

    @Sendable static func remove(_ visit: Visit) throws -> Answer {
        try visit.write { connection in
            let source = try Self.source(visit, connection)
            try HookSources(connection, in: visit.workspace.id).remove(source.id)
            try visit.audit("inbound source removed", [("name", .text(source.name))], connection)
        }
        return .redirect(to: visit.links.inbound).toast(
            visit.notation.text(
                "Source supprimée\u{202F}; ce qu’elle a apporté reste.", "Source removed; what it brought stays."))
    }

    @Sendable static func replay(_ visit: Visit) throws -> Answer {
        let id = try visit.number("delivery")
        let (source, state) = try visit.write { connection in
            let source = try Self.source(visit, connection)
            guard try HookDeliveries(connection, in: visit.workspace.id).find(id)?.source == source.id,
                let state = try intake(visit, connection).replay(id)
            else { throw Refusal.notFound }
            return (source, state)
        }
        return .redirect(to: visit.links.hook(source.id) + "#log").toast(
            visit.notation.text("Repris\u{A0}: ", "Tried again: ") + visit.say(state.label) + ".")
    }

    @Sendable static func replayHeld(_ visit: Visit) throws -> Answer {
        let (source, outcome) = try visit.write { connection in
            let source = try Self.source(visit, connection)
            return (source, try intake(visit, connection).replayHeld(of: source))
        }
        return .redirect(to: visit.links.hook(source.id) + "#log").toast(
            visit.notation.text(
                "\(outcome.settled) envois sur \(outcome.tried) n’attendent plus.",
                "\(outcome.settled) deliveries of \(outcome.tried) wait no more."))
    }

    // MARK: Parts

    private static func page(
        _ visit: Visit, _ source: HookSource, _ form: HookForm, _ connection: any SQLConnection
    ) throws -> Page {
        let sources = HookSources(connection, in: visit.workspace.id)
        let deliveries = HookDeliveries(connection, in: visit.workspace.id)
        let before = visit.query.text("before").flatMap { Int64($0) }
        let found = try deliveries.page(of: source.id, before: before, limit: HookLog.rows + 1)
        let shown = Array(found.prefix(HookLog.rows))
        let items = try shown.map { try deliveries.items(of: $0.id) }
        let people = try Contacts(connection, in: visit.workspace).find(
            Set(items.joined().compactMap(\.contact)).sorted().prefix(200).map(\.self))
        let rules = try visit.rules(on: connection)
        let kinds = rules.catalogue.kindsByName.values.filter(HookMap.isAllowed)
            .map { (name: $0.name, label: visit.say($0.label).capitalizedFirst) }
            .sorted { $0.label.folded.precedes($1.label.folded) }
        let log = HookLog(
            visit: visit, source: source,
            deliveries: try zip(shown, items).map { ($0, $1, try deliveries.problem(of: $0.id)) },
            people: Dictionary(people.map { ($0.id, $0) }) { first, _ in first },
            kinds: rules.catalogue.kindsByName, next: found.count > shown.count ? shown.last?.id : nil)
        return HookPage(
            visit: visit, source: source, form: form, secret: try sources.secret(of: source.id),
            isSigningKnown: try sources.signingSecret(of: source.id) != nil,
            refusals: try sources.refusals(of: source.id), kinds: kinds,
            trial: try HookTrial(visit, form, intake(visit, connection), connection), log: log
        ).page
    }

    private static func intake(_ visit: Visit, _ connection: any SQLConnection) throws -> HookIntake {
        try HookIntake(connection, in: visit.workspace, at: visit.now, phone: { PhoneNumbers.e164($0, region: $1) })
    }

    /// The source in the address.
    private static func source(_ visit: Visit, _ connection: any SQLConnection) throws -> HookSource {
        guard let source = try HookSources(connection, in: visit.workspace.id).find(visit.number("source")) else {
            throw Refusal.notFound
        }
        return source
    }
}

extension String {
    /// JSON as one reads it; anything else as it is.
    var prettyJSON: String { (try? Document(json: self))?.json(pretty: true) ?? self }
}
