import Storage
import Verger

/// The mails that follow from a form: to confirm, to fetch what was asked for, to tell a member. Queued in the transaction
/// that records the sending.
struct FormLetters {
    let site: Site
    let workspace: Workspace
    let connection: any SQLConnection
    let now: Instant

    /// A confirmation may wait so long in somebody's box.
    private static let confirmationLife = 30 * Instant.day
    private static let downloadLife = 7 * Instant.day

    /// Queues what follows from a submission that made a contact; once, however often it is asked.
    func send(_ id: Int64, _ secret: InstanceSecret) throws {
        guard let submission = try Submissions(connection, in: workspace.id).find(id),
            let contact = try submission.contact.flatMap({ try Contacts(connection, in: workspace).find($0) }),
            let form = try Forms(connection, in: workspace.id).find(submission.form),
            let document = try Forms(connection, in: workspace.id).version(submission.version, of: form.id)
        else { return }
        if let address = contact.fields[.email].flatMap({ EmailAddress($0) }) {
            let mailbox = Mailbox(address)
            if document.isConfirmedByMail, !submission.consents.isEmpty || document.goal == .newsletter {
                try queue(
                    confirmation(submission, document, secret), to: mailbox, "form confirmation \(id)", contact.id)
            }
            if let content = try document.content.flatMap({ try Contents(connection, in: workspace.id).find($0) }) {
                try queue(
                    delivery(content, submission, document, secret), to: mailbox, "form content \(id)", contact.id)
            }
        }
        if let notified = document.notified, let address = EmailAddress(notified),
            let person = try People(connection).find(email: notified),
            try People(connection).member(person, in: workspace) != nil
        {
            let language = person.language ?? document.language
            try queue(
                notification(contact, submission, form, language), to: Mailbox(address), "form notification \(id)",
                contact.id)
        }
    }

    private func queue(_ letter: PlainLetter, to mailbox: Mailbox, _ cause: String, _ contact: Contact.ID) throws {
        try Mails(connection, in: workspace.id).queue(
            letter.letter(to: mailbox), because: cause, contact: contact, at: now)
    }

    private var company: String { workspace.name.replacing("\n", with: " ") }

    private func confirmation(
        _ submission: Submission, _ document: FormDocument, _ secret: InstanceSecret
    ) -> PlainLetter {
        let ticket = Ticket(
            .confirm, in: workspace.id, of: [submission.id], expiresAt: now + FormLetters.confirmationLife)
        let address = "\(site.address)/confirm/\(workspace.slug)/\(secret.sealed(ticket))"
        let words = submission.consents.map { PlainLetter.Part.paragraph("«\u{A0}\($0.text)\u{A0}»") }
        return switch document.language {
        case .french:
            PlainLetter(
                .french, subject: "Confirmez votre accord",
                [.paragraph("Vous avez rempli un formulaire \(company.afterDe). Confirmez que c’était vous\u{A0}:")]
                    + words
                    + [
                        .link("Voir et confirmer", to: address),
                        .note("Si vous n’attendiez rien, ignorez ce message\u{A0}: rien ne vous sera envoyé."),
                    ])
        case .english:
            PlainLetter(
                .english, subject: "Please confirm",
                [.paragraph("You filled in a form of \(company). Please confirm that it was you:")]
                    + submission.consents.map { .paragraph("“\($0.text)”") }
                    + [
                        .link("Look and confirm", to: address),
                        .note("If you expected nothing, ignore this message: nothing will be sent to you."),
                    ])
        }
    }

    private func delivery(
        _ content: Content, _ submission: Submission, _ document: FormDocument, _ secret: InstanceSecret
    ) -> PlainLetter {
        let ticket = Ticket(
            .download, in: workspace.id, of: [content.id, submission.id], expiresAt: now + FormLetters.downloadLife)
        let address =
            content.file == nil
            ? content.address ?? ""
            : "\(site.address)/c/\(workspace.slug)/\(content.id)/file/\(secret.sealed(ticket))"
        let title = content.title.replacing("\n", with: " ")
        return switch document.language {
        case .french:
            PlainLetter(
                .french, subject: title.isOneLine ? title : "Votre document",
                [
                    .paragraph("Voici ce que vous avez demandé à \(company)."), .link(title, to: address),
                    .note("Ce lien vaut sept jours. Vous recevez ce message parce que vous avez rempli un formulaire."),
                ])
        case .english:
            PlainLetter(
                .english, subject: title.isOneLine ? title : "Your document",
                [
                    .paragraph("Here is what you asked \(company) for."), .link(title, to: address),
                    .note("This link is good for seven days. You get this message because you filled in a form."),
                ])
        }
    }

    private func notification(
        _ contact: Contact, _ submission: Submission, _ form: Form, _ language: Language
    ) -> PlainLetter {
        let isFrench = language == .french
        let answers = submission.answers.map {
            "\($0.label)\(isFrench ? "\u{A0}" : ""): \($0.values.joined(separator: ", "))"
        }
        let name = String(
            contact.displayName.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }.map(Character.init))
        let title = "\(form.name)\(isFrench ? "\u{A0}" : ""): \(name)"
        return PlainLetter(
            language, subject: title.isOneLine ? title : form.slug,
            [
                .paragraph(
                    isFrench
                        ? "\(name) vient d’envoyer «\u{A0}\(form.name)\u{A0}»."
                        : "\(name) has just sent “\(form.name)”."),
                .paragraph(answers.joined(separator: "\n")),
                .link(
                    isFrench ? "Ouvrir la fiche" : "Open the record",
                    to: site.address + Links(workspace).contact(contact.id)),
            ])
    }
}
