/// Whether a person wrote a mail, as its headers tell (RFC 3834, RFC 3464, RFC 2919, RFC 8601). What no person wrote makes no
/// lead and counts as no answer.
package enum MailVerdict: Hashable, Sendable {
    package enum Reason: String, CaseIterable, Sendable {
        case bounce
        case outOfOffice = "out_of_office"
        case autoReply = "auto_reply"
        case automatic, list, spam, forged
        /// Nobody outside the house is in it.
        case nobody
    }

    case person
    case held(Reason)

    package init(of mail: ReceivedMail) {
        self = MailVerdict.reason(mail).map { .held($0) } ?? .person
    }

    package var reason: Reason? {
        switch self {
        case .person: nil
        case .held(let reason): reason
        }
    }

    private static func reason(_ mail: ReceivedMail) -> Reason? {
        func mark(_ name: String) -> String? { mail.marks[name]?.trimmed.lowercased() }
        let hasNoReturn = mark("return-path") == "<>"
        if isBounce(mail, hasNoReturn: hasNoReturn, hasFailed: mark("x-failed-recipients") != nil) { return .bounce }
        if isSpam(mark) { return .spam }
        if mark("authentication-results").map(failsDMARC) == true { return .forged }
        let submitted = mark("auto-submitted")?.prefix { $0 != ";" && $0 != " " }
        let precedence = mark("precedence")
        let answers =
            submitted == "auto-replied" || precedence == "auto_reply"
            || ["x-autoreply", "x-autorespond", "x-auto-response"].contains { name in
                mark(name).map { $0 != "no" } ?? false
            }
        if answers || (mail.report != nil && mail.report != "delivery-status") {
            return isAbsence(mail.subject) ? .outOfOffice : .autoReply
        }
        if isAbsence(mail.subject) { return .outOfOffice }
        if mark("list-id") != nil || mark("list-post") != nil || mark("list-unsubscribe") != nil || precedence == "list"
        {
            return .list
        }
        if let submitted, submitted != "no" { return .automatic }
        if precedence == "bulk" || precedence == "junk" || hasNoReturn { return .automatic }
        if let from = mail.from, isNobodys(from.address), mail.replyTo == nil { return .automatic }
        return nil
    }

    private static func isBounce(_ mail: ReceivedMail, hasNoReturn: Bool, hasFailed: Bool) -> Bool {
        if mail.report == "delivery-status" || hasFailed { return true }
        let local = (mail.from?.address.local ?? "").folded
        return local == "mailer-daemon" || (hasNoReturn && local == "postmaster")
    }

    private static func isSpam(_ mark: (String) -> String?) -> Bool {
        mark("x-spam-flag").map { $0.hasPrefix("yes") } ?? false
            || mark("x-spam-status").map { $0.hasPrefix("yes") } ?? false
            || mark("x-spam").map { $0.hasPrefix("yes") } ?? false
    }

    /// What the server that took the mail found: the sender’s domain says that this is not its own.
    private static func failsDMARC(_ results: String) -> Bool {
        results.split(separator: ";").contains { $0.trimmed.hasPrefix("dmarc=fail") }
    }

    private static let absences = [
        "out of office", "out of the office", "automatic reply", "auto-reply", "autoreply", "auto reply", "auto:",
        "absence", "absent", "absente", "absent du bureau", "reponse automatique", "message d'absence",
        "message automatique", "vacation", "abwesen", "automatische antwort", "respuesta automatica",
    ]

    /// A subject that answering machines begin with; an answer of a person begins with `Re:`.
    private static func isAbsence(_ subject: String) -> Bool {
        let subject = subject.replacing("’", with: "'").folded
        return absences.contains { start in
            guard subject.hasPrefix(start) else { return false }
            // « Absence de réponse à mon devis » is a person’s.
            let rest = subject.dropFirst(start.count)
            return start.contains(" ") || start.hasSuffix(":") || start.contains("-")
                || rest.trimmed.isEmpty || rest.trimmed.hasPrefix(":") || rest.trimmed.hasPrefix("re ")
                || rest.hasPrefix(" du ") || rest.hasPrefix(" jusqu") || rest.hasPrefix(" until")
        }
    }

    private static let nobodys: Set<String> = [
        "noreply", "donotreply", "nepasrepondre", "nereply", "mailerdaemon", "bounce", "bounces", "notification",
        "notifications",
    ]

    private static func isNobodys(_ address: EmailAddress) -> Bool {
        nobodys.contains(address.local.folded.filter { $0 != "-" && $0 != "_" && $0 != "." })
    }
}

extension MailVerdict.Reason {
    package var label: Sentence {
        switch self {
        case .bounce: Sentence(fr: "avis de non-remise", en: "delivery failure")
        case .outOfOffice: Sentence(fr: "message d’absence", en: "out of office")
        case .autoReply: Sentence(fr: "réponse automatique", en: "automatic reply")
        case .automatic: Sentence(fr: "envoyé par un programme", en: "sent by a program")
        case .list: Sentence(fr: "liste de diffusion", en: "mailing list")
        case .spam: Sentence(fr: "marqué comme indésirable", en: "marked as spam")
        case .forged: Sentence(fr: "expéditeur démenti par son domaine", en: "sender denied by its domain")
        case .nobody: Sentence(fr: "personne d’extérieur", en: "nobody from outside")
        }
    }

    /// What told, for whoever asks.
    package var note: Sentence {
        switch self {
        case .bounce:
            Sentence(
                fr: "c’est un rapport de remise (multipart/report), ou l’écrit d’un serveur de courrier",
                en: "it is a delivery report (multipart/report), or was written by a mail server")
        case .outOfOffice:
            Sentence(
                fr: "l’objet ou les en-têtes sont ceux d’un répondeur d’absence",
                en: "the subject or the headers are those of an out-of-office answer")
        case .autoReply:
            Sentence(
                fr: "« Auto-Submitted », « X-Autoreply » ou un accusé de lecture le disent",
                en: "“Auto-Submitted”, “X-Autoreply” or a read receipt says so")
        case .automatic:
            Sentence(
                fr: "« Auto-Submitted », « Precedence », un retour vide ou une adresse noreply le disent",
                en: "“Auto-Submitted”, “Precedence”, an empty return path or a noreply address says so")
        case .list:
            Sentence(
                fr: "« List-Id », « List-Unsubscribe » ou « Precedence: list » le disent",
                en: "“List-Id”, “List-Unsubscribe” or “Precedence: list” says so")
        case .spam:
            Sentence(fr: "votre serveur de courrier l’a marqué (X-Spam)", en: "your mail server marked it (X-Spam)")
        case .forged:
            Sentence(
                fr: "votre serveur de courrier a noté dmarc=fail", en: "your mail server noted dmarc=fail")
        case .nobody:
            Sentence(
                fr: "aucune adresse lisible hors de votre maison", en: "no readable address outside your house")
        }
    }
}
