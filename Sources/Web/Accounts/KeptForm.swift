import HTML
import HTTPTypes
import NIOCore
import Storage
import Verger

/// A form that was sent when the session was over. It goes along through the sign-in, and is sent again by a button:
/// nothing that was typed is lost, and nothing is done without the person.
struct KeptForm {
    private static let longest = 256 * 1024
    /// Never written into a page.
    private static let secrets: Set<String> = ["password", "current", "again", "code"]

    private let target: String
    private let fields: Fields

    /// What a call was about to do; nil when another site may have made it, and when it holds a password.
    init?(interrupted call: Call) {
        guard call.method == .post, call.isFromOwnSite, call.body.readableBytes <= KeptForm.longest else { return nil }
        let form = call.form
        guard !form.all.isEmpty, !form.all.contains(where: { KeptForm.secrets.contains($0.name) }) else { return nil }
        target = call.target
        fields = form.with("form_token", nil)
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

    /// The page that sends it again, in the new session.
    func answer(_ call: Call, _ token: String) -> Answer {
        Cover(call, Words.title).answer {
            form(.method("post"), .action(target)) {
                h1 { call.say(Words.title) }
                p(.class("muted")) { call.say(Words.explanation) }
                for field in fields.all { input(.type("hidden"), .name(field.name), .value(field.value)) }
                input(.type("hidden"), .name("form_token"), .value(Secret.formToken(ofSession: token)))
                button(.class("btn primary wide")) { call.say(Words.send) }
                a(.class("link small"), .href(Links.home)) { call.say(Words.giveUp) }
            }
        }
    }

    private enum Words {
        static let title = Sentence(fr: "Rien n’est perdu", en: "Nothing is lost")
        static let explanation = Sentence(
            fr: "Votre session s’était terminée avant l’envoi. Ce que vous aviez saisi est encore là.",
            en: "Your session had ended before you sent the form. What you typed is still here.")
        static let send = Sentence(fr: "Envoyer ce que j’avais saisi", en: "Send what I had typed")
        static let giveUp = Sentence(fr: "Ne pas l’envoyer", en: "Do not send it")
    }
}
