import Verger
import Yams

extension YAMLReader {
    static let unreadable = Problem(Sentence(fr: "YAML illisible", en: "unreadable YAML"))

    static let tooManyAliases = Problem(
        Sentence(
            fr: "trop de renvois (*nom) : au plus \(mostAliases) par fichier",
            en: "too many aliases (*name): at most \(mostAliases) in a file"))

    static func tooLarge(_ place: Place?) -> Problem {
        Problem(
            Sentence(fr: "document trop grand ou trop imbriqué", en: "document too large or nested too deeply"),
            place: place)
    }

    static func duplicate(_ key: String, path: String = "", place: Place?) -> Problem {
        Problem(
            Sentence(fr: "la clé « \(key) » est donnée deux fois", en: "the key “\(key)” is given twice"), path: path,
            place: place)
    }
}

extension YamlError {
    /// What is wrong and where, in both languages.
    var problem: Problem {
        switch self {
        case .scanner(_, let words, let mark, _), .parser(_, let words, let mark, _),
            .composer(_, let words, let mark, _):
            return Problem(YamlError.sentence(words), place: Place(line: mark.line, column: mark.column))
        case .duplicatedKeysInMapping(let keys, let context):
            return YAMLReader.duplicate(
                keys.joined(separator: ", "), place: Place(line: context.mark.line, column: context.mark.column))
        case .reader(_, let offset, _, let yaml):
            return Problem(
                Sentence(fr: "caractère interdit dans un fichier YAML", en: "character not allowed in a YAML file"),
                place: offset.map { YamlError.place($0, in: yaml) })
        case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded: return YAMLReader.unreadable
        }
    }

    private static func place(_ offset: Int, in text: String) -> Place {
        let before = text.prefix(offset)
        let line = before.count { $0.isNewline } + 1
        let start = before.lastIndex { $0.isNewline }.map { before.index(after: $0) } ?? before.startIndex
        return Place(line: line, column: before.distance(from: start, to: before.endIndex) + 1)
    }

    /// libyaml's words, said so that a person who has never read its code knows what to change.
    private static func sentence(_ words: String) -> Sentence {
        switch words {
        case "mapping values are not allowed in this context":
            Sentence(
                fr: "« : » inattendu ; mettez entre guillemets un texte qui contient « : », et vérifiez le retrait",
                en: "unexpected “:”; put a text that contains “: ” in quotes, and check the indentation")
        case "did not find expected ',' or '}'": Sentence(fr: "« , » ou « } » attendu", en: "expected “,” or “}”")
        case "did not find expected ',' or ']'": Sentence(fr: "« , » ou « ] » attendu", en: "expected “,” or “]”")
        case "did not find expected key":
            Sentence(fr: "clé attendue ; vérifiez le retrait", en: "expected a key; check the indentation")
        case "did not find expected '-' indicator":
            Sentence(fr: "« - » attendu ; vérifiez le retrait", en: "expected “-”; check the indentation")
        case "could not find expected ':'": Sentence(fr: "« : » attendu après une clé", en: "expected “:” after a key")
        case "block sequence entries are not allowed in this context":
            Sentence(fr: "« - » inattendu ; vérifiez le retrait", en: "unexpected “-”; check the indentation")
        case "found character that cannot start any token":
            Sentence(
                fr: "caractère impossible à cet endroit ; le retrait se fait par des espaces, et un texte qui commence "
                    + "par @, ` ou % se met entre guillemets",
                en: "impossible character here; indent with spaces, and put a text that begins with @, ` or % in quotes"
            )
        case "found a tab character that violates indentation",
            "found a tab character where an indentation space is expected":
            Sentence(fr: "tabulation dans le retrait ; mettez des espaces", en: "tab in the indentation; use spaces")
        case "found unexpected end of stream":
            Sentence(fr: "guillemet ouvert et jamais fermé", en: "a quote is opened and never closed")
        case "found unknown escape character":
            Sentence(fr: "échappement inconnu après « \\ »", en: "unknown escape after “\\”")
        case "found undefined alias":
            Sentence(
                fr: "renvoi (*nom) à une ancre qui n’existe pas", en: "alias (*name) of an anchor that does not exist")
        case "but found another document":
            Sentence(fr: "un seul document par fichier (« --- » de trop)", en: "one document a file (stray “---”)")
        case _ where words.hasPrefix("Maximum nesting level"):
            Sentence(fr: "document trop imbriqué", en: "document nested too deeply")
        default: Sentence(fr: "syntaxe YAML incorrecte (\(words))", en: "wrong YAML syntax: \(words)")
        }
    }
}
