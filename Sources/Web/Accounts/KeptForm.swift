import HTML
import HTTPTypes
import NIOCore
import Storage
import Verger

/// A form that was sent when its session was over. It goes along through the sign-in, and is shown again to be sent:
/// nothing that was typed is lost, and nothing is done without the person.
struct KeptForm {
    private static let longest = 256 * 1024
    /// Never written into a page.
    private static let secrets = ["password", "current", "again", "code", "secret"]
    /// What forms carry beside what was typed.
    private static let machinery: Set<String> = ["form_token", "once", "version", "next"]

    private let target: String
    private let fields: Fields

    /// What a call was about to do; nil when another site may have made it, and when it holds a secret.
    init?(interrupted call: Call) {
        guard call.method == .post, call.isFromOwnSite, call.body.readableBytes <= KeptForm.longest else { return nil }
        let form = call.form.with("form_token", nil)
        let isSecret = form.all.contains { field in
            KeptForm.secrets.contains { field.name.lowercased().contains($0) }
        }
        guard !form.all.isEmpty, !isSecret else { return nil }
        target = call.target
        fields = form
    }

    /// What a form of the sign-in brings along.
    init?(carriedBy call: Call) {
        guard let target = call.form["kept_target"].flatMap(Call.local), let kept = call.form["kept_form"] else {
            return nil
        }
        self.target = target
        fields = Fields(urlEncoded: kept)
    }

    /// For the forms of the sign-in.
    var markup: Markup {
        input(.type("hidden"), .name("kept_target"), .value(target))
            + input(.type("hidden"), .name("kept_form"), .value(String(fields.query.dropFirst())))
    }

    /// The page that sends it again, in the session of `token`.
    func answer(_ call: Call, _ token: String, status: HTTPResponse.Status = .ok) -> Answer {
        Cover(call, Words.title).answer(status: status) {
            form(.method("post"), .action(target)) {
                h1 { call.say(Words.title) }
                p(.class("muted")) { call.say(Words.explanation) }
                typed
                for field in fields.all { input(.type("hidden"), .name(field.name), .value(field.value)) }
                input(.type("hidden"), .name("form_token"), .value(Secret.formToken(ofSession: token)))
                button(.class("btn primary wide")) { call.say(Words.send) }
                a(.class("link small"), .href(Links.home)) { call.say(Words.giveUp) }
            }
        }.overWholePage(call)
    }

    /// What the person would have to type again.
    private var typed: Markup {
        let shown = fields.all.filter { !KeptForm.machinery.contains($0.name) && !$0.value.trimmed.isEmpty }
        return ul(.class("kept")) { for field in shown { li { field.value } } }
    }

    private enum Words {
        static let title = Sentence(fr: "Rien n’est perdu", en: "Nothing is lost")
        static let explanation = Sentence(
            fr:
                "La session s’était terminée avant l’envoi. Voici ce que vous aviez saisi\u{A0}: vérifiez-le, puis envoyez-le.",
            en: "The session had ended before the form was sent. Here is what you had typed: check it, then send it.")
        static let send = Sentence(fr: "Envoyer ce que j’avais saisi", en: "Send what I had typed")
        static let giveUp = Sentence(fr: "Ne pas l’envoyer", en: "Do not send it")
    }
}

extension Answer {
    /// Where a part of a page was asked for, the whole is what this takes.
    func overWholePage(_ call: Call) -> Answer {
        call.wantsFragment ? with(.hxRetarget, "body").with(.hxReswap, "innerHTML") : self
    }
}
