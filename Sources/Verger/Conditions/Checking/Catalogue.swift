/// All that conditions of one workspace can name.
package struct Catalogue: Sendable {
    package var zone: Zone
    /// Fields that the workspace defines, with their types.
    package var fields: [String: ValueType]
    package var kinds: [ActivityKind] { didSet { kindsByName = Catalogue.byName(kinds) } }
    /// The first of each name.
    package private(set) var kindsByName: [String: ActivityKind]
    /// The groups that the definition adds, with the kinds that are in each.
    package var groups: [String: [String]]
    package var lists: [String: [String]]
    /// Ids, in the order of the definition.
    package var stages: [String]
    package var stageNames: [Sentence]
    package var personas: [(id: String, name: Sentence, when: Condition)]
    package var segments: [String: Condition]
    /// Whom `me` stands for; nil where nobody is signed in.
    package var user: String?
    /// What people call the fields that the workspace defines, where that is not their name.
    package var fieldLabels: [String: Sentence]
    /// What forms offer for a field.
    package var fieldValues: [String: [String]]

    package init(
        zone: Zone = .paris, fields: [String: ValueType] = [:], kinds: [ActivityKind] = ActivityKind.catalogue,
        groups: [String: [String]] = [:], lists: [String: [String]] = [:], stages: [String] = [],
        stageNames: [Sentence] = [], personas: [(id: String, name: Sentence, when: Condition)] = [],
        segments: [String: Condition] = [:], user: String? = nil, fieldLabels: [String: Sentence] = [:],
        fieldValues: [String: [String]] = [:]
    ) {
        self.zone = zone
        self.fields = fields
        self.kinds = kinds
        kindsByName = Catalogue.byName(kinds)
        self.groups = groups
        self.lists = lists
        self.stages = stages
        self.stageNames = stageNames
        self.personas = personas
        self.segments = segments
        self.user = user
        self.fieldLabels = fieldLabels
        self.fieldValues = fieldValues
    }

    /// The kinds of the group `name`, built in, workspace-defined, or by the kinds that say they belong to it; nil when
    /// there is no such group.
    func kinds(inGroup name: String) -> [ActivityKind]? {
        let members = groups[name].map(Set.init)
        guard members != nil || ActivityKind.groups.contains(name) || kinds.contains(where: { $0.group == name }) else {
            return nil
        }
        return kinds.filter { $0.group == name || members?.contains($0.name) == true }
    }

    var groupNames: [String] {
        Array(Set(ActivityKind.groups + groups.keys + kinds.map(\.group))).sorted()
    }

    func label(ofGroup name: String) -> Sentence {
        switch name {
        case "visit": Sentence(fr: "visite", en: "visit")
        case "response": Sentence(fr: "réponse au marketing", en: "response to marketing")
        case "exchange": Sentence(fr: "échange", en: "two-way exchange")
        case "intent": Sentence(fr: "intention d’achat", en: "sign of intent")
        case "sales": Sentence(fr: "fait de vente", en: "sales fact")
        case "purchase": Sentence(fr: "fait d’achat", en: "purchase fact")
        case "advocacy": Sentence(fr: "recommandation", en: "act of advocacy")
        case "outbound": Sentence(fr: "envoi de notre part", en: "message from us")
        default: Sentence(verbatim: name)
        }
    }
}

/// Where a condition stands; some things can't be asked there, because they are derived from it.
package enum Setting: Sendable {
    case segment, stage, persona, scoring, temperature, exclusion

    var name: Sentence {
        switch self {
        case .segment: Sentence(fr: "un segment", en: "a segment")
        case .stage: Sentence(fr: "une étape", en: "a stage")
        case .persona: Sentence(fr: "un persona", en: "a persona")
        case .scoring: Sentence(fr: "une règle de score", en: "a scoring rule")
        case .temperature: Sentence(fr: "la température", en: "the temperature")
        case .exclusion: Sentence(fr: "l’exclusion", en: "the exclusion")
        }
    }
}

extension Catalogue {
    private static func byName(_ kinds: [ActivityKind]) -> [String: ActivityKind] {
        Dictionary(kinds.map { ($0.name, $0) }) { first, _ in first }
    }
}
