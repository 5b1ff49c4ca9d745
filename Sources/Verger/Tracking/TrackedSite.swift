/// A web site whose visits come in by `/verger.js`.
package struct TrackedSite: Hashable, Sendable, Identifiable {
    package enum Mode: String, CaseIterable, Sendable {
        /// Who agrees is known by a cookie; the others are counted.
        case consent
        /// Everybody is counted, nobody is known.
        case counter
    }

    package let id: Int64
    package var name: String
    /// In the source of every page: it opens nothing but the way in.
    package let key: String
    /// `borie.example` stands for its subdomains too; none: no page is listened to.
    package var hosts: [String]
    package var mode: Mode
    /// How long single visits are kept, in months.
    package var retention: Int
    package let createdAt: Instant
    /// When something came in last.
    package var lastHitAt: Instant?

    package init(
        id: Int64, name: String, key: String, hosts: [String], mode: Mode = .consent,
        retention: Int = TrackedSite.longestRetention, createdAt: Instant, lastHitAt: Instant? = nil
    ) {
        self.id = id
        self.name = name
        self.key = key
        self.hosts = hosts
        self.mode = mode
        self.retention = retention
        self.createdAt = createdAt
        self.lastHitAt = lastHitAt
    }

    /// CNIL, délibération 2020-091, and its guidance on audience measurement.
    package static let longestRetention = 25
    /// Of the cookie, in days: 13 months, counted short and never renewed.
    package static let cookieDays = 390

    /// Whether pages of `host` may send.
    package func listens(to host: String) -> Bool {
        let host = host.hasPrefix("www.") ? String(host.dropFirst(4)) : host
        return hosts.contains { host == $0 || host.hasSuffix("." + $0) }
    }
}

extension TrackedSite {
    /// What a person wrote of a site, checked.
    package struct Draft: Hashable, Sendable {
        package var name: String
        /// As typed: names or addresses, separated by blanks or commas.
        package var hosts: String
        package var mode: Mode
        package var retention: String

        package init(name: String, hosts: String, mode: Mode = .consent, retention: String = "25") {
            self.name = name
            self.hosts = hosts
            self.mode = mode
            self.retention = retention
        }

        package func checked() throws(Problem) -> (name: String, hosts: [String], retention: Int) {
            guard let name = name.trimmedOrNil, name.count <= 100, !name.contains("\0") else {
                throw Problem(Sentences.name, path: "name")
            }
            let words = hosts.split { $0.isWhitespace || $0 == "," || $0 == ";" }.map(String.init)
            var hosts: [String] = []
            for word in words {
                let address = word.contains("://") ? word : "https://" + word
                guard let host = PageAddress(address)?.host, !host.contains("*") else {
                    throw Problem(Sentences.host(word), path: "hosts")
                }
                if !hosts.contains(host) { hosts.append(host) }
            }
            guard !hosts.isEmpty, hosts.count <= 50 else { throw Problem(Sentences.noHost, path: "hosts") }
            guard let months = Int(retention.trimmed), (1...TrackedSite.longestRetention).contains(months) else {
                throw Problem(Sentences.retention, path: "retention")
            }
            return (name, hosts, months)
        }
    }

    private enum Sentences {
        static let name = Sentence(
            fr: "donnez un nom, cent caractères au plus", en: "give it a name, a hundred characters at most")
        static let noHost = Sentence(
            fr: "écrivez l’adresse du site\u{A0}: www.exemple.fr", en: "write the site’s address: www.example.com")
        static let retention = Sentence(
            fr: "écrivez un nombre de mois, de 1 à 25", en: "write a number of months, from 1 to 25")

        static func host(_ word: String) -> Sentence {
            Sentence(
                fr: "«\u{A0}\(word)\u{A0}» n’est pas l’adresse d’un site\u{A0}: écrivez www.exemple.fr",
                en: "“\(word)” is not the address of a site: write www.example.com")
        }
    }
}
