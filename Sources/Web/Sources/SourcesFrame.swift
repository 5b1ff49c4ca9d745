import HTML
import Storage
import Verger

/// The parts of the sources.
enum SourcesTab: CaseIterable {
    case campaigns, channels, costs

    var label: Sentence {
        switch self {
        case .campaigns: Sentence(fr: "Campagnes", en: "Campaigns")
        case .channels: Sentence(fr: "Canaux", en: "Channels")
        case .costs: Sentence(fr: "Reprendre des coûts", en: "Bring in costs")
        }
    }

    var permission: Permission {
        switch self {
        case .campaigns, .channels: .viewReports
        case .costs: .manageSources
        }
    }

    func link(_ links: Links) -> String {
        switch self {
        case .campaigns: links.sources
        case .channels: links.channels
        case .costs: links.costSheet
        }
    }
}

extension Visit {
    /// A page of the sources with its tabs.
    func sourcesPage(_ tab: SourcesTab) -> Page {
        var page = Page(.sources, title: say(Section.sources.label))
        page.tabs = nav(.class("tabs"), .aria("label", say(Section.sources.label))) {
            for other in SourcesTab.allCases where may(other.permission) {
                a(.href(other.link(links)), .aria("current", other == tab ? "page" : nil)) { say(other.label) }
            }
        }
        return page
    }

    /// The campaign in the address.
    func campaign(_ connection: any SQLConnection) throws -> Campaign {
        guard let campaign = try Campaigns(connection, in: workspace.id).find(number("campaign")) else {
            throw Refusal.notFound
        }
        return campaign
    }
}

/// Chooses the days: a form that opens from its button.
struct CostPeriodForm {
    private let visit: Visit
    private let choice: FunnelChoice
    private let target: String
    private let kept: [(name: String, value: String)]

    init(_ visit: Visit, _ choice: FunnelChoice, to target: String, keeping kept: [(name: String, value: String)] = [])
    {
        self.visit = visit
        self.choice = choice
        self.target = target
        self.kept = kept
    }

    private var notation: Notation { visit.notation }

    var markup: Markup {
        details(.class("asof-menu")) {
            summary(.class("asof")) {
                Icon.calendar.markup
                label
                Icon.down.markup
            }
            form(.method("get"), .action(target), .class("asof-form box funnel-form")) {
                for field in kept { input(.type("hidden"), .name(field.name), .value(field.value)) }
                div(.class("field")) {
                    HTML.label(.for("period")) { notation.text("Période", "Period") }
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
                button(.class("btn primary")) { notation.text("Afficher", "Show") }
            }
        }
    }

    private var label: String {
        choice.length == .days
            ? "\(choice.from.text(in: visit.language)) – \(choice.to.text(in: visit.language))"
            : visit.say(choice.length.label)
    }

    private func day(_ name: String, _ title: String, _ day: Day) -> Markup {
        div(.class("field")) {
            HTML.label(.for(name)) { title }
            input(.class("input"), .type("date"), .id(name), .name(name), .value(day.description))
        }
    }
}

extension FunnelChoice {
    /// The days that are asked for.
    var days: DaySpan { DaySpan(from, to) ?? DaySpan(to) }
}
