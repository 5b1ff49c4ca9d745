import HTTPTypes
import Storage
import Verger

/// Records that may be one, for programs.
enum MergesAPI {
    static let routes: [Route] =
        routes(of: .contact) + routes(of: .company) + [
            Route(
                .post, api: "merges/{merge}/undo", may: .mergeContacts,
                Operation(
                    "Undo a merge",
                    "Both records are what they were; what came since stays with the one that was kept. Later merges of the "
                        + "same record are to be undone first: the answer is 409.",
                    answers: [.init(.ok, "The merge, undone.", .merge)]
                ).onceOnly, undo)
        ]

    private static func routes(of subject: MatchSubject) -> [Route] {
        let noun = subject.rawValue
        let path = "\(subject.folder)/{\(noun)}"
        return [
            Route(
                .get, api: "\(path)/duplicates", may: .mergeContacts,
                Operation(
                    "List duplicates of a \(noun)",
                    "Those that may be the same, as of now, the likeliest first; nobody said that they are two.",
                    answers: [.init(.ok, "At most 20.", Schema.record(["items": .list(of: .lookalike)]))])
            ) { try duplicates($0, subject) },
            Route(
                .post, api: "\(path)/merges", may: .mergeContacts,
                Operation(
                    "Merge a \(noun)",
                    "Another record goes into this one, which keeps its own values but for those that `take` names, the "
                        + "history of both, and every refusal. The other’s id, external id and address mean this one from then on.",
                    content: .json(.mergeInput),
                    answers: [.init(.created, "What was merged.", .merge)]
                ).onceOnly
            ) { try merge($0, subject) },
        ]
    }

    private static func duplicates(_ visit: Visit, _ subject: MatchSubject) throws -> Answer {
        try visit.read { connection in
            let id = try visit.recordNumber(subject, connection)
            guard let own = try visit.sides(of: [id], subject, connection)[id] else { throw Refusal.notFound }
            let lookalikes = Lookalikes(connection, in: visit.workspace)
            let found =
                switch subject {
                case .contact: try lookalikes.people(like: own.profile, except: .init(id)).map(\.record.id.value)
                case .company: try lookalikes.companies(like: own.profile, except: .init(id)).map(\.record.id.value)
                }
            let sides = try visit.sides(of: found, subject, connection)
            let decided = Duplicates(of: subject, connection, in: visit.workspace)
            let items = try found.compactMap { other -> Document? in
                guard let side = sides[other], try decided.find(id, other)?.state != .distinct else { return nil }
                return RecordPair(own, side).document(visit)
            }
            return .json(.object([("items", .list(items))]))
        }
    }

    private static func merge(_ visit: Visit, _ subject: MatchSubject) throws -> Answer {
        try visit.once { connection in
            let kept = try visit.recordNumber(subject, connection)
            let gone = visit.document["id"]?.text.flatMap { Int64($0) } ?? 0
            let sides = try visit.sides(of: [kept, gone], subject, connection)
            guard kept != gone, let one = sides[kept], let other = sides[gone] else {
                throw Refusal.invalid([MergesAPI.unknown(subject)])
            }
            let taken = (visit.document["take"]?.items ?? []).compactMap(\.text)
            let merge = try visit.merges(connection).merging(
                RecordPair(one, other), taking: Set(taken), by: visit.member.user.email, at: visit.now)
            return .json(merge.document, status: .created)
        }
    }

    @Sendable private static func undo(_ visit: Visit) throws -> Answer {
        try visit.once { connection in
            let id = try visit.number("merge")
            guard let merge = try visit.merges(connection).find(id) else { throw Refusal.notFound }
            try visit.requireEverything(merge.subject)
            let sides = try visit.sides(of: [merge.kept], merge.subject, connection)
            guard sides[merge.kept] != nil || merge.undoneAt != nil else { throw Refusal.notFound }
            return .json(try visit.undoMerge(id, of: merge.subject, nil, connection).document)
        }
    }

    private static func unknown(_ subject: MatchSubject) -> Problem {
        switch subject {
        case .contact:
            Problem(
                Sentence(fr: "aucun autre contact n’a ce numéro", en: "no other contact has this number"), path: "id")
        case .company:
            Problem(
                Sentence(fr: "aucune autre entreprise n’a ce numéro", en: "no other company has this number"),
                path: "id")
        }
    }
}

extension Number {
    /// A weight or a probability.
    fileprivate init(bits value: Double) { self.init(millionths: Int64((value * 1_000_000).rounded())) }
}

extension RecordPair {
    fileprivate func document(_ visit: Visit) -> Document {
        .object([
            ("id", .number(Int(gone.id))), ("name", .text(gone.name)),
            ("verdict", .text(judgement.verdict.rawValue)),
            ("probability", .number(Number(bits: judgement.probability))),
            ("weight", .number(Number(bits: judgement.weight))),
            (
                "reasons",
                .list(
                    reasons.map { reason in
                        .object([
                            ("field", .text(reason.part.field.rawValue)),
                            ("agreement", .text(reason.part.agreement.rawValue)),
                            ("weight", .number(Number(bits: reason.part.weight))),
                            ("text", .text(visit.say(reason.sentence))),
                        ])
                    })
            ),
        ])
    }
}

extension Merges.Merge {
    fileprivate var document: Document {
        .object([
            ("id", .number(Int(id))), ("subject", .text(subject.rawValue)), ("kept", .number(Int(kept))),
            ("gone", .number(Int(gone))), ("goneName", .text(goneName)), ("at", .text(at.iso8601)),
            ("by", .text(actor)),
            ("undoneAt", .text(orNull: undoneAt?.iso8601)),
        ])
    }
}

extension Schema {
    fileprivate static let reason = Schema.record([
        "field": .choice(MatchField.allCases.map(\.rawValue)),
        "agreement": .choice(Agreement.allCases.map(\.rawValue)), "weight": .number.noted("Bits; for when positive."),
        "text": .text,
    ]).named("MatchReason")

    fileprivate static let lookalike = Schema.record([
        "id": .id, "name": .text, "verdict": .choice(["certain", "review", "no"]), "probability": .number,
        "weight": .number.noted("Bits: the sum of the reasons."), "reasons": .list(of: .reason),
    ]).named("Lookalike")

    fileprivate static let merge = Schema.record([
        "id": .id, "subject": .choice(["contact", "company"]), "kept": .id, "gone": .id, "goneName": .text,
        "at": .instant, "by": .text, "undoneAt": .instant.orNull,
    ]).named("Merge")

    fileprivate static let mergeInput = Schema.input(
        [
            "id": Schema.id.noted("The record that goes into the one of the address."),
            "take": Schema.list(of: .text(1...100), 0...100).noted(
                "Fields in which the value of the record that goes is to stay: `email`, `city`, `company`…"),
        ], required: ["id"]
    ).like(["id": 42, "take": ["email"]]).named("MergeInput")
}
