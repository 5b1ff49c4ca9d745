import TestSupport
import Testing
import Verger

@Suite struct `A condition that can’t be read` {
    struct Case: Sendable, CustomTestStringConvertible {
        let condition: String
        let line: Int
        let column: Int
        let en: String
        /// With plain spaces for the unbreakable ones.
        let fr: String

        var testDescription: String { condition }

        init(_ condition: String, _ line: Int, _ column: Int, en: String, fr: String) {
            (self.condition, self.line, self.column, self.en, self.fr) = (condition, line, column, en, fr)
        }
    }

    static let unknownNames = [
        Case(
            "contry = FR", 1, 1, en: "unknown field: “contry”; did you mean “country”?",
            fr: "champ inconnu : « contry » ; vouliez-vous dire « country » ?"),
        Case(
            "country = FR and\n  companie.size > 3", 2, 3,
            en: "unknown field: “companie.size”; did you mean “company.size”?",
            fr: "champ inconnu : « companie.size » ; vouliez-vous dire « company.size » ?"),
        Case(
            "email = anne.example", 1, 9, en: "unknown field: “anne.example”; if it is text, put it in quotes",
            fr: "champ inconnu : « anne.example » ; si c’est un texte, mettez-le entre guillemets"),
        Case(
            "did demo_request", 1, 5,
            en: "unknown activity kind or group: “demo_request”; did you mean “demo_requested”?",
            fr: "genre d’activité ou groupe inconnu : « demo_request » ; vouliez-vous dire « demo_requested » ?"),
        Case(
            "did [intent, exchanges]", 1, 14,
            en: "unknown activity kind or group: “exchanges”; did you mean “exchange”?",
            fr: "genre d’activité ou groupe inconnu : « exchanges » ; vouliez-vous dire « exchange » ?"),
        Case(
            "did intent since last lost", 1, 23, en: "unknown activity kind or group: “lost”",
            fr: "genre d’activité ou groupe inconnu : « lost »"),
        Case(
            "sum payment.amount > 0", 1, 5,
            en: "unknown activity kind or group: “payment”; did you mean “payment_received”?",
            fr: "genre d’activité ou groupe inconnu : « payment » ; vouliez-vous dire « payment_received » ?"),
        Case(
            "email.domain in list \"free-mail\"", 1, 22, en: "unknown list: “free-mail”; did you mean “freemail”?",
            fr: "liste inconnue : « free-mail » ; vouliez-vous dire « freemail » ?"),
        Case(
            "fits persona \"PMEs\"", 1, 14, en: "unknown persona: “PMEs”; did you mean “pme”?",
            fr: "persona inconnu : « PMEs » ; vouliez-vous dire « pme » ?"),
        Case(
            "not in segment \"Lyonais\"", 1, 16, en: "unknown segment: “Lyonais”; did you mean “Lyonnais”?",
            fr: "segment inconnu : « Lyonais » ; vouliez-vous dire « Lyonnais » ?"),
        Case(
            "stage >= propsect", 1, 1, en: "unknown stage: “propsect”; did you mean “prospect”?",
            fr: "étape inconnue : « propsect » ; vouliez-vous dire « prospect » ?"),
    ]

    static let shapes = [
        Case(
            "country = FR adn city = Lyon", 1, 14,
            en: "unexpected “adn”, expected “and”, “or” or the end; did you mean “and”?",
            fr: "« adn » inattendu, ici on attend « and », « or » ou la fin ; vouliez-vous dire « and » ?"),
        Case(
            "did intent withing 30 days", 1, 12,
            en: "unexpected “withing”, expected “and”, “or” or the end; did you mean “within”?",
            fr: "« withing » inattendu, ici on attend « and », « or » ou la fin ; vouliez-vous dire « within » ?"),
        Case(
            "did intent within 30 dayz", 1, 22, en: "unexpected “dayz”, expected a duration such as “30 days”",
            fr: "« dayz » inattendu, ici on attend une durée comme « 30 days »"),
        Case(
            "did intent within 1.5 days", 1, 19, en: "unexpected “1.5”, expected a whole number",
            fr: "« 1.5 » inattendu, ici on attend un nombre entier"),
        Case(
            "did intent at leest 2 times", 1, 15,
            en: "unexpected “leest”, expected “least” or “most”; did you mean “least”?",
            fr: "« leest » inattendu, ici on attend « least » ou « most » ; vouliez-vous dire « least » ?"),
        Case(
            "city = \"Lyon", 1, 8, en: "the closing quote \" is missing",
            fr: "il manque le guillemet \" qui ferme ce texte"),
        Case(
            "city = \"a\\qb\"", 1, 11, en: "after \\, only \", \\ and n are allowed in a text",
            fr: "après \\, seuls \", \\ et n sont permis dans un texte"),
        Case("(country = FR", 1, 14, en: "something is missing at the end: “)”", fr: "il manque la suite : « ) »"),
        Case(
            "country = FR)", 1, 13, en: "unexpected “)”, expected “and”, “or” or the end",
            fr: "« ) » inattendu, ici on attend « and », « or » ou la fin"),
        Case(
            "country ==  FR", 1, 10, en: "unexpected “=”, expected a field or a value",
            fr: "« = » inattendu, ici on attend un champ ou une valeur"),
        Case("city = Lyon & x", 1, 13, en: "unexpected character “&”", fr: "caractère inattendu « & »"),
        Case(
            "country in []", 1, 13, en: "unexpected “]”, expected a field or a value",
            fr: "« ] » inattendu, ici on attend un champ ou une valeur"),
        Case(
            "company.size > -5", 1, 16, en: "unexpected “-”, expected a field or a value",
            fr: "« - » inattendu, ici on attend un champ ou une valeur"),
        Case(
            "first intent since last call_held", 1, 14, en: "“since” can't follow “first”",
            fr: "« since » ne s’emploie pas après « first »"),
        Case(
            "last intent", 1, 12, en: "something is missing at the end: “within”, “before”, “after” or “between”",
            fr: "il manque la suite : « within », « before », « after » ou « between »"),
        Case(
            "count intent is empty", 1, 1, en: "“is empty” can only follow a field",
            fr: "« is empty » ne s’emploie qu’après un champ"),
        Case(
            "sum payment_received > 0", 1, 5,
            en: "unexpected “payment_received”, expected a kind and its property, such as payment_received.amount",
            fr: "« payment_received » inattendu, ici on attend un genre et sa propriété, comme payment_received.amount"),
        Case(
            "did intent where (did exchange)", 1, 19,
            en: "“did” can't be used after “where”, which is about the activity alone",
            fr: "« did » ne s’emploie pas après « where », qui ne parle que du fait lui-même"),
        Case(
            "did intent where count exchange > 2", 1, 18,
            en: "“count” can't be used after “where”, which is about the activity alone",
            fr: "« count » ne s’emploie pas après « where », qui ne parle que du fait lui-même"),
    ]

    static let values = [
        Case(
            "-- an empty one\n  ", 2, 3, en: "empty condition; write “always” for everyone",
            fr: "condition vide ; écrivez « always » pour tout le monde"),
        Case(
            "created_at < 2026-02-30", 1, 14, en: "“2026-02-30” is not a day of the calendar",
            fr: "« 2026-02-30 » n’est pas un jour du calendrier"),
        Case(
            "created_at < 2026-01-31T25:00:00Z", 1, 14,
            en: "“2026-01-31T25:00:00Z” is not an instant; write 2026-01-31T09:00:00Z or …+01:00",
            fr: "« 2026-01-31T25:00:00Z » n’est pas un instant ; écrivez 2026-01-31T09:00:00Z ou …+01:00"),
        Case(
            "created_at < 2026-01-31T09:00:00", 1, 14,
            en: "“2026-01-31T09:00:00” is not an instant; write 2026-01-31T09:00:00Z or …+01:00",
            fr: "« 2026-01-31T09:00:00 » n’est pas un instant ; écrivez 2026-01-31T09:00:00Z ou …+01:00"),
        Case(
            "budget = 1.2345678", 1, 10, en: "number out of range: at most 1,000,000,000,000 and six decimal places",
            fr: "nombre hors limites : au plus 1 000 000 000 000 et six décimales"),
        Case(
            "budget = 1000000000001", 1, 10,
            en: "number out of range: at most 1,000,000,000,000 and six decimal places",
            fr: "nombre hors limites : au plus 1 000 000 000 000 et six décimales"),
        Case(
            "did intent before now", 1, 1, en: "“before now” means nothing; “now” can only end “between … and now”",
            fr: "« before now » ne veut rien dire ; « now » ne peut que finir « between … and now »"),
        Case(
            "last intent after now", 1, 1, en: "“after now” means nothing; “now” can only end “between … and now”",
            fr: "« after now » ne veut rien dire ; « now » ne peut que finir « between … and now »"),
        Case(
            "did intent between now and 2026-01-01", 1, 1,
            en: "“between now” means nothing; “now” can only end “between … and now”",
            fr: "« between now » ne veut rien dire ; « now » ne peut que finir « between … and now »"),
        Case(
            "owner = me", 1, 1, en: "“me” means nothing here: nobody is signed in; for the text, write \"me\"",
            fr: "« me » ne veut rien dire ici : personne n’est connecté ; pour le texte, écrivez \"me\""),
    ]

    @Test(arguments: unknownNames + shapes + values)
    func `is refused with its line, its column and what to write`(refused: Case) throws {
        let problem = try #require(try refusal(of: refused.condition))

        #expect(problem.place == Place(line: refused.line, column: refused.column))
        #expect(problem.sentence.en == refused.en)
        #expect(problem.sentence.fr.withPlainSpaces == refused.fr)
    }

    @Test(arguments: unknownNames + shapes + values)
    func `is told in French with unbreakable spaces`(refused: Case) throws {
        let french = try #require(try refusal(of: refused.condition)).text(in: .french)

        #expect([" :", " ;", " !", " ?", " »", "« "].allSatisfy { !french.contains($0) })
    }

    @Test(arguments: ["(", "not ", "not (", "((not "])
    func `is refused two hundred levels deep, and ten thousand`(opening: String) throws {
        for levels in [200, 10_000] {
            let problem = try #require(try refusal(of: String(repeating: opening, count: levels) + "always"))
            #expect(problem.sentence.en.hasPrefix("more than 100 levels"))
        }
    }

    @Test func `is refused when its arithmetic is nested too deeply`() throws {
        let text = "budget = " + String(repeating: "(", count: 200) + "1" + String(repeating: ")", count: 200)

        #expect(try #require(try refusal(of: text)).sentence.en == "too many parentheses")
    }

    @Test func `is refused beyond a hundred thousand bytes`() throws {
        let long = "city = \"" + String(repeating: "é", count: 50_000) + "\""

        #expect(try #require(try refusal(of: long)).sentence.en.hasPrefix("condition too long (over 100,000 bytes)"))
    }

    @Test func `is accepted at a hundred levels and at a hundred thousand bytes`() throws {
        let deep = String(repeating: "(", count: 99) + "always" + String(repeating: ")", count: 99)
        let long = "city = \"" + String(repeating: "x", count: 100_000 - 9) + "\""

        #expect(try refusal(of: deep) == nil)
        #expect(try refusal(of: long) == nil)
    }
}

extension String {
    /// With a plain space for each unbreakable one.
    var withPlainSpaces: String { String(map { $0 == "\u{A0}" || $0 == "\u{202F}" ? " " : $0 }) }
}
