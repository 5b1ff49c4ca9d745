/// A property of a sample activity: the column `properties.NAME`.
enum Detail: String, CaseIterable, Sendable {
    case content, level, form, event, message, url
    case survey, score
    case direction, minutes, outcome
    case date, key, answer, reason, stage
    case failure = "class"
    case referred, product, quote, order, note
}
