import HTML
import Verger

/// The pictures that there are, and one more.
struct PicturesPage {
    let visit: Visit
    let pictures: [Picture]
    let problem: Sentence?
    /// The page that is being built, to which one goes back.
    let landing: LandingPage?

    private var notation: Notation { visit.notation }

    var page: Page {
        var page = Page(.landings, title: notation.text("Images", "Images"))
        page.parent =
            landing.map { ($0.name, visit.links.landing($0.id, "edit")) }
            ?? (visit.say(Section.landings.label), visit.links.landings)
        page.bodyClass = "reading"
        page.content = group {
            if visit.may(.manageForms) { upload }
            if pictures.isEmpty {
                p(.class("muted")) {
                    notation.text(
                        "Aucune image encore. Celles que vous ajoutez servent à toutes les pages et au logo.",
                        "No image yet. Those that you add serve all pages and the logo.")
                }
            } else {
                ul(.class("pictures")) { for picture in pictures { item(picture) } }
            }
        }
        return page
    }

    private var upload: Markup {
        visit.postForm(
            visit.links.pictures + visit.query.query, .class("form picture-form"),
            Attribute("enctype", "multipart/form-data")
        ) {
            div(.class("field")) {
                label(.for("file")) { notation.text("Ajouter une image", "Add an image") }
                div(.class("row-actions")) {
                    input(
                        .type("file"), .id("file"), .name("file"), Attribute("accept", ".png,.jpg,.jpeg,.webp"),
                        .aria("describedby", "file-note"), .aria("invalid", problem == nil ? nil : "true"))
                    button(.class("btn primary")) { notation.text("Ajouter", "Add") }
                }
                if let problem {
                    span(.class("error"), .id("file-note")) {
                        Icon.warn.markup
                        visit.say(problem).capitalizedFirst + "."
                    }
                } else {
                    span(.class("hint"), .id("file-note")) {
                        notation.text(
                            "PNG, JPEG ou WebP, 5\u{A0}Mo au plus. Elle est servie telle quelle\u{A0}: 1600 points de large et 200\u{A0}Ko suffisent. Le lieu et l’appareil inscrits dans une photo JPEG sont retirés.",
                            "PNG, JPEG or WebP, 5 MB at most. It is served as it is: 1,600 pixels wide and 200 KB are enough. Place and camera are removed from a JPEG photo."
                        )
                    }
                }
            }
        }
    }

    private func item(_ picture: Picture) -> Markup {
        li {
            img(
                .src(picture.address(in: visit.workspace)), Attribute("alt", ""), Attribute("loading", "lazy"),
                Attribute("width", String(picture.width)), Attribute("height", String(picture.height)))
            b { picture.name }
            span(.class("faint small")) {
                "\(picture.width)\u{A0}×\u{A0}\(picture.height), \(picture.size.sizeText(visit.language))"
            }
            if visit.may(.manageForms) {
                visit.postForm("\(visit.links.pictures)/\(picture.id)/removal" + visit.query.query) {
                    button(
                        .class("btn small quiet"),
                        .aria("label", notation.text("Retirer \(picture.name)", "Remove \(picture.name)"))
                    ) { notation.text("Retirer", "Remove") }
                }
            }
        }
    }
}
