import Testing
import Verger

@Suite struct `An introduction` {
    private let start = Instant(seconds: 1_790_000_000)

    private func day(_ number: Int64) -> Instant { start + number * Instant.day }

    private func introduction(
        at: Int64 = 0, firstFact: Int64 = 0, arrival: Int64? = nil, payments: [(Int64, Int)] = []
    ) -> Introduction {
        Introduction(
            contact: .init(7), at: day(at), firstFact: day(firstFact),
            payments: payments.enumerated().map { index, payment in
                .init(activity: Int64(index), at: day(payment.0), amount: Number(payment.1))
            }, arrival: arrival.map(day))
    }

    private func amounts(_ verdict: Introduction.Verdict) -> [String]? {
        guard case .owed(let dues) = verdict else { return nil }
        return dues.map { "\($0.amount)" }
    }

    private let perLead = Introducer.Terms(price: .perLead(Number(45)), stage: "lead", window: 30)
    private let share = Introducer.Terms(price: .shareOfSale(Number("0.05")!), stage: "client", window: 90)

    @Test func `is owed once its stage is reached in time`() {
        #expect(amounts(introduction(arrival: 30).verdict(perLead, at: day(60))) == ["45"])
        #expect(introduction(arrival: 31).verdict(perLead, at: day(60)) == .tooLate)
        #expect(introduction(arrival: 10).verdict(perLead, at: day(5)) == .open(until: day(30)))
        #expect(introduction().verdict(perLead, at: day(31)) == .tooLate)
    }

    @Test func `is not owed for whom we knew`() {
        #expect(introduction(at: 5, arrival: 6).verdict(perLead, at: day(9)) == .known(since: day(0)))
        var open = perLead
        open.onlyNew = false
        #expect(amounts(introduction(at: 5, arrival: 6).verdict(open, at: day(9))) == ["45"])
        #expect(introduction(at: 5, arrival: 4).verdict(open, at: day(9)) == .known(since: day(4)))
    }

    @Test func `shares what was paid in time, and takes back what was refunded`() {
        let payments: [(Int64, Int)] = [(-1, 500), (10, 1000), (20, 333), (95, -1000), (120, 800)]

        #expect(amounts(introduction(payments: payments).verdict(share, at: day(200))) == ["50", "16.65", "-50"])
        #expect(amounts(introduction(payments: payments).verdict(share, at: day(15))) == ["50"])
        var first = share
        first.onlyFirstSale = true
        #expect(amounts(introduction(payments: payments).verdict(first, at: day(200))) == ["50", "-50"])
    }

    @Test func `never takes back more than it gave`() {
        let payments: [(Int64, Int)] = [(1, 100), (2, -70), (3, -70), (4, -70)]

        #expect(amounts(introduction(payments: payments).verdict(share, at: day(9))) == ["5", "-3.5", "-1.5"])
    }
}
