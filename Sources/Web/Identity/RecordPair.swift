import HTML
import Storage
import Verger

/// Two records side by side, and why they may be one.
struct RecordPair: Sendable {
    let kept: RecordSide
    let gone: RecordSide
    let judgement: Judgement
    let reasons: [MatchReason]

    init(_ kept: RecordSide, _ gone: RecordSide) {
        self.kept = kept
        self.gone = gone
        judgement = kept.subject.model.judgement(of: MatchComparison(kept.profile, gone.profile))
        reasons = MatchReason.reasons(judgement, kept.profile, gone.profile)
    }

    /// In a word, and never by colour alone.
    func chip(_ notation: Notation) -> Markup {
        switch judgement.verdict {
        case .certain:
            span(.class("chip good")) {
                Icon.check.markup
                notation.text("Presque sûr", "Almost certain")
            }
        case .review:
            span(.class("chip warn")) {
                Icon.eye.markup
                notation.text("À vérifier", "To check")
            }
        case .no: span(.class("chip line")) { notation.text("Peu probable", "Unlikely") }
        }
    }

    /// Each reason with how much it says; `most` of them.
    func reasonList(_ notation: Notation, most: Int = .max) -> Markup {
        ul(.class("match-reasons")) {
            for reason in reasons.prefix(most) {
                li(.class(reason.strength == .against ? "against" : nil)) {
                    (reason.strength == .against ? Icon.x : Icon.check).markup
                    span {
                        notation.text(reason.sentence).capitalizedFirst
                        span(.class("faint")) { " · " + notation.text(reason.strength.label) }
                    }
                }
            }
        }
    }
}

extension Visit {
    /// The two records of the address: the one that is looked at, and the other.
    func pair(_ subject: MatchSubject, _ connection: any SQLConnection) throws -> RecordPair {
        let kept = try recordNumber(subject, connection)
        let gone = try number("other")
        guard kept != gone else { throw Refusal.notFound }
        let sides = try sides(of: [kept, gone], subject, connection)
        guard let one = sides[kept], let other = sides[gone] else { throw Refusal.notFound }
        return RecordPair(one, other)
    }

    /// The number of the record in the address, which the member must see and may make one with others.
    func recordNumber(_ subject: MatchSubject, _ connection: any SQLConnection) throws -> Int64 {
        switch subject {
        case .contact: return try contact(connection).id.value
        case .company:
            let id = try company(connection).id.value
            try requireEverything(subject)
            return id
        }
    }

    /// A company is more than the part of its people that somebody sees.
    func requireEverything(_ subject: MatchSubject) throws {
        if subject == .company, member.visibility != .everyone { throw Refusal.notFound }
    }

    /// Those who may be one with a record and wait for a decision.
    func suggestions(
        _ subject: MatchSubject, _ id: Int64, _ connection: any SQLConnection, limit: Int = 20
    ) throws -> [RecordPair] {
        let pairs = try Duplicates(of: subject, connection, in: workspace).open(of: id).prefix(limit)
        guard !pairs.isEmpty else { return [] }
        let sides = try sides(of: pairs.map { $0.other(than: id) } + [id], subject, connection)
        guard let own = sides[id] else { return [] }
        return pairs.compactMap { pair in sides[pair.other(than: id)].map { RecordPair(own, $0) } }
    }
}
