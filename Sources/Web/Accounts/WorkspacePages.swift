import Foundation
import HTML
import HTTPTypes
import Storage
import Verger

/// What a workspace decides about itself: name, clock, currency, language, what reps see.
enum WorkspacePages {
    static let routes: [Route] = [
        Route(.get, "settings/workspace", may: .manageWorkspace, { try page($0) }),
        Route(.post, "settings/workspace", may: .manageWorkspace, save),
    ]

    private static func page(_ visit: Visit, _ problems: [String: Sentence] = [:]) throws -> Answer {
        let settings = try visit.read { try Settings($0, in: visit.workspace.id).all() }
        let sent = visit.form
        func field(_ name: String, _ label: Sentence, _ value: String, hint: Sentence? = nil) -> FormField {
            var field = FormField(name, visit.say(label), value: sent[name] ?? value)
            field.error = problems[name].map(visit.say)
            field.hint = hint.map(visit.say)
            return field
        }
        var zone = field("zone", Words.zone, visit.workspace.zone.identifier, hint: Words.zoneHint)
        zone.choices = TimeZone.knownTimeZoneIdentifiers.filter { $0.contains("/") }
        let language = FormField(
            "language", visit.say(Words.language),
            among: [("", visit.say(Words.asBrowser)), ("fr", "Français"), ("en", "English")],
            value: sent["language"] ?? settings.language?.rawValue ?? "")
        let seesAll = sent.all.isEmpty ? settings.repsSeeUnassigned : sent["reps_see_unassigned"] != nil
        let page = visit.settingsPage(.workspace) {
            visit.postForm(visit.links.settings("workspace"), .class("form")) {
                field("name", Words.name, visit.workspace.name).markup
                zone.markup
                div(.class("two")) {
                    field("currency", Words.currency, visit.workspace.currency).markup
                    field("region", Words.region, visit.workspace.region, hint: Words.regionHint).markup
                }
                language.optional.markup
                label(.class("tick-field")) {
                    input(
                        .type("checkbox"), .class("check"), .name("reps_see_unassigned"), .value("yes"),
                        .checked(seesAll))
                    visit.say(Words.repsSeeUnassigned)
                }
                div(.class("actions")) { button(.class("btn primary")) { visit.say(Words.save) } }
            }
        }
        var answer = visit.answer(page)
        if !problems.isEmpty { answer.status = .unprocessableContent }
        return answer
    }

    @Sendable private static func save(_ visit: Visit) throws -> Answer {
        let form = visit.form
        var problems: [String: Sentence] = [:]
        let name = form.text("name") ?? ""
        if name.isEmpty || name.count > 200 || name.contains("\0") { problems["name"] = Words.noName }
        let zone = form.text("zone").flatMap { Zone(identifier: $0) }
        if zone == nil { problems["zone"] = Words.noZone }
        let currency = (form.text("currency") ?? "").uppercased()
        if !currency.isLetters(3) { problems["currency"] = Words.noCurrency }
        let region = (form.text("region") ?? "").uppercased()
        if !region.isLetters(2) { problems["region"] = Words.noRegion }
        guard problems.isEmpty, let zone else { return try page(visit, problems) }
        try visit.write { connection in
            let stored = Settings(connection, in: visit.workspace.id)
            var settings = try stored.all()
            settings.repsSeeUnassigned = form["reps_see_unassigned"] != nil
            settings.language = form.text("language").flatMap(Language.init(rawValue:))
            try stored.rename(to: name, zone: zone, currency: currency, region: region)
            try stored.save(settings)
            try visit.audit(
                "settings changed",
                [
                    ("name", .text(name)), ("zone", .text(zone.identifier)), ("currency", .text(currency)),
                    ("region", .text(region)), ("repsSeeUnassigned", Document(.boolean(settings.repsSeeUnassigned))),
                ], connection)
        }
        return Answer.redirect(to: visit.links.settings("workspace")).toast(visit.say(Words.saved))
    }

    private enum Words {
        static let name = Sentence(fr: "Nom de l’espace", en: "Name of the workspace")
        static let noName = Sentence(fr: "Un nom est à donner.", en: "A name is needed.")
        static let zone = Sentence(fr: "Fuseau horaire", en: "Time zone")
        static let zoneHint = Sentence(
            fr: "Les jours commencent et finissent à cette heure-là. En changer fait recalculer tous les contacts.",
            en: "Days begin and end on this clock. Changing it evaluates every contact again.")
        static let noZone = Sentence(
            fr: "Un fuseau est attendu, par exemple Europe/Paris.",
            en: "A time zone is expected, such as Europe/London.")
        static let currency = Sentence(fr: "Devise", en: "Currency")
        static let noCurrency = Sentence(
            fr: "Trois lettres sont attendues, par exemple EUR.", en: "Three letters are expected, such as GBP.")
        static let region = Sentence(fr: "Pays", en: "Country")
        static let regionHint = Sentence(
            fr: "Celui des téléphones sans indicatif.", en: "That of telephone numbers without a code.")
        static let noRegion = Sentence(
            fr: "Deux lettres sont attendues, par exemple FR.", en: "Two letters are expected, such as GB.")
        static let language = Sentence(fr: "Langue par défaut", en: "Default language")
        static let asBrowser = Sentence(fr: "Celle du navigateur", en: "That of the browser")
        static let repsSeeUnassigned = Sentence(
            fr: "Les commerciaux voient aussi les contacts que personne ne suit",
            en: "Sales reps also see the contacts that nobody follows")
        static let save = Sentence(fr: "Enregistrer", en: "Save")
        static let saved = Sentence(fr: "Réglages enregistrés.", en: "Settings saved.")
    }
}

extension String {
    fileprivate func isLetters(_ count: Int) -> Bool {
        utf8.count == count && utf8.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    }
}
