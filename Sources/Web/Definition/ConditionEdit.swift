import Exchange
import Storage
import Verger

/// The form of one condition of a definition: what was read, what was typed, what is wrong with it.
struct ConditionEdit {
    /// In the document.
    let path: String
    /// As it was when the form was opened.
    let was: String
    let text: String
    var problems: [PlacedProblem] = []
    /// What somebody else has written there meanwhile.
    var theirs: String?
    /// The lines of its builder, while they are changed.
    var fields: Fields?

    init(
        path: String, was: String, text: String, problems: [PlacedProblem] = [], theirs: String? = nil,
        fields: Fields? = nil
    ) {
        self.fields = fields
        self.path = path
        self.was = was
        self.text = text
        self.problems = problems
        self.theirs = theirs
    }

    /// Of what is looked at; nil when there is no such condition, or it is not written as a text.
    init?(_ path: String, in reading: DefinitionReading) {
        guard let shown = reading.shown, let steps = DocumentPath(path),
            let value = YAMLText(shown.source)?.value(at: steps)
        else { return nil }
        self.init(path: path, was: value.trimmed, text: value.trimmed)
    }

    /// Where it stands; nil for the filter of a fact, which has no builder.
    var setting: Setting? {
        guard !path.hasSuffix(".where") else { return nil }
        return switch part {
        case .personas: .persona
        case .score: .scoring
        case .temperature: .temperature
        case .exclusion: .exclusion
        case .segments: .segment
        default: .stage
        }
    }

    var part: DefinitionPart {
        switch path.prefix(while: { $0 != "." && $0 != "[" }) {
        case "personas": .personas
        case "scoring": .score
        case "temperature": .temperature
        case "exclude": .exclusion
        case "segments": .segments
        default: .stages
        }
    }
}
