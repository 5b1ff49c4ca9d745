internal import CCurl
internal import Foundation
internal import Verger

/// Sends one message by HTTP and tells what came back.
struct Posting {
    let destination: Destination
    let headers: [String]
    let body: String
    let timeouts: PostOffice.Settings

    /// The HTTP status, and what is wrong unless it is a 2xx. Blocks.
    func send() -> (code: Int?, problem: Sentence?) {
        guard Posting.isReady, let handle = curl_easy_init() else {
            return (nil, Posting.problem(CURLE_FAILED_INIT, ""))
        }
        defer { curl_easy_cleanup(handle) }
        var lists: [UnsafeMutablePointer<curl_slist>?] = []
        defer { lists.forEach { curl_slist_free_all($0) } }
        prepare(handle, &lists)
        let (result, message) = perform(handle)
        var code = 0
        ccurl_get_long(handle, CURLINFO_RESPONSE_CODE, &code)
        // What follows a status does not matter: a long answer is cut off.
        guard result == CURLE_OK || (result == CURLE_WRITE_ERROR && code > 0) else {
            return (code == 0 ? nil : code, Posting.problem(result, message))
        }
        return (code, Posting.problem(status: code))
    }

    /// Answers longer than this are cut off.
    private static let room = 64 << 10

    /// What curl answers, and its words for what went wrong.
    private func perform(_ handle: UnsafeMutableRawPointer) -> (CURLcode, String) {
        var message = [CChar](repeating: 0, count: Int(CURL_ERROR_SIZE))
        var rest = Posting.room
        let result = message.withUnsafeMutableBufferPointer { buffer in
            withUnsafeMutablePointer(to: &rest) { rest in
                body.withCString { text in
                    ccurl_set_pointer(handle, CURLOPT_ERRORBUFFER, buffer.baseAddress)
                    ccurl_set_pointer(handle, CURLOPT_WRITEDATA, rest)
                    ccurl_set_long(handle, CURLOPT_POSTFIELDSIZE, body.utf8.count)
                    ccurl_set_pointer(handle, CURLOPT_POSTFIELDS, UnsafeMutableRawPointer(mutating: text))
                    return curl_easy_perform(handle)
                }
            }
        }
        return (result, String(decoding: message.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
    }

    private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    private func prepare(_ handle: UnsafeMutableRawPointer, _ lists: inout [UnsafeMutablePointer<curl_slist>?]) {
        ccurl_set_string(handle, CURLOPT_URL, destination.url)
        ccurl_set_string(handle, CURLOPT_PROTOCOLS_STR, "http,https")
        ccurl_set_long(handle, CURLOPT_FOLLOWLOCATION, 0)
        // A proxy of the environment would look names up itself.
        ccurl_set_string(handle, CURLOPT_PROXY, "")
        ccurl_set_long(handle, CURLOPT_NOSIGNAL, 1)
        ccurl_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, Int(timeouts.connection / .milliseconds(1)))
        ccurl_set_long(handle, CURLOPT_TIMEOUT_MS, Int(timeouts.answer / .milliseconds(1)))
        ccurl_set_string(handle, CURLOPT_USERAGENT, "Verger")
        // To the address that was checked, whatever name or address the URL holds.
        let target = curl_slist_append(nil, "::\(destination.address):\(destination.port)")
        ccurl_set_list(handle, CURLOPT_CONNECT_TO, target)
        // Without `Expect`, servers that do not know it answer a second sooner.
        let all = (["Content-Type: application/json", "Expect:"] + headers).reduce(nil) { curl_slist_append($0, $1) }
        ccurl_set_list(handle, CURLOPT_HTTPHEADER, all)
        lists += [target, all]
        ccurl_set_writer(handle) { _, size, count, context in
            guard let rest = context?.assumingMemoryBound(to: Int.self) else { return 0 }
            rest.pointee -= size * count
            return rest.pointee < 0 ? 0 : size * count
        }
    }
}

extension Posting {
    /// Nil for a message that was received.
    private static func problem(status: Int) -> Sentence? {
        switch status {
        case 200..<300: nil
        case 300..<400:
            Sentence(
                fr:
                    "le serveur renvoie ailleurs (\(status))\u{A0}: donnez l’adresse finale, les renvois ne sont pas suivis",
                en: "the server redirects (\(status)): give the final address, redirects are not followed")
        default: Sentence(fr: "le serveur a répondu \(status)", en: "the server answered \(status)")
        }
    }

    private static func problem(_ code: CURLcode, _ message: String) -> Sentence {
        switch code {
        case CURLE_COULDNT_CONNECT:
            return Sentence(fr: "connexion refusée ou impossible", en: "connection refused or impossible")
        case CURLE_OPERATION_TIMEDOUT:
            return Sentence(fr: "pas de réponse à temps", en: "no answer in time")
        case CURLE_PEER_FAILED_VERIFICATION:
            return Sentence(
                fr: "le certificat du serveur n’est pas digne de confiance",
                en: "the certificate of the server can't be trusted")
        default:
            let text = message.isEmpty ? String(cString: curl_easy_strerror(code)) : message
            return Sentence(fr: "l’envoi a échoué\u{A0}: \(text)", en: "sending failed: \(text)")
        }
    }
}
