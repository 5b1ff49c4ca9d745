import HTML
import Verger

/// What a page says of itself to search engines and networks, and what is under it.
struct LandingDraftSettings {
    let visit: Visit
    let document: LandingDocument
    let pictures: [Picture]
    let sites: [TrackedSite]
    let problems: [Problem]

    private var notation: Notation { visit.notation }
    private var fields: DraftField { DraftField(visit: visit, problems: problems) }

    var markup: Markup {
        group {
            search
            rest
        }
    }

    private var search: Markup {
        section(.aria("labelledby", "search")) {
            div(.class("head")) {
                h2(.id("search")) { notation.text("Recherche et réseaux", "Search and networks") }
            }
            div(.class("fields")) {
                fields.line(
                    "title", notation.text("Titre", "Title"), document.title,
                    hint: length(
                        document.title, 60,
                        notation.text(
                            "Onglet, moteurs de recherche, liens partagés.", "Tab, search engines, shared links.")))
                fields.area(
                    "description", notation.text("Description", "Description"), document.description, rows: 2,
                    hint: length(
                        document.description, 155,
                        notation.text("Deux phrases, sous le titre.", "Two sentences, under the title.")))
                fields.pick(
                    "picture", notation.text("Image des liens partagés", "Image of shared links"),
                    LandingDraftBlocks.choices(pictures, notation), document.picture.map(String.init) ?? "",
                    hint: notation.text("1200\u{A0}×\u{A0}630 convient partout.", "1200 × 630 suits everywhere."))
                fields.tick(
                    "indexed",
                    notation.text("Les moteurs de recherche peuvent la montrer", "Search engines may show it"),
                    document.isIndexed)
                fields.line(
                    "canonical",
                    notation.text("Page de référence, si ce n’est pas celle-ci", "Page to show instead, if any"),
                    document.canonical ?? "", kind: "url", hint: "https://…")
            }
        }
    }

    /// Beyond, search engines cut.
    private func length(_ text: String, _ usual: Int, _ hint: String) -> String {
        guard text.count > usual else { return hint }
        return notation.text(
            "\(text.count) signes\u{202F}; au-delà de \(usual), les moteurs coupent.",
            "\(text.count) characters; beyond \(usual), search engines cut.")
    }

    private var rest: Markup {
        section(.aria("labelledby", "rest")) {
            div(.class("head")) { h2(.id("rest")) { notation.text("Le reste", "The rest") } }
            div(.class("fields")) {
                fields.pick(
                    "language", notation.text("Langue", "Language"),
                    [("fr", notation.text("Français", "French")), ("en", notation.text("Anglais", "English"))],
                    document.language.rawValue)
                fields.area(
                    "footer", notation.text("Pied de page", "Foot of the page"), document.footer, rows: 2,
                    hint: notation.text(
                        "Qui publie, mentions légales\u{A0}: [Mentions légales](https://…)",
                        "Who publishes it, legal notice: [Legal notice](https://…)"))
                fields.pick(
                    "site", notation.text("Suivi des visites", "Tracking of visits"),
                    [("", notation.text("aucun\u{A0}: sans script", "none: without script"))]
                        + sites.map { (String($0.id), $0.name) }, document.site.map(String.init) ?? "",
                    hint: notation.text(
                        "La page compte ses visiteurs dans tous les cas. Avec un site, son script et sa demande de consentement s’y ajoutent.",
                        "The page counts its visitors in any case. With a site, its script and its question for consent come too."
                    ))
            }
        }
    }
}
