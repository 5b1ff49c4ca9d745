extension ImportMapReader {
    /// `statement: {origin: Lyon fair, ground: consent, proof: box ticked at the stand}`.
    mutating func statement(_ value: Document) -> ImportStatement? {
        guard pairs(of: value, at: "statement", known: ["origin", "ground", "proof"]) != nil else { return nil }
        let grounds = ImportStatement.Ground.allCases.map(\.rawValue)
        let word = value["ground"]?.text ?? (value["proof"] == nil ? "none" : "consent")
        guard let ground = ImportStatement.Ground(rawValue: word) else {
            refuse(
                value["ground"] ?? value, at: "statement.ground",
                fr: "attendu : \(grounds.joined(separator: ", "))",
                en: "expected one of \(grounds.joined(separator: ", "))")
            return nil
        }
        let statement = ImportStatement(
            origin: value["origin"]?.text ?? "", ground: ground, proof: value["proof"]?.text?.trimmedOrNil)
        for problem in statement.problems {
            refuse(value, at: "statement.\(problem.path)", fr: problem.sentence.fr, en: problem.sentence.en)
        }
        return statement
    }
}
