import Verger

extension Contact {
    /// Whether nothing tells who it is.
    var isAnonymous: Bool {
        fields[.externalID] == nil && fields[.email] == nil && fields[.phone] == nil
    }

    /// Whether nothing but its user id is known.
    var isBare: Bool {
        fields.keys.allSatisfy { [.externalID, .language, .source].contains($0) } && custom.isEmpty && tags.isEmpty
    }

    /// Takes over what it lacks.
    mutating func fill(from visitor: Contact) {
        fields.merge(visitor.fields) { own, _ in own }
        custom.merge(visitor.custom) { own, _ in own }
        for tag in visitor.tags where !tags.contains(where: { $0.folded == tag.folded }) { tags.append(tag) }
        company = company ?? visitor.company
    }
}

enum IntakeSentences {
    static func sameAddress(_ contact: Contact.ID, _ owner: Contact.ID) -> Sentence {
        Sentence(
            fr:
                "l’adresse e-mail du contact n° \(contact.value) est déjà celle du n° \(owner.value)\u{202F}; c’est une personne, et il faut les fusionner, ou deux",
            en:
                "the e-mail address of contact #\(contact.value) is that of #\(owner.value) already; they are one person, and have to be merged, or two"
        )
    }

    static func twoUsers(_ former: Contact.ID, _ user: Contact.ID) -> Sentence {
        Sentence(
            fr:
                "les contacts n° \(former.value) et n° \(user.value) seraient la même personne\u{202F}; fusionnez-les si c’est vrai",
            en: "contacts #\(former.value) and #\(user.value) are said to be one person; merge them if that is true")
    }
}
