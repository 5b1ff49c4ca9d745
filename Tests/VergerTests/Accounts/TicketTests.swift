import Testing
import Verger

@Suite struct `A ticket` {
    @Test func `is read as it was written`() throws {
        let ticket = Ticket(.download, in: .init(3), of: [42, 7], expiresAt: Instant(seconds: 1_800_000_000) + 1)
        let parts = try #require(Ticket.parts(of: ticket.text(sealed: "ab")))

        #expect(ticket.unsealed == "download.3.42-7.1800000000")
        #expect(parts.ticket == ticket && parts.seal == "ab")
    }

    @Test(arguments: [
        "", "person.2.3.4", "person.2.3.4.5.6", "nobody.2.3.4.x", "person.a.3.4.x", "person.2.x.4.y", "person.02.3.4.x",
        "person.2.+3.4.x", "person.2.3.99999999999999.x", "person.2.3.-4.x",
    ])
    func `is nothing else`(text: String) {
        #expect(Ticket.parts(of: text) == nil)
    }
}
