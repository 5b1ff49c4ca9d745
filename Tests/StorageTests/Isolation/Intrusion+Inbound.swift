import Storage
import TestSupport
import Verger

extension Intrusion {
    static let inbound = [
        Intrusion("MailDoor.secret") { try $0.door.secret() == nil },
        Intrusion("MailDoor.renew") { try $0.door.renew(at: $0.mine.now).isEmpty },
        Intrusion("MailIntake.take") { its in
            try "\(its.mails.take(.example("a9@gh.example"), fingerprint: "f"))".prefix(5)
        },
        Intrusion("MailIntake.take") { its in
            try its.mails.take(.example("held@gh.example"), fingerprint: "f")
        },
        Intrusion("MailIntake.release") { try $0.mails.release($0.theirs.inboundMail, by: "test") },
        Intrusion("InboundMails.page") { its in
            try its.journal.page(limit: 10).map { "\($0.sender ?? "") \($0.subject) \($0.held?.rawValue ?? "")" }
        },
        Intrusion("InboundMails.find") { try $0.journal.find($0.theirs.inboundMail) as Any },
        Intrusion("InboundMails.body") { try $0.journal.body(of: $0.theirs.inboundMail) as Any },
        Intrusion("InboundPurge.purge") { its in
            try InboundPurge(its.connection, in: its.workspace.id).purge(at: its.mine.now)
        },
        Intrusion("HookSources.all") { try $0.hooks.all().map(\.name) },
        Intrusion("HookSources.find") { try $0.hooks.find($0.theirs.hook.id) as Any },
        Intrusion("HookSources.secret") { try $0.hooks.secret(of: $0.theirs.hook.id) as Any },
        Intrusion("HookSources.signingSecret") { try $0.hooks.signingSecret(of: $0.theirs.hook.id) as Any },
        Intrusion("HookSources.refusals") { try $0.hooks.refusals(of: $0.theirs.hook.id)?.count as Any },
        Intrusion("HookSources.add") { try $0.hooks.add("Other", like: HookModel.all[1], at: $0.mine.now).name },
        Intrusion("HookSources.save") { try $0.hooks.save($0.theirs.hook, signingSecret: "x", at: $0.mine.now) },
        Intrusion("HookSources.renew") { try $0.hooks.renew($0.theirs.hook.id, at: $0.mine.now) },
        Intrusion("HookSources.remove") { try $0.hooks.remove($0.theirs.hook.id) },
        Intrusion("HookSources.noteRefusal") { try $0.hooks.noteRefusal($0.theirs.hook.id, at: $0.mine.now) },
        Intrusion("HookDeliveries.page") { try $0.deliveries.page(of: $0.theirs.hook.id, limit: 10) },
        Intrusion("HookDeliveries.find") { try $0.deliveries.find($0.theirs.hookDelivery) as Any },
        Intrusion("HookDeliveries.problem") { try $0.deliveries.problem(of: $0.theirs.hookDelivery) as Any },
        Intrusion("HookDeliveries.items") { try $0.deliveries.items(of: $0.theirs.hookDelivery) },
        Intrusion("HookIntake.receive") { its in
            try its.intake.receive(#"{"mail": "jean@borie.example"}"#, of: its.mine.hook).state
        },
        Intrusion("HookIntake.replay") { try $0.intake.replay($0.theirs.hookDelivery) as Any },
        Intrusion("HookIntake.replayHeld") { try $0.intake.replayHeld(of: $0.theirs.hook) },
        Intrusion("HookIntake.trial") { its in
            let map = try its.intake.compiled(its.mine.hook.map).map
            let body = try Document(json: #"{"mail": "jean@borie.example"}"#)
            return try its.intake.trial(body, by: map, receivedAt: its.mine.now).known.count
        },
        Intrusion("HookIntake.compiled") { try $0.intake.compiled($0.theirs.hook.map).problems },
    ]
}

extension Attempt {
    fileprivate var door: MailDoor { MailDoor(connection, in: workspace.id) }
    fileprivate var mails: MailIntake { get throws { try MailIntake(connection, in: workspace, at: mine.now) } }
    fileprivate var journal: InboundMails { InboundMails(connection, in: workspace.id) }
    fileprivate var hooks: HookSources { HookSources(connection, in: workspace.id) }
    fileprivate var deliveries: HookDeliveries { HookDeliveries(connection, in: workspace.id) }
    fileprivate var intake: HookIntake {
        get throws { try HookIntake(connection, in: workspace, at: mine.now, phone: { _, _ in nil }) }
    }
}

extension ReceivedMail {
    fileprivate static func example(_ id: String) -> ReceivedMail {
        var mail = ReceivedMail()
        mail.from = EmailAddress("jean@borie.example").map { Mailbox($0) }
        mail.subject = "Un four"
        mail.messageID = id
        return mail
    }
}

extension Furnished {
    /// A key for mails, a mail that was set aside, a program and a body of it that waits.
    static func brought(_ world: World) throws -> (HookSource, Int64, Int64) {
        let (workspace, now) = (world.workspace, world.now)
        return try world.database.write { connection in
            _ = try MailDoor(connection, in: workspace.id).renew(at: now)
            var robot = ReceivedMail.example("held@gh.example")
            robot.marks = ["precedence": "bulk"]
            _ = try MailIntake(connection, in: workspace, at: now).take(robot, fingerprint: "f")
            let sources = HookSources(connection, in: workspace.id)
            let source = try sources.add("Typeform", like: HookModel.all[3], at: now)
            let intake = try HookIntake(connection, in: workspace, at: now, phone: { _, _ in nil })
            let held = try intake.receive(#"{"nobody": true}"#, of: source)
            let mail = try InboundMails(connection, in: workspace.id).page(limit: 1)
            return (source, held.delivery, mail[0].id)
        }
    }
}
