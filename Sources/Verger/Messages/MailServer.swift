/// The SMTP server that takes the mails of a workspace, and in whose name they leave.
package struct MailServer: Hashable, Sendable {
    package enum Security: String, CaseIterable, Sendable {
        /// A plain connection that must become an encrypted one before anything else is said (RFC 3207).
        case startTLS = "starttls"
        /// Encrypted from the first byte (RFC 8314).
        case tls
        /// Never encrypted: for a server on the same machine.
        case none

        package var port: Int {
            switch self {
            case .startTLS: 587
            case .tls: 465
            case .none: 25
            }
        }

        package var label: Sentence {
            switch self {
            case .startTLS: Sentence(fr: "STARTTLS (port 587 d’ordinaire)", en: "STARTTLS (usually port 587)")
            case .tls: Sentence(fr: "TLS dès la connexion (port 465)", en: "TLS from the start (port 465)")
            case .none:
                Sentence(
                    fr: "Aucun chiffrement (serveur sur la même machine)",
                    en: "No encryption (server on the same machine)")
            }
        }
    }

    package var host: String
    package var port: Int
    package var security: Security
    /// Nil for a server that asks for none.
    package var username: String?
    package var sender: Mailbox
    package var replyTo: Mailbox?
    /// Certificates, in PEM, of whoever vouches for the server when no public authority does.
    package var authority: String?
    /// Whether mails leave; otherwise they wait.
    package var isActive: Bool

    package init(
        host: String, port: Int, security: Security, username: String? = nil, sender: Mailbox,
        replyTo: Mailbox? = nil, authority: String? = nil, isActive: Bool = true
    ) throws(Problem) {
        guard MailServer.isHost(host) else { throw .host }
        guard (1...65_535).contains(port) else { throw .port }
        guard username?.isOneLine ?? true else { throw .username }
        guard (sender.name ?? "").isOneLine, (replyTo?.name ?? "").isOneLine else { throw .sender }
        guard authority?.contains("-----BEGIN CERTIFICATE-----") ?? true else { throw .authority }
        self.host = host.lowercased()
        self.port = port
        self.security = security
        self.username = username
        self.sender = sender
        self.replyTo = replyTo
        self.authority = authority
        self.isActive = isActive
    }

    package enum Problem: Error, Hashable, Sendable {
        case host, port, username, sender, authority
        /// A password without encryption to another machine.
        case bare

        /// The field at fault.
        package var field: String {
            switch self {
            case .host: "host"
            case .port: "port"
            case .username: "username"
            case .sender: "sender"
            case .authority: "authority"
            case .bare: "security"
            }
        }

        package var sentence: Sentence {
            switch self {
            case .host:
                Sentence(
                    fr: "un nom de serveur est attendu, par exemple smtp.exemple.fr",
                    en: "the name of a server is expected, such as smtp.example.com")
            case .port: Sentence(fr: "un port de 1 à 65535 est attendu", en: "a port from 1 to 65535 is expected")
            case .username:
                Sentence(fr: "un identifiant d’une ligne est attendu", en: "a user name of one line is expected")
            case .sender:
                Sentence(
                    fr: "une adresse est attendue, par exemple bonjour@exemple.fr",
                    en: "an address is expected, such as hello@example.com")
            case .authority:
                Sentence(
                    fr: "un certificat PEM est attendu\u{A0}: il commence par -----BEGIN CERTIFICATE-----",
                    en: "a PEM certificate is expected: it begins with -----BEGIN CERTIFICATE-----")
            case .bare:
                Sentence(
                    fr:
                        "sans chiffrement, le mot de passe et les messages se lisent en chemin\u{A0}: seul un serveur de la même machine est accepté ainsi",
                    en:
                        "without encryption the password and the messages can be read on their way: only a server on the same machine is accepted so"
                )
            }
        }
    }

    /// Whether the server is this machine.
    package var isLocal: Bool { ["localhost", "127.0.0.1", "::1"].contains(host) }

    /// Throws when it would be told secrets in the open.
    package func requireSafe() throws(Problem) {
        if security == .none, !isLocal { throw .bare }
    }

    /// A name or an address without anything that an address of the web could hold.
    private static func isHost(_ host: String) -> Bool {
        guard (1...253).contains(host.utf8.count) else { return false }
        let isAddress =
            host.contains(":")
            && host.utf8.allSatisfy { $0 == UInt8(ascii: ":") || $0.isHexadecimal || $0 == UInt8(ascii: ".") }
        return isAddress
            || host.utf8.allSatisfy { byte in
                byte.isLetterOrDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
                    || byte == UInt8(ascii: "_")
            }
    }
}

extension UInt8 {
    fileprivate var isLetterOrDigit: Bool {
        switch self {
        case 48...57, 65...90, 97...122: true
        default: false
        }
    }

    fileprivate var isHexadecimal: Bool {
        switch self {
        case 48...57, 65...70, 97...102: true
        default: false
        }
    }
}
