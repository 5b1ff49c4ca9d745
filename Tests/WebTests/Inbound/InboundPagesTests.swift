import Storage
import TestSupport
import Testing
import Verger

@testable import Web

@Suite struct `The pages of what comes in` {
    private func world() throws -> World { try World(in: Engine.sqlite.migratedDatabase()) }

    private func sources(_ world: World) throws -> [HookSource] {
        try world.database.read { try HookSources($0, in: world.workspace.id).all() }
    }

    private func added(_ asking: Asking, model: String = "plain") throws -> HookSource {
        try asking.post("settings/inbound/sources", [("name", "Typeform <b>"), ("model", model)])
        return try #require(try sources(asking.world).first)
    }

    @Test func `show how a mail server is plugged in, once a key was made`() throws {
        let asking = Asking(try world())

        let before = try asking.get("settings/inbound").text
        try asking.post("settings/inbound/mail-keys")
        let after = try asking.get("settings/inbound").text
        let key = try #require(
            try asking.world.database.read { try MailDoor($0, in: asking.world.workspace.id).secret() })

        #expect(!before.contains("Bearer") && after.contains(key) && after.contains("http://test/mail/borie"))
        #expect(try asking.colleague(.manager, email: "m@borie.example").get("settings/inbound").text.contains(key))
        #expect(throws: Refusal.self) { try asking.colleague(.rep, email: "r@borie.example").get("settings/inbound") }
    }

    @Test func `list mails with their verdict, which a person corrects`() throws {
        let asking = Asking(try world())
        var robot = ReceivedMail()
        robot.from = Mailbox(EmailAddress("n.benali@gh.example")!, name: "Nadia Benali")
        robot.subject = "Devis <script>"
        robot.text = "Je cherche un four"
        robot.marks = ["precedence": "bulk"]
        try asking.world.database.write {
            _ = try MailIntake($0, in: asking.world.workspace, at: asking.world.now).take(robot, fingerprint: "f")
        }
        let id = try asking.world.database.read { connection in
            try #require(InboundMails(connection, in: asking.world.workspace.id).page(limit: 1).first).id
        }

        let list = try asking.get("settings/inbound").text
        let released = try asking.post("settings/inbound/mails/\(id)/releases")

        #expect(
            list.contains("Sent by a program") && list.contains("Je cherche un four") && !list.contains("<script>:"))
        #expect(list.contains("Devis &lt;script"))
        #expect(released.status == 303 && released.toast?.hasPrefix("Taken") == true)
        #expect(try asking.get("settings/inbound").text.contains("Nadia Benali"))
        #expect(throws: Refusal.self) { try asking.post("settings/inbound/mails/999999/releases") }
    }

    @Test func `add a source with the map of its program, and say what is wrong with its name`() throws {
        let asking = Asking(try world())
        let source = try added(asking, model: "stripe")

        let page = try asking.get("settings/inbound/sources/\(source.id)?model=stripe").text
        let again = try asking.post("settings/inbound/sources", [("name", "typeform <B>"), ("model", "plain")])

        #expect(page.contains("Stripe-Signature") && page.contains("data.object.amount_total / 100"))
        #expect(page.contains("€1,290.00") || page.contains("1,290"))
        #expect(page.contains("http://test/hooks/borie/") && !page.contains("Typeform <b>"))
        #expect(again.status == 422 && again.text.contains("typeform &lt;B"))
    }

    @Test func `try a map while it is written, with what is wrong in its place`() throws {
        let asking = Asking(try world())
        let source = try added(asking)
        let form = [
            ("name", "Site"), ("map_email", "mail["), ("map_name", "nom"), ("kind", "form_submitted"),
            ("body", #"{"nom": "Nadia Benali", "mail": "n.benali@gh.example"}"#), ("fields", "ville = x"),
        ]

        let wrong = try asking.post("settings/inbound/sources/\(source.id)/trials", form, isFragment: true).text
        var good = form
        good[1] = ("map_email", "mail")
        good[5] = ("fields", "city = \"Lyon\"")
        let right = try asking.post("settings/inbound/sources/\(source.id)/trials", good, isFragment: true).text

        #expect(wrong.contains("id=\"note-email\"") && wrong.contains("Column 6"))
        #expect(wrong.contains("Line 1, column 1"))
        #expect(right.contains("n.benali@gh.example") && right.contains("New contact") && right.contains("Lyon"))
        #expect(right.contains("hx-swap-oob=\"true\""))
        #expect(try asking.world.database.read { try Contacts($0, in: asking.world.workspace).count() } == 0)
    }

    @Test func `keep what was typed wrongly, and save what is right`() throws {
        let asking = Asking(try world())
        let source = try added(asking)
        let path = "settings/inbound/sources/\(source.id)"

        let wrong = try asking.post(
            path, [("name", "Site"), ("map_email", "a..b"), ("active", "yes"), ("body", "{\"kept\": 1}")])
        let unsigned = try asking.post(
            path,
            [("name", "Site"), ("map_email", "mail"), ("signing", "digest"), ("header", "X-Sig"), ("active", "yes")])
        let right = try asking.post(
            path,
            [
                ("name", "Site"), ("map_email", "mail"), ("signing", "digest"), ("header", "X-Sig"), ("secret", "s"),
                ("prefix", "sha256="),
            ])

        #expect(wrong.status == 422 && wrong.text.contains("value=\"a..b\"") && wrong.text.contains("kept"))
        #expect(unsigned.status == 422 && right.status == 303)
        let saved = try sources(asking.world)[0]
        #expect(saved.name == "Site" && !saved.isActive && saved.map.slots == [.email: "mail"])
        #expect(saved.signing == .digest(header: "X-Sig", prefix: "sha256="))
        #expect(try !asking.get(path).text.contains("value=\"s\""))
    }

    @Test func `show deliveries, and take them again by a new map`() throws {
        let asking = Asking(try world())
        let source = try added(asking)
        let path = "settings/inbound/sources/\(source.id)"
        let delivery = try asking.world.database.write { connection in
            try HookIntake(connection, in: asking.world.workspace, at: asking.world.now, phone: { _, _ in nil })
                .receive(#"{"mail": "n.benali@gh.example"}"#, of: source).delivery
        }
        #expect(try asking.get(path).text.contains("Waiting"))
        try asking.post(path, [("name", "Site"), ("map_email", "mail"), ("active", "yes"), ("kind", "form_submitted")])

        let replayed = try asking.post(path + "/deliveries/\(delivery)/replays")
        let all = try asking.post(path + "/replays")

        #expect(replayed.toast == "Tried again: taken." && all.status == 303)
        #expect(try asking.get(path).text.contains("n.benali@gh.example"))
        #expect(throws: Refusal.self) { try asking.post(path + "/deliveries/999999/replays") }
        try asking.post(path + "/keys")
        try asking.post(path + "/removal")
        #expect(try sources(asking.world).isEmpty)
    }
}
