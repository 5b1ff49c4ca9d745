import Foundation
import Mail
import Testing
import Verger

@Suite struct `A message` {
    private func text(
        _ subject: String = "Essai", name: String? = nil, to: String = "ada@borie.example", text: String = "Bonjour.",
        html: String? = nil, headers: [Letter.Header] = []
    ) throws -> String {
        let letter = try Letter(
            to: Mailbox(EmailAddress(to)!, name: name), subject: subject, text: text, html: html, headers: headers)
        let message = try Message(
            letter, from: Mailbox(EmailAddress("claire@borie.example")!, name: "Claire Moreau"),
            date: Instant(seconds: 1_795_538_520), id: "42.1f@borie.example")
        return String(decoding: message.bytes, as: UTF8.self)
    }

    private func line(_ name: String, of message: String) -> String? {
        let unfolded = message.replacing("\r\n ", with: " ")
        return unfolded.split(separator: "\r\n").first { $0.hasPrefix(name + ": ") }.map {
            String($0.dropFirst(name.count + 2))
        }
    }

    @Test func `says who, to whom, when and under which id`() throws {
        let message = try text(name: "Ada Byron")

        #expect(line("From", of: message) == "Claire Moreau <claire@borie.example>")
        #expect(line("To", of: message) == "Ada Byron <ada@borie.example>")
        #expect(line("Date", of: message) == "Tue, 24 Nov 2026 16:42:00 +0000")
        #expect(line("Message-ID", of: message) == "<42.1f@borie.example>")
        #expect(line("MIME-Version", of: message) == "1.0")
        #expect(line("Auto-Submitted", of: message) == "auto-generated")
    }

    @Test(arguments: ["Été", String(repeating: "é", count: 300), "a 🍐 b " + String(repeating: "🍐", count: 60)])
    func `encodes other letters by words of 75 bytes at most, none cut`(subject: String) throws {
        let words = try #require(line("Subject", of: text(subject))).split(separator: " ")

        #expect(words.allSatisfy { $0.utf8.count <= 75 })
        let decoded = words.map { word in
            String(decoding: Base64.bytes(word.dropFirst("=?UTF-8?B?".count).dropLast(2)), as: UTF8.self)
        }
        #expect(decoded.joined() == subject)
        #expect(!decoded.contains { $0.contains("\u{FFFD}") })
    }

    @Test func `leaves plain subjects readable, and encodes those that look encoded`() throws {
        #expect(try line("Subject", of: text("Votre devis n. 12")) == "Votre devis n. 12")
        #expect(try line("Subject", of: text("=?utf-8?q?oops?="))?.hasPrefix("=?UTF-8?B?") == true)
    }

    @Test func `folds long headers before blanks, and no line is long`() throws {
        let subject = (1...60).map { "mot\($0)" }.joined(separator: " ")

        let message = try text(
            subject, text: String(repeating: "x", count: 5000), html: String(repeating: "é", count: 900))

        #expect(line("Subject", of: message) == subject)
        #expect(message.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 78 })
        #expect(!message.replacing("\r\n", with: "").contains { $0 == "\r" || $0 == "\n" })
    }

    @Test func `quotes what is no atom`() throws {
        #expect(
            try line("To", of: text(name: "Borie, \"Jean\" \\ fils"))
                == #""Borie, \"Jean\" \\ fils" <ada@borie.example>"#)
        #expect(try line("To", of: text(to: ".ada..b@borie.example")) == "\".ada..b\"@borie.example")
        #expect(try line("To", of: text(to: "ada@exämple.com")) == "ada@xn--exmple-cua.com")
        #expect(try line("To", of: text(to: "ada@éléphant.fr")) == "ada@xn--lphant-9uab.fr")
        #expect(try line("To", of: text(name: "Zoé"))?.hasPrefix("=?UTF-8?B?Wm/DqQ==?= <ada@") == true)
    }

    @Test(arguments: ["\n", "\r", "\r\n", "\u{0}", "\u{85}", "\u{2028}"])
    func `refuses what would forge a header`(character: String) {
        let forged = "Bonjour\(character)Bcc: victim@b.example"

        #expect(throws: Letter.Problem.brokenLine("subject")) { try text(forged) }
        #expect(throws: Letter.Problem.brokenLine("to")) { try text(name: forged) }
        #expect(throws: Letter.Problem.brokenLine("X-Note")) { try text(headers: [.init("X-Note", forged)]) }
        #expect(throws: Letter.Problem.brokenLine("headers")) { try text(headers: [.init("X\(character)", "a")]) }
    }

    @Test func `refuses headers that are ours, and letters that say nothing`() {
        #expect(throws: Letter.Problem.ours("bcc")) { try text(headers: [.init("bcc", "a@b.example")]) }
        #expect(throws: Letter.Problem.empty("subject")) { try text(" ") }
        #expect(throws: Letter.Problem.empty("text")) { try text(text: "\n ") }
    }

    @Test func `gives the text first, then the HTML`() throws {
        let message = try text(text: "Prix : 12 €", html: "<p>Prix&nbsp;: 12 €</p>")

        let parts = message.components(separatedBy: "--=_verger_alternative")
        #expect(parts.count == 4 && parts[3] == "--\r\n")
        #expect(parts[1].contains("text/plain; charset=utf-8") && parts[1].contains("Prix : 12 =E2=82=AC"))
        #expect(parts[2].contains("text/html; charset=utf-8"))
    }

    @Test func `writes quoted-printable as RFC 2045 has it`() throws {
        let body = try #require(
            text(text: "a=b \nFrom here\n" + String(repeating: "é", count: 40)).components(separatedBy: "\r\n\r\n").last
        )

        let lines = body.components(separatedBy: "\r\n")
        #expect(lines[0] == "a=3Db=20")
        #expect(lines[1] == "=46rom here")
        #expect(lines.allSatisfy { $0.utf8.count <= 76 })
        #expect(lines[2].hasSuffix("="))
    }

    @Test func `keeps the addresses of List-Unsubscribe whole`() throws {
        let address = "<https://borie.example/u/\(String(repeating: "a", count: 90))>, <mailto:u@borie.example>"

        #expect(try line("List-Unsubscribe", of: text(headers: [.init("List-Unsubscribe", address)])) == address)
    }
}

/// RFC 4648, the other way round.
private enum Base64 {
    static func bytes(_ text: some StringProtocol) -> [UInt8] {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var (bits, count, result) = (0, 0, [UInt8]())
        for letter in text {
            guard let value = letters.firstIndex(of: letter) else { break }
            bits = (bits << 6 | value) & 0xFFFF
            count += 6
            if count >= 8 {
                count -= 8
                result.append(UInt8(bits >> count & 0xFF))
            }
        }
        return result
    }
}
