import HTML
import Storage
import Verger

/// What was typed of a mail server, and what is wrong with it.
struct MailForm {
    var host = ""
    var port = ""
    var security = MailServer.Security.startTLS
    var username = ""
    var sender = ""
    var senderName = ""
    var replyTo = ""
    var authority = ""
    var isActive = true
    var hasPassword = false
    var problems: [String: Sentence] = [:]

    init() {}

    init(_ server: MailServer, hasPassword: Bool) {
        host = server.host
        port = String(server.port)
        security = server.security
        username = server.username ?? ""
        sender = server.sender.address.address
        senderName = server.sender.name ?? ""
        replyTo = server.replyTo?.address.address ?? ""
        authority = server.authority ?? ""
        isActive = server.isActive
        self.hasPassword = hasPassword
    }

    init(_ form: Fields, hasPassword: Bool) {
        host = form.text("host") ?? ""
        port = form.text("port") ?? ""
        security = form.text("security").flatMap(MailServer.Security.init(rawValue:)) ?? .startTLS
        username = form.text("username") ?? ""
        sender = form.text("sender") ?? ""
        senderName = form.text("sender_name") ?? ""
        replyTo = form.text("reply_to") ?? ""
        authority = form.text("authority") ?? ""
        isActive = form["active"] != nil
        self.hasPassword = hasPassword
    }

    /// The server it describes. Throws `MailServer.Problem`.
    func server() throws(MailServer.Problem) -> MailServer {
        guard let address = EmailAddress(sender) else { throw .sender }
        guard let port = port.isEmpty ? security.port : Int(port) else { throw .port }
        let answers = EmailAddress(replyTo)
        return try MailServer(
            host: host, port: port, security: security, username: username.isEmpty ? nil : username,
            sender: Mailbox(address, name: senderName), replyTo: answers.map { Mailbox($0) },
            authority: authority.isEmpty ? nil : authority, isActive: isActive)
    }

    /// The fields, without the button.
    func fields(_ visit: Visit) -> Markup {
        func field(_ name: String, _ label: Sentence, _ value: String, type: String = "text", hint: Sentence? = nil)
            -> FormField
        {
            var field = FormField(name, visit.say(label), type: type, value: value)
            field.hint = hint.map(visit.say)
            field.error = problems[name].map(visit.say)
            return field
        }
        var password = field(
            "password", Words.password, "", type: "password",
            hint: hasPassword ? Words.passwordKept : Words.passwordHint)
        password.autocomplete = "new-password"
        var port = field("port", Words.port, self.port)
        port.inputMode = "numeric"
        var security = FormField(
            "security", visit.say(Words.security),
            among: MailServer.Security.allCases.map { ($0.rawValue, visit.say($0.label)) },
            value: self.security.rawValue)
        security.error = problems["security"].map(visit.say)
        return group {
            field("host", Words.host, host, hint: Words.hostHint).markup
            div(.class("pair")) {
                security.markup
                port.optional.markup
            }
            field("username", Words.username, username, hint: Words.usernameHint).optional.markup
            password.optional.markup
            div(.class("pair")) {
                field("sender", Words.sender, sender, type: "email").markup
                field("sender_name", Words.senderName, senderName).optional.markup
            }
            field("reply_to", Words.replyTo, replyTo, type: "email", hint: Words.replyToHint).optional.markup
            details(.open(problems["authority"] != nil || !authority.isEmpty)) {
                summary { visit.say(Words.authority) }
                certificate(visit)
            }
            label(.class("tick")) {
                input(.class("check"), .type("checkbox"), .name("active"), .value("yes"), .checked(isActive))
                visit.say(Words.active)
            }
        }
    }

    private func certificate(_ visit: Visit) -> Markup {
        div(.class("field")) {
            label(.for("field-authority")) { visit.say(Words.certificate) }
            textarea(
                .class("input"), .id("field-authority"), .name("authority"), Attribute("rows", "4"),
                Attribute("spellcheck", "false"), .aria("describedby", "field-authority-note"),
                .placeholder("-----BEGIN CERTIFICATE-----")
            ) { authority }
            span(.class(problems["authority"] == nil ? "hint" : "error"), .id("field-authority-note")) {
                visit.say(problems["authority"] ?? Words.certificateHint)
            }
        }
    }

    private enum Words {
        static let host = Sentence(fr: "Serveur SMTP", en: "SMTP server")
        static let hostHint = Sentence(
            fr: "Celui de votre messagerie ou de votre service d’envoi, par exemple smtp.exemple.fr.",
            en: "That of your mail provider or sending service, such as smtp.example.com.")
        static let security = Sentence(fr: "Chiffrement", en: "Encryption")
        static let port = Sentence(fr: "Port", en: "Port")
        static let username = Sentence(fr: "Identifiant", en: "User name")
        static let usernameHint = Sentence(
            fr: "Vide si le serveur n’en demande pas.", en: "Empty if the server asks for none.")
        static let password = Sentence(fr: "Mot de passe", en: "Password")
        static let passwordHint = Sentence(
            fr: "Gardé chiffré, jamais montré.", en: "Kept encrypted, never shown.")
        static let passwordKept = Sentence(
            fr: "Un mot de passe est gardé, chiffré\u{A0}: laissez vide pour le conserver.",
            en: "A password is kept, encrypted: leave empty to keep it.")
        static let sender = Sentence(fr: "Adresse de l’expéditeur", en: "Address of the sender")
        static let senderName = Sentence(fr: "Nom de l’expéditeur", en: "Name of the sender")
        static let replyTo = Sentence(fr: "Réponses à", en: "Answers to")
        static let replyToHint = Sentence(
            fr: "Vide\u{A0}: à l’adresse de l’expéditeur.", en: "Empty: to the address of the sender.")
        static let authority = Sentence(fr: "Autorité de certification privée", en: "Private certificate authority")
        static let certificate = Sentence(
            fr: "Certificat de l’autorité (PEM)", en: "Certificate of the authority (PEM)")
        static let certificateHint = Sentence(
            fr: "Seulement si le certificat du serveur ne vient pas d’une autorité publique.",
            en: "Only when the certificate of the server comes from no public authority.")
        static let active = Sentence(fr: "Envoyer les messages par ce serveur", en: "Send mail by this server")
    }
}
