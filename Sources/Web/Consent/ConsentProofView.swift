import HTML
import Verger

/// What proves one word about consent.
struct ConsentProofView {
    private let visit: Visit
    private let reading: ConsentReading
    private let entry: ConsentRegister.Entry

    init(_ visit: Visit, _ reading: ConsentReading, _ entry: ConsentRegister.Entry) {
        self.visit = visit
        self.reading = reading
        self.entry = entry
    }

    private var notation: Notation { visit.notation }
    private var statement: ConsentStatement { entry.statement }
    private var proof: ConsentProof { statement.proof }

    /// One line of the history.
    var line: Markup {
        group {
            span(.class("faint num small")) { notation.dayAndTime(entry.at) }
            span {
                b { what }
                " "
                span(.class("muted")) { about }
            }
            span(.class("faint small")) { source }
        }
    }

    /// All of it.
    var markup: Markup {
        dl(.class("facts")) {
            row(Words.what, what + about)
            if let basis = statement.basis { row(Words.basis, visit.say(basis.label)) }
            row(Words.when, notation.dayAndTime(entry.at))
            row(Words.source, source)
            if let ip = proof.ip { row(Words.ip, ip) }
            if let note = proof.note { row(Words.note, note) }
            if let file = proof.file { row(Words.file, description(of: file)) }
            if let text = proof.text {
                row(Words.text, "\(text) — " + (reading.texts[text]?.body ?? visit.say(Words.unknownText)))
            }
        }
    }

    private func row(_ name: Sentence, _ value: String) -> Markup {
        group {
            dt { visit.say(name) }
            dd { value }
        }
    }

    private var what: String {
        switch statement.decision {
        case .granted: visit.say(Words.granted)
        case .withdrawn: visit.say(Words.withdrawn)
        case .unsubscribed: visit.say(Words.unsubscribed)
        case .complained: visit.say(Words.complained)
        }
    }

    private var about: String {
        let purpose = reading.register.purposes.first { $0.id == statement.purpose }.map { visit.say($0.name) }
        let name = purpose ?? statement.purpose ?? visit.say(Words.everything)
        return " · " + name + ", " + visit.say(statement.channel.label)
    }

    private var source: String {
        let name = visit.say(ConsentProof.label(ofSource: proof.source))
        guard let actor = proof.actor else { return name }
        return name + notation.text(", noté par ", ", noted by ") + (reading.names[actor] ?? actor)
    }

    private func description(of file: ConsentProof.File) -> String {
        [
            file.name, file.at.map { notation.text("du ", "of ") + notation.dayAndTime($0) },
            file.run.map { notation.text("import n°\u{A0}\($0)", "import \($0)") },
        ].compactMap(\.self).joined(separator: ", ")
    }

    private enum Words {
        static let file = Sentence(fr: "Fichier", en: "File")
        static let what = Sentence(fr: "Dit", en: "Said")
        static let basis = Sentence(fr: "Base", en: "Basis")
        static let when = Sentence(fr: "Quand", en: "When")
        static let source = Sentence(fr: "Source", en: "Source")
        static let ip = Sentence(fr: "Adresse IP", en: "IP address")
        static let note = Sentence(fr: "Mots notés", en: "Words noted")
        static let text = Sentence(fr: "Texte lu", en: "Text read")
        static let unknownText = Sentence(fr: "texte inconnu", en: "unknown text")
        static let granted = Sentence(fr: "Accord", en: "Agreed")
        static let withdrawn = Sentence(fr: "Refus", en: "Refused")
        static let unsubscribed = Sentence(fr: "Désabonnement", en: "Unsubscribed")
        static let complained = Sentence(fr: "Signalement comme indésirable", en: "Reported as unwanted")
        static let everything = Sentence(fr: "tout le canal", en: "the whole channel")
    }
}
