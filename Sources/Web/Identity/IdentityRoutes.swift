import HTML
import HTTPTypes
import Storage
import Verger

/// Records that may be one: the queue, two side by side, their merge and the way back.
enum IdentityRoutes {
    static let all: [Route] =
        routes(of: .contact) + routes(of: .company) + [
            Route(.post, "contacts/lookalikes", may: .editContacts, lookalikes)
        ]

    private static func routes(of subject: MatchSubject) -> [Route] {
        let folder = subject.folder
        let record = "\(folder)/{\(subject.rawValue)}"
        let pair = "\(record)/duplicates/{other}"
        return [
            Route(.get, "\(folder)/duplicates", may: .mergeContacts) { try queue($0, subject) },
            Route(.get, "\(record)/duplicates", may: .mergeContacts) { try search($0, subject) },
            Route(.get, pair, may: .mergeContacts) { try compare($0, subject) },
            Route(.post, "\(pair)/merges", may: .mergeContacts) { try merge($0, subject) },
            Route(.post, "\(pair)/parting", may: .mergeContacts) { try part($0, subject) },
            Route(.post, "\(pair)/reopening", may: .mergeContacts) { try reopen($0, subject) },
            Route(.post, "\(record)/merges/{merge}/undo", may: .mergeContacts) { try undo($0, subject) },
        ]
    }

    // MARK: Looking

    private static func queue(_ visit: Visit, _ subject: MatchSubject) throws -> Answer {
        // A rep sees no company whole: the queue of companies is empty for them, and not forbidden.
        guard subject == .contact || visit.member.visibility == .everyone else {
            return .redirect(to: visit.links.duplicates(.contact))
        }
        return try visit.read { visit.answer(try DuplicatesQueue(visit, subject, $0).page) }
    }

    private static func search(_ visit: Visit, _ subject: MatchSubject) throws -> Answer {
        let search = try visit.read { try DuplicatesSearch(visit, subject, $0) }
        if let other = search.other { return .redirect(to: visit.links.pair(subject, search.id, other)) }
        return visit.answer(search.page)
    }

    private static func compare(_ visit: Visit, _ subject: MatchSubject) throws -> Answer {
        try visit.read { visit.answer(try ComparePage(visit, subject, $0).page) }
    }

    private static func lookalikes(_ visit: Visit) throws -> Answer {
        let found = try visit.read { try LookalikesView(visit, $0) }
        return .fragment(found.markup)
    }

    // MARK: Deciding

    private static func merge(_ visit: Visit, _ subject: MatchSubject) throws -> Answer {
        let taken = Set(
            visit.form.all.filter { $0.name.hasPrefix("value.") && $0.value == "gone" }.map {
                String($0.name.dropFirst("value.".count))
            })
        let (pair, merge, next) = try visit.write { connection in
            let pair = try visit.pair(subject, connection)
            let known = try Duplicates(of: subject, connection, in: visit.workspace).find(pair.kept.id, pair.gone.id)
            let merge = try visit.merges(connection).merging(
                pair, taking: taken, by: visit.member.user.email, at: visit.now)
            return (pair, merge, try visit.nextPair(subject, after: known, connection))
        }
        return .redirect(to: visit.afterDecision(subject, next, else: visit.links.record(subject, pair.kept.id))).toast(
            visit.notation.text(
                "\(pair.gone.name) a rejoint \(pair.kept.name).", "\(pair.gone.name) was merged into \(pair.kept.name)."
            ),
            undo: visit.links.record(subject, pair.kept.id) + "/merges/\(merge.id)/undo")
    }

    private static func part(_ visit: Visit, _ subject: MatchSubject) throws -> Answer {
        let (pair, next) = try visit.write { connection in
            let pair = try visit.pair(subject, connection)
            let duplicates = Duplicates(of: subject, connection, in: visit.workspace)
            let known = try duplicates.find(pair.kept.id, pair.gone.id)
            try duplicates.part(pair.kept.id, pair.gone.id, by: visit.member.user.email, at: visit.now)
            return (pair, try visit.nextPair(subject, after: known, connection))
        }
        return .redirect(to: visit.afterDecision(subject, next, else: visit.links.record(subject, pair.kept.id))).toast(
            visit.notation.text(
                "\(pair.kept.name) et \(pair.gone.name)\u{A0}: \(PairWords.areTwo(subject, visit.notation).lowercased()).",
                "\(pair.kept.name) and \(pair.gone.name): \(PairWords.areTwo(subject, visit.notation).lowercased())."),
            undo: visit.links.pair(subject, pair.kept.id, pair.gone.id, "reopening"))
    }

    private static func reopen(_ visit: Visit, _ subject: MatchSubject) throws -> Answer {
        let pair = try visit.write { connection in
            let pair = try visit.pair(subject, connection)
            try Duplicates(of: subject, connection, in: visit.workspace).unpart(
                pair.kept.id, pair.gone.id, by: visit.member.user.email, at: visit.now)
            return pair
        }
        return .redirect(to: visit.links.pair(subject, pair.kept.id, pair.gone.id)).toast(
            visit.notation.text("De nouveau à vérifier.", "To be checked again."))
    }

    private static func undo(_ visit: Visit, _ subject: MatchSubject) throws -> Answer {
        let merge = try visit.write { connection in
            let record = try visit.recordNumber(subject, connection)
            return try visit.undoMerge(try visit.number("merge"), of: subject, record, connection)
        }
        return .redirect(to: visit.links.record(subject, merge.kept)).toast(
            visit.notation.text(
                "Fusion défaite\u{A0}: \(merge.goneName) a de nouveau sa fiche.",
                "Merge undone: \(merge.goneName) has a record again."))
    }
}

extension Visit {
    func merges(_ connection: any SQLConnection) throws -> Merges {
        let catalogue = try rules(on: connection).catalogue
        return Merges(connection, in: workspace, types: catalogue.fields, kinds: catalogue.kindsByName)
    }

    /// Undoes the merge of this number, if it is one of this record; refuses one that is not its last.
    func undoMerge(
        _ id: Int64, of subject: MatchSubject, _ record: Int64?, _ connection: any SQLConnection
    ) throws -> Merges.Merge {
        let merges = try merges(connection)
        guard let merge = try merges.find(id), merge.subject == subject, record == nil || merge.kept == record else {
            throw Refusal.notFound
        }
        do {
            return try merges.undo(id, by: member.user.email, at: now)
        } catch let problem as Merges.Problem {
            throw problem.refusal
        }
    }

    /// The compare page of the pair that comes after one in the queue; nil at its end.
    func nextPair(
        _ subject: MatchSubject, after pair: Duplicates.Pair?, _ connection: any SQLConnection
    ) throws -> String? {
        let next = try Duplicates(of: subject, connection, in: workspace).open(
            after: pair, seenBy: member.visibility, limit: 1
        ).first
        return next.map { links.pair(subject, $0.low, $0.high) + "?from=queue" }
    }

    /// Where somebody goes on who goes through the queue.
    func afterDecision(_ subject: MatchSubject, _ next: String?, else record: String) -> String {
        switch form["from"] {
        case "queue": next ?? links.duplicates(subject)
        case "list": links.duplicates(subject)
        default: record
        }
    }
}

extension Merges {
    func merging(_ pair: RecordPair, taking taken: Set<String>, by author: String, at now: Instant) throws -> Merge {
        do {
            switch pair.kept.subject {
            case .contact:
                return try merge(
                    Contact.ID(pair.gone.id), into: Contact.ID(pair.kept.id), taking: taken, by: author, at: now)
            case .company:
                return try merge(
                    Company.ID(pair.gone.id), into: Company.ID(pair.kept.id), taking: taken, by: author, at: now)
            }
        } catch let problem as Problem {
            throw problem.refusal
        }
    }
}

extension Merges.Problem {
    var refusal: Refusal {
        switch self {
        case .same, .unknown: .notFound
        case .notLast:
            .conflict(
                Sentence(
                    fr: "Une fusion plus récente de cette fiche est à défaire d’abord.",
                    en: "A later merge of this record has to be undone first."))
        case .undoneBefore:
            .conflict(Sentence(fr: "Cette fusion est déjà défaite.", en: "This merge was undone already."))
        }
    }
}
