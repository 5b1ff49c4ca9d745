import HTML
import HTTPTypes
import Mail
import Storage
import Verger

/// The mail server of a workspace: set, tried, taken away.
enum MailPages {
    static let routes: [Route] = [
        Route(.get, "settings/mail", may: .manageMail, { try show($0) }),
        Route(.post, "settings/mail", may: .manageMail, save),
        Route(.post, "settings/mail/tests", may: .manageMail, test),
        Route(.post, "settings/mail/removal", may: .manageMail, remove),
    ]

    /// What came of a test.
    enum Trial {
        case sent(to: String)
        case failed(SendingFailure)
    }

    private static func show(_ visit: Visit, _ form: MailForm? = nil, _ trial: Trial? = nil) throws -> Answer {
        let page = try visit.read { connection in
            let servers = MailServers(connection, in: visit.workspace.id)
            let server = try servers.find()
            return MailSettingsPage(
                visit: visit, server: server,
                form: try form ?? server.map { try MailForm($0, hasPassword: servers.hasPassword()) } ?? MailForm(),
                health: try servers.health(), counts: try Mails(connection, in: visit.workspace.id).counts(),
                trial: trial)
        }
        var answer = visit.answer(page.page)
        if form != nil { answer.status = .unprocessableContent }
        return answer
    }

    @Sendable private static func save(_ visit: Visit) throws -> Answer {
        var form = try visit.read { connection in
            MailForm(visit.form, hasPassword: try MailServers(connection, in: visit.workspace.id).hasPassword())
        }
        if !form.replyTo.isEmpty, EmailAddress(form.replyTo) == nil {
            form.problems["reply_to"] = MailServer.Problem.sender.sentence
            return try show(visit, form)
        }
        do {
            let server = try form.server()
            // Not trimmed: blanks may be part of it.
            let password = visit.form["password"].flatMap { $0.isEmpty ? nil : $0 }
            guard password?.isOneLine ?? true else { throw MailServer.Problem.username }
            try visit.write { connection in
                try MailServers(connection, in: visit.workspace.id).save(server, password: password, at: visit.now)
                try visit.audit(
                    "mail server changed", [("host", .text(server.host)), ("sender", .text(server.sender.text))],
                    connection)
            }
        } catch let problem as MailServer.Problem {
            form.problems[problem.field] = problem.sentence
            return try show(visit, form)
        }
        return Answer.redirect(to: visit.links.settings("mail")).toast(visit.say(Words.saved))
    }

    /// Sends a letter to whoever asks, and says what the server answered.
    @Sendable private static func test(_ visit: Visit) throws -> Answer {
        let (server, password) = try visit.read { connection in
            let servers = MailServers(connection, in: visit.workspace.id)
            return (try servers.find(), try servers.password())
        }
        guard let server, let address = EmailAddress(visit.member.user.email) else { throw Refusal.notFound }
        let letter = try PlainLetter(
            visit.language, subject: visit.say(Words.testSubject(visit.workspace.name)),
            [.paragraph(visit.say(Words.testText(server.host)))]
        ).letter(to: Mailbox(address))
        var timeouts = MailLine.Timeouts()
        timeouts.connection = .seconds(6)
        timeouts.message = .seconds(15)
        let message = try Message(
            letter, from: server.sender, replyTo: server.replyTo, date: visit.now,
            id: "test.\(Once.key())@\(server.sender.address.domain)")
        do {
            guard let line = MailLine(to: server, password: password, timeouts: timeouts) else {
                throw SendingFailure.noAnswer
            }
            try line.send(message)
            return try show(visit, nil, .sent(to: address.address))
        } catch let failure as SendingFailure {
            return try show(visit, nil, .failed(failure))
        }
    }

    @Sendable private static func remove(_ visit: Visit) throws -> Answer {
        try visit.write { connection in
            guard try MailServers(connection, in: visit.workspace.id).remove() else { throw Refusal.notFound }
            try visit.audit("mail server removed", [], connection)
        }
        return Answer.redirect(to: visit.links.settings("mail")).toast(visit.say(Words.removed))
    }

    private enum Words {
        static let saved = Sentence(
            fr: "Serveur enregistré. Envoyez-vous un essai pour le vérifier.",
            en: "Server saved. Send yourself a test to check it.")
        static let removed = Sentence(
            fr: "Serveur oublié\u{A0}: les messages restent ici.", en: "Server forgotten: mails stay here.")
        static func testSubject(_ workspace: String) -> Sentence {
            Sentence(fr: "Essai d’envoi de \(workspace)", en: "Test from \(workspace)")
        }
        static func testText(_ host: String) -> Sentence {
            Sentence(
                fr: "Ce message vous parvient par \(host)\u{A0}: l’envoi fonctionne.",
                en: "This message reached you by \(host): sending works.")
        }
    }
}

extension MailServers {
    /// Whether a password is kept, even one that this instance can't open.
    func hasPassword() throws -> Bool { (try? password()) ?? nil != nil }
}
