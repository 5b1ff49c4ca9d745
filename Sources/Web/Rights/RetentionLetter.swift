import Storage
import Verger

/// The question that is asked once of who has said nothing for long.
struct RetentionLetter {
    let workspace: Workspace
    let settings: WorkspaceSettings
    let contact: Contact
    /// The whole address of the preference page.
    let address: String

    private var language: Language {
        let own = contact.fields[.language].flatMap { Language(rawValue: String($0.prefix(2)).lowercased()) }
        return own ?? settings.language ?? .french
    }

    /// Nil for who has no address.
    func letter() throws -> Letter? {
        guard let email = contact.fields[.email].flatMap({ EmailAddress($0) }) else { return nil }
        func say(_ fr: String, _ en: String) -> String { language == .french ? fr : en }
        return try PlainLetter(
            language,
            subject: say(
                "Souhaitez-vous rester en contact avec \(workspace.name)\u{202F}?",
                "Do you want to stay in touch with \(workspace.name)?"),
            [
                .paragraph(
                    say(
                        "Nous n’avons pas eu de vos nouvelles depuis longtemps. Si vous souhaitez rester en contact, dites-le sur votre page de préférences\u{A0}; vous pouvez aussi y choisir ce que vous recevez.",
                        "We have not heard from you for a long time. If you want to stay in touch, say so on your preference page; you can also choose there what you receive."
                    )),
                .link(say("Rester en contact", "Stay in touch"), to: address),
                .paragraph(
                    say(
                        "Sans réponse sous trente jours, vos données seront effacées. Vous n’avez rien à faire pour cela.",
                        "Without an answer within thirty days your data will be erased. You need do nothing for that.")),
                .note(
                    say(
                        "La loi nous demande de ne pas garder vos données sans limite. Cette question n’est posée qu’une fois.",
                        "The law asks us not to keep your data for ever. This question is asked once only.")),
            ]
        ).letter(to: Mailbox(email, name: contact.displayName))
    }
}
