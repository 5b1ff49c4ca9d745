import Verger

/// What was sent by a form, for spreadsheets: a column for each question that any version asked.
struct SubmissionSheet: Sendable {
    private let notation: Notation
    private let questions: [(id: String, label: String)]
    private let writer = CSVWriter(disarmsFormulas: true)

    /// `documents`: all versions, the latest first.
    init(_ notation: Notation, _ documents: [FormDocument]) {
        self.notation = notation
        var known: Set<String> = []
        var questions: [(id: String, label: String)] = []
        for question in documents.flatMap(\.questions) where known.insert(question.id).inserted {
            questions.append((question.id, question.label))
        }
        self.questions = questions
    }

    var head: [UInt8] {
        write(
            [
                notation.text("envoi", "submission"), notation.text("date", "date"),
                notation.text("contact", "contact"),
                "version", notation.text("voie", "way"), notation.text("consentements", "consents"),
                notation.text("confirmé", "confirmed"), "utm_source", "utm_campaign", "page",
            ] + questions.map(\.label))
    }

    func line(_ submission: Submission) -> [UInt8] {
        let answers = Dictionary(submission.answers.map { ($0.question, $0.values) }) { first, _ in first }
        return write(
            [
                String(submission.id), submission.at.iso8601, submission.contact.map { String($0.value) } ?? "",
                String(submission.version), submission.way.rawValue,
                submission.consents.map { "\($0.purpose)/\($0.channel.rawValue)" }.joined(separator: ", "),
                submission.confirmedAt?.iso8601 ?? "", submission.touch.source ?? "", submission.touch.campaign ?? "",
                submission.touch.values["page"] ?? "",
            ] + questions.map { answers[$0.id]?.joined(separator: ", ") ?? "" })
    }

    private func write(_ cells: [String]) -> [UInt8] {
        var bytes: [UInt8] = []
        writer.write(cells, to: &bytes)
        return bytes
    }
}
