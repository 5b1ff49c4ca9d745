import Storage
import TestSupport
import Testing
import Verger

@Suite struct `Mails that come in` {
    @Test(arguments: Engine.available)
    func `become a contact and an activity, once`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())

        let first = try world.bring(.from("n.benali@gh.example", name: "Nadia Benali"))
        let second = try world.bring(.from("n.benali@gh.example", name: "Nadia Benali"))

        guard case .taken(let nadia) = first else { throw Missing() }
        #expect(second == .repeated)
        let (contact, timeline) = try world.person(nadia)
        #expect(contact.fields[.firstName] == "Nadia" && contact.fields[.source] == "email")
        #expect(timeline.map(\.kind) == ["email_received"] && timeline[0].channel == "email")
        #expect(
            timeline[0].properties["text"] == "Je cherche un four." && timeline[0].messageID == "mail:a1@gh.example")
    }

    @Test(arguments: Engine.available)
    func `are answers to what we sent`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.hiring("claire@borie.example")
        var copy = ReceivedMail.from("claire@borie.example", id: "b1@borie.example")
        copy.recipients = [Mailbox(EmailAddress("n.benali@gh.example")!)]
        var answer = ReceivedMail.from("n.benali@gh.example", id: "a2@gh.example")
        answer.references = ["b1@borie.example"]
        var other = ReceivedMail.from("n.benali@gh.example", id: "a3@gh.example")
        other.references = ["a2@gh.example"]

        guard case .taken(let nadia) = try world.bring(copy) else { throw Missing() }
        _ = try world.bring(answer)
        _ = try world.bring(other)

        let kinds = try world.person(nadia).timeline.sorted { $0.id < $1.id }.map(\.kind)
        #expect(kinds == ["email_sent", "email_replied", "email_received"])
    }

    @Test(arguments: Engine.available)
    func `by programs are set aside, until a person says otherwise`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        var robot = ReceivedMail.from("n.benali@gh.example")
        robot.marks = ["auto-submitted": "auto-replied"]

        #expect(try world.bring(robot) == .held(.autoReply))
        #expect(try world.bring(robot) == .repeated)
        #expect(try world.contactCount() == 0)

        let listed = try world.mails()
        let isReleased = try world.write { try $0.release(listed[0].id, by: "claire@borie.example") }
        let again = try world.write { try $0.release(listed[0].id, by: "claire@borie.example") }

        #expect(listed.map(\.held) == [.autoReply] && isReleased && !again)
        #expect(try world.contactCount() == 1)
        let after = try world.mails()[0]
        #expect(after.held == nil && after.kind == "email_received" && after.releasedBy == "claire@borie.example")
    }

    @Test(arguments: Engine.available)
    func `never overwrite what is known of somebody`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let known = try world.contact([.email: "n.benali@gh.example", .firstName: "Nadia", .lastName: "Benali"])

        _ = try world.bring(.from("N.BENALI@gh.example", name: "Somebody Else"))

        #expect(try world.person(known.id).contact.fields[.lastName] == "Benali")
    }

    @Test(arguments: Engine.available)
    func `of somebody who was erased leave nothing, nor do those that were set aside`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        var robot = ReceivedMail.from("n.benali@gh.example", id: "held@gh.example")
        robot.marks = ["precedence": "bulk"]
        _ = try world.bring(robot)
        guard case .taken(let nadia) = try world.bring(.from("n.benali@gh.example", name: "Nadia Benali")) else {
            throw Missing()
        }

        try world.erase(nadia)

        #expect(try world.places(of: ["benali", "nadia"], or: .init(987_654_321)) == [])
        #expect(try world.bring(.from("n.benali@gh.example", id: "new@gh.example")) == .suppressed)
        robot.messageID = "held2@gh.example"
        #expect(try world.bring(robot) == .suppressed)
        #expect(try world.mails().isEmpty)
        #expect(try world.contactCount() == 0)
    }

    @Test(arguments: Engine.available)
    func `that are set aside name nobody who was erased, at the start of a line neither`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        var robot = ReceivedMail.from("robot@other.example", id: "held@gh.example")
        robot.marks = ["precedence": "bulk"]
        robot.text = "Bonjour,\nn.benali@gh.example\nAu revoir"
        _ = try world.bring(robot)

        try world.erase(world.contact([.email: "n.benali@gh.example"]).id)

        #expect(try world.mails().isEmpty)
        robot.messageID = "held2@gh.example"
        #expect(try world.bring(robot) == .suppressed)
    }

    @Test(arguments: Engine.available)
    func `are forgotten from the list after a month`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        _ = try world.bring(.from("n.benali@gh.example"))

        let soon = try world.database.write {
            try InboundPurge($0, in: world.workspace.id).purge(at: world.now + 29 * Instant.day)
        }
        let late = try world.database.write {
            try InboundPurge($0, in: world.workspace.id).purge(at: world.now + 31 * Instant.day)
        }

        #expect(soon == 0 && late == 1)
        #expect(try world.contactCount() == 1)
    }

    @Test(arguments: Engine.available)
    func `come by a key that opens one workspace, until another is made`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let (first, second) = try world.database.write { connection in
            let door = MailDoor(connection, in: world.workspace.id)
            return (try door.renew(at: world.now), try door.renew(at: world.now))
        }

        let opened = try world.database.read { connection in
            try [first, second, "x"].map { try MailDoor.workspace(withSecret: $0, on: connection)?.id }
        }
        #expect(opened == [nil, world.workspace.id, nil] && first != second)
        #expect(try world.database.read { try MailDoor($0, in: world.workspace.id).secret() } == second)
    }

    private struct Missing: Error {}
}

extension ReceivedMail {
    static func from(_ address: String, name: String? = nil, id: String = "a1@gh.example") -> ReceivedMail {
        var mail = ReceivedMail()
        mail.from = Mailbox(EmailAddress(address)!, name: name)
        mail.subject = "Un four"
        mail.text = "Je cherche un four.\n\nLe 3 mars 2026, Claire a écrit :\n> Bonjour"
        mail.messageID = id
        return mail
    }
}

extension World {
    func write<T>(_ body: (MailIntake) throws -> T) throws -> T {
        try database.write { try body(MailIntake($0, in: workspace, at: now)) }
    }

    fileprivate func bring(_ mail: ReceivedMail) throws -> MailIntake.Outcome {
        try write { try $0.take(mail, fingerprint: "f") }
    }

    fileprivate func mails() throws -> [InboundMails.Listed] {
        try database.read { try InboundMails($0, in: workspace.id).page(limit: 10) }
    }

    fileprivate func hiring(_ email: String) throws {
        _ = try database.write {
            try Users($0, in: workspace.id).add(email: email, name: "X", role: .admin, passwordHash: nil, at: now)
        }
    }

    func person(_ id: Contact.ID) throws -> (contact: Contact, timeline: [Activity]) {
        try database.read { connection in
            (
                try #require(try Contacts(connection, in: workspace).find(id)),
                try Activities(connection, in: workspace.id).timeline(of: id)
            )
        }
    }
}
