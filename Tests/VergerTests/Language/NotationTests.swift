import Testing
import Verger

struct NotationTests {
    private let french = Notation(.french, in: .paris)
    private let english = Notation(.english, in: .paris)

    @Test func `writes counts with the separators of each language`() {
        #expect(french.count(1_284_600) == "1\u{202F}284\u{202F}600")
        #expect(english.count(1_284_600) == "1,284,600")
        #expect(french.count(999) == "999")
        #expect(french.signed(-239) == "−239")
        #expect(french.signed(421) == "+421")
    }

    @Test func `writes amounts with cents only when there are some`() throws {
        let price = try #require(Number("48600"))
        let exact = try #require(Number("-18240.5"))

        #expect(french.money(price, "EUR") == "48\u{202F}600\u{A0}€")
        #expect(french.exactMoney(price, "EUR") == "48\u{202F}600,00\u{A0}€")
        #expect(english.money(exact, "EUR") == "−€18,240.50")
        #expect(english.money(price, "CHF") == "CHF\u{A0}48,600")
    }

    @Test func `rounds half away from zero`() throws {
        #expect(french.number(try #require(Number("0.05")), places: 1) == "0,1")
        #expect(french.number(try #require(Number("-0.04")), places: 1) == "0,0")
        #expect(french.percent(0.4375) == "43,8\u{A0}%")
        #expect(english.percent(1, places: 0) == "100%")
        #expect(french.signedPoints(197) == "+19,7")
    }

    @Test func `says yesterday and today, and else the day`() throws {
        let now = try #require(Instant(iso8601: "2026-11-24T09:12:00+01:00", in: .paris))
        let evening = try #require(Instant(iso8601: "2026-11-23T17:42:00+01:00", in: .paris))
        let older = try #require(Instant(iso8601: "2025-03-01T10:00:00+01:00", in: .paris))

        #expect(french.when(evening, now: now) == "hier 17:42")
        #expect(english.when(now, now: now) == "today 09:12")
        #expect(french.when(older, now: now) == "1er\u{A0}mars\u{A0}2025")
        #expect(french.title(of: Zone.paris.day(at: now)) == "mardi 24 novembre 2026")
        #expect(english.heading(of: Zone.paris.day(at: now), now: now) == "Tuesday 24 November")
    }

    @Test func `shows lengths of time in their largest units`() {
        #expect(french.duration(38 * Instant.minute) == "38\u{A0}min")
        #expect(french.duration(91 * Instant.minute) == "1\u{A0}h\u{A0}31")
        #expect(english.duration(50 * Instant.day) == "50\u{A0}d")
    }
}
