import Foundation

/// Reads what `/verger.js` sends. It comes from strangers: sizes are bounded, and what is odd is left out or refused.
package struct SiteReader: Sendable {
    package static let bodyLimit = 32 * 1024
    package static let hitsLimit = 50
    private static let textLimit = 500

    private let now: Instant
    private let phone: @Sendable (String) -> String?

    /// `phone` gives a number in E.164.
    package init(receivedAt now: Instant, phone: @escaping @Sendable (String) -> String? = { _ in nil }) {
        self.now = now
        self.phone = phone
    }

    package func delivery(_ body: String) throws(Problem) -> SiteDelivery {
        guard body.utf8.count <= SiteReader.bodyLimit else { throw TrackingSentences.tooLarge(SiteReader.bodyLimit) }
        let document = try Document(json: body)
        guard document.pairs != nil else { throw Problem(TrackingSentences.notAnObject) }
        guard let key = text(document, "k", 100) else { throw Problem(Sentences.noKey, path: "k") }
        guard let page = text(document, "u", PageAddress.limit).flatMap({ PageAddress($0) }),
            page.scheme == "https" || page.scheme == "http"
        else { throw Problem(Sentences.noPage, path: "u") }
        guard let items = document["e"]?.items, items.count <= SiteReader.hitsLimit else {
            throw Problem(TrackingSentences.tooMany(SiteReader.hitsLimit), path: "e")
        }
        let carried = text(document, "f", PageAddress.limit).map { SiteReader.landing($0, on: page) }
        return SiteDelivery(
            key: key, page: page, referrer: text(document, "r", PageAddress.limit), landing: carried?.page,
            landingReferrer: carried?.referrer,
            visitor: text(document, "v", 64).flatMap { SiteReader.isVisitor($0) ? $0 : nil },
            token: text(document, "t", 200), language: language(document),
            isAutomated: document["w"]?.text == "1", hits: items.compactMap(hit))
    }

    /// `utm_source=a&utm_medium=b~www.google.com`, encoded: what brought the visit, as links carry it.
    static func landing(_ text: String, on page: PageAddress?) -> (page: PageAddress?, referrer: String?) {
        let parts = (text.removingPercentEncoding ?? text)
            .split(separator: "~", maxSplits: 1, omittingEmptySubsequences: false)
        let host = parts.count > 1 ? parts[1] : ""
        return (
            PageAddress("\(page?.scheme ?? "https")://\(page?.host ?? "site")/?\(parts[0])"),
            host.isEmpty ? nil : "https://\(host)/"
        )
    }

    /// Nil for one that says nothing.
    private func hit(_ item: Document) -> SiteHit? {
        guard let kind = text(item, "n", 20).flatMap({ SiteHit.Kind(rawValue: $0) }) else { return nil }
        guard let id = text(item, "i", 64), SiteReader.isVisitor(id) else { return nil }
        let ago = item["a"]?.text.flatMap { Double($0) }.map { min(max($0, 0), 86_400_000) } ?? 0
        var hit = SiteHit(
            kind, id: id, at: now - Int64(ago * 1000), name: text(item, "x", SiteReader.textLimit))
        for (name, value) in TrackedValues.texts(of: item["p"] ?? .null).prefix(50) {
            hit.properties[name] = String(value.prefix(SiteReader.textLimit))
        }
        if kind == .form || kind == .identify, let traits = item["d"], traits.pairs != nil {
            hit.person = ImportedContact(traits: SiteReader.inEnglish(traits), phone: phone)
        }
        return hit
    }

    private func language(_ document: Document) -> String? {
        guard let code = text(document, "l", 35)?.split(whereSeparator: { "-_".contains($0) }).first,
            (2...3).contains(code.count), code.allSatisfy({ $0.isASCII && $0.isLetter })
        else { return nil }
        return code.lowercased()
    }

    private func text(_ document: Document, _ name: String, _ limit: Int) -> String? {
        guard case .text(let text)? = document[name]?.content else { return nil }
        return String(text.prefix(limit)).withoutNUL.trimmedOrNil
    }

    /// An id that the script makes.
    package static func isVisitor(_ text: String) -> Bool {
        (16...64).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 0x2D
            }
    }

    /// The fields of a form as French pages call them.
    private static func inEnglish(_ traits: Document) -> Document {
        .object((traits.pairs ?? []).map { (french[$0.key.propertyName] ?? $0.key, $0.value) })
    }

    private static let french = [
        "e_mail": "email", "mail": "email", "courriel": "email", "nom": "last_name", "prenom": "first_name",
        "telephone": "phone", "tel": "phone", "portable": "phone", "societe": "company", "entreprise": "company",
        "organisation": "company", "fonction": "job_title", "poste": "job_title", "ville": "city", "pays": "country",
        "code_postal": "postal_code",
    ]

    private enum Sentences {
        static let noKey = Sentence(
            fr: "il manque la clé du site\u{A0}: recopiez l’extrait depuis les réglages",
            en: "the site’s key is missing: copy the snippet again from the settings")
        static let noPage = Sentence(
            fr: "il manque l’adresse de la page, en http ou https",
            en: "the page’s address is missing, in http or https")
    }
}
