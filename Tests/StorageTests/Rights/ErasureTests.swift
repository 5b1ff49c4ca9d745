import Storage
import TestSupport
import Testing
import Verger

@Suite struct `An erasure` {
    /// Words that stand for the person, in any column of any table.
    static let words = ["nadia", "benali", "c-10042", "612345678", "visiteur-7", "ancienne@"]

    @Test(arguments: Engine.available)
    func `leaves no table that knows the person`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let nadia = try world.nadia()
        #expect(try world.places(of: Self.words, or: nadia).count >= 10, "an unknown person proves nothing")

        let outcome = try world.erase(nadia)

        #expect(try world.places(of: Self.words, or: nadia) == [])
        #expect(try #require(outcome).suppressed == 5)
        let index = try world.database.read {
            try ContactList(
                $0, in: world.workspace, filter: ContactFilter(search: SearchQuery("nadia")), at: world.now
            ).page(limit: 10).rows
        }
        #expect(index.isEmpty)
        guard engine == .sqlite else { return }
        let left = try world.database.read { connection in
            try connection.rows(
                "SELECT 1 FROM contact_search_words_data WHERE instr(CAST(block AS TEXT), 'benali') > 0"
            ) { _ in true }
        }
        #expect(left.isEmpty, "the index of words still has it")
    }

    @Test(arguments: Engine.available)
    func `leaves everybody else as they were, but for the words`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let nadia = try world.nadia()
        let diana = try world.contact([
            .email: "diana@gh-alpes.example", .firstName: "Diana", .lastName: "Benalix", .externalID: "C-100421",
        ])

        try world.erase(nadia)

        let stored = try world.database.read { try Contacts($0, in: world.workspace).find(diana.id) }
        #expect(stored == diana)
        let jean = try world.database.read { try Contacts($0, in: world.workspace).find(named: "jean@borie.example") }
        let notes = try world.database.read {
            try Activities($0, in: world.workspace.id).timeline(of: #require(jean).id).compactMap {
                $0.properties["text"] ?? $0.properties["referred"]
            }
        }
        #expect(notes == ["Recommandé par […], à rappeler", "[…]"])
    }

    @Test(arguments: Engine.available)
    func `takes what a form kept back, and leaves the answers of others`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let form = try world.publish(Forming.document(.demo))
        let lea = try #require(
            world.take(Forming.sending(form, ["q1": ["Léa"], "q3": ["lea@borie.example"]], key: "a")).contact)
        let held = try world.take(
            Forming.sending(form, ["q1": ["Léa"], "q3": ["LEA@borie.example"]], key: "b", verdict: .bot(.haste)))
        let other = try world.take(
            Forming.sending(
                form, ["q1": ["Jean"], "q3": ["jean@borie.example"], "q6": ["I come from lea@borie.example"]], key: "c")
        )

        try world.erase(lea)

        let left = try world.database.read { connection in
            try [held, other].map { try Submissions(connection, in: world.workspace.id).find($0.submission) != nil }
        }
        #expect(left == [false, true])
        #expect(try world.places(of: ["léa", "lea@"], or: lea) == [])
    }

    @Test(arguments: Engine.available)
    func `is repeated to no effect, and not done in another workspace`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let other = try World(in: world.database, slug: "other")
        let nadia = try world.nadia()

        #expect(try other.erase(nadia) == nil)
        #expect(try world.erase(nadia) != nil)
        #expect(try world.erase(nadia) == nil)
    }

    @Test(arguments: Engine.available)
    func `keeps the person out of imports, calls and records, and says how many rows`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.erase(world.nadia())
        let before = try world.contactCount()

        let contacts = try world.importing(
            .contacts,
            """
            external_id,email,phone,first_name
            ,NADIA@gh-alpes.example,,Nadia
            C-10042,,,Nadia
            ,,+33612345678,Nadia
            ,ancienne@gh-alpes.example,,Nadia
            c9,paul@gh-alpes.example,+33612345678,Paul
            """, at: world.now + 1)
        let activities = try world.importing(
            .activities, "contact,kind,at\nnadia@gh-alpes.example,form_submitted,2026-02-01\n")
        let calls = try world.receiving(
            #"{"type": "identify", "userId": "u9", "traits": {"email": "nadia@gh-alpes.example"}}"#,
            #"{"type": "page", "anonymousId": "visiteur-7"}"#, #"{"type": "page", "userId": "C-10042"}"#)

        #expect(contacts.tally.suppressed == 4)
        #expect(contacts.tally.created == 1)
        #expect(contacts.problems.isEmpty)
        #expect(activities.tally.suppressed == 1)
        #expect(calls.suppressed == 3)
        #expect(try world.contactCount() == before + 1)
        #expect(throws: Suppressions.Refusal(kind: .email)) {
            try world.contact([.email: "nadia@gh-alpes.example"])
        }
        let paul = try world.database.read { try Contacts($0, in: world.workspace).find(named: "c9")! }
        var renamed = paul
        renamed.fields[.email] = "nadia@gh-alpes.example"
        #expect(throws: Suppressions.Refusal(kind: .email)) {
            try world.database.write { [renamed] in
                try Contacts($0, in: world.workspace).update(renamed, from: paul, at: world.now)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `is forgotten where the person asks to come back, and concerns one workspace`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let other = try World(in: world.database, slug: "other")
        try world.erase(world.nadia())
        let identity = Identity.email("Nadia@gh-alpes.example")

        try other.contact([.email: "nadia@gh-alpes.example"])
        let lifted = try world.database.write {
            try Suppressions($0, in: world.workspace.id).lift(identity, by: "anne@borie.example", at: world.now)
        }
        try world.contact([.email: "nadia@gh-alpes.example"])

        #expect(lifted)
        #expect(try world.database.read { try Suppressions($0, in: world.workspace.id).counts() }[.email] == 1)
    }

    @Test(arguments: Engine.available)
    func `does not make a shared telephone unknown`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let nadia = try world.nadia()
        let paul = try world.contact([.email: "paul@gh-alpes.example", .phone: "+33612345678"])

        try world.erase(nadia)

        let counts = try world.database.read { try Suppressions($0, in: world.workspace.id).counts() }
        #expect(counts[.phone] == nil)
        #expect(try world.database.read { try Contacts($0, in: world.workspace).find(paul.id) } == paul)
    }
}

extension World {
    /// Somebody who has left a trace wherever one can.
    func nadia() throws -> Contact.ID {
        try database.write { connection in
            // A number that nothing else has by chance.
            try connection.execute("UPDATE id_sequence SET last = 7654321 WHERE name = 'record'", [])
            _ = try Webhooks(connection, in: workspace.id).add(
                url: "https://borie.example/v", events: Set(Webhook.Event.allCases), at: now)
        }
        try importing(
            .contacts,
            """
            external_id,email,first_name,last_name,phone,company,tags,consent.email
            C-10042,ancienne@gh-alpes.example,Nadia,Benali,+33612345678,Alpes SA,vip,granted
            c2,jean@borie.example,Jean,Borie,,Borie SA,,
            """)
        let (nadia, jean) = try database.read { connection in
            let contacts = Contacts(connection, in: workspace)
            return (try contacts.find(named: "C-10042")!, try contacts.find(named: "c2")!)
        }
        var moved = nadia
        moved.fields[.email] = "nadia@gh-alpes.example"
        try database.write { [moved] connection in
            try Contacts(connection, in: workspace).update(moved, from: nadia, at: now)
            try AuditLog(connection, in: workspace.id).record(
                "contact changed", by: "anne@borie.example",
                [("contact", .number(Int(nadia.id.value))), ("name", .text("Nadia Benali"))], at: now)
            try SalesTasks(connection, in: workspace).add(
                "Rappeler Nadia", contact: nadia.id, for: "lea@borie.example", by: "lea@borie.example", at: now)
            try SalesTasks(connection, in: workspace).add(
                "Voir Jean, ami de Nadia Benali", contact: jean.id, for: "lea@borie.example",
                by: "lea@borie.example", at: now)
            try BuyingParts(connection, in: workspace.id).set([.decides], of: nadia.id, by: "a@b.fr", at: now)
            try KeptAnswers(connection, in: workspace.id).keep(
                .init(
                    fingerprint: "f", status: 200, headers: "{}",
                    body: #"{"id": \#(nadia.id.value), "email": "x"}"#), as: "k", at: now)
            try RightsRequests(connection, in: workspace).add(
                .init(.erasure, of: nadia.id, receivedOn: Day(iso8601: "2026-02-20")!, note: "Nadia veut partir"),
                by: nil, at: now)
            try ConsentStatements(connection, in: workspace).record(
                [
                    ConsentStatement(
                        granting: "newsletter", on: .email,
                        proof: ConsentProof(at: now, source: "phone", actor: "lea@borie.example", note: "Nadia dit oui")
                    )
                ], of: nadia.id, at: now)
            _ = try BulkActions(connection, in: workspace, types: [:]).perform(
                .addTag("salon"), on: [nadia.id], by: "test", at: now)
        }
        try receiving(
            #"{"type": "page", "anonymousId": "visiteur-7", "userId": "C-10042", "messageId": "p1"}"#,
            #"{"type": "track", "anonymousId": "visiteur-7", "event": "Odd", "messageId": "t1"}"#)
        let form = try publish(Forming.document(.demo))
        try take(
            Forming.sending(form, ["q3": ["nadia@gh-alpes.example"]], key: "held-1", verdict: .bot(.haste)))
        try append(
            .init(contact: nadia.id, at: now, kind: "pricing_requested", messageID: "nadia-1"),
            .init(
                contact: jean.id, at: now, kind: "note_added",
                properties: ["text": "Recommandé par Nadia BENALI, à rappeler"]),
            .init(contact: jean.id, at: now + 1, kind: "referral_made", properties: ["referred": "C-10042"]))
        try refresh()
        try SearchIndex.refresh(database, in: workspace.id)
        return nadia.id
    }

    @discardableResult
    func erase(_ contact: Contact.ID) throws -> Erasure.Outcome? {
        try database.write { connection in
            try Erasure(connection, in: workspace).erase(contact, by: "anne@borie.example", at: now)
        }
    }

    func contactCount() throws -> Int { try database.read { try Contacts($0, in: workspace).count() } }

    /// Where one of `words` stands, or the number of a contact: `table.column`, through the whole catalogue.
    func places(of words: [String], or contact: Contact.ID) throws -> [String] {
        var places: Set<String> = []
        try database.read { connection in
            var columns: [(table: String, column: String)] = []
            try connection.forEachRow(connection.dialect.tableColumns, []) { row in
                columns.append((row.text(0), row.text(1)))
                return true
            }
            let id = String(contact.value)
            for (table, column) in columns where table != "id_sequence" && table != "schema_migration" {
                let isOwnID = (table == "contact" && column == "id") || column == "contact" || column == "former"
                try connection.forEachRow("SELECT CAST(\"\(column)\" AS TEXT) FROM \"\(table)\"", []) { row in
                    let text = row.text(0).folded
                    let named = words.contains { text.contains($0) }
                    let numbered =
                        text.contains(":\(id),") || text.contains(": \(id),") || text.contains(":\(id)}")
                        || text.contains(": \(id)}") || text.hasSuffix(":\(id)")
                    if named || numbered || (isOwnID && text == id) { places.insert("\(table).\(column)") }
                    return true
                }
            }
        }
        return places.sorted()
    }
}
