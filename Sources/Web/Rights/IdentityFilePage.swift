import HTML
import Storage
import Verger

/// What is kept of somebody who is no contact, as one reads and prints it.
struct IdentityFilePage {
    let visit: Visit
    let request: RightsRequest
    let file: IdentityFile

    var page: Page {
        let link = visit.links.rightsRequest(request.id)
        var page = Page(.rights, title: visit.say(Words.title))
        page.parent = (visit.say(request.kind.label).capitalizedFirst, link)
        page.fact = file.identity.value
        page.actions = a(.class("btn primary"), .href(link + "/records/download")) {
            Icon.download.markup
            visit.say(Words.download)
        }
        page.content = group {
            p(.class("muted")) { visit.say(Words.intro) + visit.notation.dayAndTime(file.madeAt) + "." }
            if file.tables.isEmpty {
                div(.class("box empty")) {
                    h2 { visit.say(Words.none) }
                    p { visit.say(Words.noneMeaning) }
                }
            } else {
                RecordTables(visit: visit, tables: file.tables).markup
            }
        }
        return page
    }

    private enum Words {
        static let title = Sentence(fr: "Ce qui est conservé", en: "What is kept")
        static let download = Sentence(fr: "Télécharger (JSON)", en: "Download (JSON)")
        static let intro = Sentence(
            fr:
                "Aucune fiche ne porte cette adresse. Voici ce que des formulaires, des messages, des programmes ou des fichiers en ont apporté, pour répondre à la personne (RGPD, article 15). Établi le ",
            en:
                "No record has this address. Here is what forms, mails, programs or files brought of it, to answer the person (GDPR, article 15). Made on "
        )
        static let none = Sentence(fr: "Rien", en: "Nothing")
        static let noneMeaning = Sentence(
            fr: "Cet espace ne sait rien de cette adresse. C’est aussi une réponse\u{A0}: dites-le à la personne.",
            en: "This workspace knows nothing of this address. That is an answer too: tell the person.")
    }
}
