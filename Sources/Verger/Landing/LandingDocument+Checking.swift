/// What a page may use of its workspace.
package struct LandingResources: Sendable {
    /// Forms that are open and published.
    package let forms: Set<Int64>
    package let pictures: Set<Int64>
    package let sites: Set<Int64>

    package init(forms: Set<Int64>, pictures: Set<Int64>, sites: Set<Int64>) {
        self.forms = forms
        self.pictures = pictures
        self.sites = sites
    }
}

extension LandingDocument {
    package static let mostBlocks = 40
    /// Of all texts of one variant, in bytes: a page stays under 30 KB with its style and its form.
    package static let mostBytes = 12_000

    /// All that keeps it from being published, each with its place: `b2.title`.
    package func problems(_ resources: LandingResources) -> [Problem] {
        var problems: [Problem] = []
        func refuse(_ path: String, _ sentence: Sentence) { problems.append(Problem(sentence, path: path)) }
        if title.trimmed.isEmpty { refuse("title", LandingBlock.Part.title.missing) }
        for (path, text, limit) in [("title", title, 200), ("description", description, 400), ("footer", footer, 2000)]
        where text.utf8.count > limit {
            refuse(path, LandingDocument.tooLong(limit))
        }
        if let canonical, !WebAddress.isSecure(canonical) { refuse("canonical", Words.secure) }
        if let picture, !resources.pictures.contains(picture) { refuse("picture", Words.noPicture) }
        if let site, !resources.sites.contains(site) { refuse("site", Words.noSite) }
        for variant in LandingVariant.allCases where variant == .a || challenger != nil {
            problems += problemsOfBlocks(self[variant], variant, resources)
        }
        if let challenger, challenger.map({ $0.named("") }) == blocks.map({ $0.named("") }) {
            refuse("blocks-b", Words.same)
        }
        return problems
    }

    private func problemsOfBlocks(
        _ blocks: [LandingBlock], _ variant: LandingVariant, _ resources: LandingResources
    ) -> [Problem] {
        let place = "blocks-\(variant.rawValue)"
        var problems: [Problem] = []
        func refuse(_ sentence: Sentence) { problems.append(Problem(sentence, path: place)) }
        if blocks.first?.kind != .headline { refuse(Words.headlineFirst) }
        if blocks.count > LandingDocument.mostBlocks { refuse(Words.tooMany) }
        if blocks.count(where: { $0.kind == .form }) > 1 { refuse(Words.oneForm) }
        let bytes = blocks.flatMap(\.parts.values).reduce(0) { $0 + $1.utf8.count }
        if bytes > LandingDocument.mostBytes { refuse(Words.tooHeavy) }
        let hasForm = blocks.contains { $0.kind == .form }
        return problems + blocks.flatMap { $0.problems(resources, pageHasForm: hasForm) }
    }

    static func tooLong(_ limit: Int) -> Sentence {
        Sentence(fr: "c’est trop long\u{202F}; \(limit) octets au plus", en: "this is too long; \(limit) bytes at most")
    }
}

extension LandingBlock {
    fileprivate func problems(_ resources: LandingResources, pageHasForm: Bool) -> [Problem] {
        var problems: [Problem] = []
        func refuse(_ part: Part, _ sentence: Sentence) {
            problems.append(Problem(sentence, path: "\(id).\(part.rawValue)"))
        }
        for part in kind.required where self[part].trimmed.isEmpty { refuse(part, part.missing) }
        for part in kind.parts where self[part].utf8.count > part.limit {
            refuse(part, LandingDocument.tooLong(part.limit))
        }
        let address = self[.address]
        if kind == .video {
            if !address.isEmpty, !WebAddress.isSecure(address) { refuse(.address, Words.secure) }
        } else if !address.isEmpty, !LandingAddress.isAllowed(address) {
            refuse(.address, LandingAddress.problem)
        } else if !self[.button].isEmpty, address.isEmpty || address == LandingAddress.form, !pageHasForm {
            refuse(.address, Words.nowhere)
        }
        if !address.isEmpty, kind.parts.contains(.button), self[.button].isEmpty { refuse(.button, Words.wordless) }
        if !self[.picture].isEmpty {
            if picture.map(resources.pictures.contains) != true {
                refuse(.picture, Words.noPicture)
            } else if self[.alternative].trimmed.isEmpty, kind == .image || kind == .headline {
                refuse(.alternative, Words.undescribed)
            }
        }
        if !self[.form].isEmpty, form.map(resources.forms.contains) != true { refuse(.form, Words.noForm) }
        return problems
    }
}

private enum Words {
    static let headlineFirst = Sentence(
        fr: "la page doit commencer par une accroche", en: "the page has to begin with a headline")
    static let tooMany = Sentence(fr: "40 blocs au plus", en: "40 blocks at most")
    static let oneForm = Sentence(fr: "un seul formulaire par page", en: "one form to a page")
    static let tooHeavy = Sentence(
        fr: "plus de 12 000 octets de texte\u{202F}: la page ne serait plus légère. Raccourcissez",
        en: "more than 12,000 bytes of text: the page would not be light any more. Shorten it")
    static let same = Sentence(
        fr: "la variante B est la même que A\u{202F}: changez-la ou retirez-la",
        en: "variant B is the same as A: change it or remove it")
    static let secure = Sentence(fr: "une adresse en https:// est attendue", en: "an https:// address is expected")
    static let noPicture = Sentence(fr: "cette image n’existe plus", en: "this image is gone")
    static let noSite = Sentence(fr: "ce site n’existe plus", en: "this site is gone")
    static let noForm = Sentence(
        fr: "ce formulaire n’est pas publié, ou est fermé", en: "this form is not published, or is closed")
    static let undescribed = Sentence(
        fr: "dites ce que l’image montre, pour ceux qui ne la voient pas",
        en: "say what the image shows, for those who do not see it")
    static let nowhere = Sentence(
        fr: "ce bouton ne mène nulle part\u{202F}: donnez une adresse ou ajoutez un formulaire",
        en: "this button leads nowhere: give an address or add a form")
    static let wordless = Sentence(fr: "écrivez ce que dit le bouton", en: "write what the button says")
}
