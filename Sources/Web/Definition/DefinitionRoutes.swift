import HTML
import HTTPTypes
import Storage
import Verger

/// The addresses of the definition: its parts, its text, its versions, its draft and the replay of it.
enum DefinitionRoutes {
    static let all: [Route] = parts + texts + drafts + replays

    // MARK: Looking

    private static let parts: [Route] = DefinitionPart.tabs.map { part in
        Route(.get, part == .stages ? "definition" : "definition/\(part.rawValue)", may: .viewDefinition) { visit in
            let reading = try visit.read { try DefinitionReading(visit, $0) }
            let edit =
                visit.may(.draftDefinition)
                ? visit.query.text("edit").flatMap { ConditionEdit($0, in: reading) } : nil
            return DefinitionAnswer(visit, reading).part(part, edit: edit)
        }
    }

    private static let texts: [Route] = [
        Route(.get, "definition/file", may: .viewDefinition) { visit in
            let reading = try visit.read { try DefinitionReading(visit, $0) }
            guard let shown = reading.shown else { return .redirect(to: visit.links.definition) }
            let problems = DraftSaving.check(shown.source, visit.workspace.zone, reading.segments).problems
            return DefinitionAnswer(visit, reading).file(shown.source, problems, mark: reading.mark.text)
        },
        Route(.get, "definition/file.yml", may: .viewDefinition) { visit in
            let reading = try visit.read { try DefinitionReading(visit, $0) }
            guard let shown = reading.shown else { throw Refusal.notFound }
            return .download(
                Array(shown.source.utf8), name: "definition-v\(shown.version).yml",
                type: "application/yaml; charset=utf-8")
        },
        Route(.get, "definition/versions", may: .viewDefinition) { visit in
            let (reading, all) = try visit.read { connection in
                (
                    try DefinitionReading(visit, connection), try Definitions(connection, in: visit.workspace).all()
                )
            }
            return DefinitionAnswer(visit, reading).versions(all)
        },
        Route(.get, "definition/versions/{version}", may: .viewDefinition) { visit in
            let version = Int(try visit.number("version"))
            let (reading, found) = try visit.read { connection in
                (
                    try DefinitionReading(visit, connection),
                    try Definitions(connection, in: visit.workspace).find(version: version)
                )
            }
            guard let found else { throw Refusal.notFound }
            return DefinitionAnswer(visit, reading).version(found)
        },
    ]

    // MARK: Writing

    private static let drafts: [Route] = [
        Route(.post, "definition/conditions", may: .draftDefinition) { visit in
            let reading = try visit.read { try DefinitionReading(visit, $0) }
            let edit = try DraftAnswers(visit).changedLines(visit.form)
            return .fragment(ConditionEditor(visit, edit, in: edit.part, under: reading.rulesShown).markup)
        },
        Route(.post, "definition/checks", may: .draftDefinition) { visit in
            .fragment(try ConditionCheck.answer(visit))
        },
        Route(.post, "definition/drafts", may: .draftDefinition) { try DraftAnswers($0).save() },
        Route(.post, "definition/drafts/discards", may: .draftDefinition) { try DraftAnswers($0).discard() },
        Route(.post, "definition/drafts/{version}/resumptions", may: .draftDefinition) {
            try DraftAnswers($0).resume()
        },
        Route(.get, "definition/activation", may: .activateDefinition) { visit in
            let reading = try visit.read { try DefinitionReading(visit, $0) }
            return DefinitionAnswer(visit, reading).activation()
        },
        Route(.post, "definition/activations", may: .activateDefinition) { try DraftAnswers($0).activate() },
    ]

    // MARK: Replaying

    private static let replays: [Route] = [
        Route(.get, "definition/replay", may: .draftDefinition) { visit in
            let reading = try visit.read { try DefinitionReading(visit, $0) }
            let job = visit.replay(reading)
            // The counts of the stages are outside this part: once they are known, the whole page is loaded.
            if job?.outcome != nil, visit.call.wantsFragment {
                return Answer.fragment(.init()).with(.hxRefresh, "true")
            }
            return visit.call.wantsFragment
                ? .fragment(ReplayView(visit: visit, reading: reading, job: job).markup)
                : .redirect(to: visit.links.definition + "#replay")
        },
        Route(.post, "definition/replays", may: .draftDefinition) { visit in
            let reading = try visit.read { try DefinitionReading(visit, $0) }
            _ = visit.replay(reading, isAsked: true)
            return .redirect(to: visit.links.definition + "#replay")
        },
        Route(.post, "definition/replays/cancellations", may: .draftDefinition) { visit in
            let reading = try visit.read { try DefinitionReading(visit, $0) }
            visit.site.replays.cancel(in: visit.workspace.id)
            visit.replay(reading)?.wait(milliseconds: 1000)
            return .redirect(to: visit.links.definition + "#replay")
        },
        Route(.get, "definition/replay/moves", may: .draftDefinition) { visit in
            let reading = try visit.read { try DefinitionReading(visit, $0) }
            guard visit.call.wantsFragment, let outcome = visit.replay(reading)?.outcome, let active = reading.active,
                let draft = reading.draft
            else { return .redirect(to: visit.links.definition + visit.query.query + "#moves") }
            return .fragment(
                MovesView(visit: visit, reading: reading, outcome: outcome, active: active, draft: draft).markup)
        },
        Route(.get, "definition/replay/moves.csv", may: .exportContacts) { try MovesExport($0).answer() },
    ]
}
