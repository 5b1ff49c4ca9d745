import Storage
import Verger

/// All that the page of one contact shows, read in one state of the database.
struct ContactReading {
    let contact: Contact
    let company: Company?
    let rules: Rules
    let report: ContactReport?
    let dossier: Dossier
    /// Facts up to the day looked at, oldest first, corrections applied.
    let activities: [Activity]
    /// Names of the people of the workspace, by address.
    let names: [String: String]
    /// The definition's personas that the contact fits.
    let personas: [Sentence]
    let consents: [Consent]
    /// What the page is told of a stage that was clicked: its position and its explanation.
    let asked: (stage: Int, explanation: Explanation)?
    /// How many conditions fail of each stage that is not held.
    let missing: [Int: Int]
    /// The day looked at; nil for now.
    let asOf: Instant?
    /// What waits about the contact.
    let duties: ContactDuties
    /// Who else may be the same; nil for whoever may not merge.
    let identity: IdentityPanel?
    /// What brought it; nil on a day before its first fact.
    let touches: ContactTouches?

    struct Consent {
        let channel: Sentence
        let state: String
        let since: Instant?
    }

    init(_ visit: Visit, _ connection: any SQLConnection) throws {
        let contact = try visit.contact(connection)
        let rules = try visit.rules(on: connection)
        guard let item = try Dossiers(connection, in: visit.workspace).load(contact.id) else { throw Refusal.notFound }
        let asOf = try visit.asOf()
        let instant = min(asOf ?? visit.now, visit.now)
        let evaluator = Evaluator(rules)
        self.contact = contact
        self.rules = rules
        self.asOf = asOf
        duties = try ContactDuties(visit, contact, connection)
        identity = try IdentityPanel(visit, .contact, contact.id.value, connection)
        dossier = item.dossier
        company = try contact.company.flatMap { try Companies(connection, in: visit.workspace).find([$0]).first }
        report = ContactReport(item.dossier, at: instant, by: evaluator)
        activities = item.dossier.activities.unvoided(at: instant).filter { $0.voids == nil }
        names = Dictionary(try Users(connection, in: visit.workspace.id).all().map { ($0.email, $0.name) }) {
            first, _ in first
        }
        var missing: [Int: Int] = [:]
        if let report {
            for index in rules.stages.indices where index > report.standing.stage ?? -1 {
                missing[index] = evaluator.explanation(ofStage: index).failures
            }
        }
        self.missing = missing
        if report != nil, let stage = visit.query.integer("stage"), rules.stages.indices.contains(stage) {
            asked = (stage, evaluator.explanation(ofStage: stage))
        } else {
            asked = nil
        }
        touches = try report.map {
            try ContactTouches(of: contact.id, $0.history, rules, upTo: instant, visit.workspace.id, connection)
        }
        personas = report == nil ? [] : try ContactReading.personas(of: item.dossier, rules, at: instant)
        consents = report == nil ? [] : try ContactReading.consents(of: item.dossier, rules, at: instant)
    }

    private static func personas(of dossier: Dossier, _ rules: Rules, at instant: Instant) throws -> [Sentence] {
        try rules.catalogue.personas.compactMap { persona in
            let condition = try rules.resolve(parsing: "fits persona \"\(persona.id)\"")
            let evaluator = Evaluator(condition.rules)
            guard evaluator.evaluate(dossier, at: instant) != nil, evaluator.holds(condition) else { return nil }
            return persona.name
        }
    }

    private static func consents(of dossier: Dossier, _ rules: Rules, at instant: Instant) throws -> [Consent] {
        let channels = [
            ("email", Sentence(fr: "E-mail", en: "E-mail")), ("phone", Sentence(fr: "Téléphone", en: "Phone")),
            ("sms", Sentence(fr: "SMS", en: "SMS")),
        ]
        return try channels.map { channel, name in
            for state in ["granted", "refused"] {
                let condition = try rules.resolve(parsing: "consent.\(channel) = \(state)")
                let evaluator = Evaluator(condition.rules)
                guard evaluator.evaluate(dossier, at: instant) != nil, evaluator.holds(condition) else { continue }
                return Consent(channel: name, state: state, since: date(of: channel, dossier, at: instant))
            }
            return Consent(channel: name, state: "unknown", since: nil)
        }
    }

    /// When the consent last changed on a channel.
    private static func date(of channel: String, _ dossier: Dossier, at instant: Instant) -> Instant? {
        dossier.activities.last {
            $0.at <= instant
                && ["consent_granted", "consent_withdrawn", "unsubscribed", "email_complained"].contains($0.kind)
                && ($0.channel == nil || $0.channel?.folded == channel)
        }?.at
    }

    func name(of email: String) -> String { names[email.folded] ?? email }
}
