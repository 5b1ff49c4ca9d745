import HTML
import HTTPTypes
import Storage
import Verger

/// The page where a person decides about themselves.
struct AccountPage {
    /// What was wrong with the form that was sent.
    enum Problem {
        case name(Sentence)
        case currentPassword(Sentence)
        case newPassword(Sentence)
    }

    private let visitor: AccountPages.Visitor
    private let problem: Problem?
    private var visit: Visit { visitor.visit }
    private var call: Call { visit.call }

    init(_ visitor: AccountPages.Visitor, _ problem: Problem? = nil) {
        self.visitor = visitor
        self.problem = problem
    }

    func answer(status: HTTPResponse.Status? = nil) throws -> Answer {
        let (sessions, codesLeft) = try visit.read { connection in
            (
                try Sessions(connection).all(of: visitor.person.id, at: visit.now),
                try SecondFactors(connection).recoveryCodesLeft(of: visitor.person.id)
            )
        }
        var page = Page(.settings, title: visit.say(Words.title))
        page.fact = visitor.person.email
        page.actions = AccountPages.signOutForm(call, visit.formToken)
        page.content = div(.class("settings")) {
            block(Words.profile) { profile }
            block(Words.password) { password }
            block(Words.secondFactor) { secondFactor(codesLeft) }
            block(Words.sessions) { self.sessions(sessions) }
        }
        var answer = visit.answer(page)
        answer.status = status ?? (problem == nil ? .ok : .unprocessableContent)
        return answer
    }

    private func block(_ title: Sentence, @MarkupBuilder content: () -> Markup) -> Markup {
        section(.class("setting")) {
            h2 { visit.say(title) }
            content()
        }
    }

    // MARK: Parts

    private var profile: Markup {
        var name = FormField("name", visit.say(Words.name), value: call.form.text("name") ?? visitor.person.name)
        name.autocomplete = "name"
        if case .name(let sentence) = problem { name.error = visit.say(sentence) }
        var language = FormField(
            "language", visit.say(Words.language),
            among: [("", visit.say(Words.asWorkspace)), ("fr", "Français"), ("en", "English")],
            value: visitor.person.language?.rawValue ?? "")
        language.isRequired = false
        let themes = Theme.allCases.map { ($0.rawValue, visit.say($0.label).capitalizedFirst) }
        let theme = FormField(
            "theme", visit.say(Words.theme), among: themes, value: visitor.person.theme.rawValue)
        return visit.postForm(Links.account, .class("form")) {
            name.markup
            div(.class("two")) {
                language.markup
                theme.markup
            }
            div(.class("actions")) { button(.class("btn")) { visit.say(Words.save) } }
        }
    }

    private var password: Markup {
        var current = FormField("current", visit.say(Words.currentPassword), type: "password")
        current.autocomplete = "current-password"
        var problemOfNew: Sentence?
        switch problem {
        case .currentPassword(let sentence): current.error = visit.say(sentence)
        case .newPassword(let sentence): problemOfNew = sentence
        case .name, nil: break
        }
        return visit.postForm(Links.account("password"), .class("form")) {
            input(.type("hidden"), .name("username"), .value(visitor.person.email), .autocomplete("username"))
            current.markup
            NewPassword(call).fields(problemOfNew, isTall: false)
            p(.class("faint small")) { visit.say(Words.passwordEndsOthers) }
            div(.class("actions")) { button(.class("btn")) { visit.say(Words.changePassword) } }
        }
    }

    private func secondFactor(_ codesLeft: Int) -> Markup {
        div(.class("form")) {
            if visitor.person.hasSecondFactor {
                p {
                    span(.class("chip good")) {
                        Icon.check.markup
                        visit.say(Words.isOn)
                    }
                    " "
                    visit.notation.plural(codesLeft, Words.oneCodeLeft, Words.codesLeft)
                }
                p {
                    a(.class("btn"), .href(Links.account("second-factor"))) { visit.say(Words.manage) }
                }
            } else {
                p(.class("muted")) { visit.say(Words.whySecondFactor) }
                p {
                    a(.class("btn"), .href(Links.account("second-factor"))) { visit.say(Words.setUp) }
                }
            }
        }
    }

    private func sessions(_ sessions: [Session]) -> Markup {
        group {
            ul(.class("devices")) {
                for session in sessions { row(session) }
            }
            if sessions.count > 1 {
                visit.postForm(Links.account("sign-outs")) {
                    button(.class("btn")) { visit.say(Words.endOthers) }
                }
            }
        }
    }

    private func row(_ session: Session) -> Markup {
        li {
            span {
                b { Device.name(session.userAgent) ?? visit.say(Words.unknownDevice) }
                " "
                if session.id == visitor.session.id { span(.class("chip line")) { visit.say(Words.thisOne) } }
                span(.class("faint small")) {
                    "\(session.address) · \(visit.notation.when(session.seenAt, now: visit.now))"
                }
            }
            if session.id != visitor.session.id {
                visit.postForm(Links.account("sign-outs")) {
                    input(.type("hidden"), .name("session"), .value(session.id))
                    button(.class("btn small"), .aria("label", endLabel(session))) { visit.say(Words.end) }
                }
            }
        }
    }

    private func endLabel(_ session: Session) -> String {
        "\(visit.say(Words.end)) \(Device.name(session.userAgent) ?? session.address)"
    }
}

extension AccountPage {
    enum Words {
        static let title = Sentence(fr: "Mon compte", en: "My account")
        static let profile = Sentence(fr: "Profil", en: "Profile")
        static let name = Sentence(fr: "Nom", en: "Name")
        static let noName = Sentence(fr: "Un nom est à donner.", en: "A name is needed.")
        static let language = Sentence(fr: "Langue", en: "Language")
        static let asWorkspace = Sentence(fr: "Comme l’espace", en: "As the workspace")
        static let theme = Sentence(fr: "Apparence", en: "Appearance")
        static let save = Sentence(fr: "Enregistrer", en: "Save")
        static let saved = Sentence(fr: "Profil enregistré.", en: "Profile saved.")
        static let password = Sentence(fr: "Mot de passe", en: "Password")
        static let currentPassword = Sentence(fr: "Mot de passe actuel", en: "Present password")
        static let wrongPassword = Sentence(
            fr: "Ce n’est pas votre mot de passe actuel.", en: "This is not your present password.")
        static let changePassword = Sentence(fr: "Changer le mot de passe", en: "Change the password")
        static let passwordEndsOthers = Sentence(
            fr: "Vos autres sessions seront fermées.", en: "Your other sessions will end.")
        static let passwordChanged = Sentence(
            fr: "Mot de passe changé. Les autres sessions sont fermées.",
            en: "Password changed. The other sessions have ended.")
        static let secondFactor = Sentence(fr: "Double authentification", en: "Second factor")
        static let isOn = Sentence(fr: "En place", en: "In place")
        static let oneCodeLeft = Sentence(fr: "code de secours restant", en: "recovery code left")
        static let codesLeft = Sentence(fr: "codes de secours restants", en: "recovery codes left")
        static let manage = Sentence(fr: "Codes de secours, retrait", en: "Recovery codes, removal")
        static let whySecondFactor = Sentence(
            fr: "Un code de votre téléphone en plus du mot de passe\u{A0}: un mot de passe volé ne suffit plus.",
            en: "A code from your phone besides the password: a stolen password is no longer enough.")
        static let setUp = Sentence(fr: "Mettre en place", en: "Set up")
        static let sessions = Sentence(fr: "Sessions ouvertes", en: "Open sessions")
        static let thisOne = Sentence(fr: "celle-ci", en: "this one")
        static let unknownDevice = Sentence(fr: "Appareil inconnu", en: "Unknown device")
        static let end = Sentence(fr: "Fermer", en: "End")
        static let endOthers = Sentence(fr: "Fermer toutes les autres", en: "End all others")
        static let oneEnded = Sentence(fr: "Session fermée.", en: "Session ended.")
        static let othersEnded = Sentence(
            fr: "Toutes les autres sessions sont fermées.", en: "All other sessions have ended.")
    }
}
