import HTML
import Verger

/// Chooses the period, the time given to go on and the day seen from: a form that opens from its button.
struct FunnelPeriodForm {
    private let visit: Visit
    private let choice: FunnelChoice

    init(_ visit: Visit, _ choice: FunnelChoice) {
        self.visit = visit
        self.choice = choice
    }

    private var notation: Notation { visit.notation }

    var markup: Markup {
        details(.class("asof-menu")) {
            summary(.class("asof")) {
                Icon.calendar.markup
                label
                Icon.down.markup
            }
            form(.method("get"), .action(visit.links.funnel), .class("asof-form box funnel-form")) {
                field("period", notation.text("Période", "Period")) {
                    select(.class("input"), .id("period"), .name("period")) {
                        for length in FunnelChoice.Length.allCases {
                            option(.value(length.rawValue), .selected(length == choice.length)) {
                                visit.say(length.label)
                            }
                        }
                    }
                }
                div(.class("two")) {
                    day("from", notation.text("Du", "From"), choice.from)
                    day("to", notation.text("Au", "To"), choice.to)
                }
                field("within", notation.text("Délai pour passer à la suite", "Time given to go on")) {
                    select(.class("input"), .id("within"), .name("within")) {
                        for days in patiences {
                            option(.value(String(days)), .selected(days == choice.patience)) {
                                notation.plural(
                                    days, Sentence(fr: "jour", en: "day"), Sentence(fr: "jours", en: "days"))
                            }
                        }
                    }
                }
                day("as_of", notation.text("Vu au", "Seen as of"), choice.asOf.map { visit.workspace.zone.day(at: $0) })
                if choice.isThen { input(.type("hidden"), .name("definition"), .value("then")) }
                button(.class("btn primary")) { notation.text("Afficher", "Show") }
            }
        }
    }

    private var label: String {
        guard choice.length == .days else { return visit.say(choice.length.label) }
        return "\(choice.from.text(in: visit.language)) – \(choice.to.text(in: visit.language))"
    }

    private var patiences: [Int] {
        FunnelChoice.patiences.contains(choice.patience)
            ? FunnelChoice.patiences : (FunnelChoice.patiences + [choice.patience]).sorted()
    }

    private func day(_ name: String, _ title: String, _ day: Day?) -> Markup {
        field(name, title) {
            input(.class("input"), .type("date"), .id(name), .name(name), .value(day?.description))
        }
    }

    private func field(_ id: String, _ title: String, @MarkupBuilder _ control: () -> Markup) -> Markup {
        div(.class("field")) {
            HTML.label(.for(id)) { title }
            control()
        }
    }
}
