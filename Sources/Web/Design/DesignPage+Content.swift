import HTML
import Verger

extension DesignPage {
    // MARK: Evidence

    var evidence: Markup {
        div(.class("g2")) {
            div {
                rule(
                    "holds", .check, say("A échangé avec nous", "Talked with us"),
                    say(" dans les 12 mois", " within 12 months"), "did any exchange within 12 months",
                    say("jusqu’au 12 nov. 2027", "until 12 Nov 2027"))
                rule(
                    "fails", .ring, say("Encore un contenu d’évaluation", "One more evaluation content"),
                    say(" avant le 3 mars", " before 3 March"),
                    "did content_downloaded where level = evaluation at least 2 times within 90 days",
                    say("1 sur 2", "1 of 2"))
            }
            div(.class("proofs")) {
                proof(
                    "proof", say("12 nov. 15:20", "12 Nov 15:20"), .phone, say("Appel reçu", "Call received"),
                    ", 14 min")
                proof(
                    "proof", say("4 mai 09:31", "4 May 09:31"), .chat, say("Conversation", "Conversation"),
                    say(", Salon de Lyon", ", Lyon trade fair"))
                proof(
                    "proof edge", say("22 juil. 10:15", "22 July 10:15"), .x, "",
                    say("Affaire perdue, borne de la règle", "Deal lost, bounds the rule"))
            }
        }
    }

    private func rule(
        _ state: String, _ icon: Icon, _ strong: String, _ rest: String, _ condition: String, _ limit: String
    ) -> Markup {
        div(.class("rule \(state)")) {
            icon.markup
            div {
                b { strong }
                rest
                code { condition }
            }
            span(.class("w")) { limit }
        }
    }

    private func proof(_ classes: String, _ date: String, _ icon: Icon, _ strong: String, _ rest: String) -> Markup {
        div(.class(classes)) {
            time { date }
            icon.markup
            span {
                if !strong.isEmpty { b { strong } }
                rest
            }
            span(.class("w")) { a(.class("link"), .href("#content")) { say("voir", "see") } }
        }
    }

    // MARK: Rows

    var rows: Markup {
        div(.class("stack")) {
            table(.class("table")) {
                thead {
                    tr {
                        th(Attribute("scope", "col")) { say("Contact", "Contact") }
                        th(Attribute("scope", "col")) { say("Étape", "Stage") }
                        th(Attribute("scope", "col"), .aria("sort", "descending")) {
                            say("Depuis ", "Since ")
                            Icon.arrowDown.markup
                        }
                        th(.class("r"), Attribute("scope", "col")) { say("État", "State") }
                    }
                }
                tbody {
                    row(
                        nil, "Gaëlle Tanguy", "Thalasso de Carnac", say("6 oct. 2026", "6 Oct 2026"),
                        say("au repos", "at rest"))
                    row(
                        "is-hover", "Omar Belkacem", "Cuisine centrale de Vénissieux",
                        say("11 oct. 2026", "11 Oct 2026"),
                        say("survolée", "hovered"))
                    row(
                        "is-on", "Inès Ferrand", "Lycée hôtelier Savoie-Léman", say("18 août 2026", "18 Aug 2026"),
                        say("choisie", "selected"))
                }
            }
            div(.class("time on-page")) {
                item(
                    "item", Icon.phone.markup, say("Fait venant du contact", "Fact from the contact"),
                    say(", trait plein", ", solid line"), "15:20")
                item(
                    "item ours", Icon.mail.markup, say("Fait venant de nous", "Fact from us"),
                    say(", trait pointillé\u{A0}: ne fait jamais monter", ", dashed line: never raises"), "09:00")
                item(
                    "item shift prospect", marks.look(stage("prospect")).glyph, "",
                    say("Passage d’étape, disque plein", "Change of stage, filled disc"), "08:41")
            }
        }
    }

    private func row(_ state: String?, _ name: String, _ company: String, _ since: String, _ word: String) -> Markup {
        tr(.class(state)) {
            td {
                span(.class("name")) { name }
                span { company }
            }
            td { marks.badge(stage("prospect")) }
            td { time { since } }
            td(.class("r muted")) { word }
        }
    }

    private func item(_ classes: String, _ mark: Markup, _ strong: String, _ rest: String, _ hour: String) -> Markup {
        div(.class(classes)) {
            span(.class("dot")) { mark }
            div(.class("text")) {
                if !strong.isEmpty { b { strong } }
                rest
            }
            time { hour }
        }
    }

    // MARK: Conditions

    var conditions: Markup {
        div(.class("stack")) {
            pre(.class("cond")) {
                span(.class("f")) { "stage" }
                " >= "
                span(.class("v")) { "prospect" }
                " "
                span(.class("k")) { "and" }
                " "
                span(.class("f")) { "company.industy" }
                " = "
                span(.class("v")) { "\"hôtellerie\"" }
            }
            banner(
                "bad", .warn, say("Champ inconnu, ligne 1, colonne 23", "Unknown field, line 1, column 23"),
                say(
                    "company.industy n’existe pas. Vouliez-vous company.industry\u{202F}?",
                    "company.industy does not exist. Did you mean company.industry?"))
            banner(
                "warn", .clock, say("Vous regardez le 3 mars 2026", "You are looking at 3 Mar 2026"),
                say("Rien ne peut être modifié à cette date.", "Nothing can be changed on that day."))
        }
    }

    private func banner(_ kind: String, _ icon: Icon, _ title: String, _ text: String) -> Markup {
        div(.class("banner \(kind)")) {
            icon.markup
            div {
                b { title }
                span(.class("muted")) { text }
            }
        }
    }

    // MARK: Feedback

    var feedback: Markup {
        div(.class("g2")) {
            div(.class("stack")) {
                div(.class("toast")) {
                    span { say("Passage de Karim Haddad pris.", "Handover of Karim Haddad taken.") }
                    button { say("Annuler", "Undo") }
                }
                div(.class("toast")) {
                    span(.class("spin"))
                    span { say("Import\u{A0}: 8\u{202F}420 lignes sur 12\u{202F}000", "Import: 8,420 lines of 12,000") }
                    button { say("Suspendre", "Pause") }
                }
                div(
                    .class("stack"), .aria("busy", "true"), .role("status"),
                    .aria("label", say("Chargement", "Loading"))
                ) {
                    for width in ["44%", "70%", "36%", "58%"] { span(.class("skel"), .style("width: \(width)")) }
                }
            }
            div(.class("dialog"), .role("group"), .aria("label", say("Activer", "Activate"))) {
                h2 { say("Activer v8 à partir du 1er décembre\u{202F}?", "Activate v8 from 1 December?") }
                p(.class("muted")) {
                    say(
                        "622 contacts changeront d’étape. 14 passages seront ouverts aux commerciaux. Aucun message ne part du seul fait de l’activation.",
                        "622 contacts will change stage. 14 handovers will be opened to sales. No message leaves because of it."
                    )
                }
                footer {
                    button(.class("btn")) { say("Annuler", "Cancel") }
                    button(.class("btn primary")) { say("Activer le 1er décembre", "Activate on 1 December") }
                }
            }
        }
    }

    // MARK: Over the page, and instead of it

    var overlays: Markup {
        div(.class("g2")) {
            div(.class("palette")) {
                div(.class("q")) {
                    Icon.search.markup
                    span { "bena" }
                }
                div(.class("g-title")) { say("Contacts", "Contacts") }
                ul {
                    found(marks.look(stage("opportunity")), "Nadia Benali", "Groupe Hôtelier des Alpes", isFirst: true)
                    found(marks.look(stage("lead")), "Samir Benaïssa", "Fournil des Lices", isFirst: false)
                }
            }
            div(.class("stack")) {
                div(.class("box empty")) {
                    h2 { say("Aucune affaire perdue ce mois-ci", "No deal lost this month") }
                    p {
                        say(
                            "Quand une affaire est perdue, sa raison et la redescente du contact apparaissent ici.",
                            "When a deal is lost, its reason and the contact’s fall appear here.")
                    }
                }
                div(.class("box empty")) {
                    h2 { say("La chronologie n’a pas pu être lue", "The timeline could not be read") }
                    p {
                        say(
                            "Le reste de la page est à jour. Réessayez, ou donnez la référence 7F3A-21 à votre administrateur.",
                            "The rest of the page is up to date. Try again, or give the reference 7F3A-21 to your admin."
                        )
                    }
                    button(.class("btn small")) { say("Réessayer", "Try again") }
                }
            }
        }
    }

    private func found(_ look: StageLook, _ name: String, _ company: String, isFirst: Bool) -> Markup {
        li {
            a(.href("#content"), .class(isFirst ? "is-first" : nil)) {
                span(.class("mark-of \(look.name)")) { look.glyph }
                b { name }
                span(.class("faint")) { company }
                span(.class("end")) { if isFirst { kbd { say("Entrée", "Enter") } } }
            }
        }
    }
}
