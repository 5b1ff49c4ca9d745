import HTML
import HTTPTypes
import Storage
import Verger

/// What was written to people: read, sent again, taken back before it leaves.
enum OutboxPages {
    static let routes: [Route] = [
        Route(.get, "settings/outbox", may: .manageMail, list),
        Route(.post, "settings/outbox/sending", may: .manageMail, sendKept),
        Route(
            .get, "settings/outbox/{mail}", may: .manageMail,
            { visit in
                visit.answer(
                    OutgoingMailPage(visit: visit, mail: try mail(visit), isSending: try isSending(visit)).page)
            }),
        Route(.get, "settings/outbox/{mail}/html", may: .manageMail, html),
        Route(.post, "settings/outbox/{mail}/sending", may: .manageMail, send),
        Route(.post, "settings/outbox/{mail}/removal", may: .manageMail, remove),
    ]

    private static func isSending(_ visit: Visit) throws -> Bool {
        try visit.read { try MailServers($0, in: visit.workspace.id).isSending() }
    }

    /// The mail in the address.
    private static func mail(_ visit: Visit) throws -> OutgoingMail {
        let id = try visit.number("mail")
        guard let mail = try visit.read({ try Mails($0, in: visit.workspace.id).find(id) }) else {
            throw Refusal.notFound
        }
        return mail
    }

    @Sendable private static func list(_ visit: Visit) throws -> Answer {
        let status = visit.query.text("state").flatMap(OutgoingMail.Status.init(rawValue:))
        let before = visit.query.text("before").flatMap { Int64($0) }
        let page = try visit.read { connection in
            let mails = Mails(connection, in: visit.workspace.id)
            return OutboxPage(
                visit: visit, status: status,
                mails: try mails.latest(status, before: before, limit: OutboxPage.rows + 1),
                counts: try mails.counts(), isSending: try MailServers(connection, in: visit.workspace.id).isSending())
        }
        return visit.answer(page.page)
    }

    /// What the reader of the mail sees, shut in a sandbox: no script, no form, nothing that is ours.
    @Sendable private static func html(_ visit: Visit) throws -> Answer {
        guard let html = try mail(visit).letter.html else { throw Refusal.notFound }
        var answer = Answer(type: "text/html; charset=utf-8", Array(("<base target=\"_blank\">" + html).utf8))
        answer.headers[.contentSecurityPolicy] =
            "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src data: https:; "
            + "style-src 'unsafe-inline'; frame-ancestors 'self'; form-action 'none'"
        return answer
    }

    @Sendable private static func send(_ visit: Visit) throws -> Answer {
        let mail = try mail(visit)
        let isQueued = try visit.write { try Mails($0, in: visit.workspace.id).send(mail.id, at: visit.now) }
        return Answer.redirect(to: visit.links.outgoingMail(mail.id)).toast(
            visit.say(isQueued ? Words.leaving : Words.notLeaving))
    }

    @Sendable private static func sendKept(_ visit: Visit) throws -> Answer {
        let count = try visit.write { connection in
            let count = try Mails(connection, in: visit.workspace.id).sendKept(at: visit.now)
            try visit.audit("kept mails sent", [("count", .number(count))], connection)
            return count
        }
        return Answer.redirect(to: visit.links.outbox).toast(
            visit.notation.plural(
                count, Sentence(fr: "message part à l’instant.", en: "mail leaves at once."),
                Sentence(fr: "messages partent à l’instant.", en: "mails leave at once.")))
    }

    @Sendable private static func remove(_ visit: Visit) throws -> Answer {
        let mail = try mail(visit)
        let isGone = try visit.write { connection in
            let isGone = try Mails(connection, in: visit.workspace.id).remove(mail.id)
            if isGone { try visit.audit("mail removed", [("cause", .text(mail.cause))], connection) }
            return isGone
        }
        guard isGone else {
            return Answer.redirect(to: visit.links.outgoingMail(mail.id)).toast(visit.say(Words.tooLate))
        }
        return Answer.redirect(to: visit.links.outbox).toast(visit.say(Words.removed))
    }

    private enum Words {
        static let leaving = Sentence(fr: "Le message part à l’instant.", en: "The mail leaves at once.")
        static let notLeaving = Sentence(
            fr: "Le message n’est pas parti\u{A0}: il faut d’abord un serveur d’envoi.",
            en: "The mail did not leave: a server is needed first.")
        static let removed = Sentence(fr: "Message supprimé.", en: "Mail removed.")
        static let tooLate = Sentence(
            fr: "Ce message part ou est parti\u{A0}: il ne se reprend plus.",
            en: "This mail is leaving or has left: it can’t be taken back.")
    }
}

extension Links {
    package var outbox: String { to("settings/outbox") }
    package func outgoingMail(_ id: Int64) -> String { "\(outbox)/\(id)" }
}
