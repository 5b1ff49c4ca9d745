import HTML
import Verger

/// The whole definition as the text that it is, with what is wrong at its lines.
struct FileView {
    let visit: Visit
    let reading: DefinitionReading
    /// What is shown: as it is kept, or as somebody tried to save it.
    let source: String
    let problems: [PlacedProblem]
    /// Whether somebody else wrote meanwhile.
    var conflict: String?
    /// The state that the text was written from.
    let mark: String

    private var notation: Notation { visit.notation }
    private var lines: Int { source.count { $0 == "\n" } + 1 }
    private var mayEdit: Bool { visit.may(.draftDefinition) }

    var markup: Markup {
        section(.class("file"), .aria("labelledby", "file-title")) {
            div(.class("head")) {
                h2(.id("file-title")) { notation.text("Le fichier", "The file") }
                span(.class("muted small")) {
                    notation.text(
                        "YAML, commentaires compris. Enregistrer n’y change rien tant que le brouillon n’est pas activé.",
                        "YAML, with its comments. Saving changes nothing until the draft is put in force.")
                }
                span(.class("end")) {
                    a(.class("link"), .href(visit.links.definition("file.yml"))) {
                        notation.text("Télécharger", "Download")
                    }
                }
            }
            conflictBanner
            problemList
            if mayEdit { editor } else { reader }
        }
    }

    @MarkupBuilder private var conflictBanner: Markup {
        if let conflict {
            div(.class("banner warn"), .role("alert"), .id("conflict")) {
                Icon.warn.markup
                div {
                    b { conflict }
                    span {
                        notation.text(
                            "Rien n’a été enregistré\u{202F}; votre texte est encore là. ",
                            "Nothing was saved; your text is still here. ")
                        a(.class("link"), .href(visit.links.definition("file")), Attribute("target", "_blank")) {
                            notation.text("Voir le leur", "See theirs")
                        }
                        notation.text(
                            ", puis enregistrez de nouveau pour le remplacer.", ", then save again to replace it.")
                    }
                }
            }
        }
    }

    @MarkupBuilder private var problemList: Markup {
        if !problems.isEmpty {
            let errors = problems.count { $0.problem.severity == .error }
            section(.class("file-problems"), .id("problems"), .role(errors > 0 ? "alert" : nil)) {
                h3 {
                    errors > 0
                        ? notation.plural(
                            errors,
                            Sentence(fr: "erreur\u{A0}: rien n’a été enregistré", en: "error: nothing was saved"),
                            Sentence(fr: "erreurs\u{A0}: rien n’a été enregistré", en: "errors: nothing was saved"))
                        : notation.plural(
                            problems.count, Sentence(fr: "avertissement", en: "warning"),
                            Sentence(fr: "avertissements", en: "warnings"))
                }
                ol(.class("problems")) { for placed in problems { problem(placed) } }
            }
        }
    }

    /// The sentence, the line at fault and a mark under its column.
    private func problem(_ placed: PlacedProblem) -> Markup {
        li(.class(placed.problem.severity == .error ? "bad" : "warn")) {
            Icon.warn.markup
            div {
                span {
                    if let place = placed.place {
                        a(.class("where"), .href("#L\(place.line)"), .data("line", String(place.line))) {
                            place.text(in: visit.language).capitalizedFirst
                        }
                        notation.text("\u{A0}: ", ": ")
                    }
                    placed.problem.sentence.text(in: visit.language).capitalizedFirst
                    if !placed.path.isEmpty { code(.class("path")) { placed.path } }
                }
                if let place = placed.place, let line = line(place.line) {
                    pre(.class("excerpt")) {
                        span(.class("no")) { String(place.line) }
                        line + "\n"
                        span(.class("no")) {}
                        span(.class("caret")) { String(repeating: " ", count: max(0, place.column - 1)) + "^" }
                    }
                }
            }
        }
    }

    private func line(_ number: Int) -> String? {
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.indices.contains(number - 1) ? String(lines[number - 1].prefix(200)) : nil
    }

    // MARK: The text

    private var editor: Markup {
        visit.postForm(visit.links.definition("drafts"), .class("file-form"), .id("file-form")) {
            input(.type("hidden"), .name("seen"), .value(mark))
            div(.class("sheet")) {
                gutter
                textarea(
                    .class("cond"), .id("source"), .name("source"), Attribute("rows", String(lines + 1)),
                    Attribute("wrap", "off"), Attribute("spellcheck", "false"), .autocomplete("off"),
                    Attribute("autocapitalize", "off"),
                    .aria("label", notation.text("Texte de la définition", "Text of the definition"))
                    // A line break right after the tag would be left out.
                ) { "\n" + source }
            }
            div(.class("row-actions sticky-actions")) {
                button(.class("btn primary"), .data("key", "s")) {
                    notation.text("Enregistrer le brouillon", "Save the draft")
                }
                a(.class("btn quiet"), .href(visit.links.definition)) { notation.text("Annuler", "Cancel") }
            }
        }
    }

    private var reader: Markup {
        div(.class("sheet")) {
            gutter
            pre(.class("cond"), .tabindex(0)) { source }
        }
    }

    private var gutter: Markup {
        let faulty = Dictionary(
            problems.compactMap { placed in placed.place.map { ($0.line, placed.problem.severity) } }
        ) { first, second in first == .error ? first : second }
        let anchors = partsByLine
        return div(.class("gutter"), .aria("hidden", "true")) {
            for number in 1...lines {
                span(.id("L\(number)"), .class(faulty[number].map { $0 == .error ? "bad" : "warn" })) {
                    if let anchor = anchors[number] { i(.id(anchor)) {} }
                    String(number)
                }
            }
        }
    }

    /// Where the parts begin, for links: `#handover`.
    private var partsByLine: [Int: String] {
        let names = ["handover", "messages", "retention", "fields", "kinds", "groups", "lists", "segments"]
        var result: [Int: String] = [:]
        for (index, line) in source.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if let name = names.first(where: { line.hasPrefix($0 + ":") }) { result[index + 1] = name }
        }
        return result
    }
}
