import Testing
import Verger

@Suite struct `A mail that came in` {
    private let house = MailHouse(["claire@borie.example", "lea.borie@gmail.com"].compactMap { EmailAddress($0) })
    private let now = Instant(iso8601: "2026-11-22T09:00:00Z", in: .utc)!

    private func mailbox(_ address: String, _ name: String? = nil) -> Mailbox {
        Mailbox(EmailAddress(address)!, name: name)
    }

    private func mail(from: Mailbox, to: [Mailbox] = [], _ text: String = "Bonjour") -> ReceivedMail {
        var mail = ReceivedMail()
        (mail.from, mail.recipients, mail.text, mail.subject) = (from, to, text, "Un four")
        mail.messageID = "a@gh.example"
        return mail
    }

    @Test func `is of whoever wrote from outside`() throws {
        let reading = try #require(
            MailReading(
                mail(from: mailbox("n.benali@gh.example", "Benali, Nadia"), to: [mailbox("crm@borie.example")]),
                house: house,
                receivedAt: now))

        #expect(reading.direction == .received && reading.at == now)
        #expect(
            reading.contact.fields == ["email": "n.benali@gh.example", "first_name": "Nadia", "last_name": "Benali"])
        #expect(reading.kind(isAnswer: false) == "email_received" && reading.kind(isAnswer: true) == "email_replied")
        #expect(reading.properties["subject"] == "Un four" && reading.properties["thread"] == "a@gh.example")
    }

    @Test func `is never later than its arrival`() {
        var sent = mail(from: mailbox("n@gh.example"))
        sent.date = now + Instant.day
        #expect(MailReading(sent, house: house, receivedAt: now)?.at == now)
        sent.date = now - Instant.day
        #expect(MailReading(sent, house: house, receivedAt: now)?.at == now - Instant.day)
    }

    @Test func `is sent to the first one outside when a colleague put us in copy`() throws {
        let copy = mail(
            from: mailbox("claire@borie.example"), to: [mailbox("chef@borie.example"), mailbox("n@gh.example")])
        let reading = try #require(MailReading(copy, house: house, receivedAt: now))

        #expect(reading.direction == .sent && reading.person.address.address == "n@gh.example")
        #expect(reading.kind(isAnswer: true) == "email_sent" && reading.properties["by"] == "claire@borie.example")
    }

    @Test(arguments: [
        "Pour info.\n\n---------- Forwarded message ---------\nFrom: Nadia Benali <n@gh.example>\nDate: Mon\nSubject: Deux fours\nTo: claire\n\nJe cherche deux fours.",
        "Pour info.\n\nDe : Nadia Benali <n@gh.example>\nEnvoyé : lundi\nÀ : Claire\nObjet : Deux fours\n\nJe cherche deux fours.",
        "Pour info.\n\nDébut du message transféré :\n\n> De: Nadia Benali <n@gh.example>\n> Objet: Deux fours\n> Date: lundi\n> À: Claire\n>\n> Je cherche deux fours.",
        "Pour info.\n\nBegin forwarded message:\n\nFrom: \"Nadia Benali\" [mailto:n@gh.example]\nSubject: Deux fours\nDate: Monday\nTo: Claire\n\nJe cherche deux fours.",
    ])
    func `is of whoever wrote what a colleague sent on`(text: String) throws {
        let forward = mail(from: mailbox("claire@borie.example"), to: [mailbox("crm@borie.example")], text)
        let reading = try #require(MailReading(forward, house: house, receivedAt: now))

        #expect(reading.direction == .received && reading.person == mailbox("n@gh.example", "Nadia Benali"))
        #expect(reading.subject == "Deux fours" && reading.text == "Je cherche deux fours.")
        #expect(reading.properties["forwarded_by"] == "claire@borie.example")
    }

    @Test func `is of whoever is to be answered, when a form of our site wrote it`() throws {
        var form = mail(from: mailbox("site@borie.example"), to: [mailbox("crm@borie.example")])
        form.replyTo = mailbox("n@gh.example")

        #expect(MailReading(form, house: house, receivedAt: now)?.person.address.address == "n@gh.example")
    }

    @Test func `proves nothing where nobody outside is in it`() {
        #expect(MailReading(mail(from: mailbox("claire@borie.example")), house: house, receivedAt: now) == nil)
        #expect(MailReading(mail(from: mailbox("lea.borie@gmail.com")), house: house, receivedAt: now) == nil)
        #expect(MailReading(mail(from: mailbox("other@gmail.com")), house: house, receivedAt: now) != nil)
        #expect(MailReading(ReceivedMail(), house: house, receivedAt: now) == nil)
    }

    @Test(
        arguments: [
            ("contact@gh.example", "Grand Hôtel", nil), ("n@gh.example", "n@gh.example", nil),
            ("n@gh.example", "Nadia via Groupes", nil), ("n@gh.example", "Nadia El Benali", "El Benali"),
        ] as [(String, String, String?)])
    func `takes a name only from a person`(address: String, name: String, last: String?) {
        #expect(mailbox(address, name).personName?.last == last)
    }

    @Test func `is kept and read again the same`() {
        var sent = mail(from: mailbox("n@gh.example", "Nadia"), to: [mailbox("crm@borie.example")])
        sent.references = ["b@borie.example"]
        sent.attachments = [.init(name: "plan.pdf", type: "application/pdf", size: 12)]
        sent.attached = [mail(from: mailbox("x@y.example"))]
        let kept = sent.kept

        #expect(ReceivedMail(kept.document) == kept)
    }
}
