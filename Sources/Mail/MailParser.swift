internal import CMime
package import Verger

/// Reads mails as they travel (RFC 5322, RFC 2045–2047, RFC 2231), through GMime. Whatever is in them, it ends soon, in
/// memory that is a few times theirs.
package enum MailParser {
    /// In bytes.
    package static let limit = 25 << 20
    /// Of the headers at the beginning, in bytes.
    private static let headerLimit = 256 * 1024
    private static let mostLines = 400_000
    /// Lines that may be where a part begins.
    private static let mostBounds = 5_000

    package enum Failure: Error, Hashable, Sendable {
        case empty, tooLarge
        /// So many lines or parts that reading them would harm.
        case tooComplex
        /// It has no header.
        case notMail

        package var sentence: Sentence {
            switch self {
            case .empty: Sentence(fr: "message vide", en: "empty message")
            case .tooLarge: Sentence(fr: "message de plus de 25 Mo", en: "message of over 25 MB")
            case .tooComplex:
                Sentence(
                    fr: "message de trop de lignes ou de parties pour être lu",
                    en: "message of too many lines or parts to be read")
            case .notMail:
                Sentence(
                    fr:
                        "ce n’est pas un message\u{A0}: des en-têtes comme «\u{A0}From:\u{A0}» sont attendus (RFC 5322)",
                    en: "this is no message: headers such as “From:” are expected (RFC 5322)")
            }
        }
    }

    package static func mail(_ bytes: [UInt8]) throws(Failure) -> ReceivedMail {
        guard bytes.count <= limit else { throw .tooLarge }
        let start = envelopeLength(bytes)
        guard start < bytes.count else { throw .empty }
        try check(bytes[start...])
        let names = ReceivedMail.marked.sorted()
        var mail: ReceivedMail?
        withCStrings(names) { names in
            bytes.withUnsafeBytes { buffer in
                let message = cmime_read(
                    buffer.baseAddress?.advanced(by: start).assumingMemoryBound(to: CChar.self), buffer.count - start,
                    names.baseAddress, names.count, ReceivedMail.textLimit)
                guard let message else { return }
                defer { cmime_free(message) }
                mail = ReceivedMail(message.pointee, names: ReceivedMail.marked.sorted())
            }
        }
        guard let mail, mail.from != nil || !mail.recipients.isEmpty || mail.messageID != nil || !mail.subject.isEmpty
        else { throw .notMail }
        return mail
    }

    /// Of the line `From …` that some mail servers put before.
    private static func envelopeLength(_ bytes: [UInt8]) -> Int {
        guard bytes.starts(with: "From ".utf8) else { return 0 }
        return bytes.firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
    }

    private static func check(_ bytes: ArraySlice<UInt8>) throws(Failure) {
        var (lines, bounds) = (0, 0)
        var (isInHeader, isLineStart) = (true, true)
        var previous: UInt8 = 0
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            if isLineStart, byte == 0x2D, index + 1 < bytes.endIndex, bytes[index + 1] == 0x2D { bounds += 1 }
            if byte == 0x0A {
                lines += 1
                if isInHeader,
                    isLineStart || (previous == 0x0D && index - bytes.startIndex >= 1 && wasEmpty(bytes, index))
                {
                    isInHeader = false
                }
            }
            if isInHeader, index - bytes.startIndex > headerLimit { throw .tooComplex }
            isLineStart = byte == 0x0A
            previous = byte
            index += 1
        }
        guard lines <= mostLines, bounds <= mostBounds else { throw .tooComplex }
    }

    /// Whether the line that ends with CR LF at `index` holds nothing else.
    private static func wasEmpty(_ bytes: ArraySlice<UInt8>, _ index: Int) -> Bool {
        index - 2 < bytes.startIndex || bytes[index - 2] == 0x0A
    }
}

extension ReceivedMail {
    fileprivate init(_ message: cmime_message, names: [String]) {
        self.init()
        for mailbox in UnsafeBufferPointer(start: message.mailboxes, count: message.mailbox_count) {
            guard let address = EmailAddress(String(cString: mailbox.address)) else { continue }
            let read = Mailbox(address, name: mailbox.name.map { String(cString: $0).oneLine })
            switch mailbox.role {
            case CMIME_FROM: from = from ?? read
            case CMIME_REPLY_TO: replyTo = replyTo ?? read
            default: recipients.append(read)
            }
        }
        subject = message.subject.map { String(cString: $0).oneLine } ?? ""
        if message.has_date != 0, abs(message.date) < 100_000_000_000 {
            date = Instant(seconds: message.date)
        }
        messageID = message.message_id.map { String(cString: $0).oneLine }.flatMap(\.trimmedOrNil)
        references = UnsafeBufferPointer(start: message.references, count: message.reference_count)
            .compactMap { $0.map { String(cString: $0).oneLine } }
        for (name, value) in zip(names, UnsafeBufferPointer(start: message.marks, count: message.mark_count)) {
            if let value { marks[name] = String(String(cString: value).prefix(1_000)) }
        }
        report = message.report.map { String(cString: $0).lowercased() }
        text = message.text.map { String(cString: $0) } ?? ""
        html = message.html.map { String(cString: $0) }
        attachments = UnsafeBufferPointer(start: message.attachments, count: message.attachment_count).map {
            Attachment(
                name: ($0.name.map { String(cString: $0).oneLine }?.trimmedOrNil).map { String($0.prefix(200)) }
                    ?? String(cString: $0.type),
                type: String(cString: $0.type), size: $0.size)
        }
        if let attached = message.attached { self.attached = [ReceivedMail(attached.pointee, names: names)] }
    }
}

extension String {
    /// Without line ends and other control characters, which names and subjects don't have.
    fileprivate var oneLine: String {
        String(String.UnicodeScalarView(unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 })).trimmed
    }
}

/// `texts` as C has them, during `body`.
private func withCStrings(_ texts: [String], _ body: (UnsafeBufferPointer<UnsafePointer<CChar>?>) -> Void) {
    let storage = texts.map { Array($0.utf8CString) }
    let offsets = storage.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
    let all = storage.flatMap(\.self)
    all.withUnsafeBufferPointer { buffer in
        let pointers = offsets.dropLast().map { offset -> UnsafePointer<CChar>? in
            buffer.baseAddress?.advanced(by: offset)
        }
        pointers.withUnsafeBufferPointer(body)
    }
}
