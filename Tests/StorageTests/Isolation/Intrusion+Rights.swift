import Storage
import TestSupport
import Verger

extension Intrusion {
    static let consents = [
        Intrusion("Purposes.all") { try Purposes($0.connection, in: $0.workspace.id).all() },
        Intrusion("Purposes.current") { try Purposes($0.connection, in: $0.workspace.id).current() },
        Intrusion("Purposes.find") { try Purposes($0.connection, in: $0.workspace.id).find("fairs") as Any },
        Intrusion("Purposes.save") { its in
            try Purposes(its.connection, in: its.workspace.id).save(Furnished.fairs)
        },
        Intrusion("ConsentTexts.all") { try ConsentTexts($0.connection, in: $0.workspace.id).all() },
        Intrusion("ConsentTexts.current") {
            try ConsentTexts($0.connection, in: $0.workspace.id).current("fairs", in: .french) as Any
        },
        Intrusion("ConsentTexts.find") {
            try ConsentTexts($0.connection, in: $0.workspace.id).find(Furnished.text) as Any
        },
        Intrusion("ConsentTexts.write") {
            try ConsentTexts($0.connection, in: $0.workspace.id).write(
                "Non", for: "fairs", in: .french, by: "test", at: $0.mine.now)
        },
        Intrusion("ConsentTexts.use") {
            try ConsentTexts($0.connection, in: $0.workspace.id).use([Furnished.text], at: $0.mine.now)
        },
        Intrusion("ConsentStatements.record") {
            let proof = ConsentProof(at: $0.mine.now, source: "phone", text: Furnished.text)
            return try ConsentStatements($0.connection, in: $0.workspace).record(
                [ConsentStatement(granting: "fairs", on: .email, proof: proof)], of: $0.theirs.contacts[0],
                at: $0.mine.now)
        },
        Intrusion("ConsentStatements.register") { its in
            try (its.theirs.contacts + its.mine.contacts).map {
                try ConsentStatements(its.connection, in: its.workspace).register(of: $0, at: its.mine.later)[
                    "fairs", .email
                ]
                .state
            }
        },
    ]

    static let rights = [
        Intrusion("RightsRequests.open") { try $0.requests.open() },
        Intrusion("RightsRequests.closed") { try $0.requests.closed(limit: 9) },
        Intrusion("RightsRequests.find") { its in
            try [its.theirs, its.mine].map { try its.requests.find($0.request) as Any }
        },
        Intrusion("RightsRequests.all") { its in
            try (its.theirs.contacts + its.mine.contacts).map { try its.requests.all(of: $0) }
        },
        Intrusion("RightsRequests.all") { try $0.requests.all(naming: $0.theirs.stranger).map(\.subject) },
        Intrusion("RightsRequests.forgetSubject") { try $0.requests.forgetSubject(of: $0.theirs.request) },
        Intrusion("RightsRequests.history") { its in
            try [its.theirs, its.mine].map { try its.requests.history(of: $0.request) }
        },
        Intrusion("RightsRequests.add") { its in
            try its.requests.add(
                .init(.access, of: its.theirs.contacts[0], receivedOn: Day(number: 20_000)), by: nil, at: its.mine.now)
        },
        Intrusion("RightsRequests.take") { try $0.requests.take($0.theirs.request, by: "x", at: $0.mine.now) },
        Intrusion("RightsRequests.extend") {
            try $0.requests.extend($0.theirs.request, because: "x", by: "x", at: $0.mine.now)
        },
        Intrusion("RightsRequests.note") { try $0.requests.note("x", on: $0.theirs.request, by: "x", at: $0.mine.now) },
        Intrusion("RightsRequests.close") {
            try $0.requests.close($0.theirs.request, .granted, because: nil, by: "x", at: $0.mine.now)
        },
        Intrusion("Contacts.successor") { its in
            try (its.theirs.contacts + its.mine.contacts).map { try its.contacts.successor(of: $0) as Any }
        },
        Intrusion("Erasure.erase") {
            try Erasure($0.connection, in: $0.workspace).erase($0.theirs.contacts[0], by: "x", at: $0.mine.now) as Any
        },
        Intrusion("Erasure.erase") {
            try Erasure($0.connection, in: $0.workspace).erase($0.theirs.stranger, by: "x", at: $0.mine.now)?.rows
                as Any
        },
        Intrusion("Suppressions.counts") { try Suppressions($0.connection, in: $0.workspace.id).counts() },
        Intrusion("Suppressions.suppressed") {
            try Suppressions($0.connection, in: $0.workspace.id).suppressed(among: [.email("gone@borie.example")])
        },
        Intrusion("Suppressions.lift") {
            try Suppressions($0.connection, in: $0.workspace.id).lift(
                .email("gone@\($0.theirs.workspace.slug).example"), by: "x", at: $0.mine.now)
        },
        Intrusion("Definitions.retention") { try $0.definitions.retention() as Any },
        Intrusion("RetentionDesk.cases") { its in
            try its.retentionDesk().cases(after: nil, limit: 9, at: its.old).cases.map(\.id)
        },
        Intrusion("RetentionDesk.cases") { its in
            try its.retentionDesk().cases(among: its.theirs.contacts, at: its.old).map(\.id)
        },
        Intrusion("RetentionDesk.finding") { its in
            let contact = try its.contacts.find(its.mine.contacts[0])!
            return try its.retentionDesk().finding(contact, at: its.old).dueAt
        },
        Intrusion("RetentionQuestions.note") {
            try RetentionQuestions($0.connection, in: $0.workspace.id).note($0.theirs.contacts[0], at: $0.mine.now)
        },
        Intrusion("RetentionQuestions.askedAt") {
            try RetentionQuestions($0.connection, in: $0.workspace.id).askedAt($0.theirs.contacts[0]) as Any
        },
        Intrusion("RetentionQuestions.close") {
            try RetentionQuestions($0.connection, in: $0.workspace.id).close($0.theirs.contacts[0])
        },
        Intrusion("RetentionPurges.all") { try $0.purges.all() },
        Intrusion("RetentionPurges.confirm") {
            try $0.purges.confirm([$0.theirs.contacts[0]], by: "x", at: $0.mine.now)
        },
        Intrusion("RetentionPurges.areWaiting") { try $0.purges.areWaiting() },
        Intrusion("RetentionPurges.proceed") { its in
            try its.purges.proceed(under: its.definitions.retention()!, limit: 9, at: its.mine.now)
        },
    ]
}

extension Attempt {
    fileprivate var requests: RightsRequests { RightsRequests(connection, in: workspace) }
    fileprivate var purges: RetentionPurges { RetentionPurges(connection, in: workspace) }
    /// When everybody is too old.
    fileprivate var old: Instant { mine.now + 4000 * Instant.day }

    fileprivate func retentionDesk() throws -> RetentionDesk {
        try RetentionDesk(connection, in: workspace, under: definitions.retention()!)
    }
}

extension Furnished {
    static let text = ConsentText.Reference(purpose: "fairs", language: .french, version: 1)
    static let fairs = Purpose(
        id: "fairs", name: Sentence(fr: "Salons", en: "Fairs"), explanation: Sentence(verbatim: ""),
        channels: [.email])

    /// Somebody who is no contact.
    var stranger: Identity { .email("stranger@borie.example") }

    /// A request, and everything else about rights.
    static func demanded(_ world: World, of contact: Contact.ID) throws -> Int64 {
        try world.database.write { connection in
            try Purposes(connection, in: world.workspace.id).save(fairs)
            try ConsentTexts(connection, in: world.workspace.id).write(
                "Oui", for: "fairs", in: .french, by: "test", at: world.now)
            let proof = ConsentProof(at: world.now, source: "phone")
            try ConsentStatements(connection, in: world.workspace).record(
                [ConsentStatement(granting: "fairs", on: .email, proof: proof)], of: contact, at: world.now)
            let gone = Contact(
                id: try Contacts(connection, in: world.workspace).newIDs(1)[0],
                fields: [.email: "gone@\(world.workspace.slug).example"])
            try Contacts(connection, in: world.workspace).insert([gone], at: world.now)
            _ = try Erasure(connection, in: world.workspace).erase(gone.id, by: "test", at: world.now)
            return try RightsRequests(connection, in: world.workspace).add(
                .init(.access, of: contact, receivedOn: Day(number: 20_000)), by: "test", at: world.now
            ).id
        }
    }
}
