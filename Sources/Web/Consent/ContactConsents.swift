import HTML
import HTTPTypes
import Storage
import Verger

/// What one contact allowed and refused; and what they say by telephone or face to face, noted for them.
enum ContactConsents {
    static let all: [Route] = [
        Route(.get, "contacts/{contact}/consents", may: .viewContacts, show),
        Route(.post, "contacts/{contact}/consents", may: .recordActivities, record).creating,
    ]

    @Sendable private static func show(_ visit: Visit) throws -> Answer {
        // Made once, so that the person's own page has a link.
        if try visit.read({ try InstanceSecret(known: $0) }) == nil {
            _ = try visit.write { try InstanceSecret($0, at: visit.now) }
        }
        return try show(visit, ConsentDraft())
    }

    private static func show(_ visit: Visit, _ draft: ConsentDraft) throws -> Answer {
        let reading = try visit.read { try ConsentReading(visit, $0) }
        var answer = visit.answer(ConsentPage(visit: visit, reading: reading, draft: draft).page)
        if draft.problem != nil { answer.status = .unprocessableContent }
        return answer
    }

    @Sendable private static func record(_ visit: Visit) throws -> Answer {
        var draft = ConsentDraft(visit.form)
        let isRecorded = try visit.write { connection -> Bool in
            let reading = try ConsentReading(visit, connection)
            do {
                let statement = try draft.statement(visit, reading)
                try ConsentStatements(connection, in: visit.workspace).record(
                    [statement], of: reading.contact.id, at: visit.now)
                try visit.audit(
                    "consent recorded",
                    [
                        ("contact", .number(Int(reading.contact.id.value))), ("kind", .text(statement.kind)),
                        ("purpose", .text(orNull: statement.purpose)), ("channel", .text(statement.channel.rawValue)),
                    ], connection)
                return true
            } catch let problem as ConsentDraft.Problem {
                draft.problem = problem.sentence
                return false
            }
        }
        guard isRecorded else { return try show(visit, draft) }
        let contact = Contact.ID(try visit.number("contact"))
        return .redirect(to: visit.links.contact(contact, "consents")).toast(
            visit.notation.text("C’est noté, avec sa preuve.", "It is recorded, with its proof."))
    }
}

/// All that the page of a contact’s consents shows.
struct ConsentReading {
    let contact: Contact
    let register: ConsentRegister
    let addressee: Addressee
    let texts: [ConsentText.Reference: ConsentText]
    /// Where the person can choose for themselves; nil for who may not hand it on.
    let preferences: String?
    let names: [String: String]

    init(_ visit: Visit, _ connection: any SQLConnection) throws {
        contact = try visit.contact(connection)
        let timeline = try Activities(connection, in: visit.workspace.id).timeline(of: contact.id)
        register = ConsentRegister(
            timeline, purposes: try Purposes(connection, in: visit.workspace.id).all(), at: visit.now)
        addressee = Addressee(contact, hasPaid: Addressee.hasPaid(timeline, at: visit.now))
        texts = Dictionary(
            try ConsentTexts(connection, in: visit.workspace.id).all().map { ($0.reference, $0) }
        ) { first, _ in first }
        names = Dictionary(try Users(connection, in: visit.workspace.id).all().map { ($0.email, $0.name) }) {
            first, _ in first
        }
        if visit.may(.recordActivities), let secret = try InstanceSecret(known: connection) {
            let link = ContactLink(.preferences, of: contact.id, in: visit.workspace.id, at: visit.now)
            preferences = visit.site.address + Links.preferences(secret.sealed(link))
        } else {
            preferences = nil
        }
    }
}

/// What is noted of somebody’s word, as it was typed.
struct ConsentDraft {
    var cell = ""
    var decision = "granted"
    var basis = ConsentBasis.consent
    var source = ConsentProof.Source.phone
    var note = ""
    var problem: Sentence?

    /// How a word can reach us that no page of ours recorded.
    static let sources = [ConsentProof.Source.phone, "meeting", "letter", "email"]

    struct Problem: Error {
        let sentence: Sentence
    }

    init() {}

    init(_ form: Fields) {
        cell = form.text("cell") ?? ""
        decision = form.text("decision") ?? ""
        basis = form.text("basis").flatMap(ConsentBasis.init(rawValue:)) ?? .consent
        source = form.text("source") ?? ""
        note = form.text("note") ?? ""
    }

    /// Load, decide: what is to be recorded. Throws `Problem`.
    func statement(_ visit: Visit, _ reading: ConsentReading) throws -> ConsentStatement {
        guard let cell = Fields([("cell", cell)]).cells("cell").first,
            let purpose = reading.register.purposes.first(where: { $0.id == cell.purpose && !$0.isArchived }),
            purpose.channels.contains(cell.channel)
        else { throw Problem(sentence: Words.noCell) }
        guard ConsentDraft.sources.contains(source) else { throw Problem(sentence: Words.noSource) }
        guard !note.isEmpty, note.count <= 2000, !note.contains("\0") else { throw Problem(sentence: Words.noNote) }
        let shown = reading.texts.keys.filter { $0.purpose == purpose.id && $0.language == visit.language }
            .max { $0.version < $1.version }
        var proof = ConsentProof(at: visit.now, source: source, actor: visit.member.user.email, note: note)
        switch decision {
        case "refused": return ConsentStatement(refusing: purpose.id, on: cell.channel, proof: proof)
        case "granted":
            guard purpose.bases.contains(basis) else { throw Problem(sentence: Words.noBasis) }
            if let problem = basis.problem(with: reading.addressee, on: cell.channel) {
                throw Problem(
                    sentence: Sentence(
                        fr: problem.fr.capitalizedFirst + ".", en: problem.en.capitalizedFirst + "."))
            }
            // What was read out to the person, when they consented.
            if basis == .consent { proof.text = shown }
            return ConsentStatement(granting: purpose.id, on: cell.channel, basis: basis, proof: proof)
        default: throw Problem(sentence: Words.noDecision)
        }
    }

    private enum Words {
        static let noCell = Sentence(fr: "Choisissez une finalité et un canal.", en: "Choose a purpose and a channel.")
        static let noSource = Sentence(
            fr: "Dites par quel moyen la personne l’a dit.", en: "Say how the person told it.")
        static let noNote = Sentence(
            fr: "Écrivez ce que la personne a dit\u{A0}: c’est la preuve.",
            en: "Write what the person said: it is the proof.")
        static let noBasis = Sentence(
            fr: "Cette base n’est pas admise pour cette finalité.", en: "This basis is not accepted for this purpose.")
        static let noDecision = Sentence(
            fr: "Dites si la personne accepte ou refuse.", en: "Say whether the person agrees or refuses.")
    }
}
