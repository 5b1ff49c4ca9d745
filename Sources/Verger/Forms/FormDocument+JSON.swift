extension FormDocument {
    /// As it is kept.
    package var document: Document {
        .object([
            ("title", .text(title)), ("intro", .text(intro)), ("button", .text(button)),
            ("language", .text(language.rawValue)), ("questions", .list(questions.map(\.document))),
            ("ask_at_most", askAtMost.map { .number($0) } ?? .null), ("consents", .list(consents.map(\.document))),
            ("notice", .text(notice)), ("confirmed_by_mail", Document(.boolean(isConfirmedByMail))),
            ("goal", .text(goal.rawValue)), ("content", content.map { .number(Int($0)) } ?? .null),
            ("thanks", .text(thanks)), ("redirect", .text(orNull: redirect)), ("notified", .text(orNull: notified)),
            ("source", .text(orNull: source)), ("campaign", .text(orNull: campaign)), ("event", .text(orNull: event)),
            ("sites", .list(sites.map { .text($0) })), ("colour", .text(orNull: colour?.text)),
        ])
    }

    /// Nil when `document` is not one of a form.
    package init?(_ document: Document) {
        guard document.pairs != nil else { return nil }
        func text(_ key: String) -> String { document[key]?.text ?? "" }
        self.init(
            title: text("title"), intro: text("intro"), button: text("button"),
            language: Language(rawValue: text("language")) ?? .french,
            questions: document["questions"]?.items?.compactMap(Question.init) ?? [],
            askAtMost: document["ask_at_most"]?.text.flatMap { Int($0) },
            consents: document["consents"]?.items?.compactMap(FormConsent.init) ?? [], notice: text("notice"),
            isConfirmedByMail: text("confirmed_by_mail") == "true", goal: FormGoal(rawValue: text("goal")) ?? .other,
            content: document["content"]?.text.flatMap { Int64($0) }, thanks: text("thanks"),
            redirect: document["redirect"]?.text, notified: document["notified"]?.text,
            source: document["source"]?.text, campaign: document["campaign"]?.text, event: document["event"]?.text,
            sites: document["sites"]?.items?.compactMap(\.text) ?? [],
            colour: document["colour"]?.text.flatMap(Accent.init))
    }
}

extension Question {
    var document: Document {
        var pairs: [(String, Document)] = [
            ("id", .text(id)), ("target", .text(target.text)), ("style", .text(style.rawValue)),
            ("label", .text(label)), ("hint", .text(hint)), ("options", .list(options.map { .text($0) })),
            ("required", Document(.boolean(isRequired))), ("progressive", Document(.boolean(isProgressive))),
        ]
        if let showing {
            pairs.append(
                (
                    "showing",
                    .object([
                        ("question", .text(showing.question)), ("test", .text(showing.test.rawValue)),
                        ("value", .text(showing.value)),
                    ])
                ))
        }
        return .object(pairs)
    }

    init?(_ document: Document) {
        guard let id = document["id"]?.text, let target = document["target"]?.text.flatMap(Target.init),
            let style = document["style"]?.text.flatMap(Style.init(rawValue:))
        else { return nil }
        self.init(
            id: id, target, style, label: document["label"]?.text ?? "", hint: document["hint"]?.text ?? "",
            options: document["options"]?.items?.compactMap(\.text) ?? [],
            isRequired: document["required"]?.text == "true",
            isProgressive: document["progressive"]?.text == "true",
            showing: document["showing"].flatMap(Showing.init))
    }
}

extension Question.Showing {
    init?(_ document: Document) {
        guard let question = document["question"]?.text, let test = document["test"]?.text.flatMap(Test.init(rawValue:))
        else { return nil }
        self.init(question: question, test: test, value: document["value"]?.text ?? "")
    }
}

extension FormConsent {
    var document: Document {
        .object([
            ("id", .text(id)), ("purpose", .text(purpose)), ("channel", .text(channel.rawValue)), ("text", .text(text)),
        ])
    }

    init?(_ document: Document) {
        guard let id = document["id"]?.text, let purpose = document["purpose"]?.text,
            let channel = document["channel"]?.text.flatMap(Channel.init(rawValue:))
        else { return nil }
        self.init(id: id, purpose: purpose, channel: channel, text: document["text"]?.text ?? "")
    }
}
