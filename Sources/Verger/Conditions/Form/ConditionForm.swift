/// A condition as lines that a person builds by choosing. Every condition has such a form: what is too deep for it stays
/// a text within a line.
package struct ConditionForm: Hashable, Sendable {
    package struct Line: Hashable, Sendable {
        package enum Subject: Hashable, Sendable {
            /// A field by its name, tested by `test`.
            case field(String)
            /// What happened: `fact`.
            case did
            /// A tag, a persona (empty: any), a segment: `name`.
            case tag, persona, segment
            /// A condition of its own: `name`.
            case text
        }

        package var subject: Subject
        package var isNegated = false
        package var test = ValueTest()
        package var fact = FactTest()
        package var name = ""

        package init(_ subject: Subject) { self.subject = subject }
    }

    /// Joined by `and`, the lines of each by `or`. None: everyone.
    package var groups: [[Line]]

    package init(groups: [[Line]] = []) {
        self.groups = groups.filter { !$0.isEmpty }
    }
}

extension ConditionForm {
    /// The form of a condition.
    package init(_ condition: Condition, _ catalogue: Catalogue) {
        switch condition {
        case .always: self.init()
        case .all(let parts): self.init(groups: parts.map { ConditionForm.group($0, catalogue) })
        default: self.init(groups: [ConditionForm.group(condition, catalogue)])
        }
    }

    private static func group(_ condition: Condition, _ catalogue: Catalogue) -> [Line] {
        guard case .any(let parts) = condition else { return [Line(condition, catalogue)] }
        return parts.map { Line($0, catalogue) }
    }

    /// As text, a group on each line.
    package func text(_ catalogue: Catalogue) -> String {
        guard !groups.isEmpty else { return "always" }
        return texts(catalogue).joined(separator: "\nand ")
    }

    /// Each group as text, in parentheses where the others need it.
    package func texts(_ catalogue: Catalogue) -> [String] {
        groups.map { lines in
            let parts = lines.map { $0.text(catalogue, isAlone: groups.count == 1 && lines.count == 1) }
            let joined = parts.joined(separator: " or ")
            return lines.count > 1 && groups.count > 1 ? "(\(joined))" : joined
        }
    }
}

extension ConditionForm.Line {
    init(_ condition: Condition, _ catalogue: Catalogue) {
        if let line = Self.simple(condition, catalogue) {
            self = line
        } else if case .not(let part) = condition, var line = Self.simple(part, catalogue), line.canBeNegated {
            line.isNegated = true
            self = line
        } else {
            self.init(.text)
            name = condition.description
        }
    }

    /// Whether `not` is a choice of the line, and not part of its operator.
    private var canBeNegated: Bool {
        switch subject {
        case .did, .tag, .persona, .segment: !isNegated
        case .field, .text: false
        }
    }

    private static func simple(_ condition: Condition, _ catalogue: Catalogue) -> Self? {
        switch condition {
        case .did(let did):
            guard let fact = FactTest(did, catalogue) else { return nil }
            var line = Self(.did)
            line.fact = fact
            return line
        case .tag(let tagged): return Self(.tag, tagged.tag.text)
        case .fits(let fits): return Self(.persona, fits.persona?.text ?? "")
        case .member(let member): return Self(.segment, member.segment.text)
        default:
            guard let found = ValueTest.reading(condition, sort: catalogue.sort(ofField:)) else { return nil }
            var line = Self(.field(found.field))
            line.test = found.test
            return line
        }
    }

    private init(_ subject: Subject, _ name: String) {
        self.init(subject)
        self.name = name
    }

    func text(_ catalogue: Catalogue, isAlone: Bool) -> String {
        let not = isNegated ? "not " : ""
        switch subject {
        case .field(let name): return test.text(of: name, catalogue.sort(ofField: name) ?? .text)
        case .did: return not + fact.text(catalogue)
        case .tag: return "\(not)tag \(quoted(name))"
        case .persona: return not + (name.isEmpty ? "fits any persona" : "fits persona \(quoted(name))")
        case .segment: return "\(not)in segment \(quoted(name))"
        case .text:
            // What can't be read is shown as it is: the problem tells where.
            guard !isAlone, let condition = try? Condition(parsing: name) else { return name }
            switch condition {
            case .all, .any: return "(\(name))"
            default: return name
            }
        }
    }
}
