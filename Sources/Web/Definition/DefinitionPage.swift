import HTML
import Storage
import Verger

/// What stands around every page of the definition: title, actions, tabs, what is announced.
struct DefinitionPage {
    enum Tab: Hashable {
        case part(DefinitionPart)
        case file, versions
    }

    let visit: Visit
    let reading: DefinitionReading
    let tab: Tab
    /// Whether the question before activation is on the page.
    let hasDialog: Bool

    private var notation: Notation { visit.notation }

    func page(_ content: Markup) -> Page {
        let name = reading.shown.map { notation.text($0.definition.name) } ?? notation.text("Définition", "Definition")
        var page = Page(.definition, title: name)
        page.fact = fact
        page.actions = actions
        page.tabs = tabs
        page.banner = banner
        page.bodyClass = "define"
        page.content = content
        return page
    }

    /// `brouillon v8, comparé à v7 active depuis le 2 mars 2026`.
    private var fact: String? {
        guard let active = reading.active else { return nil }
        let since = notation.day(active.effectiveFrom ?? active.createdAt)
        guard let draft = reading.draft else {
            return notation.text(
                "v\(active.version), active depuis le \(since)", "v\(active.version), in force since \(since)")
        }
        return notation.text(
            "brouillon v\(draft.version), comparé à v\(active.version) active depuis le \(since)",
            "draft v\(draft.version), compared with v\(active.version), in force since \(since)")
    }

    // MARK: Bar

    private var actions: Markup {
        group {
            if tab == .part(.stages), reading.active != nil { asOfControl }
            if reading.shown != nil {
                a(
                    .class("btn no-small"), .href(visit.links.definition("file")),
                    .aria("current", tab == .file ? "page" : nil)
                ) {
                    Icon.code.markup
                    notation.text("Fichier", "File")
                }
            }
            if reading.draft != nil, visit.may(.draftDefinition) {
                visit.postForm(visit.links.definition("replays"), .class("no-small")) {
                    button(.class("btn"), .id("replay-again")) {
                        Icon.play.markup
                        notation.text("Rejouer", "Replay")
                    }
                }
                if visit.may(.activateDefinition) {
                    a(
                        .class("btn primary"), .href(visit.links.definition("activation")), .id("activate"),
                        .data("opens", hasDialog ? "activation" : nil)
                    ) {
                        span {
                            notation.text("Activer", "Activate")
                            span(.class("no-small")) { notation.text(" à partir du…", " from…") }
                        }
                    }
                }
            }
        }
    }

    /// Another day, whose counts are shown.
    private var asOfControl: Markup {
        details(.class("asof-menu no-small")) {
            summary(.class("asof")) {
                Icon.clock.markup
                reading.asOf.map { notation.text("Au ", "On ") + notation.day($0) }
                    ?? notation.text("À ce jour", "As of today")
                Icon.down.markup
            }
            form(.method("get"), .class("asof-form box"), .action(visit.links.definition)) {
                div(.class("field")) {
                    label(.for("as_of")) { notation.text("Effectifs au", "Counts as of") }
                    input(
                        .class("input"), .type("date"), .id("as_of"), .name("as_of"),
                        .value(visit.workspace.zone.day(at: reading.asOf ?? visit.now).description),
                        Attribute("max", visit.workspace.zone.day(at: visit.now).description))
                }
                button(.class("btn")) { notation.text("Voir ce jour", "See that day") }
            }
        }
    }

    private var tabs: Markup {
        guard let shown = reading.shown else { return Markup() }
        return nav(.class("tabs"), .aria("label", notation.text("Parties de la définition", "Parts of the definition")))
        {
            for part in DefinitionPart.tabs {
                a(.href(visit.links.definition(part)), .aria("current", tab == .part(part) ? "page" : nil)) {
                    notation.text(part.label)
                    if let number = reading.changes[part] {
                        span(.class("chip warn")) {
                            notation.plural(
                                number, Sentence(fr: "modifiée", en: "changed"),
                                Sentence(fr: "modifiées", en: "changed"))
                        }
                    } else if let number = shown.definition.size(of: part) {
                        span(.class("n")) { notation.count(number) }
                    }
                }
            }
            a(.href(visit.links.definition("versions")), .aria("current", tab == .versions ? "page" : nil)) {
                notation.text("Versions", "Versions")
            }
            a(.href(visit.links.definition("file")), .aria("current", tab == .file ? "page" : nil)) {
                notation.text("Fichier", "File")
            }
        }
    }

    // MARK: What is announced

    private var banner: Markup {
        group {
            for stored in reading.scheduled { scheduledBanner(stored) }
            if let asOf = reading.asOf {
                div(.class("banner warn define-banner"), .role("status")) {
                    Icon.clock.markup
                    div {
                        b {
                            notation.text(
                                "Vous regardez le \(notation.day(asOf))", "You are looking at \(notation.day(asOf))")
                        }
                        span {
                            notation.text(
                                "Les effectifs sont ceux de ce jour, sous la définition d’aujourd’hui. ",
                                "The counts are of that day, under today’s definition. ")
                            a(.class("link"), .href(visit.links.definition)) {
                                notation.text("Revenir à aujourd’hui", "Back to today")
                            }
                        }
                    }
                }
            }
        }
    }

    private func scheduledBanner(_ stored: Definitions.Stored) -> Markup {
        let day = notation.day(stored.effectiveFrom ?? stored.createdAt)
        return div(.class("banner warn define-banner"), .role("status")) {
            Icon.calendar.markup
            div {
                b {
                    notation.text(
                        "v\(stored.version) entrera en vigueur le \(day)",
                        "v\(stored.version) comes into force on \(day)")
                }
                span {
                    notation.text(
                        "Programmée par \(reading.name(of: stored.changedBy)). ",
                        "Scheduled by \(reading.name(of: stored.changedBy)). ")
                    a(.class("link"), .href(visit.links.definition("versions/\(stored.version)"))) {
                        notation.text("Voir ce qu’elle change", "See what it changes")
                    }
                }
                if reading.draft == nil, visit.may(.activateDefinition) {
                    visit.postForm(visit.links.definition("drafts/\(stored.version)/resumptions")) {
                        button(.class("link-button small")) {
                            notation.text("En refaire un brouillon", "Make it a draft again")
                        }
                    }
                }
            }
        }
    }
}

extension Definition {
    /// How many things a tab holds, where that says something.
    func size(of part: DefinitionPart) -> Int? {
        switch part {
        case .personas: personas.count
        case .score: fitRules.count + engagementRules.count
        case .segments: segments.count
        case .stages, .temperature, .exclusion, .handover, .messages, .retention, .vocabulary: nil
        }
    }
}
