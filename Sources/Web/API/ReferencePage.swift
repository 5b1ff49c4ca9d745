import HTML
import HTTPTypes
import Verger

/// The API as a person reads it, from the same declarations as the OpenAPI document.
struct ReferencePage {
    private let call: Call
    private let routes: [(route: Route, operation: Operation)]

    init(_ call: Call, _ routes: [Route]) {
        self.call = call
        self.routes = routes.compactMap { route in route.operation.map { (route, $0) } }
    }

    private var groups: [String] {
        routes.map(\.route.group).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    var answer: Answer {
        .fragment(
            HTMLDocument.markup(call, title: "\(call.say(Words.title)) — Verger") {
                a(.class("skip"), .href("#content")) { call.say(Words.skip) }
                div(.class("reference")) {
                    contents
                    main(.id("content")) {
                        introduction
                        for group in groups { chapter(group) }
                        shapes
                        refusals
                    }
                }
            })
    }

    // MARK: Parts

    private var contents: Markup {
        nav(.class("reference-nav"), .aria("label", call.say(Words.contents))) {
            p(.class("reference-brand")) {
                Icon.mark
                strong { "Verger" }
            }
            ul {
                for group in groups { li { a(.href("#group-\(group)")) { group.capitalizedFirst } } }
                li { a(.href("#shapes")) { call.say(Words.shapes) } }
                li { a(.href("#problems")) { call.say(Words.problems) } }
            }
            p { a(.href("/api/v1/openapi.json")) { "OpenAPI 3.1" } }
        }
    }

    private var introduction: Markup {
        section {
            h1 { call.say(Words.title) }
            for paragraph in Words.basics { p { Reference.prose(call.say(paragraph)) } }
            pre {
                code { "curl -H \"Authorization: Bearer $TOKEN\" \(call.site.address)/api/v1/contacts?limit=2" }
            }
        }
    }

    private func chapter(_ group: String) -> Markup {
        section(.id("group-\(group)")) {
            h2 { group.capitalizedFirst }
            for (route, operation) in routes where route.group == group {
                OperationView(call: call, route: route, operation: operation).markup
            }
        }
    }

    private var shapes: Markup {
        section(.id("shapes")) {
            h2 { call.say(Words.shapes) }
            for (name, schema) in Reference.components(of: routes.map(\.operation)) {
                article(.id("shape-\(name)")) {
                    h3 { name }
                    if let note = schema.note { p { Reference.prose(note) } }
                    Reference.members(of: schema, call, isNamed: true)
                }
            }
        }
    }

    private var refusals: Markup {
        section(.id("problems")) {
            h2 { call.say(Words.problems) }
            p { Reference.prose(call.say(Words.aboutProblems)) }
            for refusal in Refusal.samples {
                article(.id(refusal.code)) {
                    h3 {
                        code { String(refusal.status.code) }
                        " \(refusal.code)"
                    }
                    p { call.say(refusal.title) + ". " + call.say(refusal.sentence) }
                }
            }
        }
    }

    private enum Words {
        static let title = Sentence(fr: "L’API de Verger", en: "The Verger API")
        static let skip = Sentence(fr: "Aller au contenu", en: "Skip to content")
        static let contents = Sentence(fr: "Sommaire", en: "Contents")
        static let shapes = Sentence(fr: "Formes", en: "Shapes")
        static let problems = Sentence(fr: "Refus", en: "Refusals")
        static let aboutProblems = Sentence(
            fr:
                "Un refus est un document `application/problem+json` (RFC 9457). Son `type` finit par l’un de ces noms, qui ne changent pas d’une langue à l’autre\u{A0}; `errors` dit chaque valeur en cause et pourquoi.",
            en:
                "A refusal is an `application/problem+json` document (RFC 9457). Its `type` ends in one of these names, the same in every language; `errors` says which values are at fault and why."
        )
        static let basics = [
            Sentence(
                fr:
                    "Chaque demande porte un jeton, créé dans les réglages ou par `verger tokens add`. Le jeton est celui d’un espace\u{A0}: on n’en voit aucun autre.",
                en:
                    "Every request carries a token, made in the settings or by `verger tokens add`. A token belongs to one workspace: no other can be seen."
            ),
            Sentence(
                fr:
                    "Les listes vont de page en page par `next`, qu’on redonne dans `cursor`. Elles ne comptent pas leur total.",
                en:
                    "Lists go from page to page by `next`, which is given back as `cursor`. They do not count their total."
            ),
            Sentence(
                fr:
                    "Une modification dit par `If-Match` quelle version elle a lue (l’`ETag` de la réponse). Si quelqu’un est passé entre-temps, rien n’est écrit et la réponse 412 donne la fiche telle qu’elle est.",
                en:
                    "An edit says by `If-Match` which version it has read (the `ETag` of the answer). If somebody was faster, nothing is written and the 412 answer gives the record as it is."
            ),
            Sentence(
                fr:
                    "Un `POST` peut porter une `Idempotency-Key`\u{A0}: renvoyé dans la journée, il ne fait rien de plus et reçoit la même réponse.",
                en:
                    "A `POST` may carry an `Idempotency-Key`: sent again within a day, it does nothing more and gets the same answer."
            ),
        ]
    }
}

extension Refusal {
    /// One of each that a program can meet.
    fileprivate static let samples: [Refusal] = [
        .malformed(Sentence(fr: "Le contenu n’est pas lisible.", en: "The content can’t be read.")), .tokenNeeded,
        .forbidden(.editContacts), .notFound, .methodNotAllowed(["GET"]),
        .conflict(
            Sentence(
                fr: "Autre chose s’y oppose\u{A0}; le détail dit quoi.",
                en: "Something else stands in the way; the detail says what.")
        ), .undefined, .changed(.null, etag: ""), .tooLarge(limit: 1 << 20),
        .unsupportedType(expected: "application/json"),
        .invalid([
            Problem(Sentence(fr: "attendu\u{A0}: un texte", en: "expected a string"), path: "lastName")
        ]), .preconditionNeeded,
        .unavailable(
            Sentence(
                fr: "La base de données ne répond pas. Rien n’est perdu\u{A0}: réessayez dans un instant.",
                en: "The database does not answer. Nothing is lost: try again in a moment."), secondsToWait: 2),
    ]
}
