/// An address that is told what happens in a workspace.
package struct Webhook: Hashable, Sendable, Identifiable {
    /// What it can be told of.
    package enum Event: String, CaseIterable, Sendable {
        case contactCreated = "contact.created"
        case contactStageChanged = "contact.stage_changed"
        case activityRecorded = "activity.recorded"
        case segmentEntered = "segment.entered"
        case segmentLeft = "segment.left"

        package var label: Sentence {
            switch self {
            case .contactCreated: Sentence(fr: "un contact est créé", en: "a contact is created")
            case .contactStageChanged: Sentence(fr: "un contact change d’étape", en: "a contact changes stage")
            case .activityRecorded: Sentence(fr: "un fait est noté", en: "an activity is recorded")
            case .segmentEntered: Sentence(fr: "un contact entre dans un segment", en: "a contact enters a segment")
            case .segmentLeft: Sentence(fr: "un contact sort d’un segment", en: "a contact leaves a segment")
            }
        }
    }

    package let id: Int64
    package var url: String
    package var events: Set<Event>
    package var isActive: Bool
    package let createdAt: Instant

    /// Throws what is wrong with it.
    package init(id: Int64, url: String, events: Set<Event>, isActive: Bool = true, createdAt: Instant) throws(Problem)
    {
        guard Webhook.isAddress(url) else { throw .badAddress(url) }
        guard !events.isEmpty else { throw .nothingToTell }
        self.id = id
        self.url = url
        self.events = events
        self.isActive = isActive
        self.createdAt = createdAt
    }

    package enum Problem: Error, Hashable, Sendable {
        case badAddress(String)
        case nothingToTell

        package var sentence: Sentence {
            switch self {
            case .badAddress(let address):
                Sentence(
                    fr:
                        "«\u{A0}\(address)\u{A0}» n’est pas une adresse web\u{A0}: écrivez par exemple https://exemple.fr/verger",
                    en: "“\(address)” is not a web address: write for instance https://example.com/verger")
            case .nothingToTell:
                Sentence(fr: "choisissez au moins un événement", en: "choose at least one event")
            }
        }
    }

    /// `http://` or `https://`, a host, printable ASCII, no name or password.
    private static func isAddress(_ url: String) -> Bool {
        guard url.utf8.count <= 2000, url.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
            let scheme = ["https://", "http://"].first(where: { url.lowercased().hasPrefix($0) })
        else { return false }
        let host = url.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
        return !host.isEmpty && !host.contains("@") && !host.hasPrefix(":") && !host.contains("\\")
    }
}
