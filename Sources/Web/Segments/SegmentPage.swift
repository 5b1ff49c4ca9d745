import HTML
import Storage
import Verger

/// One segment: its condition, who is in it, who came and went, why somebody is in it or not, what it is used for.
struct SegmentPage {
    let visit: Visit
    let reading: SegmentReading
    let segment: NamedSegment
    let facts: SegmentFacts

    private var notation: Notation { visit.notation }
    /// Nil unless contacts are added to it one by one.
    private var hand: HandSegment? { segment.saved.flatMap(HandSegment.init) }
    private var marks: StageMarks { StageMarks(reading.rules, visit.language) }

    var page: Page {
        var page = Page(.segments, title: segment.name)
        page.parent = (notation.text("Segments", "Segments"), visit.links.segments)
        page.fact = facts.count.map {
            notation.plural($0, Sentence(fr: "contact", en: "contact"), Sentence(fr: "contacts", en: "contacts"))
        }
        page.actions = actions
        page.bodyClass = "segment"
        page.content = content
        page.panel = SegmentPanel(visit: visit, reading: reading, segment: segment).markup
        return page
    }

    @MarkupBuilder private var actions: Markup {
        if visit.may(.viewContacts), facts.count != nil {
            a(.class("btn no-small"), .href(SegmentCount(visit: visit).link(segment))) {
                Icon.list.markup
                notation.text("Voir la liste", "See the list")
            }
        }
        if let saved = segment.saved, visit.may(.manageSegments) {
            a(.class("btn primary"), .href(visit.links.segment(saved.id, "edit")), .data("key", "e")) {
                notation.text("Modifier", "Edit")
            }
        } else if segment.saved == nil, visit.may(.draftDefinition) {
            a(
                .class("btn"),
                .href(
                    visit.links.editing("segments.\(segment.name)", in: .segments)
                        + "#segment-\(Fields.encoded(segment.name))")
            ) { notation.text("Modifier dans la définition", "Edit in the definition") }
        }
    }

    // MARK: Content

    private var content: Markup {
        group {
            condition
            explained
            members
            history
        }
    }

    private var condition: Markup {
        section(.aria("labelledby", "asks")) {
            h2(.id("asks"), .class("sr")) { notation.text("Condition", "Condition") }
            if let condition = segment.condition {
                p(.class("verdict policy")) {
                    ConditionSentence(reading.rules.catalogue, visit.language).text(of: condition) + "."
                }
            }
            p { ConditionMarkup.text(segment.text) }
            if let hand {
                p(.class("muted small")) {
                    span(.class("chip line")) { notation.text("tenu à la main", "kept by hand") }
                    notation.text(
                        " On y est quand on porte l’étiquette «\u{A0}\(hand.tag)\u{A0}». Ajoutez-y des contacts depuis leur ",
                        " Whoever carries the tag “\(hand.tag)” is in it. Add contacts from their ")
                    a(.class("link"), .href(visit.links.contacts)) { notation.text("liste", "list") }
                    "."
                }
            }
            if !facts.problems.isEmpty {
                div(.class("banner bad"), .role("alert")) {
                    Icon.warn.markup
                    div {
                        b {
                            notation.text(
                                "Elle ne va plus avec la définition", "It does not fit the definition any more")
                        }
                        for problem in facts.problems { span { problem.text(in: visit.language).capitalizedFirst } }
                    }
                }
            }
        }
    }

    // MARK: Why somebody

    private var explained: Markup {
        section(.class("section"), .id("why"), .aria("labelledby", "why-title")) {
            div(.class("head")) {
                h2(.id("why-title")) {
                    notation.text("Pourquoi quelqu’un y est, ou pas", "Why somebody is in it, or not")
                }
            }
            form(.method("get"), .class("why-form"), .action(visit.links.segment(segment))) {
                if segment.saved == nil { input(.type("hidden"), .name("name"), .value(segment.name)) }
                label(.class("sr"), .for("contact")) { notation.text("Contact", "Contact") }
                input(
                    .class("input"), .id("contact"), .name("contact"), .value(visit.query["contact"]),
                    .placeholder(notation.text("Adresse e-mail, identifiant ou numéro", "E-mail address, id or number"))
                )
                label(.class("sr"), .for("as_of")) { notation.text("Au", "As of") }
                input(
                    .class("input date"), .type("date"), .id("as_of"), .name("as_of"), .value(visit.query["as_of"]),
                    .title(notation.text("Un autre jour, facultatif", "Another day, optional")),
                    Attribute("max", visit.workspace.zone.day(at: visit.now).description))
                button(.class("btn")) { notation.text("Expliquer", "Explain") }
            }
            explanation
        }
    }

    @MarkupBuilder private var explanation: Markup {
        switch facts.explained {
        case .nobodyAsked: Markup()
        case .notFound:
            p(.class("error-line"), .role("alert")) {
                Icon.warn.markup
                notation.text(
                    "Personne de ce nom que vous puissiez voir. Essayez l’adresse e-mail.",
                    "Nobody of that name whom you may see. Try the e-mail address.")
            }
        case .notYet(let contact):
            p(.class("why-line")) {
                notation.text(
                    "\(contact.displayName) n’existait pas encore ce jour-là.",
                    "\(contact.displayName) was not there yet on that day.")
            }
        case .found(let contact, let explanation):
            p(.class("why-line")) {
                a(.class("link"), .href(visit.links.contact(contact.id))) { contact.displayName }
                if let day = try? visit.asOf() {
                    explanation.holds
                        ? notation.text(
                            " était dans ce segment le \(notation.day(day))\u{A0}:",
                            " was in this segment on \(notation.day(day)):")
                        : notation.text(
                            " n’était pas dans ce segment le \(notation.day(day))\u{A0}:",
                            " was not in this segment on \(notation.day(day)):")
                } else {
                    explanation.holds
                        ? notation.text(" est dans ce segment\u{A0}:", " is in this segment:")
                        : notation.text(" n’est pas dans ce segment\u{A0}:", " is not in this segment:")
                }
            }
            div(.class("because2")) {
                ExplanationView(
                    reading.rules.catalogue, notation, now: visit.now,
                    link: { [links = visit.links] in links.contact(contact.id) + "#fact-\($0.id)" }
                ).rules(explanation)
            }
        }
    }

    // MARK: Who

    @MarkupBuilder private var members: Markup {
        section(.class("section"), .id("members"), .aria("labelledby", "members-title")) {
            div(.class("head")) {
                h2(.id("members-title")) { notation.text("Qui y est", "Who is in it") }
                span(.class("end")) {
                    if facts.count ?? 0 > facts.sample.count {
                        a(.class("link"), .href(SegmentCount(visit: visit).link(segment))) {
                            notation.text("Tous", "All of them")
                        }
                    }
                }
            }
            if facts.sample.isEmpty {
                p(.class("muted")) {
                    notation.text(
                        "Personne pour l’instant. Le premier qui remplit la condition apparaîtra ici.",
                        "Nobody yet. The first one to meet the condition will appear here.")
                }
            } else {
                table(.class("table")) {
                    thead {
                        tr {
                            th { notation.text("Contact", "Contact") }
                            th { notation.text("Étape", "Stage") }
                            th(.class("no-small")) { notation.text("Dernière preuve", "Last evidence") }
                            th { span(.class("sr")) { notation.text("Actions", "Actions") } }
                        }
                    }
                    tbody { for row in facts.sample { self.row(row) } }
                }
            }
        }
    }

    private func row(_ row: ContactList.Row) -> Markup {
        let words = ActivityWords(reading.rules.catalogue, notation)
        return tr {
            td {
                a(.class("name"), .href(visit.links.contact(row.id))) { row.contact.displayName }
                span { row.companyName ?? "" }
            }
            td { marks.badge(row.stage) }
            td(.class("no-small")) {
                if let fact = row.evidence {
                    time(.datetime(fact.at.iso8601)) { notation.when(fact.at, now: visit.now) }
                    " " + words.title(fact)
                }
            }
            td(.class("r")) {
                if let hand, visit.may(.editContacts) {
                    visit.postForm(visit.links.to("contacts/bulk-actions"), .class("inline")) {
                        input(.type("hidden"), .name("action"), .value("remove_tag"))
                        input(.type("hidden"), .name("tag"), .value(hand.tag))
                        input(.type("hidden"), .name("contact"), .value(String(row.id.value)))
                        input(.type("hidden"), .name("from_segment"), .value(String(hand.segment.id.value)))
                        button(
                            .class("btn quiet small"),
                            .aria(
                                "label",
                                notation.text(
                                    "Retirer \(row.contact.displayName) du segment",
                                    "Remove \(row.contact.displayName) from the segment"))
                        ) { notation.text("Retirer", "Remove") }
                    }
                } else {
                    a(.class("link small"), .href(explaining(row.contact))) { notation.text("Pourquoi", "Why") }
                }
            }
        }
    }

    private func explaining(_ contact: Contact) -> String {
        let asked = Fields([("contact", String(contact.id.value))])
        let fields = segment.saved == nil ? Fields([("name", segment.name)] + asked.all) : asked
        let base = segment.saved.map { visit.links.segment($0.id) } ?? visit.links.to("segments/defined")
        return base + fields.query + "#why"
    }

    // MARK: Comings and goings

    @MarkupBuilder private var history: Markup {
        if let saved = segment.saved {
            section(.class("section"), .id("history"), .aria("labelledby", "history-title")) {
                div(.class("head")) {
                    h2(.id("history-title")) { notation.text("Entrées et sorties", "Comings and goings") }
                    span(.class("muted small")) {
                        notation.text(
                            "Depuis le \(notation.day(saved.since)).", "Since \(notation.day(saved.since)).")
                    }
                    span(.class("end")) { traffic }
                }
                if facts.events.isEmpty {
                    p(.class("muted")) {
                        notation.text(
                            "Personne n’est entré ni sorti depuis.", "Nobody has come or gone since.")
                    }
                }
                ul(.class("comings")) { for event in facts.events { self.event(event) } }
                if let last = facts.events.last, facts.hasMoreEvents {
                    p(.class("after small")) {
                        a(
                            .class("link"),
                            .href(
                                visit.links.segment(saved.id)
                                    + Fields([("before", "\(last.at.microseconds).\(last.contact.id.value)")]).query
                                    + "#history")
                        ) { notation.text("Plus anciennes", "Earlier ones") }
                    }
                }
            }
        }
    }

    private var traffic: String {
        let (came, went) = facts.traffic
        return notation.text(
            "en 30 jours, \(notation.count(came)) \(came < 2 ? "entrée" : "entrées") et \(notation.count(went)) \(went < 2 ? "sortie" : "sorties")",
            "in 30 days, \(notation.count(came)) in and \(notation.count(went)) out")
    }

    private func event(_ event: SegmentFacts.Event) -> Markup {
        li(.class("proof")) {
            time(.datetime(event.at.iso8601)) { notation.when(event.at, now: visit.now) }
            (event.isEntry ? Icon.right : Icon.left).markup
            span {
                a(.class("link"), .href(visit.links.contact(event.contact.id))) { event.contact.displayName }
                event.isEntry ? notation.text(" est entré", " came in") : notation.text(" est sorti", " went out")
            }
            span(.class("w")) {
                a(.class("link"), .href(explaining(event.contact))) { notation.text("pourquoi", "why") }
            }
        }
    }
}
