import HTML
import Verger

/// The page of one company: its people and their parts, the stage that their evidence makes together.
struct CompanyPage {
    let visit: Visit
    let reading: CompanyReading

    private var notation: Notation { visit.notation }
    private var marks: StageMarks { StageMarks(reading.rules, visit.language) }
    private var words: ActivityWords { ActivityWords(reading.rules.catalogue, notation) }
    private var name: String { reading.company.displayName }
    private var isPartial: Bool { visit.member.visibility != .everyone }

    var page: Page {
        var page = Page(.companies, title: name)
        page.parent = (notation.text("Entreprises", "Companies"), visit.links.companies)
        page.bodyClass = "person"
        page.actions = actions
        page.content = content
        page.panel = panel
        return page
    }

    private var mayEdit: Bool { visit.may(.editContacts) && reading.asOf == nil }

    @MarkupBuilder private var actions: Markup {
        if mayEdit {
            a(
                .class("btn no-small"), .href(visit.links.to("contacts/new") + Fields([("company", name)]).query),
                .data("key", "n")
            ) {
                Icon.plus.markup
                notation.text("Contact", "Contact")
            }
            a(
                .class("btn quiet icon"), .href(visit.links.company(reading.company.id) + "/edit"), .data("key", "e"),
                .title(notation.text("Modifier (E)", "Edit (E)")),
                .aria("label", notation.text("Modifier la fiche", "Edit the record"))
            ) { Icon.gear.markup }
        }
    }

    private var content: Markup {
        div(
            .id("company"), .data("live", reading.people.map { String($0.contact.id.value) }.joined(separator: " ")),
            .hx("get", visit.call.target), .hx("trigger", "changed"), .hx("select", "#company"),
            .hx("swap", "outerHTML")
        ) {
            if let report = reading.report { standing(report) } else { nothing }
            people
            if let report = reading.report { timeline(report) }
        }
    }

    private var nothing: Markup {
        div(.class("box empty")) {
            h2 { notation.text("Aucun fait sur cette entreprise", "No fact about this company") }
            p {
                notation.text(
                    "Son étape se calcule à partir des faits de ses contacts. Rattachez-lui un contact, ou importez-en.",
                    "Its stage is computed from the facts of its contacts. Attach a contact to it, or import some.")
            }
        }
    }

    // MARK: Stage

    private func standing(_ report: ContactReport) -> Markup {
        let view = ExplanationView(reading.rules.catalogue, notation, now: visit.now)
        return section(.class("ripen")) {
            p(.class("lead-line")) {
                marks.badge(report.standing.stage)
                " "
                TemperatureChip.markup(report.standing.temperature, notation)
                span(.class("muted")) {
                    notation.text(" depuis le ", " since ") + notation.day(report.standing.since) + source
                }
            }
            div(.class("because2")) {
                div(.class("col")) {
                    h3 { notation.text("Pourquoi ", "Why ") + marks.name(report.standing.stage) }
                    if let because = report.because { view.rules(because) }
                }
                div(.class("col")) {
                    if let missing = report.missing {
                        h3 {
                            notation.text("Ce qui manque pour ", "What is missing for ")
                                + (missing.name?.text(in: visit.language) ?? "")
                        }
                        view.rules(missing)
                    }
                }
            }
        }
    }

    /// On whose evidence the stage rests.
    private var source: String {
        isPartial
            ? notation.text(
                ", d’après les preuves réunies de ceux de ses contacts que vous voyez.",
                ", from the evidence of those of its contacts that you see, together.")
            : notation.text(
                ", d’après les preuves de tous ses contacts réunies.",
                ", from the evidence of all its contacts together.")
    }

    // MARK: People

    private var people: Markup {
        section(.class("section"), .aria("labelledby", "people")) {
            div(.class("head")) {
                h2(.id("people")) { notation.text("Personnes", "People") }
                span(.class("count")) { notation.count(reading.count) }
            }
            if reading.people.isEmpty {
                p(.class("muted")) { notation.text("Personne que vous puissiez voir.", "Nobody that you can see.") }
            } else {
                div(.class("scroll")) {
                    table(.class("table plain")) {
                        thead {
                            tr {
                                th { notation.text("Contact", "Contact") }
                                th { notation.text("Étape", "Stage") }
                                th { notation.text("Note", "Grade") }
                                th { notation.text("Son rôle dans l’achat", "Part in the purchase") }
                                th { notation.text("Dernier fait", "Last fact") }
                            }
                        }
                        tbody { for member in reading.people { row(member) } }
                    }
                }
                if reading.count > reading.people.count { rest }
                if let gap = missingPart { p(.class("small faint")) { gap } }
            }
        }
    }

    /// Where those are found who have no room here.
    private var rest: Markup {
        p(.class("small faint")) {
            notation.text(
                "Les \(notation.count(reading.people.count)) plus avancées. ",
                "The \(notation.count(reading.people.count)) furthest. ")
            a(.class("link"), .href(visit.links.contacts(where: "company.name = \(name.inQuotes)"))) {
                notation.text("Toutes dans la liste des contacts", "All of them in the list of contacts")
            }
        }
    }

    private func row(_ member: CompanyReading.Member) -> Markup {
        tr {
            td {
                a(.class("name"), .href(visit.links.contact(member.contact.id))) { member.contact.displayName }
                span { member.contact.fields[.jobTitle] ?? "" }
            }
            td { marks.badge(member.standing?.stage) }
            td { member.grade }
            td { parts(member) }
            td {
                if let fact = member.lastFact {
                    time(.class("faint"), .datetime(fact.at.iso8601)) { notation.shortDay(fact.at, now: visit.now) }
                    " " + words.title(fact)
                }
            }
        }
    }

    @MarkupBuilder private func parts(_ member: CompanyReading.Member) -> Markup {
        if visit.may(.editContacts), reading.asOf == nil {
            visit.postForm(visit.links.contact(member.contact.id, "parts"), .class("parts")) {
                input(.type("hidden"), .name("company"), .value(String(reading.company.id.value)))
                for part in BuyingPart.allCases {
                    label(.class("tick")) {
                        input(
                            .type("checkbox"), .class("check"), .name("part"), .value(part.rawValue),
                            .checked(member.parts.contains(part)), .data("submits"))
                        visit.say(part.label)
                    }
                }
                button(.class("btn small nojs-only")) { notation.text("Noter", "Save") }
            }
        } else {
            BuyingPart.allCases.filter(member.parts.contains).map { visit.say($0.label) }.joined(separator: ", ")
        }
    }

    /// Nobody who decides is known: what a salesperson wants to know first.
    private var missingPart: String? {
        guard !reading.knownParts.contains(.decides) else { return nil }
        return notation.text(
            "Personne n’est connu pour décider. Cochez qui décide, ou cherchez cette personne.",
            "Nobody is known to decide. Tick who does, or look for that person.")
    }

    private func timeline(_ report: ContactReport) -> Markup {
        let entries = TimelineEntry.entries(
            reading.activities.filter { $0.kind != "email_delivered" }, report.history, zone: notation.zone)
        let limit = visit.query.integer("facts") ?? 15
        return section(.class("section chrono"), .aria("labelledby", "chrono")) {
            div(.class("head")) {
                h2(.id("chrono")) { notation.text("Chronologie", "Timeline") }
                span(.class("count")) {
                    notation.plural(
                        reading.activities.count, Sentence(fr: "fait", en: "fact"), Sentence(fr: "faits", en: "facts"))
                }
            }
            StairsView(report, reading.activities, words, marks, notation, until: visit.now).markup(asOf: Markup())
            TimelineView(reading.rules, notation, now: visit.now).markup(Array(entries.prefix(limit)))
            if entries.count > limit {
                a(
                    .class("btn older"),
                    .href(visit.call.path + visit.query.with("facts", String(limit + 100)).query + "#chrono")
                ) {
                    notation.text(
                        "Les \(entries.count - limit) lignes plus anciennes", "The \(entries.count - limit) older lines"
                    )
                }
            }
        }
    }

    // MARK: Panel

    private var panel: Markup {
        group {
            record
            if reading.asOf == nil, let identity = reading.identity { identity.markup(visit) }
        }
    }

    private var record: Markup {
        section {
            div(.class("head")) { h2 { notation.text("Fiche", "Record") } }
            ul(.class("kv")) {
                for field in CompanyField.allCases {
                    if let value = reading.company.fields[field] {
                        li {
                            span { visit.say(field.title) }
                            span { value }
                        }
                    }
                }
            }
        }
    }
}
