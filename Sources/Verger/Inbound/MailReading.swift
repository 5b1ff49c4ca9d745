/// What a mail proves: who wrote to whom outside the house, when, what.
package struct MailReading: Hashable, Sendable {
    package enum Direction: String, Hashable, Sendable {
        /// From outside.
        case received
        /// By a colleague, of which a copy came.
        case sent
    }

    /// Whoever is outside.
    package let person: Mailbox
    package let direction: Direction
    /// The colleague who sent it, or sent it on.
    package let colleague: Mailbox?
    package let at: Instant
    package let subject: String
    package let text: String
    package let attachments: [ReceivedMail.Attachment]
    package let messageID: String?
    /// The messages that it answers.
    package let references: [String]

    /// Nil where nobody outside the house is in it. `receivedAt`: by this server's clock, which a date is never after.
    package init?(_ mail: ReceivedMail, house: MailHouse, receivedAt: Instant) {
        guard let (person, direction, told) = MailReading.person(in: mail, house) else { return nil }
        self.person = person
        self.direction = direction
        let isForwarded = direction == .received && mail.from.map { house.holds($0.address) } ?? false
        colleague = mail.from.flatMap { house.holds($0.address) && person != mail.replyTo ? $0 : nil }
        at = min(told.date ?? mail.date ?? receivedAt, receivedAt)
        subject = String((told.subject.trimmedOrNil ?? mail.subject).trimmed.prefix(500)).withoutNUL
        text = MailText.excerpt(told).withoutNUL
        attachments = Array((told.attachments.isEmpty ? mail.attachments : told.attachments).prefix(20))
        // What was sent on inside another mail has no name of its own that can be believed but when it came whole.
        messageID = isForwarded ? told.messageID ?? mail.messageID : mail.messageID
        references = Array((isForwarded ? told.references : mail.references).prefix(50))
    }

    private static func person(
        in mail: ReceivedMail, _ house: MailHouse
    ) -> (Mailbox, Direction, ReceivedMail)? {
        func isOutside(_ mailbox: Mailbox) -> Bool { !house.holds(mailbox.address) }
        guard let from = mail.from else { return nil }
        if isOutside(from) { return (from, .received, mail) }
        // A form of the house's own site: who wrote is who is to be answered.
        if let replyTo = mail.replyTo, isOutside(replyTo) { return (replyTo, .received, mail) }
        if let recipient = mail.recipients.first(where: isOutside) { return (recipient, .sent, mail) }
        guard let inside = ForwardedMail.inside(mail), let sender = inside.from, isOutside(sender) else { return nil }
        return (sender, .received, inside)
    }

    /// The kind of activity. `isAnswer`: it answers a message that is known.
    package func kind(isAnswer: Bool) -> String {
        switch direction {
        case .sent: "email_sent"
        case .received: isAnswer ? "email_replied" : "email_received"
        }
    }

    /// What the activity says of it. `thread`: the first message of those that answer one another.
    package var properties: [String: String] {
        var all: [String: String] = [:]
        all["subject"] = subject.trimmedOrNil
        all["text"] = text.trimmedOrNil
        all["message_id"] = messageID
        all["thread"] = references.last ?? messageID
        all["in_reply_to"] = references.first
        if let colleague { all[direction == .sent ? "by" : "forwarded_by"] = colleague.address.address }
        if !attachments.isEmpty {
            all["attachments"] = attachments.map { "\($0.name) (\($0.size) B)" }.joined(separator: ", ")
        }
        return all
    }

    /// What it says of the person.
    package var contact: ImportedContact {
        var contact = ImportedContact(fields: [ContactField.email.rawValue: person.address.address])
        if let name = person.personName {
            contact.fields[ContactField.firstName.rawValue] = name.first
            contact.fields[ContactField.lastName.rawValue] = name.last
        }
        return contact
    }
}
