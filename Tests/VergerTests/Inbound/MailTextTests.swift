import Testing
import Verger

@Suite struct `The words of a mail` {
    @Test(arguments: [
        "Oui, mardi.\n\nLe lun. 3 mars 2026 à 09:12, Claire Moreau <claire@borie.example> a écrit :\n> Bonjour\n> Mardi ?",
        "Oui, mardi.\n\nOn Mon, Mar 3, 2026 at 9:12 AM Claire Moreau\n<claire@borie.example> wrote:\n\n> Hello",
        "Oui, mardi.\n\n-----Message d’origine-----\nDe : Claire Moreau\nEnvoyé : lundi 3 mars\nÀ : Nadia",
        "Oui, mardi.\n\nDe : Claire Moreau <claire@borie.example>\nEnvoyé : lundi 3 mars 2026 09:12\nÀ : Nadia\nObjet : Mardi\n\nBonjour",
        "Oui, mardi.\n\n*From:* Claire Moreau\n*Sent:* Monday\n*To:* Nadia\n*Subject:* Tuesday\n\nHello",
        "Oui, mardi.\n-- \nNadia Benali\n04 00 00 00 00", "Oui, mardi.\r\n\r\n----- Original Message -----\r\nHello",
        "Le lundi 3 mars 2026 à 09:12, Claire a écrit :\n> Mardi ?\n\nOui, mardi.",
        "> Mardi ?\nOui, mardi.\n> À bientôt",
    ])
    func `are without what is quoted`(text: String) {
        #expect(MailText.withoutHistory(text) == "Oui, mardi.")
    }

    @Test(arguments: [
        "Le four que vous m’avez écrit : lequel ?", "De : quoi parle-t-on ?\nD’un four.",
        "Objet : un four\nDate : mardi",
    ])
    func `keep what only looks like a mark`(text: String) {
        #expect(MailText.withoutHistory(text).isEmpty == false)
    }

    @Test func `are read from HTML, without what is hidden in it`() {
        let html = """
            <html><head><title>x</title><style>p{color:red}</style></head><body><p>Bonjour&nbsp;Claire,<br>deux&#32;fours&#x21;</p>
            <script>alert("<p>non</p>")</script><!-- <p>rien</p> --><table><tr><td>a</td><td>b</td></tr></table>
            <blockquote><p>cité</p></blockquote></body></html>
            """

        #expect(HTMLText.text(html) == "Bonjour\u{A0}Claire,\ndeux fours!\n\na b\n\n> cité")
    }

    @Test(arguments: [
        "<", "<<<<", "<p", "<p title=\"", "&", "&#xFFFFFFFF;", "&#0;", "<!--", "<script>", "</", "a<b>c",
        "<p title='>'>x",
        String(repeating: "<div>", count: 50_000), String(repeating: "&amp", count: 60_000),
        String(repeating: "<blockquote>", count: 20_000) + "x", String(repeating: "<a \"'>", count: 40_000),
        String(repeating: "<a \"", count: 60_001) + String(repeating: ">", count: 50),
    ])
    func `survive whatever HTML there is`(html: String) {
        #expect(HTMLText.text(html).utf8.count <= html.utf8.count)
    }

    @Test func `are cut at so many characters`() {
        var mail = ReceivedMail()
        mail.text = String(repeating: "é", count: 10_000)

        #expect(MailText.excerpt(mail).count == MailText.limit)
    }
}
