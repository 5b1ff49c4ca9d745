import Testing
import Verger

@Suite struct `A table of costs` {
    @Test func `is read as it was kept, in French or English`() throws {
        let french = try CostSheet(
            """
            Campagne;Nature;Du;Au;Montant;Note
            Salon de Lyon;Outils;01/03/2026;31/03/2026;1 234,50 €;stand
            Salon de Lyon;;2026-03-05;;90;
            """, currency: "EUR")
        let english = try CostSheet("channel,amount,from\nseo,12.5,2026-03-01\n", currency: "EUR")

        #expect(french.problems.isEmpty && french.rows.count == 2)
        #expect(french.rows[0].amount == Number("1234.5") && french.rows[0].kind == .tools)
        #expect(french.rows[0].days.count == 31 && french.rows[1].days.count == 1)
        #expect(english.rows.map(\.isChannel) == [true])
    }

    @Test func `says line and column of what it can't read, and keeps the rest`() throws {
        let sheet = try CostSheet(
            """
            campaign,from,to,amount
            A,2026-03-01,,10
            ,2026-03-01,,10
            A,31/02/2026,,10
            A,2026-03-02,2026-03-01,10
            A,2026-03-01,,10 USD
            A,2026-03-01,,1.005
            """, currency: "EUR")

        #expect(sheet.rows.count == 1)
        #expect(sheet.problems.map { "\($0.place!.line):\($0.place!.column)" } == ["3:1", "4:2", "5:3", "6:4", "7:4"])
        #expect(throws: Problem.self) { try CostSheet("a,b\n1,2\n", currency: "EUR") }
        #expect(throws: Problem.self) { try CostSheet("", currency: "EUR") }
    }

    @Test func `is read as advertising tools export it`() throws {
        let sheet = try CostSheet(
            "utm_campaign,date,spend\nsalon,2026-03-01,10\nsalon,01.03.2026,\"12,50\"\n", currency: "EUR")
        let alone = try CostSheet("date;montant\n2026-03-01;10\n", currency: "EUR", campaign: "Salon")

        #expect(sheet.problems.isEmpty && sheet.rows.map(\.isTag) == [true, true] && sheet.rows[0].isChannel == false)
        #expect(alone.rows.map(\.target) == ["Salon"])
    }

    @Test func `is a file in whichever encoding spreadsheets have`() throws {
        let text = "campagne;du;montant\nÉté;2026-03-01;10\n"
        let latin = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }

        #expect(try CostSheet.text(of: latin) == text)
        #expect(try CostSheet.text(of: [0xEF, 0xBB, 0xBF] + Array(text.utf8)) == text)
    }

    @Test func `has keys by which a row that is read twice is known`() throws {
        let text = "campaign,from,amount\nA,2026-03-01,10\nA,2026-03-01,11\n"
        let keys = try (1...2).map { _ in try CostSheet(text, currency: "EUR").rows.map(\.key) }

        #expect(keys[0] == keys[1] && Set(keys[0]).count == 2)
    }
}
