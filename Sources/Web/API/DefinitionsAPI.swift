import Exchange
import HTTPTypes
import NIOCore
import Storage
import Verger

/// Definitions, for programs: read, drafted, replayed, put in force.
enum DefinitionsAPI {
    static let routes = [
        Route(
            .get, api: "definitions", may: .viewDefinition,
            Operation(
                "List definitions", "All versions, newest first, without their documents.",
                answers: [
                    .init(.ok, "The versions.", .record(["items": .list(of: .definitionVersion)]))
                ]),
            { visit in
                try visit.read { connection in
                    let all = try Definitions(connection, in: visit.workspace).all()
                    return .json(.object([("items", .list(all.map { .object(members(of: $0, visit)) }))]))
                }
            }),
        Route(
            .post, api: "definitions", may: .draftDefinition,
            Operation(
                "Draft a definition",
                "Checked and kept, in force on no day. There is one draft at a time. As JSON, or as YAML with its comments.",
                content: .jsonOrYAML(.definitionInput),
                answers: [.init(.created, "The draft.", .definition, headers: ["Location", "ETag"])]
            ).onceOnly, draft),
        Route(
            .put, api: "definitions/draft", may: .draftDefinition,
            Operation(
                "Edit the draft of a definition", "Replaces the whole draft.", content: .jsonOrYAML(.definitionInput),
                answers: [.init(.ok, "The draft.", .definition, headers: ["ETag"])]
            ).ofVersion, edit),
        Route(
            .delete, api: "definitions/draft", may: .draftDefinition,
            Operation(
                "Discard the draft of a definition", "It stays among the versions.",
                answers: [.init(.noContent, "It is set aside.")]
            ).ofVersion, discard),
        Route(
            .post, api: "definitions/check", may: .viewDefinition,
            Operation(
                "Check a definition", "Everything that is wrong with it, warnings last.",
                content: .jsonOrYAML(.definitionInput),
                answers: [
                    .init(
                        .ok, "What was found; a wrong definition is an answer too.",
                        .record(["valid": .boolean, "problems": .list(of: .problem)]))
                ]),
            { visit in
                let problems = Definition.check(visit.document, zone: visit.workspace.zone).problems
                return .json(
                    .object([
                        ("valid", Document(.boolean(!problems.contains { $0.severity == .error }))),
                        ("problems", .list(problems.map { $0.document(in: visit.language) })),
                    ]))
            }),
        Route(
            .post, api: "definitions/replays", may: .draftDefinition,
            Operation(
                "Replay a definition",
                "Tries a definition, or a `version` of it, on the whole history: who would move, and did they pay? It "
                    + "changes nothing. Everyone is looked at: about a minute for a million contacts.",
                content: .json(
                    .input(["definition": .definitionInput, "version": .id, "stage": .text(1...100).orNull])),
                answers: [.init(.ok, "The document of `verger replay --json`.", .replay)]), replay),
        Route(
            .get, api: "definitions/{version}", may: .viewDefinition,
            Operation(
                "Read a definition", "A version, `active` for the one in force, or `draft`.",
                answers: [.init(.ok, "The definition.", .definition, headers: ["ETag"])]),
            { visit in try visit.read { answer(try find(visit, $0), visit) } }),
        Route(
            .post, api: "definitions/{version}/activations", may: .activateDefinition,
            Operation(
                "Activate a definition",
                "The draft, or another version, which then comes back as a new one; from now, or from a day to come.",
                content: .json(.input(["from": Schema.when.orNull])),
                answers: [.init(.ok, "The version that is, or will be, in force.", .definition)]
            ).onceOnly, activate),
    ]

    // MARK: Reading

    private static func find(_ visit: Visit, _ connection: any SQLConnection) throws -> Definitions.Stored {
        let definitions = Definitions(connection, in: visit.workspace)
        let found =
            switch visit.call.parameters["version"] {
            case "active": try definitions.active()
            case "draft": try definitions.draft()
            default: try definitions.find(version: Int(visit.number("version")))
            }
        guard let found else { throw Refusal.notFound }
        return found
    }

    private static func members(of stored: Definitions.Stored, _ visit: Visit) -> [(String, Document)] {
        [
            ("version", .number(stored.version)), ("status", .text(stored.status)),
            ("name", .text(stored.definition.name.text(in: visit.language))),
            ("from", .text(orNull: stored.effectiveFrom?.iso8601)), ("createdAt", .text(stored.createdAt.iso8601)),
            ("createdBy", .text(stored.createdBy)),
        ]
    }

    private static func document(_ stored: Definitions.Stored, _ visit: Visit) -> Document {
        .object(
            members(of: stored, visit) + [
                ("source", .text(stored.source)), ("definition", (try? Document(yaml: stored.source)) ?? .null),
            ])
    }

    private static func answer(
        _ stored: Definitions.Stored, _ visit: Visit, status: HTTPResponse.Status = .ok
    ) -> Answer {
        Answer.json(document(stored, visit), status: status).with(.eTag, "\"\(stored.revision)\"")
    }

    // MARK: Drafting

    private static func draft(_ visit: Visit) throws -> Answer {
        try visit.once { connection in
            let draft = try save(visit, over: nil, connection)
            return answer(draft, visit, status: .created).with(.location, "/api/v1/definitions/\(draft.version)")
        }
    }

    private static func edit(_ visit: Visit) throws -> Answer {
        try visit.write { connection in
            guard let current = try Definitions(connection, in: visit.workspace).draft() else { throw Refusal.notFound }
            try requireMatch(current, visit)
            return answer(try save(visit, over: current, connection), visit)
        }
    }

    private static func discard(_ visit: Visit) throws -> Answer {
        try visit.write { connection in
            let definitions = Definitions(connection, in: visit.workspace)
            guard let current = try definitions.draft() else { throw Refusal.notFound }
            try requireMatch(current, visit)
            try definitions.discardDraft(expecting: current.revision, by: visit.member.user.email, at: visit.now)
            return .nothing
        }
    }

    private static func requireMatch(_ current: Definitions.Stored, _ visit: Visit) throws {
        guard !visit.call.matches(Int64(current.revision)) else { return }
        throw Refusal.changed(document(current, visit), etag: "\"\(current.revision)\"")
    }

    private static func save(
        _ visit: Visit, over current: Definitions.Stored?, _ connection: any SQLConnection
    ) throws -> Definitions.Stored {
        let definitions = Definitions(connection, in: visit.workspace)
        let problems = Definition.check(visit.document, zone: visit.workspace.zone).problems
        let errors = problems.filter { $0.severity == .error }
        guard errors.isEmpty else { throw Refusal.invalid(errors) }
        _ = try definitions.rules(of: Definition(visit.document))
        do {
            return try definitions.saveDraft(
                visit.document, source: String(buffer: visit.call.body), expecting: current?.revision,
                by: visit.member.user.email, at: visit.now)
        } catch is DraftConflict {
            throw Refusal.conflict(
                Sentence(
                    fr: "Il y a déjà un brouillon\u{A0}: modifiez-le à l’adresse definitions/draft, ou écartez-le.",
                    en: "There is a draft already: edit it at definitions/draft, or discard it."))
        }
    }

    // MARK: Activating

    private static func activate(_ visit: Visit) throws -> Answer {
        var from = visit.now
        if let text = visit.document["from"]?.text {
            guard let instant = Instant(iso8601: text, in: visit.workspace.zone) else {
                throw Problem(ProfileReader.notDate, path: "from")
            }
            from = instant
        }
        return try visit.once { connection in
            answer(try putInForce(find(visit, connection), from: from, visit, connection), visit)
        }
    }

    private static func putInForce(
        _ chosen: Definitions.Stored, from: Instant, _ visit: Visit, _ connection: any SQLConnection
    ) throws -> Definitions.Stored {
        let definitions = Definitions(connection, in: visit.workspace)
        let author = visit.member.user.email
        // Checked again: segments and lists may have changed since it was written.
        _ = try definitions.rules(of: chosen.definition)
        if let draft = try definitions.draft(), draft.version == chosen.version {
            return try definitions.activateDraft(expecting: draft.revision, from: from, by: author, at: visit.now)
        }
        let document = try Document(yaml: chosen.source)
        guard from > visit.now else {
            return try definitions.activate(document, source: chosen.source, from: from, by: author, at: visit.now)
        }
        let version = try definitions.schedule(
            document, source: chosen.source, from: from, by: author, at: visit.now)
        guard let scheduled = try definitions.find(version: version) else { throw Refusal.notFound }
        return scheduled
    }

    // MARK: Replaying

    private static func replay(_ visit: Visit) throws -> Answer {
        let given = visit.document["definition"]
        guard (given == nil) != (visit.document["version"] == nil) else {
            throw Problem(
                Sentence(
                    fr: "donnez definition ou version, l’un des deux", en: "give definition or version, one of them"),
                path: "definition")
        }
        var replay = try visit.read { connection in
            let definitions = Definitions(connection, in: visit.workspace)
            guard let active = try definitions.active() else { throw Refusal.undefined }
            let proposed = try proposed(given, visit, definitions)
            let stage = visit.document["stage"]?.text
            if let stage, !proposed.stages.contains(where: { $0.id == stage }) {
                throw Schema.notAmong(proposed.stages.map(\.id), stage, at: "stage")
            }
            let rules = try definitions.rules(of: proposed)
            return Replay(
                old: .init(try visit.rules(on: connection), definition: active.definition, stage: stage),
                new: .init(rules, definition: proposed, stage: stage), at: visit.now)
        }
        try Census(visit.site.database, in: visit.workspace).run(&replay)
        return .json(replay.json)
    }

    private static func proposed(
        _ given: Document?, _ visit: Visit, _ definitions: Definitions
    ) throws -> Definition {
        if let given {
            let (definition, problems) = Definition.check(given, zone: visit.workspace.zone)
            let errors = problems.filter { $0.severity == .error }
            guard errors.isEmpty else { throw Problems(errors.map { $0.moved(to: "definition") }) }
            return definition
        }
        let version = visit.document["version"]?.integer ?? 0
        guard let stored = try definitions.find(version: version) else {
            throw Problem(
                Sentence(fr: "aucune version \(version)", en: "no version \(version)"), path: "version")
        }
        return stored.definition
    }
}

extension Schema {
    static let definitionInput = Schema.map(of: .anything).noted(
        "The document of `docs/conditions.md` §4: personas, scoring, stages, temperature and the rest.")

    static let definitionVersion = Schema.record([
        "version": .id, "status": .choice(["draft", "active", "archived"]), "name": .text, "from": .instant.orNull,
        "createdAt": .instant, "createdBy": .text,
    ]).named("DefinitionVersion")

    static let definition = Schema.record([
        "version": .id, "status": .choice(["draft", "active", "archived"]), "name": .text, "from": .instant.orNull,
        "createdAt": .instant, "createdBy": .text, "source": .text.noted("As it was written, comments included."),
        "definition": .anything,
    ]).named("Definition")

    private static let verdict = Schema.record([
        "stage": .text, "precision": .number.orNull, "recall": .number.orNull, "f1": .number.orNull,
        "leadDays": .number.orNull, "flagged": .integer, "right": .integer, "paid": .integer,
    ]).named("Verdict")

    private static let move = Schema.record(["from": .stageID, "to": .stageID, "count": .integer]).named("Move")

    static let replay = Schema.record([
        "contacts": .integer, "moves": .list(of: move), "old": verdict, "new": verdict,
        "weeks": .list(of: .record(["week": .text, "moves": .list(of: move)])),
        "workload": .list(
            of: .record(["week": .text, "owner": .text.orNull, "old": .integer, "new": .integer])),
    ]).named("Replay")
}
