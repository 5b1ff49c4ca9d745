/// Whether one may write to a person for a purpose on a channel, and why.
package struct ConsentAnswer: Hashable, Sendable {
    package enum Ground: Hashable, Sendable {
        case basis(ConsentBasis)
        /// The address of an organisation, which neither consent nor prior objection protects.
        case organisation
        /// Nothing needs to be asked on this channel, and nobody refused.
        case notRefused

        package var label: Sentence {
            switch self {
            case .basis(let basis): basis.label
            case .organisation: Sentence(fr: "adresse générique", en: "generic address")
            case .notRefused: Sentence(fr: "pas d’opposition", en: "no objection")
            }
        }
    }

    /// What allows it; nil when nothing does.
    package let ground: Ground?
    package let because: Sentence
    /// What could still make it lawful.
    package var missing: [Sentence] = []
    /// What was said last about it.
    package var entry: ConsentRegister.Entry?

    package var isAllowed: Bool { ground != nil }
}

extension ConsentRegister {
    /// Whether one may write to `addressee` for `purpose` on `channel`. It looks at consent alone: not at caps, hours or bounces.
    package func answer(_ purpose: Purpose, on channel: ConsentChannel, to addressee: Addressee) -> ConsentAnswer {
        let standing = self[purpose.id, channel]
        func no(_ because: Sentence, missing: [Sentence] = []) -> ConsentAnswer {
            ConsentAnswer(ground: nil, because: because, missing: missing, entry: standing.entry)
        }
        func yes(_ ground: ConsentAnswer.Ground, _ because: Sentence) -> ConsentAnswer {
            ConsentAnswer(ground: ground, because: because, entry: standing.entry)
        }
        if let restriction {
            return ConsentAnswer(ground: nil, because: Words.restricted, entry: restriction)
        }
        if purpose.isArchived { return no(Words.archived) }
        guard purpose.channels.contains(channel) else { return no(Words.notThisChannel) }
        if let unreachable = addressee.lack(on: channel) { return no(unreachable) }
        switch standing.state {
        case .refused: return no(standing.entry?.statement.refusal ?? Words.refused)
        case .granted:
            let basis = standing.basis ?? .consent
            guard purpose.bases.contains(basis) else { return no(Words.basisNotAllowed) }
            if let problem = basis.problem(with: addressee, on: channel) { return no(problem) }
            return yes(.basis(basis), Words.granted(basis))
        case .unknown:
            if channel.isOpenUntilRefused { return yes(.notRefused, Words.notRefused) }
            if channel == .email, purpose.role == .messages, addressee.mailbox == .organisation {
                return yes(.organisation, Words.organisation)
            }
            return no(Words.nothingRecorded, missing: waysOut(purpose, channel, addressee))
        }
    }

    /// What could be recorded so that the answer becomes yes, with what stands in its way.
    private func waysOut(
        _ purpose: Purpose, _ channel: ConsentChannel, _ addressee: Addressee
    ) -> [Sentence] {
        ConsentBasis.allCases.filter(purpose.bases.contains).map { basis in
            if let problem = basis.problem(with: addressee, on: channel) { return problem }
            switch basis {
            case .consent: return Words.askConsent
            case .similarProduct: return Words.recordCustomer
            case .professionalInterest: return Words.recordInterest
            }
        }
    }
}

extension ConsentStatement {
    fileprivate var refusal: Sentence {
        switch decision {
        case .complained: Words.complained
        case .unsubscribed: Words.unsubscribed
        case .withdrawn, .granted: Words.refused
        }
    }
}

extension Addressee {
    /// What is missing to reach the person at all.
    fileprivate func lack(on channel: ConsentChannel) -> Sentence? {
        switch channel {
        case .email, .opens: email == nil ? Words.noEmail : nil
        case .phone, .sms: phone == nil ? Words.noPhone : nil
        case .letter, .site, .profile, .processing: nil
        }
    }
}

private enum Words {
    static let restricted = Sentence(
        fr: "le traitement est limité à la demande de la personne (article 18)",
        en: "processing is restricted at the person’s request (article 18)")
    static let archived = Sentence(fr: "cette finalité n’est plus utilisée", en: "this purpose is no longer used")
    static let notThisChannel = Sentence(
        fr: "cette finalité n’emploie pas ce canal", en: "this purpose does not use this channel")
    static let noEmail = Sentence(fr: "il n’y a pas d’adresse e-mail", en: "there is no e-mail address")
    static let noPhone = Sentence(fr: "il n’y a pas de numéro de téléphone", en: "there is no phone number")
    static let refused = Sentence(fr: "la personne a refusé", en: "the person refused")
    static let unsubscribed = Sentence(fr: "la personne s’est désabonnée", en: "the person unsubscribed")
    static let complained = Sentence(
        fr: "la personne a signalé un message comme indésirable", en: "the person reported a message as unwanted")
    static let basisNotAllowed = Sentence(
        fr: "la base enregistrée ne vaut plus pour cette finalité",
        en: "the basis recorded no longer holds for this purpose")
    static let notRefused = Sentence(
        fr: "ce canal est ouvert tant que la personne ne s’y oppose pas",
        en: "this channel is open as long as the person does not object")
    static let organisation = Sentence(
        fr: "l’adresse est celle d’un service et non d’une personne\u{A0}: ni consentement ni base ne sont requis",
        en: "the address is that of a department and not of a person: no consent or basis is required")
    static let nothingRecorded = Sentence(
        fr: "aucune base n’est enregistrée", en: "no basis is recorded")
    static let askConsent = Sentence(fr: "demander le consentement", en: "ask for consent")
    static let recordCustomer = Sentence(
        fr: "noter la base «\u{A0}client, produit similaire\u{A0}», si la personne en a été informée à la commande",
        en: "record the basis “own customer, similar product”, if the person was told at the order")
    static let recordInterest = Sentence(
        fr: "noter l’intérêt professionnel, si la personne en a été informée à la collecte",
        en: "record professional interest, if the person was told at collection")

    static func granted(_ basis: ConsentBasis) -> Sentence {
        switch basis {
        case .consent: Sentence(fr: "la personne a consenti", en: "the person consented")
        case .similarProduct:
            Sentence(fr: "client, pour des produits similaires", en: "a customer, about similar products")
        case .professionalInterest:
            Sentence(
                fr: "adresse professionnelle et fonction déclarée, personne informée",
                en: "professional address and declared function, person informed")
        }
    }
}
