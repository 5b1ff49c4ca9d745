import HTTPTypes
import NIOCore
import Storage
import Verger

/// The scripts that sites load: ours alone, made small when the program starts.
package enum SiteScripts {
    /// `/verger.js` as it is served.
    package static let tracker = ScriptNames.shortened(
        compacted(String(decoding: Assets.shared.bytes("verger.js") ?? [], as: UTF8.self)))
    private static let banner = compacted(String(decoding: Assets.shared.bytes("banner.js") ?? [], as: UTF8.self))
    private static let trackerBytes = Array(tracker.utf8)
    /// The same, compressed.
    package static let zippedTracker = Deflation.gzipped(trackerBytes)

    static let routes: [Route] = [
        Route(.get, "/verger.js", open: script),
        Route(.get, "/verger/banner.js", open: question),
    ]

    private static func script(_ call: Call) -> Answer {
        let answer = Answer(type: type, headers: shared(for: "public, max-age=3600"), trackerBytes)
        guard let zippedTracker, call.headers[.acceptEncoding]?.contains("gzip") ?? false else { return answer }
        return Answer(headers: answer.headers, zippedTracker).with(.contentEncoding, "gzip")
    }

    /// The small banner, with the words of this workspace: what was read is what is proved.
    private static func question(_ call: Call) throws -> Answer {
        let language = call.query.text("lang").flatMap { Language(rawValue: String($0.prefix(2)).lowercased()) }
        let chosen = language ?? call.language
        let text = try call.site.database.read { connection -> ConsentText? in
            guard let key = call.query.text("key"), !key.contains("\0"),
                let (workspace, _) = try TrackedSites.site(withKey: key, on: connection)
            else { return nil }
            return try ConsentTexts(connection, in: workspace).current(SiteVisit.purpose, in: chosen)
        }
        guard let text else { throw Refusal.notFound }
        let words = Document.object([
            ("lang", .text(chosen.rawValue)), ("text", .text(text.body)),
            ("reference", .text(text.reference.description)), ("label", .text(Words.label.text(in: chosen))),
            ("more", .text(Words.more.text(in: chosen))), ("no", .text(Words.no.text(in: chosen))),
            ("yes", .text(Words.yes.text(in: chosen))),
        ])
        // Nothing in it can end a script: it is a file of its own.
        let script = banner.replacing("WORDS", with: words.json())
        return Answer(type: type, headers: shared(for: "public, max-age=300"), Array(script.utf8))
    }

    private static let type = "text/javascript; charset=utf-8"

    private static func shared(for cache: String) -> HTTPFields {
        [
            .cacheControl: cache, .vary: "Accept-Encoding", .accessControlAllowOrigin: "*",
            HTTPField.Name("Cross-Origin-Resource-Policy")!: "cross-origin",
        ]
    }

    private enum Words {
        static let label = Sentence(fr: "Suivi des visites", en: "Tracking of visits")
        static let more = Sentence(fr: "En savoir plus", en: "Read more")
        static let no = Sentence(fr: "Refuser", en: "Refuse")
        static let yes = Sentence(fr: "Accepter", en: "Accept")
    }
}

extension SiteScripts {
    /// A script without its comments, which stand on lines of their own, and without the blanks and line ends that nothing
    /// needs: the sources end every statement.
    package static func compacted(_ script: String) -> String {
        let lines = script.split(separator: "\n").map(\.trimmed).filter { !$0.hasPrefix("//") }
        let source = Array(lines.joined(separator: "\n").utf8)
        var result: [UInt8] = []
        var index = 0
        while index < source.count {
            let byte = source[index]
            if byte == UInt8(ascii: "\"") || (byte == UInt8(ascii: "/") && isExpressionNext(result)) {
                let end = endOfLiteral(source, index)
                result += source[index...end]
                index = end + 1
            } else if byte == 0x20 || byte == 0x0A {
                let next = index + 1 < source.count ? source[index + 1] : 0
                if let last = result.last, isWord(last), isWord(next) { result.append(0x20) }
                index += 1
            } else {
                result.append(byte)
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Whether a slash begins a regular expression here, and does not divide.
    static func isExpressionNext(_ bytes: [UInt8]) -> Bool {
        bytes.last.map { Array("(,=:!&|?".utf8).contains($0) } ?? true
    }

    static func endOfLiteral(_ source: [UInt8], _ start: Int) -> Int {
        let quote = source[start]
        var index = start + 1
        var isInClass = false
        while index < source.count - 1, isInClass || source[index] != quote {
            switch source[index] {
            case UInt8(ascii: "\\"): index += 1
            case UInt8(ascii: "["): isInClass = quote == UInt8(ascii: "/")
            case UInt8(ascii: "]"): isInClass = false
            default: break
            }
            index += 1
        }
        return index
    }

    static func isWord(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 0x5F
            || byte == 0x24
    }
}
