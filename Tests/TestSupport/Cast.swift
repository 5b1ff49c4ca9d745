package import Verger

/// The people and definitions that tests speak of.
package enum Cast {
    /// Sunday 1 March 2026 at noon in Paris: the day on which the examples of the documentation are asked.
    package static let now = Instant(iso8601: "2026-03-01T12:00:00", in: .paris)!

    /// A small definition that uses every part of the language.
    package static let definitionText = """
        {"name": "Test",
         "fields": {"budget": "number", "secteur": "text", "renewal": "date", "vip": "boolean"},
         "kinds": {"visite_atelier": {"group": "exchange", "direction": "two-way", "properties": {"minutes": "number"}}},
         "groups": {"serious": ["form_submitted", "webinar_attended", "visite_atelier"]},
         "lists": {"freemail": ["gmail.com", "yahoo.fr", "orange.fr"], "pays": ["FR", "BE"]},
         "segments": {"Lyonnais": "city = Lyon", "Lyonnais chauds": "in segment \\"Lyonnais\\" and stage >= prospect"},
         "personas": [{"id": "pme", "name": {"fr": "PME", "en": "SMB"}, "when": "company.size between 10 and 249"},
                      {"id": "dirigeant", "name": "Dirigeant", "when": "job_title in [DG, \\"gérant\\", CEO]"}],
         "scoring": {
           "fit": [{"id": "sector", "points": 20, "when": "company.industry in [industrie, \\"bâtiment\\"]"},
                   {"id": "freemail", "points": -10, "when": "email.domain in list \\"freemail\\""},
                   {"id": "recent", "points": 12.5, "when": "did any exchange within 3 months"}],
           "engagement": [
             {"id": "pages", "per": "page_viewed", "points": 1, "half_life": "30 days", "cap": 5},
             {"id": "evaluation", "per": "content_downloaded", "where": "level = evaluation or level = decision",
              "points": 15, "half_life": "60 days", "at_most": 3},
             {"id": "intent", "per": "intent", "points": 25.25, "half_life": "2 weeks"},
             {"id": "calm", "per": "unsubscribed", "points": -8, "half_life": "10 days", "cap": -20},
             {"id": "meeting", "per": "meeting_held", "points": 10}]},
         "stages": [
           {"id": "suspect", "name": {"fr": "Suspect", "en": "Suspect"}, "when": "always"},
           {"id": "lead", "name": {"fr": "Lead", "en": "Lead"}, "aka": ["MQL"],
            "when": "did any [response, exchange, intent] and (email is not empty or phone is not empty)"},
           {"id": "prospect", "name": {"fr": "Prospect", "en": "Prospect"}, "aka": ["SQL"],
            "when": "fits any persona and (did any exchange within 12 months or did content_downloaded where level in [evaluation, decision] within 12 months)"},
           {"id": "opportunity", "name": {"fr": "Opportunité", "en": "Opportunity"}, "when": "did any intent since last opportunity_lost"},
           {"id": "client", "name": {"fr": "Client", "en": "Client"},
            "when": "sum payment_received.amount - sum payment_refunded.amount > 0"},
           {"id": "ambassador", "name": {"fr": "Ambassadeur", "en": "Ambassador"},
            "when": "sum payment_received.amount - sum payment_refunded.amount > 0 and did any advocacy"}],
         "temperature": {"hot": "did any intent within 30 days or score.engagement >= 30"},
         "exclude": "did disqualified or email.domain = \\"concurrent.example\\"",
         "handover": {"stage": "prospect", "answer_within": "4 working hours"},
         "messages": {"cap": 3, "per": "30 days", "clients": "newsletter"},
         "retention": {"months": 36}}
        """

    package static func definition() throws -> Definition {
        try Definition(Document(json: definitionText))
    }

    package static func rules(segments: [String: Condition] = [:], user: String? = nil) throws -> Rules {
        let definition = try definition()
        return try definition.rules(in: definition.catalogue(zone: .paris, segments: segments, user: user))
    }

    /// A contact from facts as the documentation writes them: `DATE kind name=value …`, `field=value`, `tag:NAME`.
    /// Dates are at 10:00 in Paris unless they have a time.
    package static func dossier(_ facts: [String], firstID: Int64 = 1) -> Dossier {
        var values: [FieldKey: String] = [:]
        var tags: Set<String> = []
        var activities: [Activity] = []
        for fact in facts {
            if fact.hasPrefix("tag:") {
                tags.insert(String(fact.dropFirst(4)).folded)
            } else if let day = fact.first, day.isNumber {
                activities.append(activity(fact, id: firstID + Int64(activities.count)))
            } else if let equals = fact.firstIndex(of: "=") {
                values[key(String(fact[..<equals]))] = String(fact[fact.index(after: equals)...])
            }
        }
        activities.sort { ($0.at, $0.id) < ($1.at, $1.id) }
        let created = values[.contact(.createdAt)].flatMap { Instant(iso8601: $0, in: .paris) }
        let start = Instant(iso8601: "2026-01-01", in: .paris)!
        let first = [created, activities.first?.at].compactMap(\.self).min() ?? start
        return Dossier(activities: activities, members: [Profile(values, tags: tags)], firstFact: first)
    }

    package static func key(_ name: String) -> FieldKey {
        if name.hasPrefix("company."), let field = CompanyField(rawValue: String(name.dropFirst(8))) {
            return .company(field)
        }
        return ContactField(rawValue: name).map { .contact($0) } ?? .custom(name)
    }

    private static func activity(_ fact: String, id: Int64) -> Activity {
        let words = fact.split(separator: " ").map(String.init)
        let date = words[0].contains("T") ? words[0] : words[0] + "T10:00:00"
        var values: [String: String] = [:]
        for word in words.dropFirst(2) {
            let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
            values[parts[0]] = parts[1]
        }
        let own = ["channel", "campaign", "amount", "currency", "message_id", "voids"]
        return Activity(
            id: id, at: Instant(iso8601: date, in: .paris)!, kind: words[1], channel: values["channel"],
            campaign: values["campaign"], amount: values["amount"].flatMap { Number($0) }, currency: values["currency"],
            messageID: values["message_id"], voids: values["voids"],
            properties: values.filter { !own.contains($0.key) })
    }
}
