import HTML
import Verger

/// One source: its address, what its bodies become, tried while it is written, and what they became.
struct HookPage {
    let visit: Visit
    let source: HookSource
    let form: HookForm
    /// What stands at the end of its address; nil where it was kept by another instance.
    let secret: String?
    let isSigningKnown: Bool
    let refusals: (count: Int, lastAt: Instant)?
    let kinds: [(name: String, label: String)]
    let trial: HookTrial
    let log: HookLog

    private var notation: Notation { visit.notation }

    var page: Page {
        var page = visit.settingsPage(.inbound, Sentence(verbatim: source.name)) {
            address
            editor
            log.markup
            ending
        }
        page.isWide = false
        return page
    }

    private var address: Markup {
        section(.class("section inbound"), .aria("labelledby", "address")) {
            div(.class("head")) { h2(.id("address")) { notation.text("Adresse", "Address") } }
            pre(.class("handed")) { code { secret.map { visit.site.hookPoint(visit.workspace, $0) } ?? "…" } }
            if let refusals {
                div(.class("banner warn"), .role("status")) {
                    Icon.warn.markup
                    div {
                        notation.text(
                            "\(refusals.count) envois refusés pour leur signature, le dernier ",
                            "\(refusals.count) deliveries refused for their signature, the last one ")
                            + notation.when(refusals.lastAt, now: visit.now) + "."
                    }
                }
            }
        }
    }

    // MARK: Editor

    private var editor: Markup {
        visit.postForm(
            visit.links.hook(source.id), .class("hook-editor"), .hx("post", visit.links.hook(source.id, "trials")),
            .hx("trigger", "input changed delay:500ms"), .hx("target", "#trial"), .hx("swap", "outerHTML"),
            .hx("sync", "this:replace")
        ) {
            div(.class("map")) {
                div(.class("head")) { h2 { notation.text("Correspondance", "Map") } }
                language
                HookEditor(visit: visit, form: form, kinds: kinds).markup
                settings
                div(.class("actions")) {
                    button(.class("btn primary"), .name("act"), .value("save")) { notation.text("Enregistrer", "Save") }
                    button(.class("btn"), .name("act"), .value("try")) { notation.text("Essayer", "Try") }
                }
            }
            div(.class("tried")) {
                div(.class("field")) {
                    label(.for("body")) { notation.text("Corps d’essai", "Body to try") }
                    textarea(
                        .class("input mono"), .id("body"), .name("body"), Attribute("rows", "14"),
                        Attribute("spellcheck", "false"), .aria("describedby", "body-note")
                    ) { form.body }
                    span(.class("hint"), .id("body-note")) {
                        notation.text(
                            "Le dernier reçu, ou ce que vous collez. Rien n’est noté par un essai.",
                            "The last one received, or what you paste. Trying records nothing.")
                    }
                }
                trial.markup
            }
        }
    }

    private var language: Markup {
        details(.class("how")) {
            summary { notation.text("Écrire un chemin", "How to write a path") }
            dl(.class("read")) {
                for (path, meaning) in HookPage.grammar {
                    dt { code { path } }
                    dd { visit.say(meaning) }
                }
            }
        }
    }

    private static let grammar: [(String, Sentence)] = [
        (
            "data.email",
            Sentence(fr: "la valeur « email » de l’objet « data »", en: "the value “email” of the object “data”")
        ),
        (
            "answers[0].text",
            Sentence(fr: "du premier élément ; [-1] pour le dernier", en: "of the first item; [-1] for the last")
        ),
        (
            "answers[?field.ref == \"mail\"].email",
            Sentence(fr: "du premier élément pour lequel c’est vrai", en: "of the first item for which it is true")
        ),
        ("data[\"e-mail pro\"]", Sentence(fr: "un nom avec des espaces", en: "a name with spaces")),
        (
            "a ?? b ?? \"FR\"",
            Sentence(fr: "le premier qui existe, sinon ce texte", en: "the first that is there, else this text")
        ),
        ("amount / 100", Sentence(fr: "un montant donné en centimes", en: "an amount that is given in cents")),
        ("$.id", Sentence(fr: "depuis le corps entier, dans « Chaque »", en: "from the whole body, within “Each”")),
        (
            "type == \"paid\" and live != false",
            Sentence(fr: "une condition : ==, !=, and, or", en: "a condition: ==, !=, and, or")
        ),
    ]

    private var settings: Markup {
        element(
            "fieldset", [.class("map-slots")],
            HTML.element("legend", [], Markup(notation.text("Source", "Source")))
                + group {
                    field("name", notation.text("Nom", "Name"), form.name, isMono: false)
                    div(.class("map-slot")) {
                        label(.for("signing")) { notation.text("Signature", "Signature") }
                        select(.class("input"), .id("signing"), .name("signing")) {
                            for (value, text) in styles {
                                option(.value(value), .selected(value == form.style)) { text }
                            }
                        }
                    }
                    field("header", notation.text("En-tête", "Header"), form.header, "X-Hub-Signature-256")
                    field("prefix", notation.text("Préfixe", "Prefix"), form.prefix, "sha256=")
                    secretField
                    label(.class("tick")) {
                        input(
                            .class("check"), .type("checkbox"), .name("active"), .value("yes"), .checked(form.isActive))
                        notation.text("Active", "Active")
                    }
                })
    }

    private var styles: [(String, String)] {
        [
            (
                "none",
                notation.text("non vérifiée\u{A0}: l’adresse seule fait foi", "not checked: the address alone counts")
            ),
            (
                "digest",
                notation.text(
                    "HMAC-SHA256 du corps (hexadécimal ou base64)", "HMAC-SHA256 of the body (hexadecimal or base64)")
            ),
            ("timestamped", notation.text("HMAC-SHA256 daté\u{A0}: t=…,v1=…", "dated HMAC-SHA256: t=…,v1=…")),
        ]
    }

    private func field(
        _ name: String, _ title: String, _ value: String, _ example: String = "", isMono: Bool = true
    ) -> Markup {
        div(.class("map-slot")) {
            label(.for("source-" + name)) { title }
            voidElement(
                "input",
                [
                    .class(isMono ? "input mono" : "input"), .type("text"), .id("source-" + name), .name(name),
                    .value(value),
                    .placeholder(example), .autocomplete("off"), .aria("describedby", "source-\(name)-note"),
                    .aria("invalid", form.problem(name) == nil ? nil : "true"),
                ])
            problemNote(name)
        }
    }

    private var secretField: Markup {
        div(.class("map-slot")) {
            label(.for("source-secret")) { notation.text("Secret de signature", "Signing secret") }
            voidElement(
                "input",
                [
                    .class("input mono"), .type("password"), .id("source-secret"), .name("secret"),
                    .autocomplete("new-password"), .aria("describedby", "source-secret-note"),
                    .placeholder(
                        isSigningKnown
                            ? notation.text(
                                "gardé\u{A0}: vide pour ne pas le changer", "kept: empty to leave it as it is") : ""),
                    .aria("invalid", form.problem("secret") == nil ? nil : "true"),
                ])
            problemNote("secret")
        }
    }

    private func problemNote(_ name: String) -> Markup {
        span(.class("error"), .id("source-\(name)-note")) {
            if let problem = form.problem(name) {
                Icon.warn.markup
                visit.say(problem.sentence).capitalizedFirst + "."
            }
        }
    }

    // MARK: End

    private var ending: Markup {
        section(.class("section"), .aria("labelledby", "ending")) {
            div(.class("head")) { h2(.id("ending")) { notation.text("Autres actes", "Other acts") } }
            visit.postForm(visit.links.hook(source.id, "keys"), .class("row-actions")) {
                button(.class("btn quiet")) {
                    notation.text(
                        "Changer d’adresse\u{A0}: celle-ci ne mènera plus à rien",
                        "Change the address: this one will lead nowhere")
                }
            }
            visit.postForm(visit.links.hook(source.id, "removal"), .class("row-actions")) {
                button(.class("btn quiet")) {
                    notation.text(
                        "Supprimer cette source et ses corps gardés", "Remove this source and its kept bodies")
                }
            }
        }
    }
}
