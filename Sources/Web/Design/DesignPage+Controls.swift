import HTML
import Verger

extension DesignPage {
    // MARK: Buttons

    var buttons: Markup {
        group {
            div(.class("row")) {
                control("btn primary", say("Appeler", "Call"), .phone)
                control("btn primary is-hover", say("Survolé", "Hovered"))
                control("btn primary is-focus", "Focus")
                control("btn primary", say("Indisponible", "Unavailable"), isOff: true)
            }
            div(.class("row")) {
                control("btn", say("Noter", "Note"), .note)
                control("btn is-hover", say("Survolé", "Hovered"))
                control("btn is-active", say("Enfoncé", "Pressed"))
                control("btn is-focus", "Focus")
                button(.class("btn is-busy"), .aria("busy", "true")) {
                    span(.class("spin"))
                    say("Enregistrement", "Saving")
                }
                control("btn", say("Indisponible", "Unavailable"), isOff: true)
            }
            div(.class("row")) {
                control("btn quiet", say("Plus tard", "Later"))
                control("btn quiet is-hover", say("Survolé", "Hovered"))
                button(.class("btn quiet icon"), .aria("label", say("Autres actions", "More actions"))) {
                    Icon.more.markup
                }
                control("btn bad", say("Effacer le contact", "Erase the contact"), .x)
                control("btn bad solid", say("Effacer", "Erase"))
                control("btn small", say("Petit", "Small"))
            }
        }
    }

    private func control(_ classes: String, _ label: String, _ icon: Icon? = nil, isOff: Bool = false) -> Markup {
        button(
            .class(classes), .disabled(isOff), .title(isOff ? say("Réservé aux administrateurs", "For admins") : nil)
        ) {
            icon?.markup
            label
        }
    }

    // MARK: Fields

    var fields: Markup {
        div(.class("stack")) {
            div(.class("g3")) {
                company.markup
                date.markup
                amount.markup
            }
            div(.class("row")) {
                picks
                label(.class("tick")) {
                    input(.class("check"), .type("checkbox"), .checked())
                    say("Coché", "Ticked")
                }
                label(.class("tick")) {
                    input(.class("check"), .type("checkbox"))
                    say("Libre", "Free")
                }
                div(.class("seg"), .role("group"), .aria("label", say("De qui", "Whose"))) {
                    button(.aria("pressed", "true")) { say("Moi", "Me") }
                    button(.aria("pressed", "false")) { say("Équipe", "Team") }
                }
                button(.class("asof")) {
                    Icon.clock.markup
                    say("Au 3 mars 2026", "On 3 Mar 2026")
                    Icon.down.markup
                }
            }
        }
    }

    private var picks: Markup {
        group {
            button(.class("pick")) {
                say("Étape", "Stage")
                Icon.down.markup
            }
            button(.class("pick op")) { say("est au moins", "is at least") }
            button(.class("pick \(marks.look(stage("prospect")).name)")) {
                marks.look(stage("prospect")).glyph
                marks.name(stage("prospect"))
                Icon.down.markup
            }
        }
    }

    private var company: FormField {
        var field = FormField("a1", say("Société", "Company"))
        field.hint = say("Ou son SIREN, pour la retrouver.", "Or its SIREN, to find it again.")
        field.isRequired = false
        return field
    }

    private var date: FormField {
        var field = FormField("a2", say("Date de décision", "Decision date"), type: "date", value: "2026-12-15")
        field.isRequired = false
        return field
    }

    private var amount: FormField {
        var field = FormField("a3", say("Montant HT", "Amount before tax"), value: say("48 600 eur", "48 600 eur"))
        field.error = say(
            "Un nombre est attendu, par exemple 48\u{202F}600,00.", "A number is expected, such as 48,600.00.")
        return field
    }

    // MARK: Chips

    var chips: Markup {
        group {
            div(.class("row")) { for index in stages.indices { marks.badge(index) } }
            div(.class("row")) {
                marks.badge(stage("prospect"), isBare: true)
                marks.badge(stage("client"), isBare: true)
                marks.disc(stage("opportunity"))
                marks.move(from: stage("prospect"), to: stage("opportunity"))
                marks.move(from: stage("opportunity"), to: stage("prospect"))
                span(.class("chip hot")) {
                    Icon.flame.markup
                    say("Chaud", "Hot")
                }
                span(.class("chip cold")) { say("Froid", "Cold") }
                span(.class("chip line")) { "A2" }
                span(.class("mini")) {
                    "A2"
                    span(.class("bars"), .aria("hidden", "true")) {
                        i(.style("--v: 70%"))
                        i(.style("--v: 46%"))
                    }
                }
                span(.class("who self")) { "CM" }
                span(.class("who")) { "TD" }
            }
            div(.class("row")) {
                span(.class("chip")) { "vip" }
                chip("line", .lock, say("Aucun effet", "No effect"))
                chip("good", .check, say("Accordé", "Granted"))
                chip("warn", .warn, say("2 modifiées", "2 changed"))
                chip("bad", .x, say("Refusé", "Refused"))
                span(.class("chip blue")) { say("3 choisis", "3 selected") }
            }
        }
    }

    private func chip(_ kind: String, _ icon: Icon, _ label: String) -> Markup {
        span(.class("chip \(kind)")) {
            icon.markup
            label
        }
    }
}
