import HTTPTypes
import Verger

/// What a program or a mail server is told that brings something in.
enum InboundAnswer {
    static func said(_ pairs: [(String, Document)], status: HTTPResponse.Status = .ok) -> Answer {
        .json(.object(pairs), status: status)
    }

    /// What is wrong, and what to do.
    static func refused(
        _ status: HTTPResponse.Status, _ code: String, _ sentence: Sentence, _ call: Call
    ) -> Answer {
        var answer = said(
            [("error", .text(code)), ("message", .text(sentence.text(in: call.language)))], status: status)
        if status == .serviceUnavailable { answer.headers[.retryAfter] = "3600" }
        return answer
    }

    static func unknown(_ call: Call) -> Answer {
        refused(
            .notFound, "unknown_address",
            Sentence(
                fr: "aucune entrée à cette adresse\u{202F}; reprenez-la dans les réglages",
                en: "there is nothing at this address; copy it again from the settings"), call)
    }
}
