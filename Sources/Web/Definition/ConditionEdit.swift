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

    init(path: String, was: String, text: String, problems: [PlacedProblem] = [], theirs: String? = nil) {
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

    var part: DefinitionPart {
        switch path.prefix(while: { $0 != "." && $0 != "[" }) {
        case "personas": .personas
        case "scoring": .score
        case "temperature": .temperature
        case "exclude": .exclusion
        default: .stages
        }
    }
}
