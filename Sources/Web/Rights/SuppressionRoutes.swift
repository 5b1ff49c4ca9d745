import Exchange
import HTML
import HTTPTypes
import Storage
import Verger

/// Who was erased and is kept out: how many, whether an address is among them, and the way back for who asks.
enum SuppressionRoutes {
    static let all: [Route] = [
        Route(.get, "rights/erased", may: .eraseContacts, { try page($0) }),
        Route(.post, "rights/erased", may: .eraseContacts, check),
        Route(.post, "rights/erased/lifting", may: .eraseContacts, lift),
    ]

    private struct Check {
        let typed: String
        let since: Instant?
    }

    private static func page(_ visit: Visit, _ check: Check? = nil) throws -> Answer {
        let counts = try visit.read { try Suppressions($0, in: visit.workspace.id).counts() }
        var page = Page(.rights, title: visit.say(RightsWords.erased))
        page.tabs = RightsTabs.markup(visit, .erased)
        page.content = group {
            p(.class("muted settings-intro")) { visit.say(Words.intro) }
            dl(.class("facts")) {
                for kind in Identity.Kind.allCases {
                    dt { visit.say(label(of: kind)) }
                    dd(.class("num")) { visit.notation.count(counts[kind] ?? 0) }
                }
            }
            section(.class("section")) {
                div(.class("head")) { h2 { visit.say(Words.check) } }
                visit.postForm(visit.links.erased, .class("form")) {
                    FormField("address", visit.say(Words.address), value: check?.typed ?? "").markup
                    div(.class("actions")) { button(.class("btn primary")) { visit.say(Words.check) } }
                }
                if let check { result(check, visit) }
            }
        }
        return visit.answer(page)
    }

    private static func result(_ check: Check, _ visit: Visit) -> Markup {
        guard let since = check.since else {
            return p(.role("status")) { visit.say(Words.free) }
        }
        return div(.role("status")) {
            p { visit.say(Words.kept) + visit.notation.day(since) + "." }
            visit.postForm(visit.links.erased + "/lifting") {
                input(.type("hidden"), .name("address"), .value(check.typed))
                p(.class("small muted")) { visit.say(Words.liftMeaning) }
                button(.class("btn")) { visit.say(Words.lift) }
            }
        }
    }

    @Sendable private static func check(_ visit: Visit) throws -> Answer {
        let typed = visit.form.text("address") ?? ""
        let found = try visit.read { try suppressed(typed, visit, $0) }
        return try page(visit, Check(typed: String(typed.prefix(300)), since: found?.since))
    }

    @Sendable private static func lift(_ visit: Visit) throws -> Answer {
        let typed = visit.form.text("address") ?? ""
        let isLifted = try visit.write { connection in
            guard let found = try suppressed(typed, visit, connection) else { return false }
            return try Suppressions(connection, in: visit.workspace.id).lift(
                found.identity, by: visit.member.user.email, at: visit.now)
        }
        return .redirect(to: visit.links.erased).toast(visit.say(isLifted ? Words.lifted : Words.free))
    }

    /// As an address, a telephone or an external id.
    private static func suppressed(
        _ typed: String, _ visit: Visit, _ connection: any SQLConnection
    ) throws -> (identity: Identity, since: Instant)? {
        guard !typed.isEmpty, !typed.contains("\0"), typed.count <= 300 else { return nil }
        var identities: Set<Identity> = [.email(typed), .externalID(typed), .phone(typed)]
        if let phone = PhoneNumbers.e164(typed, region: visit.workspace.region) { identities.insert(.phone(phone)) }
        let found = try Suppressions(connection, in: visit.workspace.id).suppressed(among: identities)
        return found.first.map { ($0.key, $0.value) }
    }

    private static func label(of kind: Identity.Kind) -> Sentence {
        switch kind {
        case .email: Sentence(fr: "Adresses e-mail", en: "E-mail addresses")
        case .phone: Sentence(fr: "Téléphones", en: "Phone numbers")
        case .externalID: Sentence(fr: "Identifiants externes", en: "External ids")
        case .visitor: Sentence(fr: "Navigateurs", en: "Browsers")
        }
    }

    private enum Words {
        static let intro = Sentence(
            fr:
                "Les personnes effacées à leur demande ne reviennent pas par un import, un formulaire, l’API ou le suivi. Il n’en reste que des empreintes, que personne ne peut lire\u{A0}: on peut seulement demander si une adresse en fait partie.",
            en:
                "People who were erased at their demand do not come back by an import, a form, the API or the tracker. Only hashes stay, which nobody can read: one can only ask whether an address is among them."
        )
        static let check = Sentence(fr: "Vérifier", en: "Check")
        static let address = Sentence(fr: "E-mail, téléphone ou identifiant", en: "E-mail, phone or id")
        static let free = Sentence(
            fr: "Pas d’effacement pour ce que vous avez écrit.", en: "No erasure for what you wrote.")
        static let kept = Sentence(fr: "Effacé, et refusé depuis le ", en: "Erased, and kept out since ")
        static let liftMeaning = Sentence(
            fr: "Seulement si la personne demande elle-même à revenir. C’est inscrit au journal.",
            en: "Only when the person asks to come back. It is written in the log.")
        static let lift = Sentence(fr: "La laisser revenir", en: "Let them come back")
        static let lifted = Sentence(fr: "La personne peut revenir.", en: "The person may come back.")
    }
}
