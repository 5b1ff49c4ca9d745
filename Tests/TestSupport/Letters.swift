package import Verger

extension Letter {
    /// A letter to Ada.
    package static func example(_ subject: String, html: String? = nil) throws -> Letter {
        try Letter(
            to: Mailbox(EmailAddress("ada@borie.example")!, name: "Ada Byron"), subject: subject,
            text: "Bonjour Ada.\nhttps://borie.example/suite\n", html: html)
    }
}

extension MailServer {
    package static func example(
        host: String = "smtp.borie.example", port: Int = 587, username: String? = "borie"
    ) throws -> MailServer {
        try MailServer(
            host: host, port: port, security: host == "127.0.0.1" ? .none : .startTLS, username: username,
            sender: Mailbox(EmailAddress("claire@borie.example")!, name: "Claire"))
    }
}
