extension WorkingHours {
    /// Reads a workspace's own hours: `{"week": {"1": ["09:00-12:30", "14:00-18:00"], …}, "holidays": "FR",
    /// "closures": ["2026-12-24"]}`. What is left out is as usual. Throws all problems.
    package init(_ document: Document, zone: Zone, region: String) throws(Problems) {
        let usual = WorkingHours(zone: zone, region: region)
        var problems: [Problem] = []
        var week = usual.week
        if let days = document["week"]?.pairs {
            week = [:]
            for (key, openings) in days {
                let read = (openings.items ?? []).map { $0.text.flatMap(Opening.init(text:)) }
                guard let number = Int(key), (1...7).contains(number), openings.items != nil, !read.contains(nil),
                    WorkingHours.areApart(read.compactMap(\.self))
                else {
                    problems.append(WorkingHours.badDay(key))
                    continue
                }
                week[number] = read.compactMap(\.self)
            }
        }
        var holidays = usual.holidays
        if let name = document["holidays"]?.text {
            if let known = Holidays(rawValue: name) {
                holidays = known
            } else {
                problems.append(
                    Problem(
                        Sentence(fr: "jours fériés connus\u{A0}: FR, none", en: "known public holidays: FR, none"),
                        path: "holidays"))
            }
        }
        var closures: Set<Day> = []
        for (index, text) in (document["closures"]?.items ?? []).enumerated() {
            guard let instant = text.text.flatMap({ Instant(iso8601: $0, in: zone) }) else {
                problems.append(
                    Problem(
                        Sentence(
                            fr: "une date est attendue, comme 2026-12-24", en: "expected a date, such as 2026-12-24"),
                        path: "closures[\(index)]"))
                continue
            }
            closures.insert(zone.day(at: instant))
        }
        guard problems.isEmpty else { throw Problems(problems) }
        self.init(zone: zone, week: week, holidays: holidays, closures: closures)
    }

    /// The same as `init(_:zone:region:)` reads.
    package var document: Document {
        let days = week.sorted { $0.key < $1.key }.map { day, openings in
            (String(day), Document.list(openings.map { .text($0.text) }))
        }
        return .object([
            ("week", .object(days)), ("holidays", .text(holidays.rawValue)),
            ("closures", .list(closures.sorted().map { .text($0.description) })),
        ])
    }

    private static func areApart(_ openings: [Opening]) -> Bool {
        zip(openings, openings.dropFirst()).allSatisfy { $0.end <= $1.start }
    }

    private static func badDay(_ key: String) -> Problem {
        Problem(
            Sentence(
                fr: "un jour de 1 (lundi) à 7 et des heures dans l’ordre sont attendus, comme \"1\": [\"09:00-18:00\"]",
                en: "expected a day from 1 (Monday) to 7 and hours in order, such as \"1\": [\"09:00-18:00\"]"),
            path: "week.\(key)")
    }
}

extension WorkingHours.Opening {
    /// `09:00-18:00`.
    package init?(text: String) {
        let ends = text.split(separator: "-").map { end in end.split(separator: ":").map { Int($0) } }
        guard ends.count == 2, ends.allSatisfy({ $0.count == 2 }), let startHour = ends[0][0],
            let startMinute = ends[0][1],
            let endHour = ends[1][0], let endMinute = ends[1][1], (0..<60).contains(startMinute),
            (0..<60).contains(endMinute)
        else { return nil }
        self.init(start: startHour * 60 + startMinute, end: endHour * 60 + endMinute)
    }

    package var text: String {
        [start, end].map { ($0 / 60).padded(to: 2) + ":" + ($0 % 60).padded(to: 2) }.joined(separator: "-")
    }
}
