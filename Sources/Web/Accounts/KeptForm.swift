import HTML
import HTTPTypes
import Storage
import Verger

/// A form that came after its session was over: what was typed is kept on the page until it can be sent.
///
/// The person signs in beside it, then sends it on. It is never sent by itself: what comes without the proof of a session
/// is only shown again, with that proof, for the person to confirm.
struct KeptForm {
    private let call: Call
    /// Where the form was going.
    private let target: String
    private let fields: [(name: String, value: String)]

    static let route = Route(.post, again, open: sendAgain)

    private static let again = "/again"
    private static let targetField = "kept_target"
    /// What is never written into a page.
    private static let secrets = ["password", "code", "secret"]
    /// What forms carry beside what was typed.
    private static let machinery: Set<String> = ["form_token", "once", "version", "next", targetField]

    /// Nil for what is no form of a page, or holds a secret.
    init?(_ call: Call) {
        let all = call.form.all
        let isAgain = call.path == KeptForm.again
        let target = isAgain ? call.form[KeptForm.targetField] ?? "" : call.target
        guard call.method == .post, !all.isEmpty, target.hasPrefix("/w/"), !target.contains("\\"),
            !all.contains(where: { field in KeptForm.secrets.contains { field.name.lowercased().contains($0) } })
        else { return nil }
        self.call = call
        self.target = target
        fields = all.filter { $0.name != "form_token" && $0.name != KeptForm.targetField }
    }

    private static func sendAgain(_ call: Call) throws -> Answer {
        guard let kept = KeptForm(call) else { throw Refusal.notFound }
        return try kept.answer(status: .ok)
    }

    /// The form, to be sent as it was, or after signing in.
    func answer(status: HTTPResponse.Status) throws -> Answer {
        let visitor = try call.visitor().flatMap { $0.visit.session.isPending ? nil : $0 }
        let answer = Cover(call, visitor == nil ? Words.over : Words.back).answer(status: status) {
            div(.class("form")) {
                h1 { call.say(visitor == nil ? Words.over : Words.back) }
                p(.class("muted")) { call.say(visitor == nil ? Words.howToGoOn : Words.check) }
                typed
                if visitor == nil {
                    a(
                        .class("btn primary wide"), .href(Links.signIn + Fields([("next", Links.home)]).query),
                        Attribute("target", "_blank")
                    ) { call.say(Words.signIn) }
                }
                form(.method("post"), .action(visitor == nil ? KeptForm.again : target)) {
                    if let visitor {
                        input(.type("hidden"), .name("form_token"), .value(Secret.formToken(ofSession: visitor.token)))
                    } else {
                        input(.type("hidden"), .name(KeptForm.targetField), .value(target))
                    }
                    for field in fields { input(.type("hidden"), .name(field.name), .value(field.value)) }
                    button(.class(visitor == nil ? "btn wide" : "btn primary wide")) {
                        call.say(visitor == nil ? Words.goOn : Words.send)
                    }
                }
            }
        }
        // A part of a page was asked for; the whole is what it takes.
        return call.wantsFragment ? answer.with(.hxRetarget, "body").with(.hxReswap, "innerHTML") : answer
    }

    /// What the person would have to type again.
    private var typed: Markup {
        let shown = fields.filter { !KeptForm.machinery.contains($0.name) && !$0.value.trimmed.isEmpty }
        return ul(.class("kept")) { for field in shown { li { field.value } } }
    }

    private enum Words {
        static let over = Sentence(fr: "Votre session est terminée", en: "Your session is over")
        static let back = Sentence(fr: "Envoyer ce que vous aviez saisi", en: "Send what you had typed")
        static let howToGoOn = Sentence(
            fr: "Rien n’est perdu\u{A0}: connectez-vous dans un autre onglet, puis revenez ici pour continuer.",
            en: "Nothing is lost: sign in in another tab, then come back here to go on.")
        static let check = Sentence(
            fr: "Ce formulaire vient d’une session terminée. Vérifiez-le, puis envoyez-le.",
            en: "This form comes from a session that is over. Check it, then send it.")
        static let signIn = Sentence(fr: "Se connecter dans un autre onglet", en: "Sign in in another tab")
        static let goOn = Sentence(fr: "Je suis connecté, continuer", en: "I am signed in, go on")
        static let send = Sentence(fr: "Envoyer", en: "Send")
    }
}

extension HTTPField.Name {
    static let hxRetarget = HTTPField.Name("HX-Retarget")!
    static let hxReswap = HTTPField.Name("HX-Reswap")!
}
