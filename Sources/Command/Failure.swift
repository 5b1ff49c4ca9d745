import ArgumentParser
import Storage
import Verger

/// How a command ends when it does not do what was asked.
enum Failure: Error {
    /// Exit 1.
    case refused(Sentence)
    /// Exit 1; the problems were listed.
    case problems([Problem], of: String)
    /// Exit 3.
    case notFound(Sentence)

    static func report(_ error: any Error) -> Never {
        let language = Language.ofUser
        switch error {
        case Failure.refused(let sentence): end(sentence.text(in: language), code: 1)
        case Failure.notFound(let sentence): end(sentence.text(in: language), code: 3)
        case Failure.problems(let problems, let subject):
            for problem in problems { Terminal.error(describe(problem, of: subject, in: language)) }
            VergerCommand.exit(withError: ExitCode(problems.contains { $0.severity == .error } ? 1 : 0))
        case let problems as Problems: report(Failure.problems(problems.all, of: ""))
        case let problem as Problem: report(Failure.problems([problem], of: ""))
        case let problem as StorageProblem: end(sentence(for: problem).text(in: language), code: 1)
        case let problem as Workspaces.Problem: end(sentence(for: problem).text(in: language), code: 1)
        case let problem as Users.Problem: end(problem.sentence.text(in: language), code: 1)
        default:
            let code = VergerCommand.exitCode(for: error)
            let text = VergerCommand.fullMessage(for: error)
            if code == .success { Terminal.print(text) } else if !text.isEmpty { Terminal.error(text) }
            Terminal.flush()
            VergerCommand.exit(withError: ExitCode(code == .validationFailure ? 2 : code.rawValue))
        }
    }

    private static func end(_ text: String, code: Int32) -> Never {
        Terminal.error(text)
        VergerCommand.exit(withError: ExitCode(code))
    }

    static func describe(_ problem: Problem, of subject: String, in language: Language) -> String {
        let word =
            switch problem.severity {
            case .error: language == .french ? "erreur" : "error"
            case .warning: language == .french ? "attention" : "warning"
            }
        let colon = language == .french ? "\u{A0}: " : ": "
        return (subject.isEmpty ? "" : subject + colon) + word + colon + problem.text(in: language)
    }

    private static func sentence(for problem: StorageProblem) -> Sentence {
        switch problem {
        case .busy(let detail):
            Sentence(
                fr: "la base est occupée par un autre programme\u{202F}; réessayez (\(detail))",
                en: "the database is in use by another program; try again (\(detail))")
        case .constraint(let detail):
            Sentence(
                fr: "la base refuse cette écriture (\(detail))", en: "the database refuses this change (\(detail))")
        case .unreachable(let detail):
            Sentence(
                fr:
                    "la base ne s’ouvre pas\u{202F}; vérifiez son adresse, vos droits, et que le serveur tourne (\(detail))",
                en: "the database can't be opened; check its address, your rights, and that the server runs (\(detail))"
            )
        case .diskFull(let detail):
            Sentence(
                fr:
                    "le disque est plein\u{202F}; rien n’est à moitié fait, libérez de la place et recommencez (\(detail))",
                en: "the disk is full; nothing is half-done, free some space and start again (\(detail))")
        case .readOnly(let detail):
            Sentence(
                fr:
                    "la base ne se laisse que lire\u{202F}; vérifiez vos droits sur le fichier et sur son dossier (\(detail))",
                en: "the database can only be read; check your rights on the file and on its folder (\(detail))")
        case .newerSchema(let found):
            Sentence(
                fr: "cette base vient d’une version plus récente de Verger (\(found))\u{202F}; mettez Verger à jour",
                en: "this database comes from a newer version of Verger (\(found)); update Verger")
        case .corrupt(let detail):
            Sentence(
                fr: "ce fichier n’est pas une base de Verger, ou il est abîmé (\(detail))",
                en: "this file is not a database of Verger, or it is damaged (\(detail))")
        case .engine(let detail):
            Sentence(fr: "la base a échoué\u{A0}: \(detail)", en: "the database failed: \(detail)")
        }
    }

    private static func sentence(for problem: Workspaces.Problem) -> Sentence {
        switch problem {
        case .slugTaken(let slug):
            Sentence(
                fr: "un espace s’appelle déjà «\u{A0}\(slug)\u{A0}»", en: "a workspace is called “\(slug)” already")
        case .badSlug(let slug):
            Sentence(
                fr: "«\u{A0}\(slug)\u{A0}» ne convient pas\u{A0}: minuscules, chiffres et tirets seulement",
                en: "“\(slug)” will not do: lower case, digits and hyphens only")
        }
    }
}

extension Language {
    /// From `--language`, else `VERGER_LANGUAGE`, else the locale of the terminal; English when that is none.
    static var ofUser: Language {
        if let asked = Language.asked(in: CommandLine.arguments) { return asked }
        let variables = ["VERGER_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"]
        let value = variables.lazy.compactMap { Terminal.environment[$0] }.first { !$0.isEmpty } ?? ""
        return value.lowercased().hasPrefix("fr") ? .french : .english
    }

    /// What `--language` says: errors are told in it too, those of the arguments themselves included.
    static func asked(in arguments: [String]) -> Language? {
        let option = "--language"
        for (index, argument) in arguments.enumerated() where argument != "--" {
            if argument == option, index + 1 < arguments.count { return Language(rawValue: arguments[index + 1]) }
            if argument.hasPrefix(option + "=") {
                return Language(rawValue: String(argument.dropFirst(option.count + 1)))
            }
        }
        return nil
    }
}
