import HTTPTypes
import Storage
import Verger

/// The settings of what comes in: the address for mails with what came by it, and the programs that send JSON.
enum InboundRoutes {
    static let all: [Route] = [
        Route(.get, "settings/inbound", may: .manageWebhooks, { try list($0) }),
        Route(.post, "settings/inbound/mail-keys", may: .manageMail, renewMailKey).creating,
        Route(.post, "settings/inbound/mails/{mail}/releases", may: .manageMail, release),
        Route(.post, "settings/inbound/sources", may: .manageWebhooks, add).creating,
        Route(.get, "settings/inbound/sources/{source}", may: .manageWebhooks, { try HookRoutes.show($0) }),
        Route(.post, "settings/inbound/sources/{source}", may: .manageWebhooks, HookRoutes.save).accepting(
            bytes: 2 << 20),
        Route(.post, "settings/inbound/sources/{source}/trials", may: .manageWebhooks, HookRoutes.trial).accepting(
            bytes: 2 << 20),
        Route(.post, "settings/inbound/sources/{source}/keys", may: .manageWebhooks, HookRoutes.renewKey),
        Route(.post, "settings/inbound/sources/{source}/removal", may: .manageWebhooks, HookRoutes.remove),
        Route(.post, "settings/inbound/sources/{source}/replays", may: .manageWebhooks, HookRoutes.replayHeld),
        Route(
            .post, "settings/inbound/sources/{source}/deliveries/{delivery}/replays", may: .manageWebhooks,
            HookRoutes.replay),
    ]

    private static func list(_ visit: Visit, _ refused: InboundPage.Refused? = nil) throws -> Answer {
        let before = visit.query.text("before").flatMap { Int64($0) }
        let page = try visit.read { connection in
            let mails = InboundMails(connection, in: visit.workspace.id)
            let seesMail = visit.may(.manageMail)
            let found = seesMail ? try mails.page(before: before, limit: InboundPage.rows + 1) : []
            let shown = Array(found.prefix(InboundPage.rows))
            let people = try Contacts(connection, in: visit.workspace).find(shown.compactMap(\.contact))
            return InboundPage(
                visit: visit, key: seesMail ? try MailDoor(connection, in: visit.workspace.id).secret() : nil,
                mails: shown, words: try words(of: shown, mails),
                people: Dictionary(people.map { ($0.id, $0) }) { first, _ in first },
                next: found.count > shown.count ? shown.last?.id : nil,
                sources: try HookSources(connection, in: visit.workspace.id).all(), refused: refused)
        }
        var answer = visit.answer(page.page)
        if refused != nil { answer.status = .unprocessableContent }
        return answer
    }

    /// What those said that were not taken.
    private static func words(
        of mails: [InboundMails.Listed], _ all: InboundMails
    ) throws -> [Int64: String] {
        var words: [Int64: String] = [:]
        for mail in mails where mail.held != nil {
            words[mail.id] = try all.body(of: mail.id).map { String(MailText.excerpt($0).prefix(1_000)) }
        }
        return words
    }

    // MARK: Mail

    @Sendable private static func renewMailKey(_ visit: Visit) throws -> Answer {
        try visit.write { connection in
            _ = try MailDoor(connection, in: visit.workspace.id).renew(at: visit.now)
            try visit.audit("inbound mail key made", [], connection)
        }
        return .redirect(to: visit.links.inbound).toast(
            visit.notation.text(
                "Nouvelle clé\u{A0}: donnez-la à votre serveur de courrier.", "New key: give it to your mail server."))
    }

    @Sendable private static func release(_ visit: Visit) throws -> Answer {
        let id = try visit.number("mail")
        let isReleased = try visit.write { connection in
            guard try InboundMails(connection, in: visit.workspace.id).find(id) != nil else { throw Refusal.notFound }
            return try MailIntake(connection, in: visit.workspace, at: visit.now).release(
                id, by: visit.member.user.email)
        }
        let text =
            isReleased
            ? visit.notation.text(
                "Pris\u{A0}: la personne est dans les contacts.", "Taken: the person is in the contacts.")
            : visit.notation.text(
                "Rien à prendre\u{A0}: personne d’extérieur n’y est lisible.",
                "Nothing to take: nobody from outside can be read in it.")
        return .redirect(to: visit.links.inbound + "#mails").toast(text)
    }

    // MARK: Sources

    @Sendable private static func add(_ visit: Visit) throws -> Answer {
        let name = visit.form["name"] ?? ""
        let model = HookModel.all.first { $0.id == visit.form["model"] } ?? HookModel.all[0]
        do {
            let source = try visit.write { connection in
                let source = try HookSources(connection, in: visit.workspace.id).add(name, like: model, at: visit.now)
                try visit.audit("inbound source added", [("name", .text(source.name))], connection)
                return source
            }
            return .redirect(to: visit.links.hook(source.id) + "?model=\(model.id)").toast(
                visit.notation.text(
                    "Source ajoutée\u{A0}: donnez son adresse au programme.",
                    "Source added: give its address to the program."
                ))
        } catch let problem as HookSource.Problem {
            return try list(visit, .init(name: name, model: model.id, problem: problem))
        }
    }
}
