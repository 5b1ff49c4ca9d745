import HTML
import HTTPTypes
import Storage
import Verger

/// Channels, what is spent for one as a whole, and tables of costs.
enum ChannelRoutes {
    static let all: [Route] = [
        Route(.get, "sources/channels", may: .viewReports, { try show($0) }),
        Route(.post, "sources/channels", may: .manageSources, add).creating,
        Route(.post, "sources/channels/removal", may: .manageSources, remove),
        Route(.post, "sources/channels/costs", may: .manageSources, addCost).creating,
        Route(.get, "sources/costs", may: .manageSources, { $0.answer(try CostSheetPage($0).page) }),
        Route(.post, "sources/costs", may: .manageSources, read).accepting(
            bytes: 2 * CostSheet.limit),
    ]

    private static func show(
        _ visit: Visit, _ problem: Channel.Problem? = nil, cost: (id: Int64?, form: CostForm)? = nil
    ) throws -> Answer {
        let page = try visit.read { connection in
            let costs = try Costs(connection, in: visit.workspace.id).all().filter {
                if case .channel = $0.target { true } else { false }
            }
            return ChannelsPage(
                visit: visit, book: try Channels(connection, in: visit.workspace.id).book(), costs: costs,
                problem: problem, typedCost: cost)
        }
        var answer = visit.answer(page.page)
        if problem != nil || cost != nil { answer.status = .unprocessableContent }
        return answer
    }

    @Sendable private static func add(_ visit: Visit) throws -> Answer {
        let form = visit.form
        do {
            let channel = try Channel(
                id: form.text("id") ?? "", name: form.text("name") ?? "",
                aliases: (form.text("aliases") ?? "").split(separator: ",").map(String.init))
            try visit.write { connection in
                try Channels(connection, in: visit.workspace.id).save(channel)
                try visit.audit("channel saved", [("channel", .text(channel.id))], connection)
            }
            return Answer.redirect(to: visit.links.channels).toast(
                visit.notation.text("Canal enregistré.", "Channel saved."))
        } catch let problem as Channel.Problem {
            return try show(visit, problem)
        }
    }

    @Sendable private static func remove(_ visit: Visit) throws -> Answer {
        let id = visit.form.text("id") ?? ""
        let isGone = try visit.write { connection in
            let isGone = try Channels(connection, in: visit.workspace.id).remove(id)
            if isGone { try visit.audit("channel removed", [("channel", .text(id))], connection) }
            return isGone
        }
        return Answer.redirect(to: visit.links.channels).toast(
            isGone
                ? visit.notation.text("Canal supprimé.", "Channel removed.")
                : visit.notation.text(
                    "Ce canal a des campagnes ou des coûts\u{A0}: il reste.",
                    "This channel has campaigns or costs: it stays."))
    }

    @Sendable private static func addCost(_ visit: Visit) throws -> Answer {
        let channel = visit.form.text("channel") ?? ""
        var form = CostForm(visit.form)
        let isKnown = try visit.read { try Channels($0, in: visit.workspace.id).book().channel(channel) != nil }
        if !isKnown { form.problems["channel"] = Campaign.Problem.unknownChannel.sentence }
        let target = Cost.Target.channel(channel)
        guard isKnown, form.cost(0, target, currency: visit.workspace.currency) != nil else {
            return try show(visit, cost: (nil, form))
        }
        try visit.write { connection in
            let costs = Costs(connection, in: visit.workspace.id)
            guard let cost = form.cost(try costs.newID(), target, currency: visit.workspace.currency) else { return }
            try costs.add(cost, by: visit.member.user.email, at: visit.now)
            try visit.audit(
                "cost added", [("channel", .text(channel)), ("amount", .number(cost.amount))], connection)
        }
        return Answer.redirect(to: visit.links.channels).toast(visit.notation.text("Coût ajouté.", "Cost added."))
    }

    // MARK: Tables

    /// Reads a table twice: first to show what it would bring, then, when that is confirmed, to keep it.
    @Sendable private static func read(_ visit: Visit) throws -> Answer {
        var page = try CostSheetPage(visit)
        do {
            try page.read()
            guard visit.form["confirmed"] != nil, page.isSound, let sheet = page.sheet else {
                var answer = visit.answer(page.page)
                if !page.isSound { answer.status = .unprocessableContent }
                return answer
            }
            let targets = page.targets
            let added = try visit.write { connection in
                let costs = Costs(connection, in: visit.workspace.id)
                var added = 0
                for row in sheet.rows {
                    guard let target = targets[row.target] else { continue }
                    let cost = try Cost(
                        id: costs.newID(), target: target, kind: row.kind, days: row.days, amount: row.amount,
                        note: row.note)
                    if try costs.add(cost, importKey: row.key, by: visit.member.user.email, at: visit.now) {
                        added += 1
                    }
                }
                try visit.audit("costs imported", [("count", .number(added))], connection)
                return added
            }
            let known = sheet.rows.count - added
            return Answer.redirect(to: visit.links.sources).toast(
                visit.notation.plural(
                    added, Sentence(fr: "coût ajouté", en: "cost added"),
                    Sentence(fr: "coûts ajoutés", en: "costs added"))
                    + (known > 0
                        ? visit.notation.text(", \(known) déjà connus.", ", \(known) known already.") : "."))
        } catch let problem as Problem {
            page.problem = problem
            var answer = visit.answer(page.page)
            answer.status = .unprocessableContent
            return answer
        }
    }
}
