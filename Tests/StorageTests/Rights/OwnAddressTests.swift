import Storage
import TestSupport
import Testing
import Verger

@Suite struct `The erasure of a contact whose address is also ours` {
    @Test(arguments: Engine.available, ["claire@borie.example", "standard@borie.example", "smtp@borie.example"])
    func `leaves the workspace at work`(engine: Engine, address: String) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.house()
        let contact = try world.contact([.email: address, .firstName: "Claire", .lastName: "Moreau"])
        let (toMember, toContact) = try world.mails(address, contact.id)
        let before = try world.settings()

        try world.erase(contact.id)

        #expect(try world.settings() == before)
        let left = try world.database.read { try Mails($0, in: world.workspace.id).latest(limit: 9).map(\.id) }
        #expect(left == [toMember], "\(toContact) was to the contact")
        let parcel = try world.database.write { try MailQueue($0).lease(in: world.workspace.id, at: world.now) }
        #expect(parcel?.letter.to.address.address == address)
        #expect(try world.database.read { try Contacts($0, in: world.workspace).find(contact.id) } == nil)
        #expect(throws: Suppressions.Refusal(kind: .email)) { try world.contact([.email: address]) }
    }

    @Test(arguments: Engine.available)
    func `lets mails come in from colleagues, and bodies that name them`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.house()
        try world.erase(world.contact([.email: "claire@borie.example"]).id)
        var copy = ReceivedMail()
        copy.from = EmailAddress("claire@borie.example").map { Mailbox($0) }
        copy.recipients = [Mailbox(EmailAddress("n.benali@gh.example")!)]
        copy.subject = "Votre four"
        copy.messageID = "b1@borie.example"
        var robot = ReceivedMail()
        robot.from = EmailAddress("robot@gh.example").map { Mailbox($0) }
        robot.recipients = [Mailbox(EmailAddress("claire@borie.example")!)]
        robot.messageID = "r1@gh.example"
        robot.marks = ["precedence": "bulk"]

        let outcomes = try world.database.write { [copy, robot] connection in
            let intake = try MailIntake(connection, in: world.workspace, at: world.now)
            return (try intake.take(copy, fingerprint: "a"), try intake.take(robot, fingerprint: "b"))
        }

        guard case .taken = outcomes.0 else {
            Issue.record("\(outcomes.0)")
            return
        }
        #expect(outcomes.1 == .held(.list) || outcomes.1 == .held(.automatic))
    }

    @Test(arguments: Engine.available)
    func `takes what a form kept back of them`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.house()
        let form = try world.publish(Forming.document(.demo))
        let held = try world.take(
            Forming.sending(form, ["q3": ["claire@borie.example"]], key: "h", verdict: .bot(.haste)))

        try world.erase(world.contact([.email: "claire@borie.example"]).id)

        #expect(
            try world.database.read { try Submissions($0, in: world.workspace.id).find(held.submission) } == nil)
    }
}

@Suite struct `An erasure, of rows that others need` {
    @Test(arguments: Engine.available)
    func `knows what becomes of every table of a workspace`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let tables = try world.database.read { connection in
            try connection.rows(connection.dialect.tableColumns, []) { ($0.text(0), $0.text(1)) }
        }
        #expect(Set(tables.filter { $0.1 == "workspace" }.map(\.0)) == ErasedTables.names)
        for (table, columns) in ErasedTables.columns {
            let known = Set(tables.filter { $0.0 == table }.map(\.1))
            #expect(columns.subtracting(known) == [], "\(table)")
        }
    }

    /// Mails to the person go; those on the person to others stay, and can be read and sent.
    @Test(arguments: Engine.available)
    func `leaves an outbox that can be read and sent`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.house()
        let nadia = try world.contact([.email: "nadia@gh.example", .firstName: "Nadia", .lastName: "Benali"])
        let ids = try world.database.write { connection in
            let mails = Mails(connection, in: world.workspace.id)
            func letter(_ to: String, replyTo: String? = nil) throws -> Letter {
                try Letter(
                    to: Mailbox(EmailAddress(to)!, name: "Nadia Benali"),
                    replyTo: replyTo.map { Mailbox(EmailAddress($0)!) }, subject: "Nadia Benali",
                    text: "Voir\nnadia@gh.example", headers: [.init("List-Unsubscribe", "<mailto:nadia@gh.example>")])
            }
            return [
                try mails.queue(letter("Nadia@gh.example"), because: "a", at: world.now),
                try mails.queue(letter("diana@gh.example"), because: "b", at: world.now),
                try mails.queue(letter("lea@borie.example", replyTo: "nadia@gh.example"), because: "c", at: world.now),
            ]
        }

        try world.erase(nadia.id)

        let left = try world.database.read { try Mails($0, in: world.workspace.id).latest(limit: 9) }
        #expect(Set(left.map(\.id)) == Set(ids.dropFirst().compactMap(\.self)))
        #expect(left.allSatisfy { $0.letter.subject == "[…]" && $0.letter.replyTo == nil })
        let parcels = try (0...2).map { _ in
            try world.database.write { try MailQueue($0).lease(in: world.workspace.id, at: world.now) }
        }
        #expect(Set(parcels.compactMap { $0?.letter.to.address.address }) == ["diana@gh.example", "lea@borie.example"])
        #expect(try world.places(of: ["nadia", "benali"], or: .init(987_654_321)) == [])
    }

    @Test(arguments: Engine.available)
    func `keeps apart what is known by the name of the person, and corrections with what they correct`(
        engine: Engine
    ) throws {
        let world = try World(in: engine.migratedDatabase())
        let nadia = try world.contact([.email: "nadia@gh.example"])
        let jean = try world.contact([.email: "jean@borie.example"], tags: ["amie de nadia@gh.example", "vip"])
        try world.append(
            .init(contact: jean.id, at: world.now, kind: "demo_requested", messageID: "nadia@gh.example"),
            .init(contact: jean.id, at: world.now, kind: "demo_requested", messageID: "x-NADIA@gh.example"),
            .init(contact: jean.id, at: world.now + 1, kind: "demo_requested", voids: "nadia@gh.example"))

        try world.erase(nadia.id)

        let timeline = try world.person(jean.id).timeline
        #expect(timeline.count == 3 && Set(timeline.compactMap(\.messageID)).count == 2)
        #expect(timeline[2].voids == timeline[0].messageID)
        #expect(try world.person(jean.id).contact.tags == ["vip"])
        #expect(try world.places(of: ["nadia"], or: .init(987_654_321)) == [])
    }
}

extension World {
    /// A server that sends, somebody who works here, an introducer, and settings that name them.
    fileprivate func house() throws {
        try database.write { connection in
            try Users(connection, in: workspace.id).add(
                email: "claire@borie.example", name: "Claire Moreau", role: .admin, passwordHash: nil, at: now)
            try MailServers(connection, in: workspace.id).save(
                MailServer(
                    host: "smtp.borie.example", port: 587, security: .startTLS, username: "smtp@borie.example",
                    sender: Mailbox(EmailAddress("claire@borie.example")!, name: "Claire Moreau"),
                    replyTo: Mailbox(EmailAddress("standard@borie.example")!), isActive: true),
                password: nil, at: now)
            _ = try Segments(connection, in: workspace.id).save(
                Condition(parsing: #"owner = "claire@borie.example""#), named: "De Claire", at: now)
        }
        _ = try publish(Forming.document(.demo) { $0.notified = "claire@borie.example" }, named: "Notified")
        let jean = try contact([.email: "jean@borie.test", .owner: "claire@borie.example"])
        try database.write { connection in
            _ = try SalesTasks(connection, in: workspace).add(
                "Rappeler", contact: jean.id, for: "claire@borie.example", by: "claire@borie.example", at: now)
        }
    }

    /// One to whoever works here, one to the contact.
    fileprivate func mails(_ address: String, _ contact: Contact.ID) throws -> (Int64, Int64) {
        try database.write { connection in
            let mails = Mails(connection, in: workspace.id)
            let letter = try Letter(
                to: Mailbox(EmailAddress(address)!, name: "Claire Moreau"), subject: "Import", text: "Fini")
            return (
                try #require(try mails.queue(letter, because: "import 1", at: now)),
                try #require(try mails.queue(letter, because: "question", contact: contact, at: now))
            )
        }
    }

    /// What a workspace is set up with, as its readers see it.
    fileprivate func settings() throws -> [String] {
        try database.read { connection in
            let form = try Forms(connection, in: workspace.id).all().first { $0.name == "Notified" }
            return [
                "\(try MailServers(connection, in: workspace.id).find() as Any)",
                "\(try Forms(connection, in: workspace.id).version(1, of: form?.id ?? 0)?.notified ?? "")",
                "\(form?.draft.notified ?? "")",
                "\(try Users(connection, in: workspace.id).all())",
                "\(try Segments(connection, in: workspace.id).all().map { "\($0)" })",
                "\(try SalesTasks(connection, in: workspace).open(for: "claire@borie.example").map(\.assignee))",
            ]
        }
    }
}
