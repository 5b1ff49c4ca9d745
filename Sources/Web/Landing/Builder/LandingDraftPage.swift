import HTML
import Storage
import Verger

/// Where a landing page is built: its blocks at the left, what people will see on a telephone at the right.
struct LandingDraftPage {
    let visit: Visit
    let landing: LandingPage
    let variant: LandingVariant
    var problems: [Problem] = []
    /// Somebody else saved it meanwhile.
    var isConflict = false
    let forms: [Form]
    let pictures: [Picture]
    let sites: [TrackedSite]
    let test: LandingTest?

    init(_ visit: Visit, _ landing: LandingPage, _ variant: LandingVariant, _ connection: any SQLConnection) throws {
        self.visit = visit
        self.landing = landing
        self.variant = landing.draft.challenger == nil ? .a : variant
        forms = try Forms(connection, in: visit.workspace.id).all().filter { $0.published != nil }
        pictures = try Pictures(connection, in: visit.workspace.id).all()
        sites = try TrackedSites(connection, in: visit.workspace.id).all()
        test = try LandingTests(connection, in: visit.workspace.id).running(of: landing.id)
    }

    private var notation: Notation { visit.notation }
    private var document: LandingDocument { landing.draft }
    private var address: String { visit.links.landing(landing.id, "edit") }

    var page: Page {
        var page = visit.page(of: landing, .edit)
        page.isWide = true
        page.content = div(.class("builder")) {
            visit.postForm(
                address, .class("build-form"), .id("build"), .hx("post", address), .hx("trigger", "change delay:300ms"),
                .hx("target", "#form-preview"), .hx("swap", "outerHTML"), Attribute("novalidate", when: true)
            ) {
                LandingDraftPage.revision(landing, isSwap: false)
                input(.type("hidden"), .name("variant"), .value(variant.rawValue))
                // What Enter does.
                button(.class("sr"), .name("do"), .value("save"), .tabindex(-1), .aria("hidden", "true")) { "" }
                alert
                LandingDraftBlocks(
                    visit: visit, document: document, variant: variant, forms: forms, pictures: pictures,
                    problems: problems
                ).markup
                LandingDraftSettings(
                    visit: visit, document: document, pictures: pictures, sites: sites, problems: problems
                ).markup
                div(.class("save-bar"), .id("saved")) {
                    button(.class("btn primary"), .name("do"), .value("publish"), .disabled(test != nil)) {
                        landing.published == nil
                            ? notation.text("Publier", "Publish")
                            : notation.text("Publier les changements", "Publish the changes")
                    }
                    button(.class("btn"), .name("do"), .value("save")) {
                        notation.text("Enregistrer le brouillon", "Save the draft")
                    }
                    button(.class("btn quiet"), .name("do"), .value("preview")) {
                        notation.text("Voir en grand", "See it large")
                    }
                }
            }
            LandingDraftPage.preview(visit, landing, variant)
        }
        return page
    }

    // MARK: Parts that are swapped

    private static func revision(_ landing: LandingPage, isSwap: Bool) -> Markup {
        input(
            .type("hidden"), .name("revision"), .id("revision"), .value(String(landing.revision)),
            .hx("swap-oob", isSwap ? "true" : nil))
    }

    private static func preview(_ visit: Visit, _ landing: LandingPage, _ variant: LandingVariant) -> Markup {
        let notation = visit.notation
        return aside(.class("preview"), .id("form-preview"), .aria("label", notation.text("Aperçu", "Preview"))) {
            p {
                Icon.eye.markup
                notation.text("Sur un téléphone, une fois publié", "On a phone, once it is published")
                if landing.draft.challenger != nil { notation.text(", variante ", ", variant ") + variant.name }
            }
            element(
                "iframe",
                [
                    .src(LandingLook.preview(visit, landing, variant)),
                    .title(notation.text("Aperçu de la page", "Preview of the page")),
                ], Markup())
        }
    }

    /// After a change was saved by itself.
    static func saved(_ visit: Visit, _ landing: LandingPage, _ variant: LandingVariant) -> Markup {
        preview(visit, landing, variant) + revision(landing, isSwap: true)
    }

    static func conflict(_ visit: Visit) -> Markup {
        aside(.class("preview"), .id("form-preview")) {
            div(.class("banner warn"), .role("alert")) {
                Icon.warn.markup
                span {
                    visit.notation.text(
                        "Quelqu’un a enregistré cette page entre-temps. Enregistrez le brouillon pour comparer.",
                        "Somebody saved this page meanwhile. Save the draft to compare.")
                }
            }
        }
    }

    // MARK: What is to be known

    @MarkupBuilder private var alert: Markup {
        if isConflict {
            div(.class("banner warn"), .role("alert")) {
                Icon.warn.markup
                div {
                    b {
                        notation.text(
                            "Quelqu’un a enregistré cette page entre-temps", "Somebody saved this page meanwhile")
                    }
                    span {
                        notation.text(
                            "Ce que vous avez écrit est encore là. Enregistrez de nouveau pour garder le vôtre, ou ",
                            "What you wrote is still here. Save again to keep yours, or ")
                        a(.class("link"), .href(address)) { notation.text("voyez le sien", "look at theirs") }
                        "."
                    }
                }
            }
        } else if !problems.isEmpty {
            div(.class("banner bad"), .role("alert")) {
                Icon.warn.markup
                div {
                    b { notation.text("Enregistrée, mais pas publiée", "Saved, but not published") }
                    ul { for problem in problems { li { named(problem) } } }
                }
            }
        } else if test != nil {
            div(.class("banner")) {
                Icon.note.markup
                div {
                    b { notation.text("Un test est en cours", "A test is running") }
                    span {
                        notation.text(
                            "Ce que les visiteurs voient ne change pas avant sa fin\u{202F}; le brouillon, lui, se garde. ",
                            "What visitors see does not change before it ends; the draft is kept. ")
                        a(.class("link"), .href(visit.links.landing(landing.id, "test"))) {
                            notation.text("Voir le test", "See the test")
                        }
                    }
                }
            }
        }
    }

    /// Where it is, when that is in the other variant.
    private func named(_ problem: Problem) -> Markup {
        let id = String(problem.path.prefix { $0 != "." })
        let block = document.all.first { $0.id == id }
        let isOther = block != nil && !document[variant].contains { $0.id == id }
        let link = isOther ? address + "?variant=\(variant.other.rawValue)&open=\(id)#\(id)" : "#" + id
        return a(.class("link-button"), .href(link)) {
            if let block {
                visit.say(block.kind.label).capitalizedFirst
                if isOther { notation.text(" (variante \(variant.other.name))", " (variant \(variant.other.name))") }
                notation.text("\u{A0}: ", ": ")
                visit.say(problem.sentence) + "."
            } else {
                visit.say(problem.sentence).capitalizedFirst + "."
            }
        }
    }
}
