import HTTPTypes
import Verger

/// Why a request of a program is not taken, as Segment's libraries read it: a code and a message. They try again after
/// 429 and 503 alone.
enum IngestionRefusal: Error {
    case invalid(Problem)
    case tooLarge(Int)
    case type, encoding, noKey, wrongKey, overload, unavailable

    func answer(in language: Language) -> Answer {
        var answer = Answer.json(
            .object([
                ("success", false), ("code", .text(code)), ("message", .text(problem.text(in: language))),
                ("path", .text(orNull: problem.path.isEmpty ? nil : problem.path)),
            ]), status: status)
        switch self {
        case .overload, .unavailable: answer.headers[.retryAfter] = "1"
        case .noKey, .wrongKey: answer.headers[.wwwAuthenticate] = "Basic realm=\"Verger\""
        case .invalid, .tooLarge, .type, .encoding: break
        }
        return answer
    }

    private var status: HTTPResponse.Status {
        switch self {
        case .invalid, .tooLarge, .encoding: .badRequest
        case .type: .unsupportedMediaType
        case .noKey, .wrongKey: .unauthorized
        case .overload: .tooManyRequests
        case .unavailable: .serviceUnavailable
        }
    }

    private var code: String {
        switch self {
        case .invalid: "invalid_request"
        case .tooLarge: "request_too_large"
        case .type: "unsupported_media_type"
        case .encoding: "unreadable_body"
        case .noKey: "no_write_key"
        case .wrongKey: "invalid_write_key"
        case .overload: "too_many_requests"
        case .unavailable: "unavailable"
        }
    }

    private var problem: Problem {
        switch self {
        case .invalid(let problem): problem
        case .tooLarge(let limit):
            Problem(
                Sentence(
                    fr: "plus de \(limit / 1024) Ko\u{202F}; envoyez moins à la fois",
                    en: "more than \(limit / 1024) KB; send less at a time"))
        case .type:
            Problem(Sentence(fr: "envoyez «\u{A0}application/json\u{A0}»", en: "send “application/json”"))
        case .encoding:
            Problem(
                Sentence(
                    fr: "corps illisible\u{202F}; envoyez du JSON en UTF-8, tel quel ou compressé par gzip",
                    en: "unreadable body; send JSON in UTF-8, as it is or compressed by gzip"))
        case .noKey:
            Problem(
                Sentence(
                    fr: "il manque la clé d’écriture\u{202F}; donnez-la comme nom d’utilisateur (Basic)",
                    en: "the write key is missing; give it as the user name (Basic)"))
        case .wrongKey:
            Problem(
                Sentence(
                    fr: "clé d’écriture inconnue ou retirée\u{202F}; créez-en une dans les réglages",
                    en: "unknown or revoked write key; make one in the settings"))
        case .overload:
            Problem(
                Sentence(
                    fr: "trop d’envois attendent\u{202F}; recommencez dans un instant",
                    en: "too much is waiting; try again in a moment"))
        case .unavailable:
            Problem(
                Sentence(
                    fr: "la base de données ne répond pas\u{202F}; recommencez dans un instant",
                    en: "the database does not answer; try again in a moment"))
        }
    }
}
