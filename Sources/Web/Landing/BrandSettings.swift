import HTML
import HTTPTypes
import Storage
import Verger

/// How the workspace looks to strangers: its colour and its logo.
enum BrandSettings {
    static let routes: [Route] = [
        Route(.get, "settings/brand", may: .manageWorkspace) { try page($0) },
        Route(.post, "settings/brand", may: .manageWorkspace, save).accepting(bytes: Picture.limit + (1 << 20)),
    ]

    private static func page(_ visit: Visit, _ problems: [String: Sentence] = [:]) throws -> Answer {
        let (brand, look) = try visit.read {
            (
                try Settings($0, in: visit.workspace.id).all().brand,
                try BrandLook(visit.workspace, $0)
            )
        }
        let typed = visit.call.method == .post ? visit.form.text("colour") : nil
        let hasColour = visit.call.method == .post ? visit.form["own"] != nil : brand.colour != nil
        let page = visit.settingsPage(.brand) {
            visit.postForm(
                visit.links.settings("brand"), .class("form"), Attribute("enctype", "multipart/form-data")
            ) {
                p(.class("muted")) { visit.say(Words.about) }
                div(.class("field")) {
                    label(.class("tick-field")) {
                        input(.type("checkbox"), .class("check"), .name("own"), .value("yes"), .checked(hasColour))
                        visit.say(Words.own)
                    }
                    div(.class("row-actions")) {
                        input(
                            .type("color"), .id("colour"), .name("colour"),
                            .value(typed ?? brand.colour?.text ?? "#2a4ea2"), .aria("label", visit.say(Words.colour)),
                            .aria("describedby", "colour-note"))
                    }
                    if let problem = problems["colour"] {
                        span(.class("error"), .id("colour-note")) {
                            Icon.warn.markup
                            visit.say(problem)
                        }
                    } else {
                        span(.class("hint"), .id("colour-note")) { visit.say(Words.contrast) }
                    }
                }
                logo(visit, brand, look, problems["logo"])
                div(.class("actions")) { button(.class("btn primary")) { visit.say(Words.save) } }
            }
            if let colour = brand.colour { sample(visit, look, colour) }
        }
        var answer = visit.answer(page)
        if !problems.isEmpty { answer.status = .unprocessableContent }
        return answer
    }

    private static func logo(_ visit: Visit, _ brand: Brand, _ look: BrandLook, _ problem: Sentence?) -> Markup {
        div(.class("field")) {
            label(.for("logo")) { "Logo" }
            if brand.logo != nil { div(.class("logo-shown")) { look.sign } }
            input(
                .type("file"), .id("logo"), .name("logo"), Attribute("accept", ".png,.jpg,.jpeg,.webp"),
                .aria("describedby", "logo-note"), .aria("invalid", problem == nil ? nil : "true"))
            if let problem {
                span(.class("error"), .id("logo-note")) {
                    Icon.warn.markup
                    visit.say(problem).capitalizedFirst + "."
                }
            } else {
                span(.class("hint"), .id("logo-note")) { visit.say(Words.logoHint) }
            }
            if brand.logo != nil {
                label(.class("tick-field")) {
                    input(.type("checkbox"), .class("check"), .name("drop_logo"), .value("yes"))
                    visit.say(Words.dropLogo)
                }
            }
        }
    }

    /// The colour at work, with its contrasts.
    private static func sample(_ visit: Visit, _ look: BrandLook, _ colour: Accent) -> Markup {
        section(.class("section brand-sample"), .aria("labelledby", "sample")) {
            div(.class("head")) { h2(.id("sample")) { visit.say(Words.sample) } }
            for (title, ground, ink) in [
                (Words.light, Accent.lightGrounds[0], colour.onLight),
                (Words.dark, Accent.darkGrounds[0], colour.onDark),
            ] {
                div(.class("brand-ground"), .style("background:\(ground.text);color:\(ink.text)")) {
                    span(.class("brand-button"), .style("background:\(colour.text);color:\(colour.words)")) {
                        visit.say(Words.button)
                    }
                    span(.class("brand-link")) { visit.say(Words.link) }
                    span(.class("small")) {
                        visit.say(title) + " · "
                            + visit.notation.number(
                                Number(millionths: Int64((ink.contrast(with: ground) * 10).rounded()) * 100_000),
                                places: 1)
                            + "\u{A0}: 1"
                    }
                }
            }
        }
    }

    @Sendable private static func save(_ visit: Visit) throws -> Answer {
        let form = visit.form
        var problems: [String: Sentence] = [:]
        let colour = form["own"] == nil ? nil : form.text("colour").flatMap(Accent.init)
        if form["own"] != nil, colour == nil { problems["colour"] = Words.noColour }
        let upload = visit.call.multipart?.file("logo")
        var file: PictureFile?
        if let upload {
            do {
                file = try PictureFile(Array(upload.bytes), named: FileName.safe(upload.file ?? ""))
            } catch {
                problems["logo"] = error.sentence
            }
        }
        guard problems.isEmpty else { return try page(visit, problems) }
        do {
            try visit.write { connection in
                let stored = Settings(connection, in: visit.workspace.id)
                var settings = try stored.all()
                settings.brand.colour = colour
                if let file {
                    settings.brand.logo = try Pictures(connection, in: visit.workspace.id).add(
                        file, named: upload?.file ?? "logo", at: visit.now
                    ).id
                } else if form["drop_logo"] != nil {
                    settings.brand.logo = nil
                }
                try stored.save(settings)
                try visit.audit("brand changed", [("colour", .text(orNull: colour?.text))], connection)
            }
        } catch let problem as Pictures.Problem {
            return try page(visit, ["logo": problem.sentence])
        }
        return .redirect(to: visit.links.settings("brand")).toast(visit.say(Words.saved))
    }

    private enum Words {
        static let about = Sentence(
            fr:
                "Pour vos pages, formulaires, contenus et le centre de préférences. Un formulaire qui a sa couleur la garde.",
            en:
                "For your landing pages, forms, contents and the preference centre. A form with a colour of its own keeps it."
        )
        static let own = Sentence(fr: "À nos couleurs", en: "In our colours")
        static let colour = Sentence(fr: "Couleur", en: "Colour")
        static let contrast = Sentence(
            fr: "Boutons, liens, bordures. Les mots s’y lisent toujours\u{A0}: le contraste est calculé.",
            en: "Buttons, links, edges. Words on it can always be read: the contrast is worked out.")
        static let noColour = Sentence(
            fr: "Une couleur est attendue, par exemple #2a4ea2.", en: "A colour is expected, such as #2a4ea2.")
        static let logoHint = Sentence(
            fr: "PNG, JPEG ou WebP. Il est montré sur 40 points de haut\u{202F}; sans logo, le nom de l’espace.",
            en: "PNG, JPEG or WebP. It is shown 40 pixels high; without one, the name of the workspace.")
        static let dropLogo = Sentence(fr: "Retirer le logo", en: "Remove the logo")
        static let sample = Sentence(fr: "Ce que cela donne", en: "What it looks like")
        static let light = Sentence(fr: "sur fond clair", en: "on light pages")
        static let dark = Sentence(fr: "sur fond sombre", en: "on dark pages")
        static let button = Sentence(fr: "Un bouton", en: "A button")
        static let link = Sentence(fr: "Un lien", en: "A link")
        static let save = Sentence(fr: "Enregistrer", en: "Save")
        static let saved = Sentence(fr: "Couleurs enregistrées.", en: "Colours saved.")
    }
}
