import HTML
import Verger

/// The two fields of a new password, and what is wrong with it.
struct NewPassword {
    private let call: Call
    let password: String

    init(_ call: Call) {
        self.call = call
        password = call.form["password"] ?? ""
    }

    /// Why it is not taken; nil when it is.
    func problem(_ rules: PasswordRules) -> Sentence? {
        if let problem = rules.problem(of: password) { return problem }
        if call.form["again"] != password {
            return Sentence(
                fr: "Les deux saisies diffèrent. Saisissez deux fois le même mot de passe.",
                en: "The two differ. Type the same password twice.")
        }
        return nil
    }

    func fields(_ problem: Sentence?, isTall: Bool = true) -> Markup {
        var first = FormField(
            "password", call.say(Sentence(fr: "Nouveau mot de passe", en: "New password")), type: "password")
        first.autocomplete = "new-password"
        first.isTall = isTall
        first.hint = call.say(
            Sentence(
                fr: "Douze caractères au moins\u{A0}: quelques mots à la suite.",
                en: "Twelve characters at least: a few words in a row."))
        first.error = problem.map(call.say)
        var again = FormField(
            "again", call.say(Sentence(fr: "Encore une fois", en: "Once more")), type: "password")
        again.autocomplete = "new-password"
        again.isTall = isTall
        return first.markup + again.markup
    }
}
