import HTTPTypes
import Storage
import Verger

/// What happens, for programs: recorded here, read as timelines.
enum ActivitiesAPI {
    /// Of one request.
    private static let most = 1000

    static let routes = [
        Route(
            .post, api: "activities", may: .recordActivities,
            Operation(
                "Record activities",
                "One, or up to \(most) in `activities`: all or none, on disk before the answer. One whose `messageId` is "
                    + "known is a duplicate and changes nothing. Stages and scores follow within a moment.",
                content: .json(
                    .either(
                        .activityInput,
                        .input(
                            ["activities": .list(of: .activityInput, 1...most)], required: ["activities"]))),
                answers: [.init(.created, "What became of each, in their order.", .recordedActivities)]
            ).onceOnly, record
        ).accepting(bytes: 4 << 20),
        Route(
            .get, api: "contacts/{contact}/timeline", may: .viewContacts,
            Operation(
                "List the activities of a contact", "Latest first.",
                query: [.init("kind", .text(1...100).noted("Only those of this kind.")), .limit, .cursor],
                answers: [.init(.ok, "A page of the timeline.", .page(of: .activity))]), timeline),
        Route(
            .get, api: "contacts/{contact}/explanation", may: .viewContacts,
            Operation(
                "Explain a contact",
                "Stage, score and temperature with the evidence that makes them, now or on any day: the document of "
                    + "`verger explain --json`. Nothing is found before the contact’s first fact.", query: [.asOf],
                answers: [.init(.ok, "The explanation.", .explanationOfContact)]), explain),
    ]

    private static func record(_ visit: Visit) throws -> Answer {
        let isOne = visit.document["activities"] == nil
        let items = visit.document["activities"]?.items ?? [visit.document]
        return try visit.once { connection in
            let registration = Registration(connection, in: visit.workspace, types: [:])
            try registration.lock()
            var reading = try ActivityReading(items, isOne: isOne, visit, connection)
            let new = reading.activities()
            guard reading.problems.isEmpty else { throw Refusal.invalid(reading.problems) }
            let outcome = try Activities(connection, in: visit.workspace.id).record(
                new, kinds: reading.kinds, zone: visit.workspace.zone, at: visit.now)
            let documents = zip(new, outcome).map { new, id in
                Document.object([
                    ("id", id.map { .number(Int($0)) } ?? .null), ("contact", .number(Int(new.contact.value))),
                    ("messageId", .text(orNull: new.messageID)), ("duplicate", Document(.boolean(id == nil))),
                ])
            }
            return .json(.object([("activities", .list(documents))]), status: .created)
        }
    }

    private static func timeline(_ visit: Visit) throws -> Answer {
        let place = try visit.cursor(in: "timeline")
        return try visit.read { connection in
            let contact = try visit.contact(connection)
            let page = try Activities(connection, in: visit.workspace.id).page(
                of: contact.id, before: place, kind: visit.query.text("kind"), at: visit.now, limit: visit.limit)
            let items = page.rows.map { told in
                Document.object(
                    (told.activity.json(zone: visit.workspace.zone).pairs ?? []).map { ($0.key, $0.value) }
                        + [("void", Document(.boolean(told.isVoid)))])
            }
            return .page(items, next: page.next.map { Cursor.text($0, in: "timeline") })
        }
    }

    private static func explain(_ visit: Visit) throws -> Answer {
        let instant = try visit.lastInstant("as_of") ?? visit.now
        return try visit.read { connection in
            let contact = try visit.contact(connection)
            let rules = try visit.rules(on: connection)
            let item = try Dossiers(connection, in: visit.workspace).load(contact.id)
            guard let item, let report = ContactReport(item.dossier, at: instant, by: Evaluator(rules)) else {
                throw Refusal.notFound
            }
            return .json(report.json(contact: contact.brief, in: visit.language))
        }
    }
}

/// Reads the activities of a request that keeps to the schema, and notes everything that is wrong with them.
struct ActivityReading {
    private let items: [Document]
    private let isOne: Bool
    private let visit: Visit
    private let contacts: [String: Contact.ID]
    let kinds: [String: ActivityKind]
    private var reader: ProfileReader
    private var found: [Problem] = []

    var problems: [Problem] { found + reader.problems }

    init(_ items: [Document], isOne: Bool, _ visit: Visit, _ connection: any SQLConnection) throws {
        self.items = items
        self.isOne = isOne
        self.visit = visit
        let names = Set(items.compactMap { $0["contact"]?.text })
        let contacts = Contacts(connection, in: visit.workspace)
        let references = try contacts.references(to: Array(names))
        let seen = Set(
            try contacts.find(Array(references.values)).filter(visit.member.visibility.includes).map(\.id))
        self.contacts = references.filter { seen.contains($0.value) }
        let rules = try visit.rules(on: connection)
        kinds = Dictionary(rules.catalogue.kinds.map { ($0.name, $0) }) { first, _ in first }
        reader = visit.profileReader(rules.catalogue.fields)
    }

    mutating func activities() -> [Activities.New] {
        var result: [Activities.New] = []
        for (index, item) in items.enumerated() {
            if let activity = activity(item, at: isOne ? "" : "activities[\(index)]") { result.append(activity) }
        }
        return result
    }

    private mutating func activity(_ item: Document, at path: String) -> Activities.New? {
        let contact = contact(item, at: path)
        let kind = kind(item, at: path)
        let at = instant(item, at: path)
        let amount = amount(item, of: kind, at: path)
        let currency = currency(item, at: path)
        let properties = properties(item, of: kind, at: path)
        guard let contact, let kind, let at else { return nil }
        return Activities.New(
            contact: contact, at: at, kind: kind.name, channel: item["channel"]?.text, campaign: item["campaign"]?.text,
            amount: amount, currency: currency, messageID: item["messageId"]?.text ?? "api:" + Once.key(),
            voids: item["voids"]?.text, properties: properties)
    }

    private mutating func contact(_ item: Document, at path: String) -> Contact.ID? {
        if let name = item["contact"]?.text, let id = contacts[name] { return id }
        note(
            Sentence(
                fr: "aucun contact n’a cet identifiant, ce numéro ou cette adresse",
                en: "no contact has this external id, number or address"), path, "contact")
        return nil
    }

    private mutating func kind(_ item: Document, at path: String) -> ActivityKind? {
        let name = item["kind"]?.text ?? ""
        if let kind = kinds[name] { return kind }
        let near = suggestion(for: name, among: kinds.keys.sorted())
        note(
            Sentence(
                fr: "type d’activité inconnu"
                    + (near.map { "\u{202F}; vouliez-vous dire «\u{A0}\($0)\u{A0}»\u{202F}?" } ?? ""),
                en: "unknown kind of activity" + (near.map { "; did you mean “\($0)”?" } ?? "")), path, "kind")
        return nil
    }

    private mutating func instant(_ item: Document, at path: String) -> Instant? {
        guard let text = item["at"]?.text else { return visit.now }
        if let instant = Instant(iso8601: text, in: visit.workspace.zone) { return instant }
        note(ProfileReader.notDate, path, "at")
        return nil
    }

    private mutating func amount(_ item: Document, of kind: ActivityKind?, at path: String) -> Number? {
        guard let given = item["amount"], !given.isNull else {
            if kind?.name == "payment_received" || kind?.name == "payment_refunded" {
                note(Sentence(fr: "il manque le montant", en: "the amount is missing"), path, "amount")
            }
            return nil
        }
        guard let amount = given.exactNumber else {
            note(Sentence(fr: "montant hors limites", en: "amount out of range"), path, "amount")
            return nil
        }
        if amount < .zero {
            note(
                Sentence(
                    fr: "un montant est positif\u{A0}; un remboursement est un payment_refunded",
                    en: "an amount is positive; a refund is a payment_refunded"), path, "amount")
        }
        return amount
    }

    private mutating func currency(_ item: Document, at path: String) -> String? {
        guard let text = item["currency"]?.text else { return nil }
        let own = visit.workspace.currency
        if Currency.isSame(text, as: own) { return Currency.code(own) }
        note(
            Sentence(
                fr: "la devise de l’espace est \(own)\u{A0}: rien n’est converti, donnez le montant en \(own)",
                en: "the currency of the workspace is \(own): nothing is converted, give the amount in \(own)"), path,
            "currency")
        return nil
    }

    private mutating func properties(_ item: Document, of kind: ActivityKind?, at path: String) -> [String: String] {
        var properties: [String: String] = [:]
        for (name, given) in item["properties"]?.pairs ?? [] {
            guard let text = given.exactNumber?.description ?? given.text else { continue }
            let place = Schema.join(path, "properties.\(name)")
            if name == "amount" || name == "currency" {
                note(Sentence(fr: "à donner à côté de kind", en: "to be given beside kind"), path, "properties.\(name)")
                continue
            }
            properties[name] = reader.value(text, as: kind?.properties[name] ?? .text, at: place)
        }
        return properties
    }

    private mutating func note(_ sentence: Sentence, _ path: String, _ name: String) {
        found.append(Problem(sentence, path: Schema.join(path, name)))
    }
}
