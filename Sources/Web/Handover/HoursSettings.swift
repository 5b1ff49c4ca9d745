import HTML
import HTTPTypes
import Storage
import Verger

/// Settings › Hours: when the workspace works, by which the clock of handovers runs.
enum HoursSettings {
    static let routes: [Route] = [
        Route(.get, "settings/hours", may: .manageWorkspace) { try page($0, [:]) },
        Route(.post, "settings/hours", may: .manageWorkspace, save),
    ]

    private static func hours(_ visit: Visit, _ connection: any SQLConnection) throws -> WorkingHours {
        try Handovers(connection, in: visit.workspace).hours()
    }

    // MARK: Saving

    private static func save(_ visit: Visit) throws -> Answer {
        let form = visit.form
        var problems: [String: Sentence] = [:]
        var week: [(String, Document)] = []
        for day in 1...7 {
            let texts = (form["day\(day)"] ?? "").split { $0 == "," || $0 == ";" }.map { plain($0.trimmed) }
                .filter { !$0.isEmpty }
            let openings = texts.map(WorkingHours.Opening.init(text:))
            let read = openings.compactMap(\.self)
            let areApart = zip(read, read.dropFirst()).allSatisfy { $0.end <= $1.start }
            if openings.contains(nil) || !areApart { problems["day\(day)"] = Words.badDay }
            week.append((String(day), .list(read.map { .text($0.text) })))
        }
        let closures = form.lines("closures")
        let days = closures.map { Instant(iso8601: $0, in: visit.workspace.zone) != nil && $0.utf8.count == 10 }
        if days.contains(false) || closures.count > 1000 { problems["closures"] = Words.badClosure }
        let holidays = form.text("holidays").flatMap(Holidays.init(rawValue:)) ?? .none
        guard problems.isEmpty else { return try page(visit, problems) }
        let document = Document.object([
            ("week", .object(week)), ("holidays", .text(holidays.rawValue)),
            ("closures", .list(closures.sorted().map { .text($0) })),
        ])
        let hours = try WorkingHours(document, zone: visit.workspace.zone, region: visit.workspace.region)
        try visit.write { connection in
            let stored = Settings(connection, in: visit.workspace.id)
            var settings = try stored.all()
            settings.workingHours = hours.document.json()
            try stored.save(settings)
            try visit.audit("hours changed", [("hours", .text(hours.document.json()))], connection)
        }
        return Answer.redirect(to: SettingsTab.hours.link(visit.links)).toast(visit.say(Words.saved))
    }

    /// `9:00 – 12:30` as `9:00-12:30`.
    private static func plain(_ text: String) -> String {
        text.replacing("–", with: "-").replacing("—", with: "-").replacing("h", with: ":").filter { !$0.isWhitespace }
    }

    // MARK: The page

    private static func page(_ visit: Visit, _ problems: [String: Sentence]) throws -> Answer {
        let (hours, definition) = try visit.read { connection in
            (try Self.hours(visit, connection), try Definitions(connection, in: visit.workspace).active()?.definition)
        }
        let typed = visit.form
        let isTyped = !problems.isEmpty
        let monday = visit.workspace.zone.day(at: visit.now)
        func field(_ day: Int) -> FormField {
            let sample = Day(number: monday.number - Int64(monday.weekday) + Int64(day))
            let recorded = (hours.week[day] ?? []).map(\.text).joined(separator: ", ")
            var field = FormField(
                "day\(day)", visit.notation.weekday(of: sample).capitalizedFirst,
                value: isTyped ? typed["day\(day)"] ?? "" : recorded)
            field.error = problems["day\(day)"].map(visit.say)
            field.autocomplete = "off"
            return field.optional
        }
        let page = visit.settingsPage(.hours) {
            p(.class("muted settings-intro")) { visit.say(Words.purpose) }
            p(.class("verdict policy")) { example(visit, hours, definition?.handover?.answerWithin ?? 4) }
            visit.postForm(visit.links.settings("hours"), .class("form hours")) {
                p(.class("hint")) { visit.say(Words.hint) }
                div(.class("two")) { for day in 1...7 { field(day).markup } }
                FormField(
                    "holidays", visit.say(Words.holidays),
                    among: [
                        (Holidays.french.rawValue, visit.say(Words.french)),
                        (Holidays.none.rawValue, visit.say(Words.none)),
                    ], value: isTyped ? typed["holidays"] ?? "" : hours.holidays.rawValue
                ).markup
                FormField.lines(
                    "closures", visit.say(Words.closures),
                    value: isTyped
                        ? typed["closures"] ?? ""
                        : hours.closures.sorted().map(\.description).joined(separator: "\n"),
                    hint: visit.say(Words.closuresHint))
                if let problem = problems["closures"] {
                    span(.class("error"), .role("alert")) {
                        Icon.warn.markup
                        visit.say(problem)
                    }
                }
                div(.class("actions")) { button(.class("btn primary")) { visit.say(Words.save) } }
            }
        }
        var answer = visit.answer(page)
        if isTyped { answer.status = .unprocessableContent }
        return answer
    }

    /// What these hours make of a handover that comes now.
    private static func example(_ visit: Visit, _ hours: WorkingHours, _ within: Int) -> String {
        let due = hours.instant(within, after: visit.now)
        let notation = visit.notation
        guard due > visit.now else { return visit.say(Words.never) }
        return notation.text(
            "Un passage qui arriverait maintenant, avec \(within)\u{A0}h pour répondre, attendrait sa réponse jusqu’au \(notation.dayAndTime(due)).",
            "A handover that came now, with \(within) h to answer, would wait for its answer until \(notation.dayAndTime(due))."
        )
    }

    private enum Words {
        static let purpose = Sentence(
            fr: "Les délais de réponse des passages ne courent que pendant ces heures.",
            en: "The time that sales have to answer a handover runs in these hours only.")
        static let hint = Sentence(
            fr: "Écrivez 09:00-12:30, 14:00-18:00. Rien\u{A0}: fermé ce jour-là.",
            en: "Write 09:00-12:30, 14:00-18:00. Nothing: closed on that day.")
        static let badDay = Sentence(
            fr: "Des heures dans l’ordre sont attendues, comme 09:00-12:30, 14:00-18:00.",
            en: "Hours in order are expected, such as 09:00-12:30, 14:00-18:00.")
        static let holidays = Sentence(fr: "Jours fériés", en: "Public holidays")
        static let french = Sentence(
            fr: "France, les onze du code du travail", en: "France, the eleven of the labour code")
        static let none = Sentence(fr: "Aucun", en: "None")
        static let closures = Sentence(fr: "Fermetures", en: "Closures")
        static let closuresHint = Sentence(
            fr: "Une date par ligne, comme 2026-12-24.", en: "One date a line, such as 2026-12-24.")
        static let badClosure = Sentence(
            fr: "Une date par ligne est attendue, comme 2026-12-24.",
            en: "One date a line is expected, such as 2026-12-24.")
        static let never = Sentence(
            fr: "Personne ne travaille jamais\u{A0}: un passage serait en retard à l’instant.",
            en: "Nobody ever works: a handover would be late at once.")
        static let save = Sentence(fr: "Enregistrer", en: "Save")
        static let saved = Sentence(fr: "Horaires enregistrés.", en: "Hours saved.")
    }
}
