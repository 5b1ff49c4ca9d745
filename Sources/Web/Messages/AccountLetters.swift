import Storage
import Verger

/// Letters to those who work here: the link by which they choose a password.
struct AccountLetters {
    let site: Site
    let workspace: Workspace
    let connection: any SQLConnection
    let now: Instant

    /// Writes to a person with the link that was made; returns whether it leaves by mail. Without a server it does not: an
    /// admin hands the link over.
    func send(_ link: String, to person: Person, in language: Language) throws -> Bool {
        guard try MailServers(connection, in: workspace.id).isSending(), let (parts, _) = SignedLink.parts(of: link),
            let address = EmailAddress(person.email)
        else { return false }
        let words = parts.purpose == .invitation ? invitation(language) : reset(language)
        let letter = try PlainLetter(
            language, subject: words.subject,
            [
                .paragraph(words.sentence), .link(words.act, to: site.address + Links.password(link)),
                .note(words.note),
            ]
        ).letter(to: Mailbox(address, name: person.name.isOneLine ? person.name : nil))
        // Whoever asks twice in a second gets one mail.
        try Mails(connection, in: workspace.id).queue(
            letter, because: "password link \(parts.unsealed)", isConfidential: true, at: now)
        return true
    }

    private struct Words {
        let subject: String
        let sentence: String
        let act: String
        let note: String
    }

    private func invitation(_ language: Language) -> Words {
        let name = workspace.name
        return switch language {
        case .french:
            Words(
                subject: "Votre accès à \(name)",
                sentence:
                    "On vous a ouvert un accès à l’espace «\u{A0}\(name)\u{A0}» de Verger. Choisissez un mot de passe pour y entrer.",
                act: "Choisir un mot de passe",
                note:
                    "Ce lien sert une fois, pendant sept jours. Si vous n’attendiez rien, ignorez ce message\u{A0}: rien ne se passera."
            )
        case .english:
            Words(
                subject: "Your access to \(name)",
                sentence: "You have been let in to the workspace “\(name)” of Verger. Choose a password to come in.",
                act: "Choose a password",
                note:
                    "This link works once, for seven days. If you expected nothing, ignore this message: nothing will happen."
            )
        }
    }

    private func reset(_ language: Language) -> Words {
        switch language {
        case .french:
            Words(
                subject: "Choisir un autre mot de passe",
                sentence: "Un autre mot de passe a été demandé pour votre compte Verger (\(workspace.name)).",
                act: "Choisir un mot de passe",
                note:
                    "Ce lien sert une fois, pendant un jour. Si ce n’était pas vous, ignorez ce message\u{A0}: votre mot de passe ne change pas."
            )
        case .english:
            Words(
                subject: "Choose another password",
                sentence: "Another password was asked for, for your account of Verger (\(workspace.name)).",
                act: "Choose a password",
                note:
                    "This link works once, for one day. If it was not you, ignore this message: your password does not change."
            )
        }
    }
}
