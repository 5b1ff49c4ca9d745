import Storage
import TestSupport
import Testing
import Verger

@Suite struct `Somebody who is no contact` {
    private let nadia = Identity.email("nadia@gh.example")

    @Test(arguments: Engine.available)
    func `is given what is kept under their address, and nothing of others`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.bringStranger()

        let file = try world.database.read { try IdentityFile(of: nadia, $0, in: world.workspace, at: world.now) }

        #expect(
            Set(file.tables.map(\.name)) == [
                "held_submission", "held_mail", "held_inbound_mail", "held_body", "mention",
            ])
        let json = file.json.json()
        for own in ["Nadia répond", "Rien à dire", "Son message", "Sa part"] { #expect(json.contains(own), "\(own)") }
        #expect(json.contains("vue avec"), "a passage")
        for others in ["secret de Zoé", "Part de Zoé", "zoe@x.example"] { #expect(!json.contains(others), "\(others)") }
        #expect(file.requests.map(\.kind) == [.access])
    }

    @Test(arguments: Engine.available)
    func `is erased from what is kept, and kept out`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.bringStranger()
        let jean = try world.contact([.email: "jean@borie.example"])
        try world.append(
            .init(contact: jean.id, at: world.now, kind: "note_added", properties: ["text": "dit nadia@gh.example"]))
        #expect(try world.places(of: ["nadia"], or: .init(987_654_321)).count >= 5)

        let outcome = try world.database.write {
            try Erasure($0, in: world.workspace).erase(nadia, by: "anne@borie.example", at: world.now)
        }

        #expect(try #require(outcome).suppressed == 1)
        #expect(try world.places(of: ["nadia"], or: .init(987_654_321)) == [])
        #expect(try world.person(jean.id).timeline.map(\.properties) == [["text": "dit […]"]])
        #expect(throws: Suppressions.Refusal(kind: .email)) { try world.contact([.email: "Nadia@gh.example"]) }
    }

    @Test(arguments: Engine.available)
    func `is found by an id as well`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let source = try world.database.write { connection in
            let sources = HookSources(connection, in: world.workspace.id)
            return try sources.add("Typeform", like: HookModel.all[3], at: world.now)
        }
        _ = try world.database.write {
            try HookIntake($0, in: world.workspace, at: world.now, phone: { _, _ in nil }).receive(
                #"{"client": "C-10042", "note": "en attente"}"#, of: source)
        }
        let id = Identity.externalID("C-10042")

        let file = try world.database.read { try IdentityFile(of: id, $0, in: world.workspace, at: world.now) }
        _ = try world.database.write { try Erasure($0, in: world.workspace).erase(id, by: "a@b.fr", at: world.now) }

        #expect(file.tables.map(\.name) == ["held_body"])
        #expect(try world.places(of: ["c-10042"], or: .init(987_654_321)) == [])
    }

    @Test(arguments: Engine.available)
    func `is none when a contact has the address, who is erased as such`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.contact([.email: "nadia@gh.example"])

        let outcome = try world.database.write {
            try Erasure($0, in: world.workspace).erase(nadia, by: "a@b.fr", at: world.now)
        }

        #expect(outcome == nil && world.contactCountOrZero == 1)
    }

    @Test(arguments: Engine.available)
    func `is also in the file of a contact, as far as nothing links them`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.bringStranger()
        let contact = try world.contact([.email: "nadia@gh.example"])

        let file = try world.database.read {
            try PersonalFile(of: contact.id, $0, in: world.workspace, at: world.now)?.json.json() ?? ""
        }

        for own in ["Nadia répond", "Rien à dire", "Son message", "Sa part"] { #expect(file.contains(own), "\(own)") }
        #expect(!file.contains("secret de Zoé") && !file.contains("Part de Zoé"))
    }

    @Test(arguments: Engine.available)
    func `is forgotten after a month where a form was kept back`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let form = try world.publish(Forming.document(.demo))
        let ids = try [("a", SubmissionVerdict.bot(.haste)), ("b", .bot(.haste)), ("c", .human)].map { key, verdict in
            try world.take(
                Forming.sending(form, ["q3": ["\(key)@borie.example"]], key: key, verdict: verdict)
            ).submission
        }
        _ = try world.database.write {
            try FormIntake($0, in: world.workspace, types: [:], kinds: World.kinds, at: world.now).release(
                ids[1], by: "anne")
        }
        func left(after days: Int) throws -> [Bool] {
            try world.database.write { connection in
                try InboundPurge(connection, in: world.workspace.id).purge(at: world.now + Int64(days) * Instant.day)
                return try ids.map { try Submissions(connection, in: world.workspace.id).find($0) != nil }
            }
        }

        #expect(try left(after: 29) == [true, true, true])
        #expect(try left(after: 31) == [false, true, true])
    }
}

@Suite struct `Erasing who became one through several merges` {
    @Test(arguments: Engine.available)
    func `leaves nothing of any of them`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        // Numbers that nothing else has by chance.
        _ = try world.database.write {
            try $0.execute("UPDATE id_sequence SET last = 7654321 WHERE name = 'record'", [])
        }
        let words = [
            "bernard", "bossuet", "albert", "armand", "claude", "chabrol", "delphine", "dumas", "612345671", "b-1042",
            "ancien",
        ]
        let people = try [
            ("Bernard", "Bossuet", "b", "+33612345671"), ("Albert", "Armand", "a", "+33612345672"),
            ("Claude", "Chabrol", "c", "+33612345673"), ("Delphine", "Dumas", "d", "+33612345674"),
        ].map { first, last, name, phone in
            try world.contact([
                .firstName: first, .lastName: last, .email: "\(name)@borie.example", .phone: phone,
                .externalID: "\(name.uppercased())-1042",
            ])
        }
        try world.database.write { connection in
            let contacts = Contacts(connection, in: world.workspace)
            var before = people[0]
            before.fields[.email] = "ancien@borie.example"
            try contacts.update(before, from: people[0], at: world.now)
            try contacts.update(people[0], from: before, at: world.now)
            for person in people {
                try AuditLog(connection, in: world.workspace.id).record(
                    "contact changed", by: "anne@x.example", [("contact", .number(Int(person.id.value)))], at: world.now
                )
            }
        }
        let other = try world.contact([.email: "zoe@x.example"])
        try world.append(
            .init(
                contact: other.id, at: world.now, kind: "note_added",
                properties: ["text": "Bernard Bossuet, +33612345671, ancien@borie.example, B-1042"]))
        for (gone, kept) in [(0, 1), (1, 2), (2, 3)] {
            _ = try world.merging {
                try $0.merge(people[gone].id, into: people[kept].id, by: "anne@x.example", at: world.now)
            }
        }

        try world.erase(people[3].id)

        for person in people { #expect(try world.places(of: words, or: person.id) == [], "\(person.id)") }
        #expect(throws: Suppressions.Refusal.self) { try world.contact([.email: "ancien@borie.example"]) }
        let left = try world.database.read { try $0.rows("SELECT 1 FROM record_merge", []) { _ in true } }
        #expect(left.isEmpty)
    }
}

extension World {
    fileprivate var contactCountOrZero: Int { (try? contactCount()) ?? 0 }

    /// What forms, mails and programs bring of Nadia, who is no contact, and of Zoé with her name in it.
    fileprivate func bringStranger() throws {
        let form = try publish(Forming.document(.demo))
        try take(
            Forming.sending(
                form, ["q1": ["Nadia répond"], "q3": ["nadia@gh.example"]], key: "own", verdict: .bot(.haste)))
        try take(
            Forming.sending(
                form, ["q3": ["zoe@x.example"], "q6": ["vue avec nadia@gh.example"], "q1": ["secret de Zoé"]],
                key: "zoe",
                verdict: .bot(.haste)))
        try database.write { connection in
            let letter = try Letter(
                to: Mailbox(EmailAddress("nadia@gh.example")!), subject: "Bonjour", text: "Rien à dire")
            try Mails(connection, in: workspace.id).queue(letter, because: "x", at: now)
            var robot = ReceivedMail()
            robot.from = EmailAddress("nadia@gh.example").map { Mailbox($0) }
            robot.messageID = "n1@gh.example"
            robot.subject = "Absente"
            robot.text = "Son message"
            robot.marks = ["auto-submitted": "auto-replied"]
            _ = try MailIntake(connection, in: workspace, at: now).take(robot, fingerprint: "f")
            let source = try HookSources(connection, in: workspace.id).add("Tool", like: HookModel.all[3], at: now)
            _ = try HookIntake(connection, in: workspace, at: now, phone: { _, _ in nil }).receive(
                #"[{"who": "nadia@gh.example", "note": "Sa part"}, {"who": "zoe@x.example", "note": "Part de Zoé"}]"#,
                of: source)
            try RightsRequests(connection, in: workspace).add(
                .init(.access, of: nil, subject: " NADIA@gh.example", receivedOn: Day(iso8601: "2026-02-20")!),
                by: "anne@x.example", at: now)
        }
    }
}
