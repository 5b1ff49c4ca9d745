import HTML
import Verger

/// The fields that say what a body becomes, each with room for what is wrong with it.
struct HookEditor {
    let visit: Visit
    let form: HookForm
    let kinds: [(name: String, label: String)]

    private var notation: Notation { visit.notation }

    var markup: Markup {
        group {
            fieldset(notation.text("Ce qu’on lit", "What is read")) {
                slot(.only, "type == \"paid\"")
                slot(.each, "events")
            }
            fieldset(notation.text("Qui", "Who")) {
                for slot in HookSlot.person { self.slot(slot, HookEditor.examples[slot] ?? "") }
                lines(
                    "fields", form.map.fields, notation.text("Autres champs du contact", "Other fields of the contact"),
                    "city = address.city\ncountry = \"FR\"")
            }
            fieldset(notation.text("Ce qui est arrivé", "What happened")) {
                kind
                for slot in HookSlot.fact { self.slot(slot, HookEditor.examples[slot] ?? "") }
                lines(
                    "properties", form.map.properties, notation.text("Propriétés", "Properties"),
                    "plan = data.plan.name")
            }
        }
    }

    private static let examples: [HookSlot: String] = [
        .email: "data.email", .externalID: "data.user.id", .name: "data.full_name",
        .phone: "answers[?type == \"phone\"].value",
        .company: "data.company ?? data.organisation", .at: "created_at", .messageID: "id",
        .amount: "data.amount / 100",
        .currency: "data.currency",
    ]

    private func fieldset(_ title: String, @MarkupBuilder _ content: () -> Markup) -> Markup {
        element("fieldset", [.class("map-slots")], HTML.element("legend", [], Markup(title)) + content())
    }

    private func slot(_ slot: HookSlot, _ example: String) -> Markup {
        let id = "map_" + slot.rawValue
        return div(.class("map-slot")) {
            label(.for(id)) { visit.say(slot.label) }
            voidElement(
                "input",
                [
                    .class("input mono"), .type("text"), .id(id), .name(id), .value(form.map.slots[slot] ?? ""),
                    .placeholder(example), .autocomplete("off"), Attribute("spellcheck", "false"),
                    Attribute("autocapitalize", "off"), .aria("describedby", "note-" + slot.rawValue),
                    .aria("invalid", form.problem(slot.rawValue) == nil ? nil : "true"),
                ])
            HookEditor.note(visit, form, slot.rawValue)
        }
    }

    private var kind: Markup {
        div(.class("map-slot")) {
            label(.for("kind")) { notation.text("Fait", "Activity") }
            element(
                "select",
                [
                    .class("input"), .id("kind"), .name("kind"), .aria("describedby", "note-kind"),
                    .aria("invalid", form.problem("kind") == nil ? nil : "true"),
                ],
                group {
                    option(.value(""), .selected(form.map.kind.isEmpty)) {
                        notation.text("aucun\u{A0}: le contact seul", "none: the contact alone")
                    }
                    for kind in kinds {
                        option(.value(kind.name), .selected(kind.name == form.map.kind)) { kind.label }
                    }
                    if !form.map.kind.isEmpty, !kinds.contains(where: { $0.name == form.map.kind }) {
                        option(.value(form.map.kind), .selected(true)) { form.map.kind }
                    }
                })
            HookEditor.note(visit, form, "kind")
        }
    }

    private func lines(_ name: String, _ text: String, _ title: String, _ example: String) -> Markup {
        div(.class("map-slot wide")) {
            label(.for(name)) { title }
            textarea(
                .class("input mono"), .id(name), .name(name), Attribute("rows", "3"), .placeholder(example),
                Attribute("spellcheck", "false"), .aria("describedby", "note-" + name),
                .aria("invalid", form.problem(name) == nil ? nil : "true")
            ) { text }
            HookEditor.note(visit, form, name)
        }
    }

    // MARK: What is wrong

    private static let places = HookSlot.allCases.map(\.rawValue) + ["kind", "fields", "properties"]

    /// What is wrong with each field, to be put in its place.
    static func notes(_ visit: Visit, _ form: HookForm) -> Markup {
        group { for place in places { note(visit, form, place, isApart: true) } }
    }

    private static func note(_ visit: Visit, _ form: HookForm, _ place: String, isApart: Bool = false) -> Markup {
        let problems = form.problems.filter { $0.path == place }
        return span(
            .class("error"), .id("note-" + place), .aria("live", "polite"), .hx("swap-oob", isApart ? "true" : nil)
        ) {
            if !problems.isEmpty { Icon.warn.markup }
            problems.prefix(3).map { problem in
                let isLines = place == "fields" || place == "properties"
                let where_ = problem.place.map { isLines ? $0.text(in: visit.language) : columnText($0, visit) }
                return [where_, visit.say(problem.sentence)].compactMap(\.self).joined(
                    separator: visit.language == .french ? "\u{A0}: " : ": "
                ).capitalizedFirst
            }.joined(separator: ". ")
        }
    }

    private static func columnText(_ place: Place, _ visit: Visit) -> String {
        visit.notation.text("colonne \(place.column)", "column \(place.column)")
    }
}

extension HookSlot {
    var label: Sentence {
        switch self {
        case .each: Sentence(fr: "Chaque élément de", en: "Each item of")
        case .only: Sentence(fr: "Seulement si", en: "Only if")
        case .email: Sentence(fr: "E-mail", en: "E-mail")
        case .externalID: Sentence(fr: "Identifiant externe", en: "External id")
        case .name: Sentence(fr: "Prénom et nom", en: "Full name")
        case .firstName: Sentence(fr: "Prénom", en: "First name")
        case .lastName: Sentence(fr: "Nom", en: "Last name")
        case .phone: Sentence(fr: "Téléphone", en: "Phone")
        case .company: Sentence(fr: "Entreprise", en: "Company")
        case .jobTitle: Sentence(fr: "Fonction", en: "Job title")
        case .at: Sentence(fr: "Date", en: "Date")
        case .messageID: Sentence(fr: "Identifiant de l’envoi", en: "Message id")
        case .amount: Sentence(fr: "Montant", en: "Amount")
        case .currency: Sentence(fr: "Devise", en: "Currency")
        case .channel: Sentence(fr: "Canal", en: "Channel")
        case .campaign: Sentence(fr: "Campagne", en: "Campaign")
        }
    }
}
