import HTML
import HTTPTypes
package import Verger

extension Answer {
    /// A refusal as the caller understands it: problem+json (RFC 9457) for programs, a page for people.
    package static func refusing(_ refusal: Refusal, _ call: Call) -> Answer {
        if case .signInNeeded = refusal, !call.isProgram { return signInFirst(call) }
        var answer =
            call.isProgram
            ? Answer(
                status: refusal.status, type: "application/problem+json", Array(refusal.document(call).json().utf8))
            : ErrorPage(call, status: refusal.status, title: refusal.title, sentence: refusal.sentence).answer
        switch refusal {
        case .methodNotAllowed(let methods): answer.headers[.allow] = methods.joined(separator: ", ")
        case .tokenNeeded: answer.headers[.wwwAuthenticate] = "Bearer"
        case .tooMany(let seconds, _): answer.headers[.retryAfter] = String(seconds)
        case .unavailable(_, let seconds): answer.headers[.retryAfter] = String(seconds)
        case .moved(let target): answer.headers[.location] = target
        case .changed(_, let etag): answer.headers[.eTag] = etag
        default: break
        }
        return answer
    }

    /// Something that should not have happened; what it was is in the logs, under the reference.
    static func failure(_ call: Call) -> Answer {
        let title = Sentence(fr: "Cette page n’a pas pu être préparée", en: "This page could not be made")
        let sentence = Sentence(
            fr:
                "L’erreur est notée. Vos données ne sont pas touchées\u{A0}: rechargez la page. Si cela continue, citez la référence \(call.reference).",
            en:
                "The error was logged. Your data is untouched: reload the page. If it goes on, quote the reference \(call.reference)."
        )
        guard call.isProgram else {
            return ErrorPage(call, status: .internalServerError, title: title, sentence: sentence).answer
        }
        let document = Document.object([
            ("type", .text("about:blank")), ("title", .text("Internal error")), ("status", .number(500)),
            ("reference", .text(call.reference)),
        ])
        return Answer(status: .internalServerError, type: "application/problem+json", Array(document.json().utf8))
    }

    /// The sign-in page, from which the person comes back to where they were going.
    private static func signInFirst(_ call: Call) -> Answer {
        let target =
            Links.signIn + Fields([("next", call.method == .get ? call.target : call.sendingPage ?? Links.home)]).query
        if call.wantsFragment {
            var answer = Answer(status: .ok, [])
            answer.headers[.hxRedirect] = target
            return answer
        }
        return .redirect(to: target)
    }
}

extension Call {
    /// Whether a program asks, and not a browser.
    var isProgram: Bool {
        ["/api/", "/v1/", "/hooks/", "/mail/"].contains { path.hasPrefix($0) }
    }
}

extension Refusal {
    var status: HTTPResponse.Status {
        switch self {
        case .notFound: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .signInNeeded, .tokenNeeded: .unauthorized
        case .forbidden, .foreignForm: .forbidden
        case .malformed: .badRequest
        case .invalid: .unprocessableContent
        case .conflict: .conflict
        case .preconditionNeeded: .preconditionRequired
        case .changed: .preconditionFailed
        case .tooLarge: .contentTooLarge
        case .tooSlow: .requestTimeout
        case .unsupportedType: .unsupportedMediaType
        case .tooMany: .tooManyRequests
        case .moved: .temporaryRedirect
        case .undefined: .conflict
        case .unavailable: .serviceUnavailable
        }
    }

    var title: Sentence {
        switch self {
        case .notFound: Sentence(fr: "Rien à cette adresse", en: "Nothing at this address")
        case .methodNotAllowed:
            Sentence(fr: "Cette adresse ne s’emploie pas ainsi", en: "This address is not used like that")
        case .signInNeeded: Sentence(fr: "Connectez-vous d’abord", en: "Sign in first")
        case .tokenNeeded: Sentence(fr: "Jeton manquant ou refusé", en: "Token missing or refused")
        case .forbidden: Sentence(fr: "Votre rôle ne le permet pas", en: "Your role does not allow this")
        case .foreignForm: Sentence(fr: "Ce formulaire n’est plus valable", en: "This form is not valid any more")
        case .malformed: Sentence(fr: "Demande mal formée", en: "Malformed request")
        case .invalid: Sentence(fr: "Valeurs refusées", en: "Values refused")
        case .conflict: Sentence(fr: "Quelqu’un a été plus rapide", en: "Somebody was faster")
        case .preconditionNeeded: Sentence(fr: "Version manquante", en: "Version missing")
        case .changed: Sentence(fr: "La fiche a changé entre-temps", en: "The record has changed meanwhile")
        case .tooLarge: Sentence(fr: "Envoi trop volumineux", en: "Body too large")
        case .tooSlow: Sentence(fr: "Envoi trop lent", en: "Body too slow")
        case .unsupportedType: Sentence(fr: "Type de contenu inconnu", en: "Unknown content type")
        case .tooMany: Sentence(fr: "Trop de tentatives", en: "Too many attempts")
        case .moved: Sentence(fr: "Fiche fusionnée", en: "Record merged")
        case .undefined: Sentence(fr: "Pas encore de définition", en: "No definition yet")
        case .unavailable: Sentence(fr: "Indisponible un instant", en: "Unavailable for a moment")
        }
    }

    /// What programs know it by, whatever the language.
    var code: String {
        switch self {
        case .notFound: "not-found"
        case .methodNotAllowed: "method-not-allowed"
        case .signInNeeded: "sign-in-needed"
        case .tokenNeeded: "token-needed"
        case .forbidden: "forbidden"
        case .foreignForm: "foreign-form"
        case .malformed: "malformed"
        case .invalid: "invalid"
        case .conflict: "conflict"
        case .preconditionNeeded: "version-needed"
        case .changed: "changed"
        case .tooLarge: "too-large"
        case .tooSlow: "too-slow"
        case .unsupportedType: "unsupported-type"
        case .tooMany: "too-many"
        case .moved: "moved"
        case .undefined: "undefined"
        case .unavailable: "unavailable"
        }
    }

    /// What remains true and what to do.
    var sentence: Sentence {
        switch self {
        case .notFound:
            Sentence(
                fr: "La fiche a pu être fusionnée ou appartenir à un autre espace. Cherchez-la par son nom.",
                en: "The record may have been merged, or belong to another workspace. Search for it by name.")
        case .methodNotAllowed(let methods):
            Sentence(
                fr: "Méthodes acceptées\u{A0}: \(methods.joined(separator: ", ")).",
                en: "Accepted methods: \(methods.joined(separator: ", ")).")
        case .signInNeeded:
            Sentence(fr: "Votre session est terminée.", en: "Your session is over.")
        case .tokenNeeded:
            Sentence(
                fr: "Envoyez «\u{A0}Authorization: Bearer JETON\u{A0}» avec un jeton valable, créé dans les réglages.",
                en: "Send “Authorization: Bearer TOKEN” with a valid token, made in the settings.")
        case .forbidden(let permission):
            Sentence(
                fr:
                    "Il faut le droit «\u{A0}\(permission.label.fr)\u{A0}». Demandez-le à l’administration de l’espace.",
                en: "It takes the permission “\(permission.label.en)”. Ask an admin of the workspace.")
        case .foreignForm:
            Sentence(
                fr:
                    "Il vient d’une session terminée ou d’un autre site. Revenez en arrière et rechargez la page\u{A0}: ce que vous avez saisi y est encore.",
                en:
                    "It comes from a session that is over, or from another site. Go back and reload: what you typed is still there."
            )
        case .malformed(let sentence), .conflict(let sentence), .unavailable(let sentence, _),
            .tooMany(_, let sentence):
            sentence
        case .invalid(let problems):
            Sentence(
                fr: problems.map { $0.text(in: .french) }.joined(separator: "\n"),
                en: problems.map { $0.text(in: .english) }.joined(separator: "\n"))
        case .preconditionNeeded:
            Sentence(
                fr: "Envoyez «\u{A0}If-Match\u{A0}» avec l’ETag de la fiche lue.",
                en: "Send “If-Match” with the ETag of the record that was read.")
        case .changed:
            Sentence(
                fr:
                    "Rien n’a été écrit. Voici la fiche telle qu’elle est (current)\u{A0}: reprenez votre modification à partir d’elle, avec son ETag.",
                en:
                    "Nothing was written. Here is the record as it is (current): make your edit again from it, with its ETag."
            )
        case .tooLarge(let limit):
            Sentence(
                fr:
                    "Au plus \(limit / 1024)\u{A0}Ko. Rien n’a été enregistré\u{A0}: revenez en arrière et envoyez-en moins à la fois.",
                en:
                    "At most \(limit / 1024) KB. Nothing was saved: go back and send less at a time."
            )
        case .tooSlow:
            Sentence(
                fr: "L’envoi n’avançait plus. Rien n’a été enregistré\u{A0}: recommencez.",
                en: "It hardly moved any more. Nothing was saved: send it again.")
        case .unsupportedType(let expected):
            Sentence(fr: "Envoyez «\u{A0}\(expected)\u{A0}».", en: "Send “\(expected)”.")
        case .moved(let target):
            Sentence(
                fr: "Elle ne fait plus qu’une avec une autre\u{A0}: \(target)",
                en: "It is one with another now: \(target)")
        case .undefined:
            Sentence(
                fr: "Activez-en une\u{A0}: les étapes se calculent d’après elle.",
                en: "Activate one: stages are computed from it.")
        }
    }

    /// Problem details (RFC 9457).
    func document(_ call: Call) -> Document {
        var members: [(String, Document)] = [
            ("type", .text("/api/v1/docs#\(code)")), ("title", .text(title.text(in: call.language))),
            ("status", .number(status.code)), ("detail", .text(sentence.text(in: call.language))),
        ]
        if case .invalid(let problems) = self {
            members.append(("errors", .list(problems.map { $0.document(in: call.language) })))
        }
        if case .changed(let current, _) = self { members.append(("current", current)) }
        return .object(members)
    }
}

extension Problem {
    package func document(in language: Language) -> Document {
        var members: [(String, Document)] = []
        if !path.isEmpty { members.append(("path", .text(path))) }
        if let place {
            members.append(("line", .number(place.line)))
            members.append(("column", .number(place.column)))
        }
        members.append(("severity", .text(severity.rawValue)))
        members.append(("message", .text(sentence.text(in: language))))
        return .object(members)
    }
}
