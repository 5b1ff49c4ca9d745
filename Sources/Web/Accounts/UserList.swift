import HTML
import HTTPTypes
import Storage
import Verger

/// Everyone who works in the workspace, and the form that invites one more.
struct UserList {
    private let visit: Visit

    init(_ visit: Visit) { self.visit = visit }

    func answer(_ problem: (field: String, sentence: Sentence)? = nil) throws -> Answer {
        let (users, people, demands) = try visit.read { connection -> ([User], [Person], Set<String>) in
            let users = try Users(connection, in: visit.workspace.id).all()
            let people = try users.compactMap { try People(connection).find($0.id) }
            return (users, people, try self.demands(connection))
        }
        let known = Dictionary(uniqueKeysWithValues: people.map { ($0.id, $0) })
        let page = visit.settingsPage(.users) {
            table(.class("table plain-table")) {
                thead {
                    tr {
                        th { visit.say(Words.name) }
                        th { visit.say(Words.role) }
                        th { visit.say(Words.state) }
                    }
                }
                tbody {
                    for user in users { row(user, known[user.id], asks: demands.contains(user.email)) }
                }
            }
            section(.class("setting invitation")) {
                h2 { visit.say(Words.invite) }
                invitation(problem)
            }
        }
        var answer = visit.answer(page)
        if problem != nil { answer.status = .unprocessableContent }
        return answer
    }

    /// Those who asked for a new password this week.
    private func demands(_ connection: any SQLConnection) throws -> Set<String> {
        let filter = AuditLog.Filter(action: "password asked for", since: visit.now - 7 * Instant.day)
        return Set(
            try AuditLog(connection, in: visit.workspace.id).entries(filter, before: nil, limit: 100).map(\.actor))
    }

    private func row(_ user: User, _ person: Person?, asks: Bool) -> Markup {
        tr {
            td {
                a(.class("name"), .href(visit.links.settings("users/\(user.id)"))) { user.name }
                span { user.email }
            }
            td {
                visit.say(user.role.label).capitalizedFirst
                if let source = user.partnerSource { span(.class("faint")) { " · \(source)" } }
            }
            td {
                if user.isDisabled {
                    span(.class("chip line")) { visit.say(Words.disabled) }
                } else if let person, !person.hasPassword {
                    span(.class("chip warn")) {
                        Icon.clock.markup
                        visit.say(Words.invited)
                    }
                } else if asks {
                    span(.class("chip warn")) {
                        Icon.key.markup
                        visit.say(Words.asks)
                    }
                }
                if person?.hasSecondFactor ?? false {
                    " "
                    span(.class("chip good")) {
                        Icon.lock.markup
                        visit.say(Words.secondFactor)
                    }
                }
            }
        }
    }

    private func invitation(_ problem: (field: String, sentence: Sentence)?) -> Markup {
        let form = visit.form
        func field(_ name: String, _ label: Sentence, type: String = "text") -> FormField {
            var field = FormField(name, visit.say(label), type: type, value: form[name] ?? "")
            field.autocomplete = "off"
            if problem?.field == name { field.error = problem.map { visit.say($0.sentence) } }
            return field
        }
        return visit.postForm(visit.links.settings("users"), .class("form")) {
            field("email", Words.email, type: "email").markup
            field("name", Words.name).markup
            UserPage.roleFields(visit, form.text("role").flatMap(Role.init(rawValue:)) ?? .rep, form.text("source"))
            div(.class("actions")) { button(.class("btn primary")) { visit.say(Words.invite) } }
        }
    }

    private enum Words {
        static let name = Sentence(fr: "Nom", en: "Name")
        static let email = Sentence(fr: "Adresse e-mail", en: "E-mail address")
        static let role = Sentence(fr: "Rôle", en: "Role")
        static let state = Sentence(fr: "État", en: "State")
        static let invite = Sentence(fr: "Inviter", en: "Invite")
        static let disabled = Sentence(fr: "Ne peut plus entrer", en: "Shut out")
        static let invited = Sentence(fr: "Invité, sans mot de passe", en: "Invited, no password yet")
        static let asks = Sentence(fr: "Demande un mot de passe", en: "Asks for a password")
        static let secondFactor = Sentence(fr: "Double authentification", en: "Second factor")
    }
}
