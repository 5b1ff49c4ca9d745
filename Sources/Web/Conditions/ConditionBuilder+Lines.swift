import HTML
import Verger

extension ConditionBuilder {
    private var catalogue: Catalogue { draft.rules.catalogue }

    /// The lines, or why there are none.
    var lines: Markup {
        element(
            "div", [.class("build")] + refreshing(from: "lines", on: "change"),
            draft.form.map(lines) ?? p(.class("faint")) { visit.say(ConditionWords.unreadable) })
    }

    private func lines(of form: ConditionForm) -> Markup {
        group {
            for (group, lines) in form.groups.enumerated() {
                for (index, line) in lines.enumerated() {
                    self.line(line, group, index, isLast: index == lines.count - 1)
                }
            }
            div(.class("line add")) {
                span(.class("join"))
                span(.class("what")) {
                    adding("add", ConditionWords.add)
                    adding("group", ConditionWords.addGroup)
                    button(.class("btn small nojs-only"), .name(fields.action), .value("lines")) {
                        visit.say(ConditionWords.apply)
                    }
                }
            }
        }
    }

    private func adding(_ action: String, _ label: Sentence) -> Markup {
        button(.class("btn quiet small"), .name(fields.action), .value(action)) {
            Icon.plus.markup
            visit.say(label)
        }
    }

    private func line(_ line: ConditionForm.Line, _ group: Int, _ index: Int, isLast: Bool) -> Markup {
        let join = index > 0 ? ConditionWords.or : group > 0 ? ConditionWords.and : ConditionWords.whereFirst
        return div(.class(index > 0 ? "line or" : "line")) {
            span(.class("join")) { visit.say(join) }
            span(.class("what")) {
                input(.type("hidden"), .name(fields.part("was", group, index)), .value(line.subject.word))
                LinePicks(self, line, group, index).markup
                if isLast {
                    button(
                        .class("btn quiet icon small alternative"), .name(fields.action), .value("or:\(group)"),
                        .aria("label", visit.say(ConditionWords.addAlternative)),
                        .title(visit.say(ConditionWords.addAlternative))
                    ) { visit.say(ConditionWords.or) }
                }
            }
            span(.class("left"), .id(isLast ? "\(fields.name)-left-\(group)" : nil))
            button(
                .class("btn quiet icon small"), .name(fields.action), .value("remove:\(group).\(index)"),
                .aria("label", visit.say(ConditionWords.remove))
            ) { Icon.x.markup }
        }
    }
}
