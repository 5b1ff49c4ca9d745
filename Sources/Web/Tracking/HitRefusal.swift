import HTTPTypes
import Verger

/// Why what a page sends is not taken: read by whoever sets the site up, in the console of the browser.
enum HitRefusal: Error {
    case invalid(Problem)
    case unreadable, wrongKey, foreignPage, unavailable
    case tooMany(seconds: Int)

    func answer(in language: Language) -> Answer {
        var answer = Answer.json(["error": .text(sentence.text(in: language))], status: status)
        switch self {
        case .tooMany(let seconds): answer.headers[.retryAfter] = String(seconds)
        case .unavailable: answer.headers[.retryAfter] = "1"
        case .invalid, .unreadable, .wrongKey, .foreignPage: break
        }
        return answer
    }

    private var status: HTTPResponse.Status {
        switch self {
        case .invalid, .unreadable: .badRequest
        case .wrongKey, .foreignPage: .forbidden
        case .tooMany: .tooManyRequests
        case .unavailable: .serviceUnavailable
        }
    }

    private var sentence: Sentence {
        switch self {
        case .invalid(let problem): problem.sentence
        case .unreadable:
            Sentence(
                fr: "corps illisible\u{A0}: du JSON en UTF-8, de 32\u{A0}Ko au plus",
                en: "unreadable body: JSON in UTF-8, of 32 KB at most")
        case .wrongKey:
            Sentence(
                fr: "clé de site inconnue\u{A0}: recopiez l’extrait depuis les réglages",
                en: "unknown site key: copy the snippet again from the settings")
        case .foreignPage:
            Sentence(
                fr: "cette page n’est pas sur une adresse de ce site\u{A0}: ajoutez son adresse dans les réglages",
                en: "this page is not on an address of this site: add its address in the settings")
        case .tooMany:
            Sentence(fr: "trop d’envois\u{A0}: recommencez plus tard", en: "too much is sent: try again later")
        case .unavailable:
            Sentence(fr: "la base de données ne répond pas", en: "the database does not answer")
        }
    }
}
