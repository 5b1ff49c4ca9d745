import Mail
import Testing
import Verger

@Suite struct `A raw mail` {
    private func parsed(_ text: String) throws -> ReceivedMail {
        try MailParser.mail(Array(text.replacing("\n", with: "\r\n").utf8))
    }

    @Test func `is read with its names, dates and texts decoded`() throws {
        let mail = try parsed(
            """
            Return-Path: <n.benali@gh.example>
            From: =?UTF-8?Q?Nadia_B=C3=A9nali?= <N.Benali@GH.example>
            To: Ventes: crm@borie.example, "Chef, Le" <chef@borie.example>;
            Cc: x@y.example
            Reply-To: autre@gh.example
            Subject: =?ISO-8859-1?Q?Fours_=E0_pain?=
            Date: Mon, 23 Nov 2026 17:42:00 +0100
            Message-ID: <a1@gh.example>
            In-Reply-To: <b2@borie.example>
            References: <b1@borie.example> <b2@borie.example>
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=X

            --X
            Content-Type: multipart/alternative; boundary=Y

            --Y
            Content-Type: text/plain; charset=windows-1252
            Content-Transfer-Encoding: quoted-printable

            Un devis =E0 12=80
            --Y
            Content-Type: text/html; charset=utf-8
            Content-Transfer-Encoding: base64

            PHA+VW4gZGV2aXM8L3A+
            --Y--
            --X
            Content-Type: application/pdf; name*=utf-8''plan%20d%C3%A9taill%C3%A9.pdf
            Content-Disposition: attachment
            Content-Transfer-Encoding: base64

            AAECAwQF
            --X--
            """)

        #expect(mail.from?.address.key == "n.benali@gh.example" && mail.from?.name == "Nadia Bénali")
        #expect(mail.recipients.map(\.address.address) == ["crm@borie.example", "chef@borie.example", "x@y.example"])
        #expect(mail.replyTo?.address.address == "autre@gh.example" && mail.subject == "Fours à pain")
        #expect(mail.date == Instant(iso8601: "2026-11-23T16:42:00Z", in: .utc))
        #expect(mail.messageID == "a1@gh.example" && mail.references == ["b2@borie.example", "b1@borie.example"])
        #expect(mail.text.trimmed == "Un devis à 12€" && mail.html == "<p>Un devis</p>")
        #expect(mail.attachments == [.init(name: "plan détaillé.pdf", type: "application/pdf", size: 6)])
        #expect(mail.marks["return-path"] == "<n.benali@gh.example>" && mail.report == nil)
    }

    @Test func `is read with the mail that came along, and no deeper`() throws {
        let mail = try parsed(
            """
            From: claire@borie.example
            Subject: Fwd
            Content-Type: multipart/mixed; boundary=X

            --X
            Content-Type: text/plain

            Pour info
            --X
            Content-Type: message/rfc822

            From: Nadia <n@gh.example>
            Subject: Un four
            Message-ID: <in@gh.example>
            Content-Type: multipart/mixed; boundary=Z

            --Z
            Content-Type: message/rfc822

            From: deeper@gh.example

            x
            --Z
            Content-Type: text/plain

            Bonjour
            --Z--
            --X--
            """)

        #expect(mail.text.trimmed == "Pour info" && mail.attached.count == 1)
        #expect(mail.attached[0].from?.address.address == "n@gh.example" && mail.attached[0].text.trimmed == "Bonjour")
        #expect(mail.attached[0].attached.isEmpty)
    }

    @Test func `tells a report`() throws {
        let mail = try parsed(
            """
            From: MAILER-DAEMON@mx.example
            Content-Type: multipart/report; report-type=delivery-status; boundary=X

            --X
            Content-Type: text/plain

            Failed
            --X--
            """)

        #expect(mail.report == "delivery-status")
    }

    @Test func `may begin with the line of a mailbox`() throws {
        let mail = try MailParser.mail(Array("From n@gh.example Mon Nov 23\nFrom: n@gh.example\n\nBonjour\n".utf8))
        #expect(mail.from?.address.address == "n@gh.example" && mail.text.trimmed == "Bonjour")
    }

    @Test func `is read whatever charset it claims`() throws {
        for charset in ["", "utf-8", "x-unknown", "windows-1252", "\"a;b\"", String(repeating: "x", count: 5_000)] {
            let head = "From: n@gh.example\nContent-Type: text/plain; charset=\(charset)\n\n"
            let mail = try MailParser.mail(Array(head.utf8) + [0x45, 0x74, 0xE9, 0x0A])
            #expect(mail.text.hasPrefix("Et"), "\(charset)")
        }
    }

    @Test func `is refused when it is none`() {
        #expect(throws: MailParser.Failure.empty) { try MailParser.mail([]) }
        #expect(throws: MailParser.Failure.notMail) { try MailParser.mail(Array("hello\n".utf8)) }
        #expect(throws: MailParser.Failure.notMail) { try MailParser.mail(Array(repeating: 0, count: 1_000)) }
        #expect(throws: MailParser.Failure.notMail) { try MailParser.mail(Array(#"{"json": true}"#.utf8)) }
    }

    // MARK: Hostile

    @Test func `is refused when reading it would harm`() {
        let headers = "From: n@gh.example\n" + String(repeating: "X: y\n", count: 100_000)
        let bounds =
            "From: n@gh.example\nContent-Type: multipart/mixed; boundary=X\n\n"
            + String(repeating: "--X\n\n", count: 10_000)
        let lines = "From: n@gh.example\n\n" + String(repeating: "\n", count: 600_000)
        for text in [headers, bounds, lines] {
            #expect(throws: MailParser.Failure.tooComplex) { try MailParser.mail(Array(text.utf8)) }
        }
    }

    @Test func `survives nesting without end`() throws {
        var text = "From: n@gh.example\n"
        for level in 0..<2_000 { text += "Content-Type: multipart/mixed; boundary=b\(level)\n\n--b\(level)\n" }
        text += "Content-Type: text/plain\n\nbottom\n"
        #expect(try MailParser.mail(Array(text.utf8)).text.isEmpty)

        let inner = String(repeating: "Content-Type: message/rfc822\n\n", count: 3_000)
        _ = try MailParser.mail(Array(("From: n@gh.example\n" + inner).utf8))
    }

    @Test func `survives random bytes and cuts`() throws {
        var random = SystemRandomNumberGenerator()
        let sample = Array(
            "From: =?utf-8?B?w6k=?= <n@gh.example>\nDate: Mon, 23 Nov 2026 17:42:00 +0100\nReferences: <a@b> <c@d>\nContent-Type: multipart/mixed; boundary=\"X\"\n\n--X\nContent-Type: text/html; charset=utf-16\nContent-Transfer-Encoding: base64\n\nPHA+\n--X--\n"
                .utf8)
        for _ in 0..<3_000 {
            var bytes = sample
            for _ in 0..<Int.random(in: 1...12, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.removeSubrange(place..<min(place + 5, bytes.count))
                default: bytes.insert(contentsOf: [10, 0, 255, 45, 45, 88], at: place)
                }
                if bytes.isEmpty { bytes = sample }
            }
            guard let mail = try? MailParser.mail(bytes) else { continue }
            _ = MailVerdict(of: mail)
            _ = MailReading(mail, house: MailHouse([]), receivedAt: Instant(seconds: 1_800_000_000))
        }
    }
}
