import HTML
import Verger

/// The funnel: what came in, who went from stage to stage, week by week and by source.
struct FunnelPage {
    private let visit: Visit
    private let reading: FunnelReading
    private let links: FunnelLinks

    /// Of a large base, what was counted a little while ago.
    private let countedAt: Instant

    init(_ visit: Visit, _ reading: FunnelReading, countedAt: Instant) {
        self.visit = visit
        self.countedAt = countedAt
        self.reading = reading
        links = FunnelLinks(visit, reading.choice, reading.rules)
    }

    private var notation: Notation { visit.notation }
    private var choice: FunnelChoice { reading.choice }

    var page: Page {
        var page = Page(.funnel, title: visit.say(Section.funnel.label))
        page.actions = actions
        page.banner = banner
        page.bodyClass = "measure"
        page.content = group {
            FunnelFigures(visit, reading, links).markup
            FlowTable(visit, reading, links).markup
            div(.class("duo section")) {
                WeeklyChart(visit, reading, links).markup
                if reading.sale != nil { SourceTable(visit, reading, links).markup }
            }
            FunnelWords(visit, reading).markup
        }
        return page
    }

    // MARK: Bar

    private var actions: Markup {
        group {
            if reading.versions > 1 { definitions }
            FunnelPeriodForm(visit, choice).markup
            a(.class("btn no-small"), .href(links.export)) {
                Icon.download.markup
                notation.text("Exporter", "Export")
            }
        }
    }

    private var definitions: Markup {
        div(
            .class("seg no-small"), .role("group"),
            .aria("label", notation.text("Définition appliquée", "Definition applied"))
        ) {
            a(.href(links.funnel(isThen: false)), .aria("current", choice.isThen ? nil : "true")) {
                notation.text("Définition d’aujourd’hui", "Today’s definition")
            }
            a(.href(links.funnel(isThen: true)), .aria("current", choice.isThen ? "true" : nil)) {
                notation.text("Celle de chaque jour", "That of each day")
            }
        }
    }

    // MARK: Banners

    private var banner: Markup {
        group {
            if countedAt < visit.now - 1_000_000 {
                let time = notation.time(countedAt)
                alert(
                    "", .clock, notation.text("Compté à \(time)", "Counted at \(time)"),
                    notation.text(
                        "Compter une base de cette taille prend du temps\u{A0}: ces chiffres seront refaits d’ici quelques minutes.",
                        "Counting a base of this size takes a while: these figures will be made again within minutes."))
            }
            if let problem = choice.problem { alert("bad", .warn, visit.say(problem), "") }
            if reading.isTooLargeForThen {
                alert(
                    "warn", .warn,
                    notation.text(
                        "Vue par la définition d’aujourd’hui", "Seen by today’s definition"),
                    notation.text(
                        "Réévaluer chaque jour par sa propre définition prend trop de temps au-delà de \(notation.count(FunnelReading.mostForThen)) contacts. Les étapes montrées sont celles de la définition en vigueur.",
                        "Evaluating each day by its own definition takes too long beyond \(notation.count(FunnelReading.mostForThen)) contacts. The stages shown are those of the definition in force."
                    ))
            }
            if let asOf = choice.asOf {
                div(.class("banner warn in-page"), .role("status")) {
                    Icon.clock.markup
                    div {
                        b {
                            notation.text(
                                "Vous regardez le \(notation.day(asOf))", "You are looking at \(notation.day(asOf))")
                        }
                        span(.class("muted")) {
                            notation.text(
                                "Rien de ce qui est arrivé ensuite n’est compté. ",
                                "Nothing that happened later is counted. ")
                            a(.class("link"), .href(links.funnelNow)) {
                                notation.text("Revenir à aujourd’hui", "Back to today")
                            }
                        }
                    }
                }
            }
        }
    }

    private func alert(_ kind: String, _ icon: Icon, _ title: String, _ text: String) -> Markup {
        div(.class("banner \(kind) in-page"), .role("alert")) {
            icon.markup
            div {
                b { title }
                if !text.isEmpty { span(.class("muted")) { text } }
            }
        }
    }
}
