extension FormDocument {
    package static let mostQuestions = 60

    /// All that keeps it from being published, each with its place: `q2.options`. `types` are the fields that the workspace
    /// defines, `contents` those that there are.
    package func problems(types: [String: ValueType], contents: Set<Int64>) -> [Problem] {
        var problems: [Problem] = []
        func refuse(_ path: String, _ fr: String, _ en: String) {
            problems.append(Problem(Sentence(fr: fr, en: en), path: path))
        }
        if title.trimmed.isEmpty { refuse("title", "un titre est nécessaire", "a title is needed") }
        if button.trimmed.isEmpty {
            refuse("button", "le bouton doit dire ce qu’il fait", "the button has to say what it does")
        }
        for (path, text) in [
            ("title", title), ("button", button), ("intro", intro), ("notice", notice), ("thanks", thanks),
        ]
        where text.utf8.count > 4000 {
            refuse(path, "4 000 octets au plus", "4,000 bytes at most")
        }
        if questions.count > FormDocument.mostQuestions {
            refuse("questions", "60 questions au plus", "60 questions at most")
        }
        let reaching = questions.filter {
            [.contact(.email), .contact(.phone)].contains($0.target) && $0.showing == nil
        }
        if reaching.isEmpty {
            refuse(
                "questions",
                "demandez une adresse e-mail ou un téléphone, sans condition\u{A0}: sans eux, personne n’est reconnu",
                "ask for an e-mail address or a phone number, under no condition: without them nobody is recognised")
        } else if !reaching.contains(where: \.isRequired) {
            refuse(
                reaching[0].id, "l’adresse ou le téléphone doit être obligatoire",
                "the address or the phone must be required")
        }
        if isConfirmedByMail, !questions.contains(where: { $0.target == .contact(.email) && $0.isRequired }) {
            refuse(
                "confirmed_by_mail", "une confirmation par e-mail demande une adresse obligatoire",
                "a confirmation by e-mail needs a required address")
        }
        if isConfirmedByMail, consents.isEmpty, goal != .newsletter {
            refuse(
                "confirmed_by_mail", "il n’y a rien à confirmer\u{A0}: ajoutez un consentement",
                "there is nothing to confirm: add a consent")
        }
        for (index, question) in questions.enumerated() { problems += self.problems(of: question, at: index, types) }
        problems += problemsOfConsents
        problems += problemsOfEnd(contents)
        return problems
    }

    private func problems(of question: Question, at index: Int, _ types: [String: ValueType]) -> [Problem] {
        var problems: [Problem] = []
        func refuse(_ part: String, _ fr: String, _ en: String) {
            problems.append(Problem(Sentence(fr: fr, en: en), path: "\(question.id).\(part)"))
        }
        if question.label.trimmed.isEmpty { refuse("label", "écrivez la question", "write the question") }
        if question.label.utf8.count > 500 { refuse("label", "500 octets au plus", "500 bytes at most") }
        if !question.target.takes(question.style, types) {
            refuse(
                "style", "cette forme de réponse ne convient pas à ce champ",
                "this way of answering does not suit this field")
        }
        if question.target != .own, questions.prefix(index).contains(where: { $0.target == question.target }) {
            refuse("target", "ce champ est déjà demandé plus haut", "this field is asked for above already")
        }
        if question.isProgressive, question.target == .own {
            refuse(
                "progressive", "seul un champ de la fiche peut être déjà connu",
                "only a field of the record can be known already")
        }
        if question.style.hasOptions {
            let options = question.options.map(\.trimmed)
            if options.count < 2 { refuse("options", "deux choix au moins", "two options at least") }
            if options.contains(where: \.isEmpty) || Set(options.map(\.folded)).count < options.count {
                refuse("options", "chaque choix une seule fois, aucun vide", "each option once, none empty")
            }
            if options.count > 100 { refuse("options", "100 choix au plus", "100 options at most") }
        }
        if let showing = question.showing {
            if let asked = questions.prefix(index).first(where: { $0.id == showing.question }) {
                if showing.test != .answered, asked.style.hasOptions, !asked.options.contains(showing.value) {
                    refuse(
                        "showing", "ce n’est pas un des choix de cette question",
                        "this is not an option of that question")
                }
            } else {
                refuse(
                    "showing", "la question dont elle dépend doit venir avant",
                    "the question that it depends on has to come before")
            }
        }
        return problems
    }

    private var problemsOfConsents: [Problem] {
        consents.flatMap { consent -> [Problem] in
            var problems: [Problem] = []
            if consent.text.trimmed.isEmpty {
                problems.append(
                    Problem(
                        Sentence(fr: "écrivez à quoi la personne consent", en: "write what the person agrees to"),
                        path: "\(consent.id).text"))
            }
            if consent.purpose.trimmed.isEmpty {
                problems.append(
                    Problem(
                        Sentence(fr: "une finalité est nécessaire", en: "a purpose is needed"),
                        path: "\(consent.id).purpose"))
            }
            return problems
        }
    }

    private func problemsOfEnd(_ contents: Set<Int64>) -> [Problem] {
        var problems: [Problem] = []
        func refuse(_ path: String, _ fr: String, _ en: String) {
            problems.append(Problem(Sentence(fr: fr, en: en), path: path))
        }
        if goal == .download, content == nil {
            refuse("content", "choisissez le contenu à donner", "choose the content to give")
        }
        if let content, !contents.contains(content) {
            refuse("content", "ce contenu n’existe plus ou est archivé", "this content is gone or archived")
        }
        if let redirect {
            if let host = WebAddress.host(of: redirect) {
                if !sites.contains(where: { WebAddress.host(of: $0) == host }) {
                    refuse(
                        "redirect", "ajoutez «\u{A0}\(host)\u{A0}» aux sites permis",
                        "add “\(host)” to the allowed sites")
                }
            } else {
                refuse("redirect", "une adresse en https:// est attendue", "an https:// address is expected")
            }
        }
        for site in sites where WebAddress.origin(site) != site {
            refuse(
                "sites", "«\u{A0}\(site)\u{A0}» n’est pas un site\u{A0}: écrivez https://www.exemple.fr",
                "“\(site)” is no site: write https://www.example.com")
        }
        if let askAtMost, !(1...20).contains(askAtMost) { refuse("ask_at_most", "de 1 à 20", "from 1 to 20") }
        return problems
    }
}
