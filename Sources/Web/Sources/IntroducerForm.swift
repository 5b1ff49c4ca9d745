import HTML
import Verger

/// What was typed of an introducer and of their terms, and what is wrong with it.
struct IntroducerForm {
    var name = ""
    var email = ""
    var source = ""
    var channel = TouchChannel.partner.rawValue
    var isShare = false
    var price = ""
    var share = ""
    var stage = "lead"
    var window = "90"
    var onlyNew = true
    var onlyFirstSale = false
    var isActive = true
    var problem: Introducer.Problem?

    init() {}

    init(_ introducer: Introducer, _ notation: Notation) {
        name = introducer.name
        email = introducer.email ?? ""
        source = introducer.source
        channel = introducer.channel
        switch introducer.terms.price {
        case .perLead(let amount): price = notation.typed(amount)
        case .shareOfSale(let share):
            isShare = true
            self.share = notation.typed(Number(millionths: share.millionths * 100))
        }
        stage = introducer.terms.stage
        window = introducer.terms.window.map(String.init) ?? ""
        onlyNew = introducer.terms.onlyNew
        onlyFirstSale = introducer.terms.onlyFirstSale
        isActive = introducer.isActive
    }

    init(_ form: Fields) {
        name = form.text("name") ?? ""
        email = form.text("email") ?? ""
        source = form.text("source") ?? ""
        channel = form.text("channel") ?? ""
        isShare = form.text("pays") == "share"
        price = form.text("price") ?? ""
        share = form.text("share") ?? ""
        stage = form.text("stage") ?? ""
        window = form.text("window") ?? ""
        onlyNew = form["only_new"] != nil
        onlyFirstSale = form["only_first_sale"] != nil
        isActive = form["active"] != nil
    }

    /// The introducer that it describes. Throws `Introducer.Problem`.
    func introducer(_ id: Int64, stages: [String], currency: String) throws(Introducer.Problem) -> Introducer {
        guard stages.contains(stage) else { throw .unknownStage }
        let days = window.isEmpty ? nil : Int(window)
        if !window.isEmpty, days == nil { throw .badWindow }
        let paid: Introducer.Price
        if isShare {
            guard
                let number = Fields([("share", share.replacing("%", with: "").trimmed)]).amount("share", in: currency),
                number.millionths <= 100 * Number.unit
            else { throw .badShare }
            paid = .shareOfSale(Number(millionths: number.millionths / 100))
        } else {
            guard let number = Fields([("price", price)]).amount("price", in: currency) else { throw .badPrice }
            paid = .perLead(number)
        }
        return try Introducer(
            id: id, name: name, email: email, source: source, channel: channel,
            terms: .init(price: paid, stage: stage, window: days, onlyNew: onlyNew, onlyFirstSale: onlyFirstSale),
            isActive: isActive)
    }

    /// The fields, without the button.
    func fields(_ visit: Visit, _ book: SourceBook, _ rules: Rules, isNew: Bool) -> Markup {
        let notation = visit.notation
        func marked(_ field: FormField, _ name: String) -> FormField {
            var field = field
            if problem?.field == name { field.error = problem.map { visit.say($0.sentence).capitalizedFirst } }
            return field
        }
        func field(_ name: String, _ label: String, _ value: String, type: String = "text", hint: String? = nil)
            -> FormField
        {
            var field = FormField(name, label, type: type, value: value)
            field.hint = hint
            return marked(field, name)
        }
        return group {
            div(.class("pair")) {
                field("name", notation.text("Nom", "Name"), name).markup
                field("email", notation.text("E-mail", "E-mail"), email, type: "email").optional.markup
            }
            field(
                "source", notation.text("Source de ses contacts", "Source of their contacts"), source,
                hint: notation.text(
                    "Ce que portent la fiche des contacts, ou le lien (utm_campaign), quand cette personne les apporte.",
                    "What the record of contacts, or the link (utm_campaign), carries when this person brings them.")
            ).markup
            marked(
                FormField(
                    "channel", notation.text("Canal", "Channel"),
                    among: book.channels.map { ($0.id, visit.say($0.name)) }, value: channel), "channel"
            ).markup
            element(
                "fieldset", [.class("field")],
                group {
                    element("legend", [.class("label")], Markup(notation.text("Ce qui est payé", "What is paid")))
                    choice(
                        "lead",
                        notation.text(
                            "Un montant par contact qui atteint l’étape",
                            "An amount for each contact that reaches the stage"), !isShare)
                    choice(
                        "share",
                        notation.text("Une part de ce que paie le contact", "A share of what the contact pays"), isShare
                    )
                })
            div(.class("pair")) {
                field(
                    "price",
                    notation.text("Montant (\(visit.workspace.currency))", "Amount (\(visit.workspace.currency))"),
                    price
                ).optional.markup
                field("share", notation.text("Part (%)", "Share (%)"), share).optional.markup
            }
            div(.class("pair")) {
                marked(
                    FormField(
                        "stage", notation.text("Étape à atteindre", "Stage to reach"),
                        among: rules.stages.map { ($0.id, $0.name.text(in: visit.language)) }, value: stage), "stage"
                ).markup
                field(
                    "window", notation.text("Délai (jours)", "Within (days)"), window,
                    hint: notation.text("Vide\u{A0}: sans limite.", "Empty: no limit.")
                ).optional.markup
            }
            tick(
                "only_new",
                notation.text("Les contacts déjà connus ne comptent pas", "Contacts known already do not count"),
                onlyNew)
            tick(
                "only_first_sale",
                notation.text(
                    "De chaque client, seulement le premier paiement", "Of each client, the first payment only"),
                onlyFirstSale)
            if !isNew {
                tick("active", notation.text("Apporte encore des contacts", "Still brings contacts"), isActive)
            }
        }
    }

    private func choice(_ value: String, _ text: String, _ isOn: Bool) -> Markup {
        label(.class("tick")) {
            input(.type("radio"), .name("pays"), .value(value), .checked(isOn))
            text
        }
    }

    private func tick(_ name: String, _ text: String, _ isOn: Bool) -> Markup {
        label(.class("tick")) {
            input(.class("check"), .type("checkbox"), .name(name), .value("yes"), .checked(isOn))
            text
        }
    }
}

/// Terms in a sentence.
struct TermsWords {
    private let visit: Visit
    private let rules: Rules

    init(_ visit: Visit, _ rules: Rules) {
        self.visit = visit
        self.rules = rules
    }

    func text(_ terms: Introducer.Terms) -> String {
        let notation = visit.notation
        let name = rules.stages.first { $0.id == terms.stage }?.name.text(in: visit.language) ?? terms.stage
        let days = terms.window.map { notation.text(" sous \($0) jours", " within \($0) days") } ?? ""
        let known = terms.onlyNew ? notation.text(", sauf ceux que nous connaissions", ", but those we knew") : ""
        switch terms.price {
        case .perLead(let amount):
            let money = notation.exactMoney(amount, visit.workspace.currency)
            return notation.text(
                "\(money) par contact arrivé à l’étape \(name)\(days)\(known)",
                "\(money) for each contact that reaches \(name)\(days)\(known)")
        case .shareOfSale(let share):
            let percent = notation.number(Number(millionths: share.millionths * 100), places: 2).replacing(
                /[.,]00$/, with: "")
            let first =
                terms.onlyFirstSale
                ? notation.text("du premier paiement", "of the first payment")
                : notation.text("des paiements", "of payments")
            return notation.text(
                "\(percent)\u{A0}% \(first)\(days)\(known)", "\(percent)% \(first)\(days)\(known)")
        }
    }
}
