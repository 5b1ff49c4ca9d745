import HTML
import Verger

/// The keys of the house, as app.js obeys them.
struct Shortcuts {
    private let visit: Visit

    init(_ visit: Visit) { self.visit = visit }

    /// In a dialog of its own, or within a page.
    var markup: Markup {
        group {
            for (title, rows) in blocks {
                h3 { visit.say(title) }
                dl(.class("keys")) {
                    for row in rows {
                        div {
                            dt { for key in row.keys { kbd { key } } }
                            dd { visit.say(row.sentence) }
                        }
                    }
                }
            }
        }
    }

    private typealias Row = (keys: [String], sentence: Sentence)

    private var blocks: [(title: Sentence, rows: [Row])] {
        [
            (Sentence(fr: "Partout", en: "Everywhere"), everywhere),
            (Sentence(fr: "Aller à", en: "Go to"), places),
            (Sentence(fr: "Sur un contact", en: "On a contact"), onContact),
        ]
    }

    private var everywhere: [Row] {
        [
            (["Ctrl", "K"], Sentence(fr: "chercher, aller, faire", en: "search, go, do")),
            (["/"], Sentence(fr: "chercher dans la page", en: "search in the page")),
            (["?"], Sentence(fr: "ces raccourcis", en: "these shortcuts")),
            ([visit.say(Sentence(fr: "Échap", en: "Esc"))], Sentence(fr: "fermer", en: "close")),
        ]
    }

    private var places: [Row] {
        Section.allCases.filter { visit.may($0.permission) }.compactMap { section in
            section.letter.map { (["G", $0], section.label) }
        }
    }

    private var onContact: [Row] {
        [
            (["N"], Sentence(fr: "noter un fait", en: "note a fact")),
            (["E"], Sentence(fr: "modifier la fiche", en: "edit the record")),
        ]
    }
}
