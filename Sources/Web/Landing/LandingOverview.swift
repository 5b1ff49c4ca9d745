import HTML
import Storage
import Verger

/// One landing page: how it does, where it is, its versions.
struct LandingOverview {
    let visit: Visit
    let landing: LandingPage
    /// The latest first.
    let versions: [LandingPages.Version]
    let figures: LandingCount
    let test: LandingTest?
    let problem: LandingPages.Problem?

    private var notation: Notation { visit.notation }
    private var mayManage: Bool { visit.may(.manageForms) }

    var page: Page {
        var page = visit.page(of: landing, .overview)
        page.fact =
            landing.published == nil
            ? notation.text("hors ligne", "offline") : notation.text("en ligne", "online")
        if landing.published != nil {
            page.actions = a(.class("btn"), .href(visit.address(of: landing))) {
                Icon.eye.markup
                span(.class("no-small")) { notation.text("Voir la page", "See the page") }
                span(.class("sr only-small")) { notation.text("Voir la page", "See the page") }
            }
        }
        page.bodyClass = "reading"
        page.content = group {
            performance
            if landing.published == nil { unpublished }
            place
            if !versions.isEmpty { history }
            if mayManage { fate }
        }
        return page
    }

    /// What else may be done with it.
    private var fate: Markup {
        div(.class("row-actions page-fate")) {
            act("copies", notation.text("Dupliquer", "Duplicate"))
            if landing.archivedAt != nil {
                act("restoring", notation.text("Reprendre", "Bring back"))
            } else if landing.published == nil {
                act("archiving", notation.text("Archiver", "Archive"))
            } else {
                act("unpublishing", notation.text("Mettre hors ligne", "Take offline"))
            }
        }
    }

    private func act(_ part: String, _ name: String) -> Markup {
        visit.postForm(visit.links.landing(landing.id, part)) { button(.class("btn")) { name } }
    }

    private var performance: Markup {
        section(.class("section"), .aria("labelledby", "performance")) {
            div(.class("head")) {
                h2(.id("performance")) { notation.text("Sur douze mois", "Over twelve months") }
                if test != nil {
                    a(.class("link small"), .href(visit.links.landing(landing.id, "test"))) {
                        notation.text("Un test est en cours", "A test is running")
                    }
                }
            }
            dl(.class("figures four")) {
                figure(
                    notation.text("Vues", "Views"), Markup(notation.count(figures.views)),
                    notation.text("par des personnes", "by people"))
                figure(
                    notation.text("Visiteurs", "Visitors"), Markup(notation.count(figures.visitors)),
                    notation.text("chaque jour comptés à part", "each day counted apart"))
                figure(
                    notation.text("Formulaires", "Forms"),
                    LandingFigure(visit, landing).conversions(figures.conversions),
                    notation.text("contacts qui l’ont envoyé", "contacts who sent it"))
                figure(
                    notation.text("Conversion", "Conversion"), Markup(conversion), interval)
            }
        }
    }

    private var conversion: String { figures.conversion.map { notation.percent($0.value) } ?? "–" }

    private var interval: String {
        guard let conversion = figures.conversion else { return notation.text("personne encore", "nobody yet") }
        let range = conversion.wilsonInterval
        return notation.text(
            "entre \(notation.percent(range.lowerBound)) et \(notation.percent(range.upperBound)), à 95\u{A0}%",
            "between \(notation.percent(range.lowerBound)) and \(notation.percent(range.upperBound)), at 95%")
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
                b {
                    versions.isEmpty
                        ? notation.text("Pas encore publiée", "Not published yet")
                        : notation.text("Hors ligne\u{A0}: son adresse le dit", "Offline: its address says so")
                }
                if mayManage {
                    a(.class("link"), .href(visit.links.landing(landing.id, "edit"))) {
                        notation.text("Composez-la, puis publiez", "Build it, then publish")
                    }
                }
            }
        }
    }

    // MARK: Address

    private var place: Markup {
        section(.class("section"), .aria("labelledby", "place")) {
            div(.class("head")) { h2(.id("place")) { notation.text("Son adresse", "Its address") } }
            div(.class("share")) {
                div(.class("field")) {
                    label(.for("share")) { notation.text("À donner", "To hand on") }
                    input(
                        .class("input"), .id("share"), Attribute("readonly", when: true),
                        .value(visit.address(of: landing)))
                    span(.class("hint")) {
                        notation.text(
                            "Ajoutez-y utm_source, utm_medium et utm_campaign\u{A0}: le formulaire les garde.",
                            "Add utm_source, utm_medium and utm_campaign to it: the form keeps them.")
                    }
                }
                if mayManage { moving }
            }
        }
    }

    private var moving: Markup {
        visit.postForm(visit.links.landing(landing.id, "address"), .class("field")) {
            label(.for("slug")) { notation.text("Dernier mot de l’adresse", "Last word of the address") }
            div(.class("row-actions")) {
                input(
                    .class("input"), .id("slug"), .name("slug"), .type("text"), .autocomplete("off"),
                    .value(problem == nil ? landing.slug : visit.form["slug"]), .aria("describedby", "slug-note"),
                    .aria("invalid", problem == nil ? nil : "true"))
                button(.class("btn")) { notation.text("Changer", "Change") }
            }
            if let problem {
                span(.class("error"), .id("slug-note")) {
                    Icon.warn.markup
                    visit.say(problem.sentence).capitalizedFirst + "."
                }
            } else {
                span(.class("hint"), .id("slug-note")) {
                    notation.text(
                        "Les adresses d’avant continuent de mener ici.", "Former addresses go on leading here.")
                }
            }
        }
    }

    // MARK: Versions

    private var history: Markup {
        section(.class("section"), .aria("labelledby", "versions")) {
            div(.class("head")) { h2(.id("versions")) { notation.text("Versions", "Versions") } }
            for version in versions {
                details(.class("delivery")) {
                    summary {
                        if version.number == landing.published {
                            span(.class("chip good")) { notation.text("en ligne", "online") }
                        }
                        b { "v\(version.number)" }
                        span(.class("faint")) {
                            notation.plural(
                                version.document.blocks.count, Sentence(fr: "bloc", en: "block"),
                                Sentence(fr: "blocs", en: "blocks"))
                                + (version.document.challenger == nil
                                    ? "" : notation.text(", deux variantes", ", two variants"))
                                + ", \(version.publishedBy)"
                        }
                        time(.datetime(version.publishedAt.iso8601)) {
                            notation.when(version.publishedAt, now: visit.now)
                        }
                    }
                    ul(.class("kv")) {
                        for block in version.document.all {
                            li {
                                span { visit.say(block.kind.label).capitalizedFirst }
                                span { block.gist(notation) }
                            }
                        }
                    }
                }
            }
        }
    }
}

extension LandingBlock {
    /// What it says, in a few words.
    func gist(_ notation: Notation) -> String {
        let text = [.title, .text, .author].lazy.map { self[$0] }.first { !$0.isEmpty } ?? ""
        let line = text.split(separator: "\n").first.map(String.init) ?? ""
        return line.isEmpty
            ? notation.text("(vide)", "(empty)") : line.count > 80 ? line.prefix(79).trimmed + "…" : line
    }
}
