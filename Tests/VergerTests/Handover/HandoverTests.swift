import TestSupport
import Testing
import Verger

@Suite struct `A handover` {
    let opened = Cast.now
    var handover: Handover { Handover(id: 1, contact: .init(2), openedAt: opened, dueAt: opened + 4 * Instant.hour) }

    @Test func `waits, then is late`() {
        #expect(handover.state(at: opened) == .waiting)
        #expect(handover.state(at: handover.dueAt) == .waiting)
        #expect(handover.state(at: handover.dueAt + 1) == .late)
    }

    @Test func `is taken by one person`() throws {
        var taken = handover
        try taken.take(by: "lea@borie.example", at: opened + 1)

        #expect(taken.state(at: opened + Instant.day) == .taken)
        #expect(taken.owner == "lea@borie.example")
        #expect(!taken.isLate(at: opened + Instant.day))
        #expect(throws: Handover.Problem.answered(by: "lea@borie.example")) {
            try taken.take(by: "tom@borie.example", at: opened + 2)
        }
    }

    @Test func `is refused with a reason only`() throws {
        var refused = handover
        #expect(throws: Handover.Problem.reasonMissing) { try refused.refuse(by: "a@b.fr", reason: " ", at: opened) }
        try refused.refuse(by: "a@b.fr", reason: "Trop petit", at: handover.dueAt + 1)

        #expect(refused.answer == .refused(reason: "Trop petit"))
        #expect(refused.isLate(at: opened))
    }

    @Test func `is missed when the contact leaves first, and can't be answered any more`() {
        var missed = handover
        missed.closedAt = opened + 1

        #expect(missed.state(at: opened + 2) == .missed)
        #expect(throws: Handover.Problem.closed) { try missed.take(by: "a@b.fr", at: opened + 2) }
    }

    @Test func `is opened by a rise to its stage or beyond, and closed by a fall below it or a purchase`() throws {
        let rule = try #require(try Cast.rules().handover)
        let moves: [(Int64, Int?)] = [(0, 0), (1, 2), (2, 3), (3, 1), (4, 3), (5, 4), (6, 3), (7, nil), (8, 2)]
        let history = moves.map { Transition(at: opened + $0.0, stage: $0.1) }

        let stays = rule.stays(in: history)

        #expect(
            stays == [
                .init(entered: opened + 1, left: opened + 3), .init(entered: opened + 4, left: opened + 5),
                .init(entered: opened + 6, left: opened + 7), .init(entered: opened + 8, left: nil),
            ])
    }
}

@Suite struct `A task` {
    @Test func `needs a title`() {
        #expect(throws: SalesTask.Problem.titleMissing) {
            try SalesTask(id: 1, title: " \n", assignee: "a@b.fr", createdBy: "a@b.fr", createdAt: Cast.now)
        }
    }

    @Test func `is late after its day, until it is done`() throws {
        var task = try SalesTask(
            id: 1, title: "Rappeler", assignee: "a@b.fr", due: .day(Day(year: 2026, month: 3, day: 1)!),
            createdBy: "a@b.fr", createdAt: Cast.now)
        let midnight = Instant(iso8601: "2026-03-02T00:00:00", in: .paris)!

        #expect(!task.isLate(at: midnight - 1, in: .paris))
        #expect(task.isLate(at: midnight, in: .paris))
        try task.finish(at: midnight)
        #expect(!task.isLate(at: midnight, in: .paris))
        #expect(throws: SalesTask.Problem.alreadyDone) { try task.finish(at: midnight) }
    }
}
