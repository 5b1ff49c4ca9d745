import HTML
import Storage
import Verger

/// How far an import has been taken back: asked for again every second, the whole page once it is over.
struct ReversalMeter {
    let visit: Visit
    let reversal: ImportReversal

    private var notation: Notation { visit.notation }

    var markup: Markup {
        div(
            .id("import-progress"), .class("import-progress"), .aria("live", "polite"),
            Attribute("hx-get", visit.links.importRun(reversal.run) + "?progress=1"),
            Attribute("hx-trigger", "every 1s"), Attribute("hx-swap", "outerHTML")
        ) {
            p(.class("lede")) { sentence }
            progress(
                .aria("label", notation.text("Avancement", "Progress")), Attribute("max", "100"),
                .value(reversal.units == nil ? nil : String(Int(reversal.share * 100))))
            p(.class("muted small")) {
                notation.text(
                    "Vous pouvez quitter cette page\u{A0}: l’annulation continue.",
                    "You may leave this page: it goes on.")
            }
            noscript { voidElement("meta", [Attribute("http-equiv", "refresh"), Attribute("content", "2")]) }
        }
    }

    private var sentence: String {
        let outcome = reversal.place.outcome
        let begun = notation.text("L’import est en train d’être annulé", "The import is being taken back")
        guard outcome.units > 0 else { return begun + "." }
        return begun + notation.text("\u{A0}: ", ": ") + ImportWords.summary(outcome, notation)
    }
}
