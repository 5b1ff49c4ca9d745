import HTML
import Storage
import Verger

/// One form: how it does, how it is shown to people, its versions.
struct FormPage {
    let visit: Visit
    let form: Form
    /// The latest first.
    let versions: [Forms.Version]
    let figures: FormFigures.Figures
    /// The signed address of the kiosk.
    let kiosk: String?
    /// The link of the contact that was asked for.
    let personal: String?
    let isUnknown: Bool

    private var notation: Notation { visit.notation }
    private var address: String { "\(visit.site.address)/f/\(visit.workspace.slug)/\(form.slug)" }

    var page: Page {
        var page = visit.page(of: form, .overview)
        if visit.may(.manageForms) {
            page.actions = visit.postForm(
                visit.links.form(form.id) + (form.archivedAt == nil ? "/archiving" : "/restoring")
            ) {
                button(.class("btn quiet")) {
                    form.archivedAt == nil ? notation.text("Fermer", "Close") : notation.text("Rouvrir", "Open again")
                }
            }
        }
        if form.published != nil {
            page.actions =
                page.actions
                + a(.class("btn"), .href(address)) {
                    Icon.eye.markup
                    span(.class("no-small")) { notation.text("Voir la page", "See the page") }
                    span(.class("sr only-small")) { notation.text("Voir la page", "See the page") }
                }
        }
        page.bodyClass = "reading"
        page.content = group {
            performance
            if form.published == nil { unpublished } else { share }
            if !versions.isEmpty { history }
        }
        return page
    }

    private var performance: Markup {
        section(.class("section"), .aria("labelledby", "performance")) {
            div(.class("head")) {
                h2(.id("performance")) { notation.text("Sur douze mois", "Over twelve months") }
            }
            dl(.class("figures four")) {
                figure(
                    notation.text("Affichages", "Shown"), Markup(notation.count(figures.shown)),
                    notation.text("sans savoir à qui", "without knowing to whom"))
                figure(
                    notation.text("Envois", "Sent"), FormFigure(visit, form).sent(figures.sent),
                    figures.last.map { notation.text("dernier ", "last ") + notation.when($0, now: visit.now) }
                        ?? notation.text("aucun encore", "none yet"))
                figure(
                    notation.text("Conversion", "Conversion"),
                    Markup(figures.conversion.map { notation.percent($0, places: 0) } ?? "–"),
                    notation.text("envois pour un affichage", "sent for each time shown"))
                figure(
                    notation.text("Retenus", "Held back"), FormFigure(visit, form).held(figures.held),
                    notation.text("pris pour des robots", "taken for robots"))
            }
        }
    }

    private func figure(_ name: String, _ value: Markup, _ note: String) -> Markup {
        div {
            dt { name }
            dd { value }
            dd(.class("note")) { note }
        }
    }

    private var unpublished: Markup {
        div(.class("banner")) {
            Icon.note.markup
            div {
                b { notation.text("Pas encore publié", "Not published yet") }
                if visit.may(.manageForms) {
                    a(.class("link"), .href(visit.links.form(form.id) + "/edit")) {
                        notation.text("Composez-le, puis publiez", "Build it, then publish")
                    }
                }
            }
        }
    }

    // MARK: Sharing

    private var share: Markup {
        section(.class("section"), .aria("labelledby", "share")) {
            div(.class("head")) { h2(.id("share")) { notation.text("Le montrer", "Show it") } }
            div(.class("share")) {
                readonly("page", notation.text("Sa page", "Its page"), address)
                snippet(
                    "script", notation.text("Dans votre site", "Inside your site"),
                    "<script src=\"\(address)/embed.js\" defer></script>",
                    sites)
                snippet(
                    "frame", notation.text("Ou dans un cadre", "Or in a frame"),
                    "<iframe src=\"\(address)/frame\" title=\"\(form.draft.title.replacing("\"", with: "&quot;"))\" style=\"width:100%;height:640px;border:0\"></iframe>",
                    notation.text(
                        "Sans JavaScript. Les mêmes sites sont permis.",
                        "Without JavaScript. The same sites are allowed."))
                if let kiosk {
                    readonly(
                        "kiosk", notation.text("Kiosque, pour un salon", "Kiosk, for a fair"), kiosk,
                        notation.text(
                            "Ouvrez-le une fois en ligne sur la tablette\u{A0}; il marche ensuite sans réseau. Ce lien vaut quatorze jours.",
                            "Open it once online on the tablet; from then on it works without a network. This link is good for fourteen days."
                        ))
                }
                if visit.may(.manageForms) { personalLink }
            }
        }
    }

    private var sites: String {
        let sites = versions.first?.document.sites ?? []
        return sites.isEmpty
            ? notation.text(
                "Aucun site ne peut l’afficher encore\u{A0}: ajoutez-en dans la composition.",
                "No site may show it yet: add some where it is built.")
            : notation.text("Sites permis\u{A0}: ", "Allowed sites: ") + sites.joined(separator: ", ")
    }

    private func readonly(_ id: String, _ title: String, _ value: String, _ hint: String? = nil) -> Markup {
        div(.class("field")) {
            label(.for("share-" + id)) { title }
            input(.class("input"), .id("share-" + id), Attribute("readonly", when: true), .value(value))
            if let hint { span(.class("hint")) { hint } }
        }
    }

    private func snippet(_ id: String, _ title: String, _ value: String, _ hint: String) -> Markup {
        div(.class("field")) {
            label(.for("share-" + id)) { title }
            element(
                "textarea",
                [
                    .class("input"), .id("share-" + id), Attribute("readonly", when: true), Attribute("rows", "2"),
                    Attribute("spellcheck", "false"),
                ],
                Markup(value))
            span(.class("hint")) { hint }
        }
    }

    private var personalLink: Markup {
        HTML.form(.method("get"), .action(visit.links.form(form.id)), .class("field"), .id("personal")) {
            label(.for("contact")) { notation.text("Lien d’un contact", "Link of a contact") }
            div(.class("row-actions")) {
                input(
                    .class("input"), .id("contact"), .name("contact"), .type("text"),
                    .value(visit.query.text("contact")), .placeholder("nom@exemple.fr"), .autocomplete("off"))
                button(.class("btn")) { notation.text("Faire le lien", "Make the link") }
            }
            if let personal {
                input(
                    .class("input"), Attribute("readonly", when: true), .value(personal),
                    .aria("label", notation.text("Son lien", "The link")))
            }
            if isUnknown {
                span(.class("error")) {
                    Icon.warn.markup
                    notation.text("Aucun contact n’a cette adresse.", "No contact has this address.")
                }
            }
            span(.class("hint")) {
                notation.text(
                    "Par ce lien, on ne redemande pas ce qui est connu. Il vaut trente jours.",
                    "By this link, what is known is not asked again. It is good for thirty days.")
            }
        }
    }

    // MARK: Versions

    private var history: Markup {
        section(.class("section"), .aria("labelledby", "versions")) {
            div(.class("head")) {
                h2(.id("versions")) { notation.text("Versions", "Versions") }
                span(.class("muted small")) {
                    notation.text(
                        "Chaque réponse garde celle que la personne a lue.",
                        "Each answer keeps the one that the person read.")
                }
            }
            for version in versions {
                details(.class("delivery")) {
                    summary {
                        if version.number == form.published {
                            span(.class("chip good")) { notation.text("en ligne", "online") }
                        }
                        b { "v\(version.number)" }
                        span(.class("faint")) {
                            notation.plural(
                                version.document.questions.count, Sentence(fr: "question", en: "question"),
                                Sentence(fr: "questions", en: "questions")) + ", \(version.publishedBy)"
                        }
                        time(.datetime(version.publishedAt.iso8601)) {
                            notation.when(version.publishedAt, now: visit.now)
                        }
                    }
                    ul(.class("kv")) {
                        for question in version.document.questions {
                            li {
                                span { question.label }
                                span { visit.say(question.style.label) }
                            }
                        }
                        for consent in version.document.consents {
                            li {
                                span { "\(notation.text("Consentement", "Consent")) \(consent.purpose)" }
                                span { consent.text }
                            }
                        }
                    }
                }
            }
        }
    }
}
