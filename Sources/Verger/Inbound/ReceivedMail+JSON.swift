/// As a mail is kept that was not taken: without what was attached.
extension ReceivedMail {
    package var document: Document {
        .object([
            ("from", from?.document ?? .null), ("replyTo", replyTo?.document ?? .null),
            ("recipients", .list(recipients.map(\.document))), ("subject", .text(subject)),
            ("date", .text(orNull: date?.iso8601)), ("messageID", .text(orNull: messageID)),
            ("references", .list(references.map { .text($0) })), ("text", .text(text)),
            (
                "attachments",
                .list(
                    attachments.map {
                        .object([("name", .text($0.name)), ("type", .text($0.type)), ("size", .number($0.size))])
                    })
            ), ("attached", .list(attached.prefix(1).map(\.document))),
        ])
    }

    package init(_ document: Document) {
        self.init()
        from = document["from"].flatMap(Mailbox.init)
        replyTo = document["replyTo"].flatMap(Mailbox.init)
        recipients = (document["recipients"]?.items ?? []).compactMap(Mailbox.init)
        subject = document["subject"]?.text ?? ""
        date = document["date"]?.text.flatMap { Instant(iso8601: $0, in: .utc) }
        messageID = document["messageID"]?.text
        references = (document["references"]?.items ?? []).compactMap(\.text)
        text = document["text"]?.text ?? ""
        attachments = (document["attachments"]?.items ?? []).map {
            Attachment(
                name: $0["name"]?.text ?? "", type: $0["type"]?.text ?? "",
                size: $0["size"]?.text.flatMap { Int($0) } ?? 0)
        }
        attached = (document["attached"]?.items ?? []).map(ReceivedMail.init)
    }

    /// The same as it may be kept: its words as text, and not more than one looks at.
    package var kept: ReceivedMail {
        var copy = self
        copy.text = String(MailText.whole(self).prefix(20_000)).withoutNUL
        copy.html = nil
        copy.subject = String(subject.prefix(998)).withoutNUL
        copy.recipients = Array(recipients.prefix(50))
        copy.references = Array(references.prefix(50))
        copy.attachments = Array(attachments.prefix(20))
        copy.attached = attached.prefix(1).map { inner in
            var inner = inner
            inner.attached = []
            return inner.kept
        }
        return copy
    }
}

extension Mailbox {
    fileprivate var document: Document {
        .object([("address", .text(address.address)), ("name", .text(orNull: name))])
    }

    fileprivate init?(_ document: Document) {
        guard let address = document["address"]?.text.flatMap({ EmailAddress($0) }) else { return nil }
        self.init(address, name: document["name"]?.text)
    }
}
