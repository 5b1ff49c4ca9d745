import Storage
import TestSupport
import Testing
import Verger

@Suite struct `Rights requests, kept` {
    @Test(arguments: Engine.available)
    func `are one of a kind while open, with their history`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let contact = try world.contact([.email: "a@b.fr"])
        let day = Day(iso8601: "2026-02-27")!
        let (first, again, other) = try world.requests { requests in
            (
                try requests.add(.init(.access, of: contact.id, receivedOn: day, note: "Tout"), by: nil, at: world.now),
                try requests.add(.init(.access, of: contact.id, receivedOn: day), by: nil, at: world.now),
                try requests.add(
                    .init(.erasure, of: nil, subject: "M. Inconnu", receivedOn: day), by: "lea@b.fr", at: world.now)
            )
        }

        #expect(first.id == again.id)
        #expect(try world.requests { try $0.open() }.map(\.id) == [first.id, other.id])
        try world.requests { requests in
            try requests.take(first.id, by: "lea@b.fr", at: world.now)
            try requests.extend(first.id, because: "Archives papier", by: "lea@b.fr", at: world.now)
            try requests.note("Reçu sa pièce", on: first.id, by: "lea@b.fr", at: world.now)
            try requests.close(first.id, .granted, because: nil, by: "lea@b.fr", at: world.now)
        }
        #expect(
            try world.requests { try $0.history(of: first.id) }.map(\.step) == [
                .opened, .taken, .extended, .noted, .granted,
            ])
        let closed = try world.requests { try $0.closed(limit: 5) }
        #expect(closed.map(\.id) == [first.id])
        #expect(closed.first?.deadline().description == "2026-05-27")
        #expect(try world.requests { try $0.all(of: contact.id) }.count == 1)
        #expect(throws: RightsRequest.Problem.closed) {
            try world.requests { try $0.take(first.id, by: "x@b.fr", at: world.now) }
        }
    }

    @Test(arguments: Engine.available)
    func `lose nothing of what is said while one is open`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let contact = try world.contact([.email: "a@b.fr"])
        let day = Day(iso8601: "2026-02-27")!
        func ask(_ note: String?, by actor: String?) throws -> Int64 {
            try world.requests {
                try $0.add(
                    .init(.rectification, of: contact.id, receivedOn: day, note: note), by: actor, at: world.now
                ).id
            }
        }

        let ids = [
            try ask("Mon nom", by: nil), try ask("Et ma ville", by: nil), try ask("Et ma ville ", by: nil),
            try ask(nil, by: nil), try ask("Rappelée", by: "lea@b.fr"),
        ]

        #expect(Set(ids).count == 1)
        let history = try world.requests { try $0.history(of: ids[0]) }
        #expect(history.map(\.step) == [.opened, .noted, .noted])
        #expect(history.map(\.note) == ["Mon nom", "Et ma ville", "Rappelée"])
        #expect(history.map(\.actor) == [nil, nil, "lea@b.fr"])
    }

    @Test(arguments: Engine.available)
    func `are answered with all that is known`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let nadia = try world.nadia()

        let file = try world.database.read {
            try PersonalFile(of: nadia, $0, in: world.workspace, at: world.now)!
        }

        let json = file.json.json()
        for word in ["Nadia", "Benali", "C-10042", "Nadia dit oui", "visiteur-7", "Rappeler Nadia", "vip"] {
            #expect(json.contains(word), "\(word)")
        }
        #expect(!json.contains("ami de Nadia"), "it is about somebody else")
        #expect(
            Set(file.tables.map(\.name)).isSuperset(of: [
                "contact_change", "contact_state", "task", "visitor", "unmapped_call", "contact_part",
            ]))
    }
}

@Suite struct `Texts and purposes, kept` {
    @Test(arguments: Engine.available)
    func `change in place until somebody has read them`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let contact = try world.contact([.email: "a@b.fr"])
        func write(_ body: String) throws -> Int {
            try world.database.write {
                try ConsentTexts($0, in: world.workspace.id).write(
                    body, for: "newsletter", in: .french, by: "lea@b.fr", at: world.now
                ).reference.version
            }
        }
        let shipped = try world.texts { try $0.current("newsletter", in: .french)! }
        #expect(try write("Premier") == 1)
        #expect(try write("Deuxième") == 1)

        let text = try world.texts { try $0.current("newsletter", in: .french)! }
        _ = try world.database.write {
            try ConsentStatements($0, in: world.workspace).record(
                [
                    ConsentStatement(
                        granting: "newsletter", on: .email,
                        proof: ConsentProof(at: world.now, source: "form:a", text: text.reference))
                ], of: contact.id, at: world.now)
        }

        #expect(shipped.createdBy == "verger")
        #expect(try write("Troisième") == 2)
        #expect(try world.texts { try $0.find(text.reference)?.body } == "Deuxième")
        #expect(try world.texts { try $0.find(text.reference)?.usedAt } == world.now)
        #expect(try world.texts { try $0.current("newsletter", in: .english)?.reference.version } == 1)
        #expect(try world.texts { try $0.all() }.filter { $0.reference.purpose == "newsletter" }.count == 3)
    }

    @Test(arguments: Engine.available)
    func `are those that Verger comes with until they are changed`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        var letter = Purpose.shipped[0]
        letter.name = Sentence(fr: "La lettre", en: "The letter")
        let fairs = Purpose(
            id: "fairs", name: Sentence(fr: "Salons", en: "Fairs"), explanation: Sentence(verbatim: ""),
            channels: [.email, .letter], bases: [.consent, .professionalInterest])

        let all = try world.database.write { [letter] connection in
            let purposes = Purposes(connection, in: world.workspace.id)
            try purposes.save(letter)
            try purposes.save(fairs)
            return try purposes.all()
        }

        #expect(all == [letter] + Purpose.shipped.dropFirst() + [fairs])
    }

    @Test(arguments: Engine.available)
    func `are compatible with what conditions ask of consent`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let contact = try world.contact([.email: "a@b.fr"])
        try world.database.write {
            let proof = ConsentProof(at: world.now, source: "preferences")
            try ConsentStatements($0, in: world.workspace).record(
                [
                    ConsentStatement(granting: "newsletter", on: .email, proof: proof),
                    ConsentStatement(refusing: "opens", on: .opens, proof: proof),
                    ConsentStatement(refusing: "profiling", on: .profile, proof: proof),
                ], of: contact.id, at: world.now)
        }
        try world.refresh()

        let rules = try world.rules()
        #expect(try world.query(rules.resolve(parsing: "consent.email = granted")) == [contact.id])
        #expect(try world.query(rules.resolve(parsing: "consent.profile = refused")) == [contact.id])
        #expect(try world.census(rules.resolve(parsing: "consent.sms = unknown")) == [contact.id])
    }
}

@Suite struct `Retention, on a base` {
    @Test(arguments: Engine.available)
    func `shows who is due, and erases whom somebody confirmed`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let ids = try world.record([
            Cast.dossier(["email=old@b.fr", "2021-05-01 form_submitted", "2025-12-01 email_opened"]),
            Cast.dossier(["first_name=Muet", "2021-05-01 booth_visited"]),
            Cast.dossier(["email=back@b.fr", "2021-05-01 form_submitted", "2026-01-10 email_clicked"]),
            Cast.dossier(["email=client@b.fr", "2024-01-01 payment_received amount=10 currency=EUR"]),
        ])
        func cases() throws -> [RetentionDesk.Case] {
            try world.desk { try $0.cases(after: nil, limit: 10, at: world.now).cases }
        }
        #expect(try cases().map(\.id) == [ids[0], ids[1]])
        #expect(try cases().map(\.state) == [.toAsk, .toPurge])

        try world.database.write {
            try RetentionQuestions($0, in: world.workspace.id).note(ids[0], at: world.now - 31 * Instant.day)
        }
        #expect(try cases().map(\.state) == [.toPurge, .toPurge])
        _ = try world.database.write {
            try RetentionPurges($0, in: world.workspace).confirm(
                [ids[0], ids[1]], by: "anne@b.fr", at: world.now)
        }
        try world.append(.init(contact: ids[0], at: world.now, kind: "email_replied"))
        while try world.proceed() {}

        let purge = try world.database.read { try RetentionPurges($0, in: world.workspace).all()[0] }
        #expect([purge.people, purge.erased, purge.spared] == [2, 1, 1])
        #expect(purge.finishedAt == world.now)
        let left = try world.database.read { try Contacts($0, in: world.workspace).ids(after: nil, limit: 10) }
        #expect(left == [ids[0], ids[2], ids[3]])
        #expect(try world.database.read { try Suppressions($0, in: world.workspace.id).counts() } == [:])
    }

    @Test(arguments: Engine.available)
    func `gives page after page`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let ids = try world.record((0..<5).map { Cast.dossier(["email=o\($0)@b.fr", "2020-05-01 form_submitted"]) })

        var seen: [Contact.ID] = []
        var next: Contact.ID?
        repeat {
            let page = try world.desk { [next] in try $0.cases(after: next, limit: 2, at: world.now) }
            seen += page.cases.map(\.id)
            next = page.next
        } while next != nil

        #expect(seen == ids)
    }
}

extension World {
    fileprivate func requests<T>(_ body: (RightsRequests) throws -> T) throws -> T {
        try database.write { try body(RightsRequests($0, in: workspace)) }
    }

    fileprivate func texts<T>(_ body: (ConsentTexts) throws -> T) throws -> T {
        try database.read { try body(ConsentTexts($0, in: workspace.id)) }
    }

    fileprivate func desk<T>(_ body: (RetentionDesk) throws -> T) throws -> T {
        try database.write { connection in
            let retention = try Definitions(connection, in: workspace).retention()!
            return try body(RetentionDesk(connection, in: workspace, under: retention))
        }
    }

    fileprivate func proceed() throws -> Bool {
        try database.write { connection in
            try RetentionPurges(connection, in: workspace).proceed(
                under: Definitions(connection, in: workspace).retention()!, limit: 1, at: now)
        }
    }
}
