import Storage
import Verger

/// Questions about who holds a condition, now by one query or on another day by looking at everyone.
final class Survey {
    private let session: Session
    private let asOf: Instant?
    private var isFresh: Bool?

    init(_ options: Options, asOf: String?) throws {
        session = try options.session()
        self.asOf = try asOf.map { [session] in try session.instant(asOf: $0) }
    }

    /// A contact that holds it.
    struct Row {
        let contact: Contact
        let stage: String?
        let grade: String
        let score: Number
        let temperature: String?
        let isExcluded: Bool

        var json: Document {
            .object([
                ("id", .number(Int(contact.id.value))), ("externalId", .text(orNull: contact.fields[.externalID])),
                ("email", .text(orNull: contact.fields[.email])), ("name", .text(contact.displayName)),
                ("stage", .text(orNull: stage)), ("grade", .text(grade)), ("score", .number(score)),
                ("temperature", .text(orNull: temperature)), ("excluded", Document(.boolean(isExcluded))),
            ])
        }
    }

    func resolve(_ text: String) throws -> ResolvedCondition {
        let condition = try session.rules.resolve(parsing: text)
        for warning in condition.warnings {
            Terminal.error(Failure.describe(warning, of: "", in: .ofUser))
        }
        return condition
    }

    func count(_ condition: ResolvedCondition) throws -> Int {
        guard asOf == nil, ContactSet.canAnswer(condition) else {
            return try Census(session.database, in: session.workspace).count(condition, at: asOf ?? session.now)
        }
        try freshen(for: condition)
        return try session.database.read { try ContactSet($0, in: session.workspace).count(condition, at: session.now) }
    }

    /// Best total score first, then by id.
    func rows(_ condition: ResolvedCondition, limit: Int) throws -> [Row] {
        var found: [(id: Contact.ID, standing: Standing)] = []
        if asOf == nil, ContactSet.canAnswer(condition) {
            try freshen(for: condition)
            let ids = try session.database.read { connection in
                try ContactSet(connection, in: session.workspace).ids(condition, at: session.now)
            }
            let evaluator = Evaluator(session.rules)
            var start = 0
            while start < ids.count {
                let batch = Array(ids[start..<min(start + 1000, ids.count)])
                for item in try session.database.read({ try Dossiers($0, in: session.workspace).load(batch) }) {
                    guard let (standing, _) = evaluator.evaluate(item.dossier, at: session.now) else { continue }
                    found.append((item.contact, standing))
                }
                start += batch.count
            }
        } else {
            try Census(session.database, in: session.workspace).forEach(condition.rules, at: asOf ?? session.now) {
                contact, _, evaluator, standing in
                if evaluator.holds(condition) { found.append((contact, standing)) }
            }
        }
        found.sort { (-$0.standing.total, $0.id) < (-$1.standing.total, $1.id) }
        return try rows(of: Array(found.prefix(limit)))
    }

    private func rows(of found: [(id: Contact.ID, standing: Standing)]) throws -> [Row] {
        let contacts = try session.database.read { try Contacts($0, in: session.workspace).find(found.map(\.id)) }
        let byID = Dictionary(uniqueKeysWithValues: contacts.map { ($0.id, $0) })
        return found.compactMap { item in
            byID[item.id].map { contact in
                Row(
                    contact: contact, stage: item.standing.stage.map { session.rules.stages[$0].id },
                    grade: session.rules.grades.grade(of: item.standing.score),
                    score: Number(tenths: item.standing.total),
                    temperature: item.standing.temperature?.rawValue, isExcluded: item.standing.isExcluded)
            }
        }
    }

    private func freshen(for condition: ResolvedCondition) throws {
        if isFresh == true || (isFresh == false && !condition.readsStanding) { return }
        try session.refresh(wholly: condition.readsStanding)
        isFresh = condition.readsStanding
    }
}

extension Standing {
    var total: Int64 { score.fit + score.engagement }
}
