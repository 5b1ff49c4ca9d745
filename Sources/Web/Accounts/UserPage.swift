import HTML
import HTTPTypes
import Storage
import Verger

/// One user, as an administrator sees them.
struct UserPage {
    private let visit: Visit
    private let user: User

    init(_ visit: Visit, _ user: User) {
        self.visit = visit
        self.user = user
    }

    func answer(_ problem: Sentence? = nil) throws -> Answer {
        let person = try visit.read { try People($0).find(user.id) }
        let page = visit.settingsPage(.users, Sentence(verbatim: user.name)) {
            if let problem {
                div(.class("banner bad"), .role("alert")) {
                    Icon.warn.markup
                    div { visit.say(problem) }
                }
            }
            div(.class("settings")) {
                block(Words.role) { role }
                block(Words.password) { password(person) }
                if person?.hasSecondFactor ?? false { block(Words.secondFactor) { secondFactor } }
                block(Words.access) { access }
            }
        }
        var answer = visit.answer(page)
        if problem != nil { answer.status = .unprocessableContent }
        return answer
    }

    private func block(_ title: Sentence, @MarkupBuilder content: () -> Markup) -> Markup {
        section(.class("setting")) {
            h2 { visit.say(title) }
            content()
        }
    }

    private func target(_ part: String = "") -> String { visit.links.settings("users/\(user.id)\(part)") }

    private var role: Markup {
        visit.postForm(target(), .class("form")) {
            p(.class("muted")) { user.email }
            UserPage.roleFields(visit, user.role, user.partnerSource)
            div(.class("actions")) { button(.class("btn")) { visit.say(Words.save) } }
        }
    }

    /// The choice of a role, each with its purpose, and the source of a partner.
    static func roleFields(_ visit: Visit, _ role: Role, _ source: String?) -> Markup {
        var sourceField = FormField("source", visit.say(Words.source), value: source ?? "")
        sourceField.hint = visit.say(Words.sourceHint)
        let choice = fieldset(.class("field roles")) {
            legend(.class("label")) { visit.say(Words.role) }
            for other in Role.allCases {
                label(.class("role-choice")) {
                    input(.type("radio"), .name("role"), .value(other.rawValue), .checked(other == role), .required())
                    span { visit.say(other.label).capitalizedFirst }
                    span(.class("hint")) { visit.say(other.purpose).capitalizedFirst + "." }
                }
            }
        }
        return choice + sourceField.optional.markup
    }

    private func password(_ person: Person?) -> Markup {
        visit.postForm(target("/links"), .class("form")) {
            p(.class("muted")) { visit.say(person?.hasPassword ?? false ? Words.hasPassword : Words.hasNone) }
            div(.class("actions")) { button(.class("btn")) { visit.say(Words.makeLink) } }
        }
    }

    private var secondFactor: Markup {
        visit.postForm(target("/second-factor-removals"), .class("form")) {
            p(.class("muted")) { visit.say(Words.lostPhone) }
            div(.class("actions")) { button(.class("btn bad")) { visit.say(Words.removeSecondFactor) } }
        }
    }

    private var access: Markup {
        visit.postForm(target("/access"), .class("form")) {
            input(.type("hidden"), .name("open"), .value(user.isDisabled ? "yes" : "no"))
            p(.class("muted")) { visit.say(user.isDisabled ? Words.isShut : Words.isOpen) }
            div(.class("actions")) {
                button(.class(user.isDisabled ? "btn" : "btn bad")) {
                    visit.say(user.isDisabled ? Words.letIn : Words.shutOut)
                }
            }
        }
    }

    private enum Words {
        static let role = Sentence(fr: "Rôle", en: "Role")
        static let source = Sentence(fr: "Source d’un partenaire", en: "Source of a partner")
        static let sourceHint = Sentence(
            fr: "Un partenaire voit les contacts de cette source. Sans elle, ceux dont la source est son adresse.",
            en: "A partner sees the contacts of this source. Without one, those whose source is their address.")
        static let save = Sentence(fr: "Enregistrer", en: "Save")
        static let password = Sentence(fr: "Mot de passe", en: "Password")
        static let hasPassword = Sentence(
            fr: "Un lien permet d’en choisir un autre. L’actuel reste valable tant que le lien n’a pas servi.",
            en: "A link allows choosing another one. The present one holds until the link is used.")
        static let hasNone = Sentence(
            fr: "Pas encore choisi. Remettez un lien d’invitation, valable sept jours.",
            en: "Not chosen yet. Hand over a link of invitation, good for seven days.")
        static let makeLink = Sentence(fr: "Créer un lien", en: "Make a link")
        static let secondFactor = Sentence(fr: "Double authentification", en: "Second factor")
        static let lostPhone = Sentence(
            fr: "À retirer seulement si le téléphone et les codes de secours sont perdus.",
            en: "To be removed only when the phone and the recovery codes are lost.")
        static let removeSecondFactor = Sentence(fr: "Retirer", en: "Remove")
        static let access = Sentence(fr: "Accès", en: "Access")
        static let isOpen = Sentence(
            fr: "Peut entrer. Ce que cette personne a fait reste dans l’espace.",
            en: "May come in. What this person did stays in the workspace.")
        static let isShut = Sentence(
            fr: "Ne peut plus entrer dans cet espace.", en: "May not come into this workspace.")
        static let shutOut = Sentence(fr: "Ne plus laisser entrer", en: "Shut out")
        static let letIn = Sentence(fr: "Laisser entrer", en: "Let in")
    }
}
