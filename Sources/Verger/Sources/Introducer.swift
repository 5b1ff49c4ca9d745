/// Somebody outside who is paid for bringing contacts, and on which terms.
package struct Introducer: Hashable, Sendable, Identifiable {
    /// What is paid.
    package enum Price: Hashable, Sendable {
        /// So much for each contact that reaches the stage.
        case perLead(Number)
        /// A part of what the contact pays, refunds taken off: 0.05 for 5 %.
        case shareOfSale(Number)
    }

    /// Which contacts count, and when.
    package struct Terms: Hashable, Sendable {
        package var price: Price
        /// Id of the stage that a contact has to reach; what is owed for a lead is owed from then on.
        package var stage: String
        /// Days, from the introduction, within which the stage is reached or the sale is paid; nil for no limit.
        package var window: Int?
        /// Whether contacts that were known before the introduction count not.
        package var onlyNew: Bool
        /// Of a share of sales: whether only the first payment counts.
        package var onlyFirstSale: Bool

        package init(
            price: Price, stage: String, window: Int? = 90, onlyNew: Bool = true, onlyFirstSale: Bool = false
        ) {
            self.price = price
            self.stage = stage
            self.window = window
            self.onlyNew = onlyNew
            self.onlyFirstSale = onlyFirstSale
        }
    }

    package let id: Int64
    package var name: String
    package var email: String?
    /// What contacts that they brought carry as their source, and links as their campaign: how they are told.
    package var source: String
    /// Where their commissions count as costs.
    package var channel: Channel.ID
    package var terms: Terms
    package var isActive: Bool

    /// Throws what is wrong with it.
    package init(
        id: Int64, name: String, email: String? = nil, source: String, channel: Channel.ID, terms: Terms,
        isActive: Bool = true
    ) throws(Problem) {
        guard let name = name.trimmedOrNil, name.count <= 200, name.isOneLine else { throw .noName }
        guard let source = source.trimmedOrNil, source.count <= 200, source.isOneLine else { throw .noSource }
        if let email = email?.trimmedOrNil, EmailAddress(email) == nil { throw .badEmail }
        switch terms.price {
        case .perLead(let amount):
            guard amount > .zero, amount.millionths % 10_000 == 0 else { throw .badPrice }
        case .shareOfSale(let share):
            guard share > .zero, share <= Number(1) else { throw .badShare }
        }
        if let window = terms.window, !(1...3660).contains(window) { throw .badWindow }
        self.id = id
        self.name = name
        self.email = email?.trimmedOrNil
        self.source = source
        self.channel = channel
        self.terms = terms
        self.isActive = isActive
    }

    package enum Problem: Error, Hashable, Sendable {
        case noName, noSource, badEmail, badPrice, badShare, badWindow, unknownStage, unknownChannel
        /// Another one has this source.
        case taken

        /// The field at fault.
        package var field: String {
            switch self {
            case .noName: "name"
            case .noSource, .taken: "source"
            case .badEmail: "email"
            case .badPrice: "price"
            case .badShare: "share"
            case .badWindow: "window"
            case .unknownStage: "stage"
            case .unknownChannel: "channel"
            }
        }

        package var sentence: Sentence {
            switch self {
            case .noName: Sentence(fr: "un nom est attendu", en: "a name is expected")
            case .noSource:
                Sentence(
                    fr: "la source de ses contacts est attendue, telle qu’ils la portent",
                    en: "the source of their contacts is expected, as contacts carry it")
            case .badEmail:
                Sentence(
                    fr: "une adresse est attendue, par exemple agence@exemple.fr",
                    en: "an address is expected, such as agency@example.com")
            case .badPrice:
                Sentence(
                    fr: "un montant positif est attendu, par exemple 45,00",
                    en: "a positive amount is expected, such as 45.00")
            case .badShare:
                Sentence(fr: "un pourcentage de 0 à 100 est attendu", en: "a percentage from 0 to 100 is expected")
            case .badWindow:
                Sentence(fr: "de 1 à 3660 jours, ou vide", en: "from 1 to 3660 days, or empty")
            case .unknownStage: Sentence(fr: "cette étape n’existe pas", en: "there is no such stage")
            case .unknownChannel: Sentence(fr: "ce canal n’existe pas", en: "there is no such channel")
            case .taken:
                Sentence(
                    fr: "une autre personne apporte déjà les contacts de cette source",
                    en: "somebody else brings the contacts of this source already")
            }
        }
    }
}
