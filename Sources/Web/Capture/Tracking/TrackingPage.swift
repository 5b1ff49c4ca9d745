import HTML
import Storage
import Verger

/// The events that sites and applications send, and what they become.
struct TrackingPage {
    struct Shown {
        let unmapped: [UnmappedEvents.Listed]
        let rules: [TrackingRule]
        let problems: [TrackingProblems.Listed]
        let kinds: [String: ActivityKind]
    }

    private let visit: Visit
    private let shown: Shown
    private let draft: RuleDraft?
    private var canChange: Bool { visit.may(.activateDefinition) }

    init(_ visit: Visit, _ shown: Shown, _ draft: RuleDraft?) {
        self.visit = visit
        self.shown = shown
        self.draft = draft
    }

    var page: Page {
        visit.settingsPage(.events) {
            div(.class("stack events")) {
                guide
                unmapped
                rules
                if canChange { newRule }
                if !shown.problems.isEmpty { problems }
                defaults
            }
        }
    }

    /// How programs reach this workspace.
    private var guide: Markup {
        section {
            p(.class("muted")) { visit.say(Words.guide) }
            pre { code { "POST \(visit.site.address)/v1/batch" } }
        }
    }

    // MARK: What waits

    private var unmapped: Markup {
        section {
            h2 { visit.say(Words.unmapped) }
            if shown.unmapped.isEmpty {
                p(.class("muted")) { visit.say(Words.noneUnmapped) }
            } else {
                p(.class("muted")) { visit.say(Words.unmappedHint) }
                table(.class("table")) {
                    thead {
                        tr {
                            heading(Words.event)
                            heading(Words.calls, "r")
                            heading(Words.last)
                            if canChange { heading(Words.becomes) }
                        }
                    }
                    tbody { for listed in shown.unmapped { row(listed) } }
                }
            }
        }
    }

    private func row(_ listed: UnmappedEvents.Listed) -> Markup {
        tr {
            td { name(listed.event, listed.call) }
            td(.class("r")) { visit.notation.count(listed.calls) }
            td(.class("when")) { visit.notation.when(listed.lastAt, now: visit.now) }
            if canChange {
                td {
                    visit.postForm("\(visit.links.events)/rules", .class("inline")) {
                        input(.type("hidden"), .name("call"), .value(listed.call.rawValue))
                        input(.type("hidden"), .name("event"), .value(listed.event))
                        kindSelect(
                            id: nil, chosen: "", label: visit.say(Words.becomesOf(listed.event)))
                        button(.class("btn small")) { visit.say(Words.map) }
                    }
                }
            }
        }
    }

    // MARK: Rules

    private var rules: Markup {
        section {
            h2 { visit.say(Words.rules) }
            if shown.rules.isEmpty {
                p(.class("muted")) { visit.say(Words.noRules) }
            } else {
                table(.class("table")) {
                    thead {
                        tr {
                            heading(Words.event)
                            heading(Words.becomes)
                            heading(Words.renames)
                            if canChange { th { span(.class("sr")) { visit.say(Words.remove) } } }
                        }
                    }
                    tbody { for rule in shown.rules { row(rule, isOwn: true) } }
                }
            }
        }
    }

    private func row(_ rule: TrackingRule, isOwn: Bool) -> Markup {
        tr {
            td { name(rule.event, rule.call) }
            td { kindName(rule.kind) }
            td(.class("muted")) {
                rule.renames.sorted { $0.key < $1.key }.map { "\($0.key) → \($0.value)" }.joined(separator: ", ")
            }
            if isOwn, canChange {
                td(.class("r")) {
                    visit.postForm("\(visit.links.events)/rules/removals", .class("inline")) {
                        input(.type("hidden"), .name("call"), .value(rule.call.rawValue))
                        input(.type("hidden"), .name("event"), .value(rule.event))
                        button(.class("btn quiet small"), .aria("label", visit.say(Words.removeOf(rule.event)))) {
                            visit.say(Words.remove)
                        }
                    }
                }
            }
        }
    }

    private var newRule: Markup {
        section {
            h2 { visit.say(Words.newRule) }
            visit.postForm("\(visit.links.events)/rules", .class("form")) {
                div(.class("two")) {
                    field("call", Words.call) {
                        select(.class("input"), .id("call"), .name("call")) {
                            for call in TrackingRule.calls {
                                option(.value(call.rawValue), .selected(draft?.call == call)) { call.rawValue }
                            }
                        }
                    }
                    field("event", Words.event) {
                        input(
                            .class("input"), .id("event"), .name("event"), .value(draft?.event ?? ""), .required(),
                            .autocomplete("off"), .placeholder("Guide * Downloaded"), invalid("event"))
                    }
                }
                field("kind", Words.becomes) {
                    kindSelect(id: "kind", chosen: draft?.kind ?? "", label: nil)
                }
                field("renames", Words.renames, hint: Words.renamesHint) {
                    input(
                        .class("input"), .id("renames"), .name("renames"), .value(draft?.renames ?? ""),
                        .autocomplete("off"), .placeholder("title=content"), invalid("renames"))
                }
                div(.class("actions")) { button(.class("btn primary")) { visit.say(Words.save) } }
            }
        }
    }

    private func field(
        _ name: String, _ label: Sentence, hint: Sentence? = nil, @MarkupBuilder _ control: () -> Markup
    ) -> Markup {
        div(.class("field")) {
            HTML.label(.for(name)) { visit.say(label) }
            control()
            if let problem = draft?.problem, problem.path == name {
                span(.class("error"), .role("alert")) {
                    Icon.warn.markup
                    visit.say(problem.sentence)
                }
            } else if let hint {
                span(.class("hint")) { visit.say(hint) }
            }
        }
    }

    private func invalid(_ name: String) -> Attribute {
        .aria("invalid", draft?.problem?.path == name ? "true" : nil)
    }

    /// All kinds, under their groups.
    private func kindSelect(id: String?, chosen: String, label: String?) -> Markup {
        let groups = Dictionary(grouping: shown.kinds.values, by: \.group).sorted { $0.key < $1.key }
        return select(
            .class("input"), .id(id), .name("kind"), .required(), .aria("label", label), invalid("kind")
        ) {
            option(.value("")) { visit.say(Words.choose) }
            option(.value(RuleDraft.unwanted), .selected(chosen == RuleDraft.unwanted)) { visit.say(Words.unwanted) }
            for (group, kinds) in groups {
                optgroup(Attribute("label", group)) {
                    for kind in kinds.sorted(by: { $0.name < $1.name }) {
                        option(.value(kind.name), .selected(chosen == kind.name)) {
                            visit.say(kind.label).capitalizedFirst
                        }
                    }
                }
            }
        }
    }

    // MARK: The rest

    private var problems: Markup {
        section {
            h2 { visit.say(Words.problems) }
            table(.class("table")) {
                thead {
                    tr {
                        heading(Words.place)
                        heading(Words.problem)
                        heading(Words.calls, "r")
                        heading(Words.last)
                    }
                }
                tbody {
                    for listed in shown.problems {
                        tr {
                            td { code { listed.path } }
                            td { visit.say(listed.sentence) }
                            td(.class("r")) { visit.notation.count(listed.calls) }
                            td(.class("when")) { visit.notation.when(listed.lastAt, now: visit.now) }
                        }
                    }
                }
            }
            if canChange {
                visit.postForm("\(visit.links.events)/problems/removals") {
                    button(.class("btn small")) { visit.say(Words.clear) }
                }
            }
        }
    }

    private var defaults: Markup {
        details {
            summary { visit.say(Words.defaults) }
            table(.class("table")) {
                thead {
                    tr {
                        heading(Words.event)
                        heading(Words.becomes)
                        heading(Words.renames)
                    }
                }
                tbody { for rule in TrackingRule.defaults { row(rule, isOwn: false) } }
            }
        }
    }

    private func heading(_ sentence: Sentence, _ name: String? = nil) -> Markup {
        th(.class(name), Attribute("scope", "col")) { visit.say(sentence) }
    }

    private func name(_ event: String, _ call: TrackingCall.Kind) -> Markup {
        group {
            span(.class("name")) { event.isEmpty ? "—" : event }
            span { call.rawValue }
        }
    }

    private func kindName(_ kind: String?) -> String {
        guard let kind else { return visit.say(Words.unwanted) }
        return shown.kinds[kind].map { visit.say($0.label).capitalizedFirst } ?? kind
    }
}
