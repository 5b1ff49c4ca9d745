import HTML
import Verger

/// What a person decides about themselves.
enum AccountPages {
    static func signOutForm(_ call: Call, _ formToken: String) -> Markup {
        form(.method("post"), .action(Links.signOut)) {
            input(.type("hidden"), .name("form_token"), .value(formToken))
            button(.class("link-button")) { call.say(Sentence(fr: "Se déconnecter", en: "Sign out")) }
        }
    }
}
