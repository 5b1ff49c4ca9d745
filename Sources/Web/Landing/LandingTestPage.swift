import HTML
import Verger

/// The test of a page: what it says, or how to begin one.
struct LandingTestPage {
    let visit: Visit
    let landing: LandingPage
    /// What people see; nil while it is offline.
    let shown: LandingDocument?
    /// The latest first.
    let readings: [(test: LandingTest, reading: TestReading)]
    let form: TestPlanForm
    /// Visitors a day, of late.
    let pace: Double
    let problem: Problem?

    private var notation: Notation { visit.notation }
    private var address: String { visit.links.landing(landing.id, "test") }
    private var running: (test: LandingTest, reading: TestReading)? { readings.first { $0.test.isRunning } }

    private var isReady: Bool {
        shown?.challenger != nil && LandingVariant.allCases.allSatisfy { shown?.form(of: $0) != nil }
    }

    var page: Page {
        var page = visit.page(of: landing, .test)
        page.bodyClass = "reading"
        page.content = group {
            if let running {
                LandingTestResult(visit: visit, test: running.test, reading: running.reading).markup
                if visit.may(.manageForms) { ending }
            } else if isReady {
                planning
            } else {
                beginning
            }
            past
        }
        return page
    }

    // MARK: Before

    private var beginning: Markup {
        div(.class("banner")) {
            Icon.note.markup
            div {
                b { visit.say(LandingTestWords.notReady) }
                if visit.may(.manageForms) {
                    a(.class("link"), .href(visit.links.landing(landing.id, "edit"))) {
                        landing.draft.challenger == nil
                            ? notation.text("Faire une variante B", "Make a variant B")
                            : notation.text("Finir la variante B et publier", "Finish variant B and publish")
                    }
                }
            }
        }
    }

    private var planning: Markup {
        section(.class("section"), .aria("labelledby", "plan")) {
            div(.class("head")) { h2(.id("plan")) { notation.text("Avant de commencer", "Before it begins") } }
            p(.class("muted lead-in")) { visit.say(LandingTestWords.why) }
            visit.postForm(address, .class("form"), .id("plan-form")) {
                if let problem, problem.path.isEmpty {
                    div(.class("banner bad"), .role("alert")) {
                        Icon.warn.markup
                        b { visit.say(problem.sentence) }
                    }
                }
                div(.class("two")) {
                    field(
                        "baseline", notation.text("Formulaires pour cent visiteurs", "Forms of a hundred visitors"),
                        form.baseline,
                        form.isKnown
                            ? notation.text(
                                "Ce que la page a fait ces quatre semaines.", "What the page did these four weeks.")
                            : notation.text(
                                "Une estimation\u{A0}: la page n’a pas assez de visiteurs pour le savoir.",
                                "A guess: the page has too few visitors to know."))
                    field(
                        "lift",
                        notation.text("Plus petit écart qui compte, en\u{A0}%", "Smallest gap that counts, in %"),
                        form.lift,
                        notation.text(
                            "30\u{A0}: 3 formulaires sur cent qui deviendraient 3,9.",
                            "30: 3 forms of a hundred that would become 3.9."))
                }
                FormField(
                    "share", notation.text("Montrer B à", "Show B to"),
                    among: TestPlan.shares.map { (String($0), notation.percent(Double($0) / 100, places: 0)) },
                    value: form.share
                ).markup
                estimate
                if visit.may(.manageForms) {
                    div(.class("actions")) {
                        button(.class("btn primary")) { notation.text("Commencer le test", "Begin the test") }
                        button(.class("btn"), Attribute("formmethod", "get")) {
                            notation.text("Recalculer", "Work it out again")
                        }
                    }
                }
            }
        }
    }

    private func field(_ name: String, _ title: String, _ value: String, _ hint: String) -> Markup {
        var field = FormField(name, title, value: value)
        field.hint = hint
        field.inputMode = "decimal"
        field.autocomplete = "off"
        field.error = problem.flatMap { $0.path == name ? visit.say($0.sentence).capitalizedFirst + "." : nil }
        return field.markup
    }

    @MarkupBuilder private var estimate: Markup {
        if let plan = try? form.plan() {
            let needed = (a: plan.needed(of: .a), b: plan.needed(of: .b))
            let all = notation.count(needed.a + needed.b)
            div(.class("banner")) {
                Icon.clock.markup
                div {
                    b {
                        notation.text(
                            "Il faudra \(all) visiteurs, et deux semaines au moins",
                            "It takes \(all) visitors, and two weeks at least")
                    }
                    span { duration(plan, needed) }
                }
            }
        }
    }

    private func duration(_ plan: TestPlan, _ needed: (a: Int, b: Int)) -> String {
        let (first, second) = (notation.count(needed.a), notation.count(needed.b))
        let parts = notation.text("\(first) A et \(second) B. ", "\(first) A and \(second) B. ")
        guard let days = plan.days(at: pace) else {
            return parts
                + notation.text(
                    "La page n’a eu aucun visiteur ces quatre semaines\u{A0}: on ne peut pas dire combien de temps.",
                    "The page had no visitor these four weeks: there is no saying how long.")
        }
        let count = notation.plural(days, Sentence(fr: "jour", en: "day"), Sentence(fr: "jours", en: "days"))
        let long =
            days > 90
            ? notation.text(" C’est long\u{A0}: cherchez un plus grand écart.", " That is long: look for a larger gap.")
            : ""
        return parts + notation.text("Au rythme de la page, \(count).", "At the pace of the page, \(count).") + long
    }

    // MARK: After

    private var ending: Markup {
        section(.class("section"), .aria("labelledby", "end")) {
            div(.class("head")) { h2(.id("end")) { notation.text("Y mettre fin", "End it") } }
            p(.class("muted lead-in")) {
                notation.text(
                    "La variante gardée devient la page. L’autre reste dans les versions.",
                    "The variant that is kept becomes the page. The other one stays among the versions.")
            }
            visit.postForm(address + "/end", .class("row-actions")) {
                for variant in LandingVariant.allCases {
                    button(.class("btn"), .name("keep"), .value(variant.rawValue)) {
                        notation.text("Garder \(variant.name)", "Keep \(variant.name)")
                    }
                }
                button(.class("btn quiet"), .name("keep"), .value("none")) {
                    notation.text("Abandonner", "Give up")
                }
            }
        }
    }

    @MarkupBuilder private var past: Markup {
        let ended = readings.filter { !$0.test.isRunning }
        if !ended.isEmpty {
            section(.class("section"), .aria("labelledby", "past")) {
                div(.class("head")) { h2(.id("past")) { notation.text("Tests terminés", "Tests that have ended") } }
                for (test, reading) in ended {
                    details(.class("delivery")) {
                        summary {
                            b { visit.say(LandingTestWords.title(reading.verdict)) }
                            span(.class("faint")) {
                                "v\(test.version)"
                                if let kept = test.kept {
                                    notation.text(", \(kept.name) gardée", ", \(kept.name) kept")
                                }
                            }
                            time(.datetime(test.startedAt.iso8601)) {
                                notation.when(test.startedAt, now: visit.now)
                            }
                        }
                        LandingTestResult(visit: visit, test: test, reading: reading).markup
                    }
                }
            }
        }
    }
}

/// What one test says, and what it counted.
struct LandingTestResult {
    let visit: Visit
    let test: LandingTest
    let reading: TestReading

    private var notation: Notation { visit.notation }

    var markup: Markup {
        group {
            if reading.isSkewed {
                div(.class("banner bad"), .role("alert")) {
                    Icon.warn.markup
                    div {
                        b { visit.say(LandingTestWords.skewed) }
                        span { visit.say(LandingTestWords.skewedMeaning) }
                    }
                }
            }
            section(.class("section test-verdict"), .aria("labelledby", "verdict-\(test.id)")) {
                h2(.id("verdict-\(test.id)")) { visit.say(LandingTestWords.title(reading.verdict)) }
                p { LandingTestWords.meaning(reading.verdict, notation) }
                counts
                p(.class("muted small")) { facts }
                if case .notYet = reading.verdict { p(.class("muted small")) { visit.say(LandingTestWords.why) } }
            }
        }
    }

    private var counts: Markup {
        table(.class("table test-table")) {
            thead {
                tr {
                    th(Attribute("scope", "col")) { notation.text("Variante", "Variant") }
                    th(.class("r"), Attribute("scope", "col")) { notation.text("Visiteurs", "Visitors") }
                    th(.class("r no-phone"), Attribute("scope", "col")) { notation.text("Il en faut", "Needed") }
                    th(.class("r"), Attribute("scope", "col")) { notation.text("Formulaires", "Forms") }
                    if reading.decision != nil {
                        th(.class("r"), Attribute("scope", "col")) { notation.text("Pour cent", "Of a hundred") }
                    }
                }
            }
            tbody { for variant in LandingVariant.allCases { row(variant) } }
        }
    }

    private func row(_ variant: LandingVariant) -> Markup {
        let decided = reading.decision.map { variant == .a ? $0.a : $0.b }
        let count = decided ?? (variant == .a ? reading.a : reading.b)
        let needed = test.plan.needed(of: variant)
        return tr {
            td {
                b { variant.name }
                span(.class("faint small")) {
                    " " + notation.text("montrée à ", "shown to ")
                        + notation.percent(test.plan.part(of: variant), places: 0)
                }
                progress(
                    Attribute("max", String(needed)), .value(String(min(count.visitors, needed))),
                    .aria("label", notation.text("Visiteurs de \(variant.name)", "Visitors of \(variant.name)")))
            }
            td(.class("r num")) { notation.count(count.visitors) }
            td(.class("r num no-phone")) { notation.count(needed) }
            td(.class("r num")) { notation.count(count.conversions) }
            if let conversion = decided?.conversion {
                td(.class("r num")) {
                    notation.percent(conversion.value)
                    span(.class("faint small")) {
                        let range = conversion.wilsonInterval
                        " \(notation.percent(range.lowerBound)) – \(notation.percent(range.upperBound))"
                    }
                }
            }
        }
    }

    private var facts: String {
        let plan = test.plan
        var text = notation.text(
            "Commencé \(notation.when(test.startedAt, now: visit.now)) par \(test.startedBy), pour voir un écart de \(plan.lift)\u{A0}% autour de \(notation.percent(Double(plan.baseline) / 10_000)). ",
            "Begun \(notation.when(test.startedAt, now: visit.now)) by \(test.startedBy), to see a gap of \(plan.lift)% around \(notation.percent(Double(plan.baseline) / 10_000)). "
        )
        if let day = reading.decision?.day {
            text += notation.text(
                "Décidé le \(day.text(in: .french)) au soir\u{202F}; ce qui est venu ensuite n’y change rien.",
                "Decided on the evening of \(day.text(in: .english)); what came later changes nothing.")
        }
        return text
    }
}
