import HTML
import Storage
import Verger

/// The day: who to call now and why, which handovers wait, what is to be done, what changed since people went home.
struct TodayPage {
    let visit: Visit
    let reading: TodayReading

    var notation: Notation { visit.notation }
    private var marks: StageMarks { StageMarks(reading.rules, visit.language) }

    var page: Page {
        var page = Page(.today, title: notation.text("Aujourd’hui", "Today"))
        page.fact = notation.title(of: visit.workspace.zone.day(at: visit.now))
        page.actions = actions
        page.bodyClass = "today"
        page.content = content
        page.panel = ShiftsPanel(visit, reading).markup
        return page
    }

    private var actions: Markup {
        div(.class("seg"), .role("group"), .aria("label", notation.text("Périmètre", "Scope"))) {
            for (scope, label) in [
                (TodayReading.Scope.me, notation.text("Moi", "Me")), (.team, notation.text("Équipe", "Team")),
            ] {
                a(
                    .href(visit.links.today + Fields([("scope", scope.rawValue)]).query),
                    .aria("current", reading.scope == scope ? "true" : nil)
                ) { label }
            }
        }
    }

    /// Loaded again when a contact changes.
    private var content: Markup {
        div(
            .id("day"), .data("live", "*"),
            .hx("get", visit.links.today + Fields([("scope", reading.scope.rawValue)]).query),
            .hx("trigger", "changed delay:400ms"), .hx("select", "#day"), .hx("swap", "outerHTML")
        ) {
            TodayLede(visit, reading).markup
            if !reading.calls.isEmpty { calls }
            if !reading.passages.isEmpty { PassagesSection(visit, reading).markup }
            TasksSection(visit, reading).markup
        }
    }

    // MARK: Calls

    private var calls: Markup {
        section(.class("section"), .aria("labelledby", "calls")) {
            div(.class("head")) {
                h2(.id("calls")) { notation.text("À rappeler", "To call") }
                span(.class("count")) { notation.count(reading.calls.count) + (reading.hasMoreCalls ? "+" : "") }
                span(.class("end")) {
                    if reading.hasMoreCalls {
                        a(.class("link"), .href(visit.links.contacts(where: "temperature = hot and excluded = false")))
                        {
                            notation.text("Tous les contacts chauds", "All hot contacts")
                        }
                    } else {
                        notation.text("Du plus pressé au moins pressé", "Most pressing first")
                    }
                }
            }
            if let first = reading.calls.first { NextCall(visit, reading, first).markup }
            if reading.calls.count > 1 {
                ul(.class("rows")) { for call in reading.calls.dropFirst() { row(call) } }
            }
        }
    }

    private func row(_ call: TodayReading.Call) -> Markup {
        li {
            marks.disc(call.row.stage)
            visit.identity(of: call.row)
            p(.class("because")) {
                if let evidence = call.reason {
                    time(.datetime(evidence.at.iso8601)) { notation.recently(evidence.at, now: visit.now) }
                    " "
                    visit.sentence(of: evidence, reading.rules)
                }
            }
            if let phone = call.row.contact.fields[.phone] {
                a(
                    .class("btn small"), .href(visit.telephone(phone)),
                    .aria(
                        "label",
                        notation.text("Appeler \(call.row.contact.displayName)", "Call \(call.row.contact.displayName)")
                    )
                ) {
                    Icon.phone.markup
                    span(.class("no-small")) { notation.text("Appeler", "Call") }
                }
            } else if let email = call.row.contact.fields[.email] {
                a(
                    .class("btn small"), .href("mailto:\(email)"),
                    .aria(
                        "label",
                        notation.text(
                            "Écrire à \(call.row.contact.displayName)", "Write to \(call.row.contact.displayName)"))
                ) {
                    Icon.mail.markup
                    span(.class("no-small")) { notation.text("Écrire", "Write") }
                }
            }
        }
    }
}
