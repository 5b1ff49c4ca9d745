/// What is known of somebody who is about to see a form.
package struct KnownPerson: Hashable, Sendable {
    /// Texts of the targets that have a value.
    package let targets: Set<String>

    package init(_ contact: Contact, hasCompany: Bool) {
        var targets = Set(contact.fields.keys.map { Question.Target.contact($0).text })
        for name in contact.custom.keys { targets.insert(Question.Target.custom(name).text) }
        if hasCompany { targets.insert(Question.Target.company.text) }
        self.targets = targets
    }
}

extension FormDocument {
    /// The questions that somebody is asked: what is known is not asked again, and of the progressive ones only so many at a
    /// time, the next ones another time.
    package func asked(of person: KnownPerson?) -> [Question] {
        var left = askAtMost ?? .max
        return questions.filter { question in
            guard question.isProgressive else { return true }
            if person?.targets.contains(question.target.text) == true || left == 0 { return false }
            left -= 1
            return true
        }
    }
}

extension Question {
    /// Whether it is to be answered, given the answers before it. One that depends on a question that is not shown is not.
    package func isShown(given answers: [String: [String]]) -> Bool {
        guard let showing else { return true }
        let given = answers[showing.question] ?? []
        switch showing.test {
        case .answered: return !given.isEmpty
        case .isValue: return given.contains(showing.value)
        case .isNot: return !given.contains(showing.value)
        }
    }
}
