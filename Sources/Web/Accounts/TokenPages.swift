import HTML
import HTTPTypes
import Storage
import Verger

/// The tokens by which programs come in.
enum TokenPages {
    static let routes: [Route] = [
        Route(.get, "settings/tokens", may: .manageTokens, { try page($0) }),
        Route(.post, "settings/tokens", may: .manageTokens, add).creating,
        Route(.post, "settings/tokens/{token}/revocations", may: .manageTokens, revoke),
    ]

    @Sendable private static func add(_ visit: Visit) throws -> Answer {
        guard let name = visit.form.text("name"), name.count <= 200, !name.contains("\0") else {
            return try page(visit, problem: Words.noName)
        }
        let scope = visit.form.text("scope").flatMap(TokenScope.init(rawValue:)) ?? .read
        let role = visit.form.text("role").flatMap(Role.init(rawValue:)) ?? .manager
        guard Tokens.roles.contains(role) else { return try page(visit, problem: Words.noName) }
        let made = try visit.write { connection in
            let made = try Tokens(connection, in: visit.workspace.id).add(
                name: name, scope: scope, role: role, by: visit.member.user.email, at: visit.now)
            try visit.audit(
                "token added",
                [
                    ("token", .number(Int(made.id))), ("name", .text(name)), ("scope", .text(scope.rawValue)),
                    ("role", .text(role.rawValue)),
                ], connection)
            return made
        }
        return visit.answer(shownOnce(visit, name, made.token))
    }

    private static func shownOnce(_ visit: Visit, _ name: String, _ token: String) -> Page {
        visit.settingsPage(.tokens, Sentence(verbatim: name)) {
            div(.class("form")) {
                h2 { visit.say(Words.made) }
                HTML.code(.class("handed")) { token }
                p(.class("muted")) { visit.say(Words.once) }
                p { a(.class("btn primary"), .href(visit.links.settings("tokens"))) { visit.say(Words.kept) } }
            }
        }
    }

    @Sendable private static func revoke(_ visit: Visit) throws -> Answer {
        let id = try visit.number("token")
        try visit.write { connection in
            guard try Tokens(connection, in: visit.workspace.id).revoke(id, at: visit.now) else {
                throw Refusal.notFound
            }
            try visit.audit("token revoked", [("token", .number(Int(id)))], connection)
        }
        return Answer.redirect(to: visit.links.settings("tokens")).toast(visit.say(Words.revokedToast))
    }

    // MARK: The page

    private static func page(_ visit: Visit, problem: Sentence? = nil) throws -> Answer {
        let tokens = try visit.read { try Tokens($0, in: visit.workspace.id).all() }
        let page = visit.settingsPage(.tokens) {
            if tokens.isEmpty {
                p(.class("muted settings-intro")) { visit.say(Words.none) }
            } else {
                list(visit, tokens)
            }
            section(.class("setting")) {
                h2 { visit.say(Words.new) }
                form(visit, problem)
            }
        }
        var answer = visit.answer(page)
        if problem != nil { answer.status = .unprocessableContent }
        return answer
    }

    private static func list(_ visit: Visit, _ tokens: [Tokens.Listed]) -> Markup {
        table(.class("table plain-table")) {
            thead {
                tr {
                    for word in [Words.name, Words.scope, Words.created, Words.used, Words.state] {
                        th { visit.say(word) }
                    }
                }
            }
            tbody {
                for token in tokens.reversed() { row(visit, token) }
            }
        }
    }

    private static func row(_ visit: Visit, _ token: Tokens.Listed) -> Markup {
        tr {
            td {
                span(.class("name")) { token.name }
                span { token.createdBy }
            }
            td {
                visit.say(token.scope.label).capitalizedFirst
                if !token.scope.isKey { span(.class("faint")) { " · \(visit.say(token.role.label))" } }
            }
            td { visit.notation.day(token.createdAt) }
            td { token.lastUsedOn?.text(in: visit.language) ?? visit.say(Words.never) }
            td {
                if let revokedAt = token.revokedAt {
                    span(.class("chip line")) { "\(visit.say(Words.revoked)) \(visit.notation.day(revokedAt))" }
                } else {
                    visit.postForm(visit.links.settings("tokens/\(token.id)/revocations")) {
                        button(.class("btn small bad"), .aria("label", "\(visit.say(Words.revoke)) \(token.name)")) {
                            visit.say(Words.revoke)
                        }
                    }
                }
            }
        }
    }

    private static func form(_ visit: Visit, _ problem: Sentence?) -> Markup {
        var name = FormField("name", visit.say(Words.name), value: visit.form["name"] ?? "")
        name.hint = visit.say(Words.nameHint)
        name.error = problem.map(visit.say)
        name.autocomplete = "off"
        let scopes = TokenScope.allCases.map { scope in
            (scope.rawValue, "\(visit.say(scope.label).capitalizedFirst)\u{A0}— \(visit.say(purpose(scope)))")
        }
        let roles = Tokens.roles.map { ($0.rawValue, visit.say($0.label).capitalizedFirst) }
        return visit.postForm(visit.links.settings("tokens"), .class("form")) {
            name.markup
            FormField("scope", visit.say(Words.scope), among: scopes, value: visit.form["scope"] ?? "read").markup
            FormField("role", visit.say(Words.role), among: roles, value: visit.form["role"] ?? "manager").markup
            div(.class("actions")) { button(.class("btn primary")) { visit.say(Words.add) } }
        }
    }

    private static func purpose(_ scope: TokenScope) -> Sentence {
        switch scope {
        case .writeKey:
            Sentence(
                fr: "dans les pages d’un site, lue de tous\u{A0}; ni ventes ni paiements",
                en: "in the pages of a site, read by everyone; no sales, no payments")
        case .serverKey:
            Sentence(fr: "sur un serveur, secrète\u{A0}; tout événement", en: "on a server, secret; any event")
        case .read: Sentence(fr: "pour un tableau de bord", en: "for a dashboard")
        case .full: Sentence(fr: "pour un logiciel à vous", en: "for software of yours")
        }
    }

    private enum Words {
        static let name = Sentence(fr: "Nom", en: "Name")
        static let nameHint = Sentence(fr: "À quoi il sert.", en: "What it is for.")
        static let noName = Sentence(fr: "Dites à quoi il sert.", en: "Say what it is for.")
        static let scope = Sentence(fr: "Portée", en: "Scope")
        static let role = Sentence(fr: "Au plus les droits de", en: "At most the rights of")
        static let created = Sentence(fr: "Créé", en: "Made")
        static let used = Sentence(fr: "Dernier usage", en: "Last used")
        static let state = Sentence(fr: "État", en: "State")
        static let never = Sentence(fr: "jamais", en: "never")
        static let revoke = Sentence(fr: "Retirer", en: "Revoke")
        static let revoked = Sentence(fr: "retiré le", en: "revoked")
        static let revokedToast = Sentence(
            fr: "Jeton retiré\u{A0}: il n’ouvre plus rien.", en: "Token revoked: it opens nothing any more.")
        static let none = Sentence(
            fr: "Aucun jeton. Un programme entre avec un jeton\u{A0}: votre site, un tableau de bord, un import.",
            en: "No token. A program comes in with a token: your site, a dashboard, an import.")
        static let new = Sentence(fr: "Nouveau jeton", en: "New token")
        static let add = Sentence(fr: "Créer le jeton", en: "Make the token")
        static let made = Sentence(fr: "Jeton créé", en: "Token made")
        static let once = Sentence(
            fr: "Copiez-le maintenant\u{A0}: il ne sera plus montré.", en: "Copy it now: it will not be shown again.")
        static let kept = Sentence(fr: "C’est noté", en: "I have kept it")
    }
}
