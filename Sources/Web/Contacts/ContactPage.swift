import HTML
import Verger

/// The page of one contact: its stage and why, what is missing, its score, all that happened.
struct ContactPage {
    let visit: Visit
    let reading: ContactReading

    private var contact: Contact { reading.contact }
    private var notation: Notation { visit.notation }
    private var marks: StageMarks { StageMarks(reading.rules, visit.language) }
    private var words: ActivityWords { ActivityWords(reading.rules.catalogue, notation) }
    private var isPast: Bool { reading.asOf != nil }

    var page: Page {
        var page = Page(.contacts, title: contact.displayName)
        page.parent = (visit.say(Words.contacts), visit.links.contacts)
        page.actions = actions
        page.banner = pastBanner
        page.bodyClass = "person"
        page.content = content
        page.panel = panel
        return page
    }

    // MARK: Bar

    private var actions: Markup {
        group {
            asOfControl
            if visit.may(.recordActivities), !isPast {
                a(
                    .class("btn no-small"), .href(visit.links.contact(contact.id, "activities/new")),
                    .data("opens", "note"),
                    .data("key", "n"), .title(notation.text("Noter (N)", "Note (N)"))
                ) {
                    Icon.note.markup
                    notation.text("Noter", "Note")
                }
            }
            if let phone = contact.fields[.phone] {
                a(.class("btn primary"), .href("tel:\(phone.filter { !$0.isWhitespace })")) {
                    Icon.phone.markup
                    notation.text("Appeler", "Call")
                }
            } else if let email = contact.fields[.email] {
                a(.class("btn primary"), .href("mailto:\(email)")) {
                    Icon.mail.markup
                    notation.text("Écrire", "Write")
                }
            }
            if visit.may(.editContacts), !isPast {
                a(
                    .class("btn quiet icon no-small"), .href(visit.links.contact(contact.id, "edit")),
                    .data("key", "e"), .title(notation.text("Modifier (E)", "Edit (E)")),
                    .aria("label", notation.text("Modifier la fiche", "Edit the record"))
                ) { Icon.gear.markup }
            }
        }
    }

    private var asOfControl: Markup {
        details(.class("asof-menu no-small")) {
            summary(.class("asof")) {
                Icon.clock.markup
                reading.asOf.map { notation.text("Au ", "On ") + notation.day($0) }
                    ?? notation.text("À ce jour", "As of today")
                Icon.down.markup
            }
            form(.method("get"), .class("asof-form box")) {
                div(.class("field")) {
                    label(.for("as_of")) { notation.text("Voir au", "See as of") }
                    input(
                        .class("input"), .type("date"), .id("as_of"), .name("as_of"),
                        .value(visit.workspace.zone.day(at: reading.asOf ?? visit.now).description),
                        Attribute("max", visit.workspace.zone.day(at: visit.now).description))
                }
                button(.class("btn")) { notation.text("Remonter à ce jour", "Go back to that day") }
            }
        }
    }

    private var pastBanner: Markup {
        guard let asOf = reading.asOf else { return Markup() }
        return div(.class("banner warn in-page"), .role("status")) {
            Icon.clock.markup
            div {
                b {
                    notation.text("Vous regardez le \(notation.day(asOf))", "You are looking at \(notation.day(asOf))")
                }
                span(.class("muted")) {
                    notation.text("Rien ne peut être modifié à cette date. ", "Nothing can be changed on that day. ")
                    a(.class("link"), .href(visit.links.contact(contact.id))) {
                        notation.text("Revenir à aujourd’hui", "Back to today")
                    }
                }
            }
        }
    }

    // MARK: Content

    private var content: Markup {
        div(
            .id("contact"), .data("live", isPast ? nil : String(contact.id.value)),
            .hx("get", visit.call.target), .hx("trigger", "changed"), .hx("select", "#contact"),
            .hx("swap", "outerHTML")
        ) {
            identity
            if let report = reading.report {
                if !isPast { NextStepView(visit, reading, report).line }
                StageBranch(visit, reading, report).markup
                chronicle(report)
            } else {
                div(.class("box empty")) {
                    h2 { notation.text("Pas encore connu ce jour-là", "Not known yet on that day") }
                    p {
                        notation.text("Le premier fait date du ", "The first fact is of ")
                            + notation.day(reading.dossier.firstFact) + "."
                    }
                }
            }
            if visit.may(.recordActivities), !isPast { ActivityForm(visit, contact, reading.rules).dialogMarkup }
        }
    }

    private var identity: Markup {
        let company = reading.company
        let place = [contact.fields[.city] ?? company?.fields[.city], company?.fields[.industry], size(of: company)]
            .compactMap(\.self)
        let owner = contact.fields[.owner].map {
            notation.text("suivi par ", "followed by ") + reading.name(of: $0)
        }
        let facts = (place + [owner ?? notation.text("suivi par personne", "followed by nobody")]).joined(
            separator: " · ")
        return div(.class("ident")) {
            div {
                p {
                    if let title = contact.fields[.jobTitle] { title + (company == nil ? "" : ", ") }
                    if let company {
                        a(.class("link"), .href(visit.links.company(company.id))) {
                            company.fields[.name] ?? "#\(company.id.value)"
                        }
                    }
                }
                p(.class("faint small")) { facts }
            }
            if let report = reading.report {
                div(.class("tags")) {
                    TemperatureChip.markup(report.standing.temperature, notation)
                    if report.isUnscored {
                        span(.class("chip line")) { notation.text("Sans score", "Not scored") }
                    } else {
                        span(.class("chip line")) { notation.text("Note ", "Grade ") + report.grade }
                    }
                }
            }
        }
    }

    private func size(of company: Company?) -> String? {
        guard let size = company?.fields[.size], let number = Number(size) else { return nil }
        return notation.number(number, places: 0) + "\u{A0}" + notation.text("salariés", "employees")
    }

    private func chronicle(_ report: ContactReport) -> Markup {
        let filter = TimelineFilter(visit.query["channel"])
        let shown = reading.activities.filter { filter.includes($0, words) }
        let entries = TimelineEntry.entries(
            shown, filter == .all || filter == .proofs ? report.history : [], zone: notation.zone)
        let limit = visit.query.integer("facts") ?? 25
        return section(.class("section chrono"), .aria("labelledby", "chrono")) {
            div(.class("head")) {
                h2(.id("chrono")) { notation.text("Chronologie", "Timeline") }
                span(.class("count")) {
                    notation.plural(shown.count, Sentence(fr: "fait", en: "fact"), Sentence(fr: "faits", en: "facts"))
                }
                span(.class("end")) { filterForm(filter) }
            }
            StairsView(report, reading.activities, words, marks, notation, until: visit.now).markup(
                asOf: asOfSlider(report))
            if entries.isEmpty {
                div(.class("box empty")) {
                    h2 { notation.text("Rien sur ce canal", "Nothing on this channel") }
                    p {
                        notation.text(
                            "Les appels, rendez-vous, formulaires et paiements de ce contact apparaîtront ici.",
                            "Calls, meetings, forms and payments of this contact will appear here.")
                    }
                }
            }
            TimelineView(reading.rules, notation, now: visit.now).markup(Array(entries.prefix(limit)))
            if entries.count > limit {
                a(
                    .class("btn older"),
                    .href(visit.call.path + visit.query.with("facts", String(limit + 100)).query + "#timeline")
                ) {
                    notation.text(
                        "Les \(entries.count - limit) lignes plus anciennes", "The \(entries.count - limit) older lines"
                    )
                }
            }
        }
    }

    private func filterForm(_ filter: TimelineFilter) -> Markup {
        form(.method("get"), .class("row-actions")) {
            if let asOf = visit.query["as_of"] { input(.type("hidden"), .name("as_of"), .value(asOf)) }
            select(
                .class("pick"), .name("channel"), .aria("label", notation.text("Canal", "Channel")), .data("submits")
            ) {
                for one in TimelineFilter.allCases {
                    option(.value(one.rawValue), .selected(one == filter)) { visit.say(one.label) }
                }
            }
            button(.class("btn small nojs-only")) { notation.text("Filtrer", "Filter") }
        }
    }

    private func asOfSlider(_ report: ContactReport) -> Markup {
        let zone = notation.zone
        let first = zone.day(at: report.history.first?.at ?? report.asOf).number
        let last = max(zone.day(at: visit.now).number, first + 1)
        return input(
            .type("range"), .class("day-slider js-only"), .data("as-of", visit.links.contact(contact.id)),
            Attribute("min", String(first)), Attribute("max", String(last)),
            .value(String(zone.day(at: report.asOf).number)),
            .aria("label", notation.text("Jour regardé", "Day looked at")))
    }

    // MARK: Panel

    private var panel: Markup {
        group {
            if let report = reading.report {
                if !isPast { NextStepView(visit, reading, report).box }
                ScorePanel(report, notation, reading.rules, words, now: visit.now).markup
            }
            if !isPast { reading.duties.markup }
            if let touches = reading.touches { TouchesPanel(visit, reading, touches).markup }
            RecordPanel(visit, reading).markup
            if !isPast, let identity = reading.identity { identity.markup(visit) }
        }
    }

    private enum Words {
        static let contacts = Sentence(fr: "Contacts", en: "Contacts")
    }
}

/// Hot is contrast, not colour.
enum TemperatureChip {
    static func markup(_ temperature: Temperature?, _ notation: Notation) -> Markup {
        switch temperature {
        case .hot:
            span(.class("chip hot")) {
                Icon.flame.markup
                notation.text("Chaud", "Hot")
            }
        case .cold: span(.class("chip cold")) { notation.text("Froid", "Cold") }
        case nil: Markup()
        }
    }
}
