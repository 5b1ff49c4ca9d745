import Synchronization
import Verger

/// The last answers to forms that made something, whole and in memory alone: some show a secret once.
final class AnsweredForms: Sendable {
    private static let capacity = 500
    private static let memory = 5 * Instant.minute
    /// Of one answer, in bytes.
    private static let longest = 128 * 1024

    private let answers = Mutex<[String: (answer: Answer, at: Instant)]>([:])

    func note(_ answer: Answer, to key: String, at now: Instant) {
        guard case .bytes(let bytes) = answer.body, bytes.count <= AnsweredForms.longest else { return }
        answers.withLock { answers in
            if answers.count >= AnsweredForms.capacity {
                answers = answers.filter { abs(now - $0.value.at) < AnsweredForms.memory }
            }
            if answers.count >= AnsweredForms.capacity { answers.removeAll() }
            answers[key] = (answer, now)
        }
    }

    func answer(to key: String, at now: Instant) -> Answer? {
        answers.withLock { answers in
            guard let known = answers[key], abs(now - known.at) < AnsweredForms.memory else { return nil }
            return known.answer
        }
    }
}
