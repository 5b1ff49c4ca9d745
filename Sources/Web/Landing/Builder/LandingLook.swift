import HTML
import Verger

/// The draft as people would see it, on a computer or on a telephone.
struct LandingLook {
    let visit: Visit
    let landing: LandingPage
    let variant: LandingVariant
    let isPhone: Bool

    private var notation: Notation { visit.notation }

    var page: Page {
        var page = visit.page(of: landing, .preview)
        page.isWide = true
        page.content = div(.class("look")) {
            div(.class("look-bar")) {
                nav(.class("seg"), .aria("label", notation.text("Écran", "Screen"))) {
                    choice(notation.text("Ordinateur", "Computer"), variant, isPhone: false)
                    choice(notation.text("Téléphone", "Phone"), variant, isPhone: true)
                }
                if landing.draft.challenger != nil {
                    nav(.class("seg"), .aria("label", notation.text("Variante", "Variant"))) {
                        for one in LandingVariant.allCases {
                            choice(notation.text("Variante \(one.name)", "Variant \(one.name)"), one, isPhone: isPhone)
                        }
                    }
                }
                span(.class("muted small")) {
                    notation.text("Le brouillon, tel qu’il serait publié", "The draft, as it would be published")
                }
            }
            element(
                "iframe",
                [
                    .class(isPhone ? "phone" : "wide"),
                    .src(LandingLook.preview(visit, landing, variant)),
                    .title(notation.text("Aperçu de la page", "Preview of the page")),
                ], Markup())
        }
        return page
    }

    static func preview(_ visit: Visit, _ landing: LandingPage, _ variant: LandingVariant) -> String {
        visit.links.landing(landing.id, "preview")
            + Fields([("variant", variant.rawValue), ("revision", String(landing.revision))]).query
    }

    private func choice(_ name: String, _ variant: LandingVariant, isPhone: Bool) -> Markup {
        let isOn = variant == self.variant && isPhone == self.isPhone
        return a(
            .href(
                visit.links.landing(landing.id, "look")
                    + Fields([("variant", variant.rawValue), ("view", isPhone ? "phone" : "computer")]).query),
            .aria("current", isOn ? "true" : nil)
        ) { name }
    }
}
