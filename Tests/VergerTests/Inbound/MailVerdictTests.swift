import Testing
import Verger

@Suite struct `A verdict on a mail` {
    private func mail(
        _ subject: String = "Devis", from: String = "n.benali@gh.example", _ marks: [String: String] = [:]
    )
        -> ReceivedMail
    {
        var mail = ReceivedMail()
        mail.from = EmailAddress(from).map { Mailbox($0) }
        mail.subject = subject
        mail.marks = marks
        return mail
    }

    @Test(arguments: [
        "Devis", "Re: Devis", "Absence de réponse à mon devis", "Absents du salon, mais intéressés",
        "Auto-école : un four",
        "Vacation rental ovens",
    ])
    func `lets people through`(subject: String) {
        #expect(MailVerdict(of: mail(subject)) == .person)
        #expect(MailVerdict(of: mail(subject, ["auto-submitted": "no", "return-path": "<n@gh.example>"])) == .person)
    }

    @Test(arguments: [
        (["auto-submitted": "auto-replied"], MailVerdict.Reason.autoReply),
        (["auto-submitted": "auto-generated (rejected)"], .automatic),
        (["precedence": "auto_reply"], .autoReply), (["x-autoreply": "yes"], .autoReply),
        (["precedence": "bulk"], .automatic), (["return-path": "<>"], .automatic),
        (["list-id": "<cuisine.example>"], .list), (["list-unsubscribe": "<mailto:x>"], .list),
        (["x-spam-flag": "YES"], .spam), (["x-spam-status": "Yes, score=9"], .spam),
        (["x-failed-recipients": "a@b.example"], .bounce),
        (["authentication-results": "mx.borie.example; spf=pass; dmarc=fail (p=reject)"], .forged),
    ])
    func `knows programs by what they say of themselves`(marks: [String: String], reason: MailVerdict.Reason) {
        #expect(MailVerdict(of: mail("Devis", marks)).reason == reason)
    }

    @Test(arguments: [
        "Out of office: Devis", "Réponse automatique : Devis", "Absence du bureau", "Automatic reply: ovens",
        "Absent jusqu’au 3 mars",
    ])
    func `knows answering machines by their subject`(subject: String) {
        #expect(MailVerdict(of: mail(subject)).reason == .outOfOffice)
    }

    @Test func `knows reports and mailer daemons`() {
        var bounce = mail("Undelivered")
        bounce.report = "delivery-status"
        var receipt = mail("Lu : Devis")
        receipt.report = "disposition-notification"

        #expect(MailVerdict(of: bounce).reason == .bounce)
        #expect(MailVerdict(of: receipt).reason == .autoReply)
        #expect(MailVerdict(of: mail("Failure", from: "MAILER-DAEMON@mx.example")).reason == .bounce)
        #expect(MailVerdict(of: mail("Commande", from: "no-reply@shop.example")).reason == .automatic)
    }
}
