package import Verger

/// A condition while somebody writes it, by lines or as text. The text is the one truth: lines are made of it, and it of
/// the lines when these were changed.
package struct ConditionDraft: Sendable {
    /// Empty for everyone.
    package let text: String
    /// Nil while the text can't be read.
    package let form: ConditionForm?
    /// Checked, ready to be used; nil for everyone, and where there are problems.
    package let condition: ResolvedCondition?
    package let problems: [Problem]
    package let rules: Rules
    package let setting: Setting

    /// What a text says.
    package init(text: String, under rules: Rules, in setting: Setting = .segment) {
        self.init(text, nil, under: rules, in: setting)
    }

    /// What the fields of a `ConditionBuilder` called `name` say: its lines where these were changed, else its text.
    package init(_ fields: Fields, named name: String, under rules: Rules, in setting: Setting = .segment) {
        let names = ConditionFields(name)
        guard names.saysLines(fields) else {
            self.init(fields[name] ?? "", nil, under: rules, in: setting)
            return
        }
        let form = names.form(in: fields, rules.catalogue)
        self.init(form.groups.isEmpty ? "" : form.text(rules.catalogue), form, under: rules, in: setting)
    }

    private init(_ text: String, _ form: ConditionForm?, under rules: Rules, in setting: Setting) {
        let text = text.replacing("\r\n", with: "\n").trimmed
        self.text = text == "always" ? "" : text
        self.rules = rules
        self.setting = setting
        let read = Result { try Condition(parsing: text) }
        let made = (try? read.get()).map { ConditionForm($0, rules.catalogue) }
        self.form = form ?? (self.text.isEmpty ? ConditionForm() : made)
        do {
            condition = self.text.isEmpty ? nil : try rules.resolve(read.get(), in: setting)
            problems = condition?.warnings ?? []
        } catch {
            condition = nil
            problems = (error as? Problems)?.all ?? (error as? Problem).map { [$0] } ?? []
        }
    }

    package var isEveryone: Bool { text.isEmpty }

    /// Whether it can be used.
    package var isValid: Bool { isEveryone || condition != nil }

    /// What each line leaves, together with those before it: the condition up to that line.
    var steps: [ResolvedCondition] {
        guard let form, isValid else { return [] }
        let texts = form.texts(rules.catalogue)
        return texts.indices.compactMap { index in
            let text = texts[...index].joined(separator: " and ")
            return (try? Condition(parsing: text)).flatMap { try? rules.resolve($0, in: setting) }
        }
    }
}
