/// Why a mail did not leave.
package enum SendingFailure: Error, Hashable, Sendable {
    /// What a server answered: `550 5.1.1 No such user`.
    package struct Reply: Hashable, Sendable {
        package let code: Int
        package let text: String

        package init(code: Int, text: String) {
            self.code = code
            self.text = text
        }

        /// 5xx, as opposed to 4xx: the same will be answered again (RFC 5321, 4.2.1).
        package var isPermanent: Bool { code >= 500 }
    }

    // About the server, whatever the mail.
    case unknownHost(String)
    case unreachable(String)
    case noAnswer
    case untrusted
    case noEncryption
    case login(Reply)
    case sender(Reply)
    case server(String)

    // About this mail.
    case recipient(Reply)
    case content(Reply)

    /// Whether no other mail would have left either.
    package var isOfServer: Bool {
        switch self {
        case .recipient, .content: false
        case .unknownHost, .unreachable, .noAnswer, .untrusted, .noEncryption, .login, .sender, .server: true
        }
    }

    /// Whether trying again is of no use.
    package var isPermanent: Bool {
        switch self {
        case .recipient(let reply), .content(let reply): reply.isPermanent
        default: false
        }
    }
}

extension SendingFailure {
    package var sentence: Sentence {
        switch self {
        case .unknownHost(let host):
            Sentence(
                fr: "le serveur «\u{A0}\(host)\u{A0}» n’existe pas\u{A0}: vérifiez son nom",
                en: "there is no server “\(host)”: check its name")
        case .unreachable(let host):
            Sentence(
                fr:
                    "«\u{A0}\(host)\u{A0}» ne répond pas à ce port\u{A0}: vérifiez le port, et que rien ne bloque la connexion",
                en: "“\(host)” does not answer on this port: check the port, and that nothing blocks the connection")
        case .noAnswer:
            Sentence(
                fr: "le serveur n’a pas répondu à temps", en: "the server did not answer in time")
        case .untrusted:
            Sentence(
                fr:
                    "le certificat du serveur n’est pas digne de confiance\u{A0}: vérifiez le nom du serveur, ou donnez le certificat de son autorité",
                en:
                    "the certificate of the server can’t be trusted: check the name of the server, or give the certificate of its authority"
            )
        case .noEncryption:
            Sentence(
                fr: "le serveur ne propose pas de chiffrement (STARTTLS)\u{A0}: essayez TLS, port 465",
                en: "the server offers no encryption (STARTTLS): try TLS, port 465")
        case .login(let reply):
            Sentence(
                fr: "identifiant ou mot de passe refusé par le serveur (\(reply.quoted(.french)))",
                en: "the server refused the user name or the password (\(reply.quoted(.english)))")
        case .sender(let reply):
            Sentence(
                fr: "le serveur refuse l’adresse de l’expéditeur (\(reply.quoted(.french)))",
                en: "the server refuses the address of the sender (\(reply.quoted(.english)))")
        case .server(let text):
            Sentence(
                fr: "l’échange avec le serveur a échoué\u{A0}: \(text)", en: "talking with the server failed: \(text)")
        case .recipient(let reply) where reply.isPermanent:
            Sentence(
                fr: "destinataire refusé (\(reply.quoted(.french)))",
                en: "recipient refused (\(reply.quoted(.english)))")
        case .recipient(let reply):
            Sentence(
                fr: "destinataire refusé pour l’instant (\(reply.quoted(.french)))",
                en: "recipient refused for now (\(reply.quoted(.english)))")
        case .content(let reply) where reply.isPermanent:
            Sentence(fr: "message refusé (\(reply.quoted(.french)))", en: "message refused (\(reply.quoted(.english)))")
        case .content(let reply):
            Sentence(
                fr: "message refusé pour l’instant (\(reply.quoted(.french)))",
                en: "message refused for now (\(reply.quoted(.english)))")
        }
    }
}

extension SendingFailure.Reply {
    /// The server's own words, which are in no language of ours.
    fileprivate func quoted(_ language: Language) -> String {
        let words = text.isEmpty ? String(code) : text
        return language == .french ? "«\u{A0}\(words)\u{A0}»" : "“\(words)”"
    }
}
