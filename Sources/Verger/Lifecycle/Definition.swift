/// What a workspace means by its words: personas, scoring, stages and the rest, as one document (`docs/conditions.md` §4).
package struct Definition: Sendable {
    package struct Persona: Hashable, Sendable {
        package let id: String
        package let name: Sentence
        package let when: Condition
    }

    package struct FitRule: Hashable, Sendable {
        package let id: String
        package let points: Number
        package let when: Condition
    }

    package struct EngagementRule: Hashable, Sendable {
        package let id: String
        package let kinds: Kinds
        package let filter: Condition?
        package let points: Number
        /// Minutes to weeks; nil when points stay.
        package let halfLife: Span?
        package let cap: Number?
        package let atMost: Int?
    }

    package struct Stage: Hashable, Sendable {
        package let id: String
        package let name: Sentence
        package let aliases: [String]
        package let when: Condition
    }

    package struct Handover: Hashable, Sendable {
        package let stage: String
        /// Working hours in which sales must answer.
        package let answerWithin: Int
        /// Who is to answer for whom: the first that fits. Empty where the owners of contacts answer.
        package let routes: [Route]
    }

    package struct Route: Hashable, Sendable {
        package let when: Condition
        /// E-mail addresses, in turn.
        package let owners: [String]
    }

    package struct MessagePolicy: Hashable, Sendable {
        /// At most so many messages…
        package let cap: Int
        /// …in any period of this length.
        package let per: Span
        /// What clients receive: `newsletter` or `all`.
        package let clients: String
    }

    package internal(set) var name = Sentence(verbatim: "")
    package internal(set) var fields: [String: ValueType] = [:]
    /// What people call these fields, where that is not their name.
    package internal(set) var fieldLabels: [String: Sentence] = [:]
    /// What forms offer for a field of texts; others may be recorded too.
    package internal(set) var fieldValues: [String: [String]] = [:]
    /// The kinds that the workspace adds.
    package internal(set) var kinds: [ActivityKind] = []
    package internal(set) var groups: [String: [String]] = [:]
    package internal(set) var lists: [String: [String]] = [:]
    package internal(set) var segments: [String: Condition] = [:]
    package internal(set) var personas: [Persona] = []
    package internal(set) var fitRules: [FitRule] = []
    package internal(set) var engagementRules: [EngagementRule] = []
    package internal(set) var grades = Grades()
    package internal(set) var stages: [Stage] = []
    package internal(set) var hot: Condition?
    package internal(set) var exclusion: Condition?
    package internal(set) var handover: Handover?
    package internal(set) var messages = MessagePolicy(cap: 3, per: Span(30, .day), clients: "newsletter")
    /// Months since the contact's own last action.
    package internal(set) var retentionMonths: Int?
}

extension Definition {
    /// All that its conditions can name, in the zone of a workspace.
    package func catalogue(zone: Zone, segments more: [String: Condition] = [:], user: String? = nil) -> Catalogue {
        Catalogue(
            zone: zone, fields: fields, kinds: ActivityKind.catalogue + kinds, groups: groups, lists: lists,
            stages: stages.map(\.id), stageNames: stages.map(\.name),
            personas: personas.map { (id: $0.id, name: $0.name, when: $0.when) },
            segments: segments.merging(more) { _, added in added }, user: user, fieldLabels: fieldLabels,
            fieldValues: fieldValues)
    }
}
