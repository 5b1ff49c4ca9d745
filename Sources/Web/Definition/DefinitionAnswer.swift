import HTML
import HTTPTypes
import Storage
import Verger

/// The pages of the definition, from what was read.
struct DefinitionAnswer {
    private let visit: Visit
    private let reading: DefinitionReading

    init(_ visit: Visit, _ reading: DefinitionReading) {
        self.visit = visit
        self.reading = reading
    }

    private var notation: Notation { visit.notation }

    func part(_ part: DefinitionPart, edit: ConditionEdit?, status: HTTPResponse.Status = .ok) -> Answer {
        guard let shown = reading.shown else { return empty() }
        let items = DefinitionItems(reading, shown.definition, notation)
        switch part {
        case .stages: return stages(shown, edit, status)
        case .personas: return answer(.part(part), rules(part, [(items.personas, nil, nil)], edit), status)
        case .score:
            let groups: [([DefinitionItem], String?, String?)] = [
                (
                    items.fit, notation.text("Adéquation", "Fit"),
                    notation.text(
                        "Dit si la personne vous ressemble\u{A0}: lettre A à D.",
                        "Says how alike they are to your clients: letter A to D.")
                ),
                (
                    items.engagement, notation.text("Engagement", "Engagement"),
                    notation.text(
                        "Dit si elle s’intéresse à vous maintenant\u{A0}: chiffre 1 à 4.",
                        "Says how much they care now: number 1 to 4.")
                ),
            ]
            return answer(.part(part), rules(part, groups, edit) + grades(shown.definition), status)
        case .temperature: return answer(.part(part), rules(part, [(items.temperature, nil, nil)], edit), status)
        case .exclusion: return answer(.part(part), rules(part, [(items.exclusion, nil, nil)], edit), status)
        case .handover, .messages, .retention:
            let view = PoliciesView(visit: visit, reading: reading, shown: shown.definition, part: part)
            return answer(.part(part), view.markup, status)
        case .segments: return answer(.part(part), rules(part, [(items.segments, nil, nil)], edit), status)
        case .vocabulary:
            let view = VocabularyView(visit: visit, reading: reading, shown: shown.definition)
            return answer(.part(part), view.markup, status)
        }
    }

    func file(
        _ source: String, _ problems: [PlacedProblem], mark: String, conflict: String? = nil,
        status: HTTPResponse.Status = .ok
    ) -> Answer {
        let view = FileView(
            visit: visit, reading: reading, source: source, problems: problems, conflict: conflict, mark: mark)
        return answer(.file, view.markup, status)
    }

    func versions(_ all: [Definitions.Stored]) -> Answer {
        answer(.versions, VersionsView(visit: visit, reading: reading, all: all).markup)
    }

    func version(_ stored: Definitions.Stored) -> Answer {
        answer(.versions, VersionView(visit: visit, reading: reading, stored: stored).markup)
    }

    func activation(problem: String? = nil) -> Answer {
        guard let draft = reading.draft else { return .redirect(to: visit.links.definition) }
        let view = ActivationView(
            visit: visit, draft: draft, outcome: visit.replay(reading)?.outcome, problem: problem)
        return answer(
            .part(.stages), div(.class("dialog is-page"), .id("activation-page")) { view.markup },
            problem == nil ? .ok : .unprocessableContent)
    }

    // MARK: Parts

    private func stages(_ shown: Definitions.Stored, _ edit: ConditionEdit?, _ status: HTTPResponse.Status) -> Answer {
        let job = visit.replay(reading)
        let view = StagesView(visit: visit, reading: reading, shown: shown, outcome: job?.outcome, edit: edit)
        let replay = ReplayView(visit: visit, reading: reading, job: job)
        var page = DefinitionPage(visit: visit, reading: reading, tab: .part(.stages), hasDialog: job?.outcome != nil)
            .page(view.markup + draftLine + replay.markup)
        if let draft = reading.draft, let outcome = job?.outcome, visit.may(.activateDefinition) {
            page.content =
                page.content
                + dialog(.class("dialog"), .id("activation"), .aria("labelledby", "activation-title")) {
                    ActivationView(visit: visit, draft: draft, outcome: outcome).markup
                }
        }
        return answer(page, status)
    }

    /// What else can be done with the draft, or how one begins.
    @MarkupBuilder private var draftLine: Markup {
        if reading.asOf == nil, visit.may(.draftDefinition) {
            if let draft = reading.draft {
                div(.class("draft-line small")) {
                    span(.class("faint")) {
                        notation.text(
                            "Brouillon enregistré par \(reading.name(of: draft.changedBy)) le \(notation.dayAndTime(draft.changedAt)).",
                            "Draft saved by \(reading.name(of: draft.changedBy)) on \(notation.dayAndTime(draft.changedAt))."
                        )
                    }
                    visit.postForm(visit.links.definition("drafts/discards")) {
                        input(.type("hidden"), .name("revision"), .value(String(draft.revision)))
                        button(.class("link"), .id("discard")) {
                            notation.text("Abandonner le brouillon", "Discard the draft")
                        }
                    }
                }
            } else {
                p(.class("draft-line small faint")) {
                    notation.text(
                        "Modifiez une condition\u{A0}: un brouillon se crée, se rejoue sur l’historique, et rien ne change avant son activation.",
                        "Edit a condition: a draft is made and replayed on the history, and nothing changes until it is put in force."
                    )
                }
            }
        }
    }

    private func rules(
        _ part: DefinitionPart, _ groups: [([DefinitionItem], String?, String?)], _ edit: ConditionEdit?
    ) -> Markup {
        Markup(
            groups.map { items, title, purpose in
                RulesView(
                    visit: visit, reading: reading, part: part, title: title ?? notation.text(part.label),
                    purpose: purpose ?? notation.text(part.purpose), items: items, edit: edit
                ).markup
            })
    }

    private func grades(_ definition: Definition) -> Markup {
        func limits(_ numbers: [Number], _ names: [String]) -> String {
            zip(names, numbers).map { "\($0) ≥ \(notation.number($1, places: 0))" }.joined(separator: ", ")
        }
        func sentence(_ grades: Grades) -> String {
            notation.text("Adéquation\u{A0}: ", "Fit: ") + limits(grades.fit, ["A", "B", "C"]) + "\u{202F}; "
                + notation.text("engagement\u{A0}: ", "engagement: ") + limits(grades.engagement, ["1", "2", "3"]) + "."
        }
        return section(.class("section"), .aria("labelledby", "grades")) {
            div(.class("head")) { h2(.id("grades")) { notation.text("Notes", "Grades") } }
            p(.class("espalier-text")) {
                ConditionMarkup.sentence(sentence(definition.grades), was: reading.compared.map { sentence($0.grades) })
            }
        }
    }

    private func empty() -> Answer {
        let content = div(.class("start")) {
            h2 { notation.text("Dites ce que vos mots veulent dire", "Say what your words mean") }
            p {
                notation.text(
                    "Une définition dit qui est prospect, client, ambassadeur. Les étapes s’en déduisent toutes seules.",
                    "A definition says who is a prospect, a client, an ambassador. Stages follow from it by themselves."
                )
            }
            StartingPoints(visit, mark: reading.mark).markup
        }
        return answer(.part(.stages), content)
    }

    private func answer(_ tab: DefinitionPage.Tab, _ content: Markup, _ status: HTTPResponse.Status = .ok) -> Answer {
        answer(DefinitionPage(visit: visit, reading: reading, tab: tab, hasDialog: false).page(content), status)
    }

    private func answer(_ page: Page, _ status: HTTPResponse.Status) -> Answer {
        var answer = visit.answer(page)
        answer.status = status
        return answer
    }
}
