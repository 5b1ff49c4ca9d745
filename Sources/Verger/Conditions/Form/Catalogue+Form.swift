/// What forms offer.
extension Catalogue {
    /// The sort of values of a field; nil when there is no such field.
    package func sort(ofField name: String) -> ValueSort? {
        switch name {
        case "stage", "highest_stage": return .choice(isOrdered: true)
        case "temperature": return .choice(isOrdered: false)
        case "excluded": return .boolean
        case "score.fit", "score.engagement", "score.total": return .number
        case "email.domain": return .text
        default: break
        }
        if name.hasPrefix("consent."), name.utf8.count > 8 { return .choice(isOrdered: false) }
        if name.hasPrefix("company."), let field = CompanyField(rawValue: String(name.dropFirst(8))) {
            return ValueSort(field.type)
        }
        return (ContactField(rawValue: name)?.type ?? fields[name]).map { ValueSort($0) }
    }

    /// The sort of values of a property of some kinds: text where they do not declare it, or not alike.
    package func sort(ofProperty name: String, of kinds: [String]) -> ValueSort {
        switch name {
        case "amount": return .number
        case "at": return .date
        default: break
        }
        let members = kinds.flatMap { kind in
            self.kinds.filter { $0.name == kind } + (self.kinds(inGroup: kind) ?? [])
        }
        let types = Set(members.compactMap { $0.properties[name] })
        return types.count == 1 ? types.first.map { ValueSort($0) } ?? .text : .text
    }

    /// The properties that some kinds declare, and what every activity has.
    package func properties(of kinds: [String]) -> [String] {
        let members = kinds.flatMap { kind in
            self.kinds.filter { $0.name == kind } + (self.kinds(inGroup: kind) ?? [])
        }
        let declared = Set(members.flatMap(\.properties.keys)).sorted()
        let amounts = members.contains { $0.group == "purchase" } ? ["amount"] : []
        return declared + amounts.filter { !declared.contains($0) } + ["channel", "campaign", "at"]
    }

    /// The words that a field may hold, with their names; nil where any may.
    package func choices(ofField name: String) -> [(value: String, label: Sentence)]? {
        switch name {
        case "stage", "highest_stage": return zip(stages, stageNames).map { ($0, $1) }
        case "temperature":
            return [
                ("hot", Sentence(fr: "chaud", en: "hot")), ("cold", Sentence(fr: "froid", en: "cold")),
            ]
        default: break
        }
        if sort(ofField: name) == .boolean {
            return [("true", Sentence(fr: "oui", en: "yes")), ("false", Sentence(fr: "non", en: "no"))]
        }
        guard name.hasPrefix("consent.") else { return nil }
        return [
            ("granted", Sentence(fr: "accordé", en: "granted")), ("refused", Sentence(fr: "refusé", en: "refused")),
            ("unknown", Sentence(fr: "inconnu", en: "unknown")),
        ]
    }

    /// The fields that a form offers, under their headings.
    package var offeredFields: [(heading: Sentence, names: [String])] {
        let own = ContactField.allCases.map(\.rawValue)
        return [
            (
                Sentence(fr: "Étape et note", en: "Stage and score"),
                ["stage", "highest_stage", "temperature", "score.fit", "score.engagement", "score.total", "excluded"]
            ),
            (Sentence(fr: "Fiche", en: "Record"), own + ["email.domain", "consent.email"]),
            (Sentence(fr: "Entreprise", en: "Company"), CompanyField.allCases.map { "company." + $0.rawValue }),
            (Sentence(fr: "Champs de l’espace", en: "Fields of the workspace"), fields.keys.sorted()),
        ].filter { !$0.names.isEmpty }
    }

    /// How a field is called.
    package func fieldLabel(_ name: String) -> Sentence { label(ofField: name) }

    /// How a property is called.
    package func propertyLabel(_ name: String) -> Sentence {
        switch name {
        case "channel": Sentence(fr: "canal", en: "channel")
        case "campaign": Sentence(fr: "campagne", en: "campaign")
        case "form": Sentence(fr: "formulaire", en: "form")
        case "event": Sentence(fr: "événement", en: "event")
        case "minutes": Sentence(fr: "minutes", en: "minutes")
        case "outcome": Sentence(fr: "issue", en: "outcome")
        case "stage": Sentence(fr: "étape", en: "stage")
        case "order": Sentence(fr: "commande", en: "order")
        default: label(ofProperty: name)
        }
    }

    /// How a kind or a group is called.
    package func kindLabel(_ name: String) -> Sentence {
        kinds.first { $0.name == name }?.label ?? label(ofGroup: name)
    }

    /// All groups.
    package var offeredGroups: [String] { groupNames }
}

extension ValueSort {
    init(_ type: ValueType) {
        switch type {
        case .text: self = .text
        case .number: self = .number
        case .date: self = .date
        case .boolean: self = .boolean
        }
    }
}
