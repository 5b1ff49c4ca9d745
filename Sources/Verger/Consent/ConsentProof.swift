/// What shows later that somebody said so (GDPR, article 7(1)).
package struct ConsentProof: Hashable, Sendable {
    package let at: Instant
    /// Where it was said: `preferences`, `unsubscribe_link`, `form:contact-us`, `phone`, `import`.
    package let source: String
    /// What the person read.
    package var text: ConsentText.Reference?
    package var ip: String?
    /// The e-mail address of who noted it; nil when the person did it alone.
    package var actor: String?
    /// What was said, as noted.
    package var note: String?
    /// The file that told it, with its date and the number of its import.
    package var file: File?

    package struct File: Hashable, Sendable {
        package let name: String
        package let at: Instant?
        package let run: Int?

        package init(name: String, at: Instant?, run: Int?) {
            self.name = name
            self.at = at
            self.run = run
        }
    }

    package init(
        at: Instant, source: String, text: ConsentText.Reference? = nil, ip: String? = nil, actor: String? = nil,
        note: String? = nil, file: File? = nil
    ) {
        self.file = file
        self.at = at
        self.source = source
        self.text = text
        self.ip = ip
        self.actor = actor
        self.note = note
    }
}

extension ConsentProof.File {
    /// As the properties of an activity.
    package var properties: [String: String] {
        var properties = ["file": name]
        properties["file_at"] = at?.iso8601
        properties["import"] = run.map { String($0) }
        return properties
    }

    init?(properties: [String: String]) {
        guard let name = properties["file"]?.trimmedOrNil else { return nil }
        self.init(
            name: name, at: properties["file_at"].flatMap { Instant(iso8601: $0, in: .utc) },
            run: properties["import"].flatMap { Int($0) })
    }
}

extension ConsentProof {
    /// Sources that several parts of the house write.
    package enum Source {
        package static let preferences = "preferences"
        package static let unsubscribeLink = "unsubscribe_link"
        package static let phone = "phone"
        package static let api = "api"
        /// The question that `/verger.js` asks.
        package static let banner = "banner"
        /// A question that the site itself asks.
        package static let site = "site"
        /// Somebody else agreed on the same device before.
        package static let device = "device"
        package static func form(_ slug: String) -> String { "form:" + slug }
    }

    /// What `source` means to a reader.
    package static func label(ofSource source: String) -> Sentence {
        switch source {
        case Source.preferences: return Sentence(fr: "page de préférences", en: "preference page")
        case Source.unsubscribeLink: return Sentence(fr: "lien de désabonnement", en: "unsubscribe link")
        case Source.phone: return Sentence(fr: "téléphone", en: "phone")
        case Source.api: return Sentence(fr: "API", en: "API")
        case Source.banner: return Sentence(fr: "bandeau du site", en: "banner of the site")
        case Source.site: return Sentence(fr: "question du site", en: "question of the site")
        case Source.device:
            return Sentence(fr: "accord donné avant sur le même appareil", en: "given before on the same device")
        case "meeting": return Sentence(fr: "rencontre", en: "meeting")
        case "letter": return Sentence(fr: "courrier", en: "letter")
        case "email": return Sentence(fr: "e-mail reçu", en: "e-mail received")
        case "rights": return Sentence(fr: "demande de droits", en: "rights request")
        case "import": return Sentence(fr: "import", en: "import")
        default:
            guard source.hasPrefix("form:") else { return Sentence(verbatim: source) }
            let slug = source.dropFirst(5)
            return Sentence(fr: "formulaire \(slug)", en: "form \(slug)")
        }
    }
}
