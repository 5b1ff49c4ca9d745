/// What a new form begins with, by what it is for.
package enum StartingForm {
    package static func document(for goal: FormGoal, in language: Language, company: String) -> FormDocument {
        let words = Words(language)
        var questions = [
            Question(id: "q1", .contact(.firstName), .line, label: words.text("Prénom", "First name")),
            Question(id: "q2", .contact(.lastName), .line, label: words.text("Nom", "Last name")),
            Question(
                id: "q3", .contact(.email), .email, label: words.text("Adresse e-mail", "E-mail address"),
                isRequired: true),
        ]
        let organisation = Question(
            id: "q4", .company, .line, label: words.text("Entreprise", "Company"), isProgressive: true)
        switch goal {
        case .contact, .demo, .pricing:
            questions += [
                organisation,
                Question(
                    id: "q5", .contact(.phone), .phone, label: words.text("Téléphone", "Phone"), isProgressive: true),
                Question(
                    id: "q6", .own, .paragraph, label: words.text("Votre message", "Your message"),
                    isRequired: goal == .contact),
            ]
        case .download, .stand:
            questions += [
                organisation,
                Question(
                    id: "q5", .contact(.jobTitle), .line, label: words.text("Fonction", "Job title"),
                    isProgressive: true),
            ]
        case .newsletter: questions = [questions[2]]
        case .other: break
        }
        let consents = [
            FormConsent(
                id: "c1", purpose: "newsletter", channel: .email,
                text: words.text(
                    "J’accepte de recevoir par e-mail les nouvelles et les offres \(company.afterDe). Je peux me désinscrire à tout moment.",
                    "I agree to receive news and offers from \(company) by e-mail. I can unsubscribe at any time."))
        ]
        return FormDocument(
            title: words.title(goal), button: words.button(goal), language: language, questions: questions,
            askAtMost: goal == .newsletter ? nil : 3, consents: consents,
            notice: words.text(
                "\(company) garde ces réponses pour vous répondre. Vous pouvez les consulter, les corriger ou les faire effacer en nous écrivant.",
                "\(company) keeps these answers in order to reply to you. You may see them, correct them or have them erased by writing to us."
            ),
            isConfirmedByMail: false, goal: goal,
            thanks: words.text("Merci. Nous avons bien reçu votre demande.", "Thank you. Your request has reached us."))
    }

    private struct Words {
        let language: Language

        init(_ language: Language) { self.language = language }

        func text(_ fr: String, _ en: String) -> String { Sentence(fr: fr, en: en).text(in: language) }

        func title(_ goal: FormGoal) -> String {
            switch goal {
            case .contact: text("Une question\u{202F}?", "A question?")
            case .demo: text("Demander une démonstration", "Request a demo")
            case .pricing: text("Demander un prix", "Ask for a price")
            case .newsletter: text("Recevoir nos nouvelles", "Get our news")
            case .download: text("Recevoir le document", "Get the document")
            case .stand: text("Restons en contact", "Let’s keep in touch")
            case .other: text("Nous écrire", "Write to us")
            }
        }

        func button(_ goal: FormGoal) -> String {
            switch goal {
            case .contact, .other: text("Envoyer", "Send")
            case .demo: text("Demander une démonstration", "Request a demo")
            case .pricing: text("Demander un prix", "Ask for a price")
            case .newsletter: text("S’inscrire", "Subscribe")
            case .download: text("Recevoir le document", "Get the document")
            case .stand: text("Laisser mes coordonnées", "Leave my details")
            }
        }
    }
}
