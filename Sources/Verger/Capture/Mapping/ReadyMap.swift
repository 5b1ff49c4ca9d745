/// An export that many programs write alike: recognised by its header, and read without anybody saying how.
package struct ReadyMap: Sendable {
    /// How it is kept: `meta-lead-ads`.
    package let name: String
    /// What people call it.
    package let label: Sentence
    /// Compact names of columns: all of one of these are there.
    let marks: [[String]]
    /// What columns are, by compact name; nil for what is left aside. The others are recognised by their names.
    let columns: [String: ColumnTarget?]
    let fact: ImportMapping.Fact?
    let source: String?
    let dates: [String]
    /// Whether what nobody knows is an answer that people gave, and stays with the form.
    let keepsAnswers: Bool

    init(
        _ name: String, _ label: Sentence, marks: [[String]], _ columns: [String: ColumnTarget?],
        fact: ImportMapping.Fact? = nil, source: String? = nil, dates: [String] = [], keepsAnswers: Bool = false
    ) {
        self.name = name
        self.label = label
        self.marks = marks.map { $0.map(\.compactName) }
        self.columns = Dictionary(columns.map { ($0.key.compactName, $0.value) }) { first, _ in first }
        self.fact = fact
        self.source = source
        self.dates = dates
        self.keepsAnswers = keepsAnswers
    }

    package static func named(_ name: String) -> ReadyMap? { all.first { $0.name == name } }

    /// The one whose columns `header` has.
    package static func recognised(by header: [String]) -> ReadyMap? {
        let names = Set(header.map(\.compactName))
        return all.first { map in map.marks.contains { names.isSuperset(of: $0) } }
    }

    /// What it makes of `header`.
    package func mapping(of header: [String], fields: some Collection<String>) -> ImportMapping {
        let own = Dictionary(fields.map { ($0.compactName, $0) }) { first, _ in first }
        var taken: Set<ColumnTarget> = []
        var columns = header.map { title -> ImportMapping.Column in
            let name = title.compactName
            guard let listed = self.columns[name], own[name] == nil else { return .init(title, nil, .name) }
            guard let target = listed, taken.insert(target).inserted else { return .init(title, nil, .known) }
            return .init(title, target, .known)
        }
        let guessed = ImportMapping.columns(of: header, kind: .contacts, fields: fields)
        for (index, title) in header.enumerated() where columns[index].reason == .name {
            if let target = guessed[index].target, taken.insert(target).inserted {
                columns[index].target = target
            } else if keepsAnswers, let answer = title.answerName, taken.insert(.property(answer)).inserted {
                columns[index] = .init(title, .property(answer), .known)
            }
        }
        return ImportMapping(
            kind: .contacts, columns: columns, known: name, fact: fact, source: source,
            dates: dates.compactMap { DateFormat($0) })
    }
}

extension String {
    /// As the property of a form: `What is your budget?` is `what_is_your_budget`. Nil when no letter is left.
    fileprivate var answerName: String? {
        let words = folded.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        let name = words.joined(separator: "_").prefix(60)
        return String(name).identifier
    }
}
