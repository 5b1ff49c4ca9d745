import HTTPTypes
import Storage
import Verger

/// Consents and personal files, for programs.
enum ConsentsAPI {
    static let routes = [
        Route(
            .get, api: "contacts/{contact}/consents", may: .viewContacts,
            Operation(
                "List the consents of a contact",
                "Each purpose on each of its channels: what was said last, on what basis, and whether one may write, "
                    + "with the reason.",
                answers: [.init(.ok, "What holds now.", .consents)]), list),
        Route(
            .post, api: "contacts/{contact}/consents", may: .recordActivities,
            Operation(
                "Record a consent or a refusal",
                "It is kept as an activity, with what proves it. `text` is a version such as `newsletter/fr/1`. A basis that "
                    + "does not hold for the contact is refused.",
                content: .json(.consentInput), answers: [.init(.created, "What holds now.", .consents)]
            ).onceOnly, record),
        Route(
            .get, api: "contacts/{contact}/personal-file", may: .eraseContacts,
            Operation(
                "Export a personal file",
                "Everything that is known of the person, from every table (GDPR, articles 15 and 20). It is written in "
                    + "the audit log.",
                answers: [.init(.ok, "The file.", .anything)]), file),
    ]

    private static func list(_ visit: Visit) throws -> Answer {
        try visit.read { .json(document(of: try ConsentReading(visit, $0), visit)) }
    }

    private static func record(_ visit: Visit) throws -> Answer {
        try visit.once { connection in
            let reading = try ConsentReading(visit, connection)
            let statement = try statement(visit, reading)
            try ConsentStatements(connection, in: visit.workspace).record(
                [statement], of: reading.contact.id, at: visit.now)
            try visit.audit(
                "consent recorded",
                [
                    ("contact", .number(Int(reading.contact.id.value))), ("kind", .text(statement.kind)),
                    ("purpose", .text(orNull: statement.purpose)), ("channel", .text(statement.channel.rawValue)),
                ], connection)
            return .json(document(of: try ConsentReading(visit, connection), visit), status: .created)
        }
    }

    private static func statement(_ visit: Visit, _ reading: ConsentReading) throws -> ConsentStatement {
        let sent = visit.document
        func refuse(_ path: String, _ fr: String, _ en: String) -> Refusal {
            .invalid([Problem(Sentence(fr: fr, en: en), path: path)])
        }
        guard let purpose = reading.register.purposes.first(where: { $0.id == sent["purpose"]?.text }) else {
            throw refuse("purpose", "finalité inconnue", "unknown purpose")
        }
        guard let channel = sent["channel"]?.text.flatMap(ConsentChannel.init(rawValue:)),
            purpose.channels.contains(channel)
        else { throw refuse("channel", "la finalité n’a pas ce canal", "the purpose has no such channel") }
        let text = sent["text"]?.text
        let reference = text.flatMap { ConsentText.Reference($0) }
        if text != nil, reference.flatMap({ reading.texts[$0] }) == nil || reference?.purpose != purpose.id {
            throw refuse(
                "text", "version de texte inconnue pour cette finalité", "unknown version of a text for this purpose")
        }
        let proof = ConsentProof(
            at: visit.now, source: sent["source"]?.text ?? ConsentProof.Source.api, text: reference,
            ip: sent["ip"]?.text, actor: visit.member.user.email, note: sent["note"]?.text)
        guard sent["state"]?.text == "granted" else {
            return ConsentStatement(refusing: purpose.id, on: channel, proof: proof)
        }
        let basis = sent["basis"]?.text.flatMap(ConsentBasis.init(rawValue:)) ?? .consent
        guard purpose.bases.contains(basis) else {
            throw refuse("basis", "base non admise pour cette finalité", "basis not accepted for this purpose")
        }
        if let problem = basis.problem(with: reading.addressee, on: channel) {
            throw Refusal.invalid([Problem(problem, path: "basis")])
        }
        return ConsentStatement(granting: purpose.id, on: channel, basis: basis, proof: proof)
    }

    private static func file(_ visit: Visit) throws -> Answer {
        try visit.write { connection in
            let contact = try visit.contact(connection)
            guard
                let file = try PersonalFile(of: contact.id, connection, in: visit.workspace, at: visit.now)
            else { throw Refusal.notFound }
            try visit.audit(
                "personal data exported",
                [("contact", .number(Int(contact.id.value))), ("form", .text("api"))], connection)
            return .json(file.json)
        }
    }

    private static func document(of reading: ConsentReading, _ visit: Visit) -> Document {
        let items = reading.register.purposes.filter { !$0.isArchived }.flatMap { purpose in
            purpose.channels.map { channel in
                let standing = reading.register[purpose.id, channel]
                let answer = reading.register.answer(purpose, on: channel, to: reading.addressee)
                let proof = standing.entry?.statement.proof
                return Document.object([
                    ("purpose", .text(purpose.id)), ("channel", .text(channel.rawValue)),
                    ("state", .text(standing.state.rawValue)), ("basis", .text(orNull: standing.basis?.rawValue)),
                    ("since", .text(orNull: standing.since?.iso8601)), ("source", .text(orNull: proof?.source)),
                    ("text", .text(orNull: proof?.text?.description)),
                    ("allowed", Document(.boolean(answer.isAllowed))),
                    ("because", .text(visit.say(answer.because))),
                ])
            }
        }
        return .object([
            ("restricted", Document(.boolean(reading.register.restriction != nil))),
            ("scored", Document(.boolean(reading.register.profilingObjection == nil))), ("consents", .list(items)),
        ])
    }
}

extension Schema {
    private static let channel = Schema.choice(ConsentChannel.allCases.filter { $0 != .processing }.map(\.rawValue))
    private static let basis = Schema.choice(ConsentBasis.allCases.map(\.rawValue))

    static let consents = Schema.record([
        "restricted": .boolean.noted("Whether what is known may only be kept (GDPR, article 18)."),
        "scored": .boolean.noted("False for a person who objects to being scored."),
        "consents": .list(
            of: .record([
                "purpose": .text, "channel": channel, "state": .choice(["granted", "refused", "unknown"]),
                "basis": basis.orNull, "since": .instant.orNull, "source": .text.orNull, "text": .text.orNull,
                "allowed": .boolean.noted(
                    "Whether one may write, by consent alone: caps and hours are another matter."),
                "because": .text,
            ])),
    ])

    static let consentInput = Schema.input(
        [
            "purpose": .text(1...40).like("newsletter"), "channel": channel,
            "state": .choice(["granted", "refused"]),
            "basis": basis.noted("Of a consent; `consent` where it is left out."),
            "text": .text(1...60).noted("What the person read.").like("newsletter/fr/1"),
            "source": .text(1...60).noted("Where it was said; `api` where it is left out.").like("form:contact"),
            "ip": .text(1...45), "note": .text(1...2000),
        ], required: ["purpose", "channel", "state"])
}
