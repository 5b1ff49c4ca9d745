import TestSupport
import Testing

@testable import Verger

/// Six contacts, seen by the definition of the cast and by one that takes an exchange alone for a prospect.
@Suite struct ReplayTests {
    /// Contacts of the persona who can be reached, but the last two.
    private static let contacts: [[String]] = {
        let known = ["phone=1", "company.size=20", "owner=anne"]
        return [
            known + ["2026-01-05 call_held", "2026-02-04 payment_received amount=100"],
            known + ["2026-01-10 content_downloaded level=evaluation", "2026-02-19 payment_received amount=100"],
            known + ["2026-01-15 content_downloaded level=decision"],
            known + ["2026-01-20 call_held"],
            ["2026-01-25 payment_received amount=100"],
            ["2026-01-30 page_viewed"],
        ]
    }()

    private static func side(_ text: String) throws -> Replay.Side {
        let definition = try Definition(Document(json: text))
        return Replay.Side(try definition.rules(in: definition.catalogue(zone: .paris)), definition: definition)
    }

    private static let stricter = Cast.definitionText.replacing(
        " or did content_downloaded where level in [evaluation, decision] within 12 months", with: "")

    private func replay(new text: String, over contacts: [[String]] = contacts) throws -> (Replay, [Replay.Move]) {
        var replay = Replay(old: try Self.side(Cast.definitionText), new: try Self.side(text), at: Cast.now)
        var moves: [Replay.Move] = []
        for facts in contacts { if let move = replay.add(Cast.dossier(facts)) { moves.append(move) } }
        return (replay, moves)
    }

    @Test func `of the same definition moves nobody`() throws {
        let (replay, moves) = try replay(new: Cast.definitionText)

        #expect(replay.contacts == 6)
        #expect(moves.isEmpty && replay.moves.isEmpty && replay.movesByWeek.isEmpty)
        #expect(replay.oldVerdict.precision == replay.newVerdict.precision)
    }

    @Test func `says who moves, from where to where, in which week`() throws {
        let (replay, moves) = try replay(new: Self.stricter)

        let pair = try #require(replay.moves.keys.first)
        #expect(pair.from == "prospect" && pair.to == "lead")
        #expect(replay.moves == [pair: 1])
        #expect(replay.movesByWeek == [Day(year: 2026, month: 1, day: 12)!: [pair: 1]])
        #expect(moves.count == 1 && moves[0].isDown && !moves[0].hasPaid)
        #expect(moves[0].since == paris("2026-01-15T10:00:00"))
    }

    @Test func `judges the old definition against who paid`() throws {
        let verdict = try replay(new: Self.stricter).0.oldVerdict

        #expect(verdict.flagged == 4 && verdict.right == 2 && verdict.paid == 3)
        #expect(verdict.precision == 0.5)
        #expect(verdict.recall == 2.0 / 3)
        #expect(verdict.leadDays == 35)
    }

    @Test func `judges the new definition against who paid`() throws {
        let verdict = try replay(new: Self.stricter).0.newVerdict

        #expect(verdict.flagged == 2 && verdict.right == 1 && verdict.paid == 3)
        #expect(verdict.precision == 0.5)
        #expect(verdict.recall == 1.0 / 3)
        #expect(try #require(verdict.f1) == 0.4)
        #expect(verdict.leadDays == 30)
    }

    @Test func `counts the arrivals of each owner and week`() throws {
        let replay = try replay(new: Self.stricter).0

        func work(_ month: Int, _ day: Int, _ owner: String) -> [Int] {
            let monday = Day(year: 2026, month: month, day: day)
            let week = replay.workload.first { $0.key.monday == monday && $0.key.owner == owner }?.value
            return week.map { [$0.old, $0.new] } ?? []
        }
        #expect(work(1, 5, "anne") == [2, 1])
        #expect(work(1, 12, "anne") == [1, 0])
        #expect(work(1, 19, "anne") == [1, 1])
        #expect(work(1, 19, "") == [], "whoever pays at once is nobody's work")
        #expect(work(2, 16, "anne") == [])
    }

    @Test func `has neither precision nor recall without arrivals nor payments`() throws {
        let verdict = try replay(new: Self.stricter, over: [["2026-01-30 page_viewed"]]).0.newVerdict

        #expect(verdict.precision == nil && verdict.recall == nil && verdict.f1 == nil && verdict.leadDays == nil)
    }

    @Test func `has a precision of nothing when nobody paid`() throws {
        let verdict = try replay(new: Self.stricter, over: [Self.contacts[3]]).0.newVerdict

        #expect(verdict.precision == 0 && verdict.recall == nil)
    }

    @Test func `does not take a voided payment for one, nor one of nothing`() throws {
        let voided =
            Self.contacts[3] + ["2026-02-01 payment_received amount=5 message_id=p", "2026-02-02 page_viewed voids=p"]
        let nothing = Self.contacts[3] + ["2026-02-01 payment_received amount=0"]

        #expect(try replay(new: Self.stricter, over: [voided, nothing]).0.newVerdict.paid == 0)
    }

    @Test func `leaves out contacts whose first fact is to come`() throws {
        #expect(try replay(new: Self.stricter, over: [["2026-03-02 page_viewed"]]).0.contacts == 0)
    }

    @Test func `is written as the contract says`() throws {
        let json = try replay(new: Self.stricter).0.json

        #expect(json["contacts"]?.number == Number(6))
        #expect(json["moves"]?.json() == #"[{"from":"prospect","to":"lead","count":1}]"#)
        #expect(json["old"]?["stage"]?.text == "prospect")
        #expect(json["old"]?["precision"]?.number == Number("0.5"))
        #expect(json["old"]?["recall"]?.number == Number("0.666667"))
        #expect(json["new"]?["leadDays"]?.number == Number(30))
    }

    @Test func `counts contacts by stage under both definitions`() throws {
        let replay = try replay(new: Self.stricter).0

        #expect(replay.oldCounts.values.reduce(0, +) == 6 && replay.newCounts.values.reduce(0, +) == 6)
        #expect(replay.oldCounts["prospect"] == 2 && replay.newCounts["prospect"] == 1)
        #expect(replay.newCounts["lead"] == 1 && replay.oldCounts["client"] == 3)
    }

    @Test func `looks at exclusion and temperature when it is asked to`() throws {
        let excluding = Cast.definitionText.replacing(
            "\"exclude\": \"did disqualified", with: "\"exclude\": \"did page_viewed or did disqualified")
        var replay = Replay(
            old: try Self.side(Cast.definitionText), new: try Self.side(excluding), at: Cast.now, looksAside: true)

        for facts in Self.contacts { _ = replay.add(Cast.dossier(facts)) }

        #expect(replay.oldAside.excluded == 0 && replay.newAside.excluded == 1)
        #expect(replay.moves.isEmpty)
    }

    @Test func `shares the work among those who follow contacts, by the week`() throws {
        let pace = try #require(try replay(new: Self.stricter).0.pace(over: 52))

        // Four arrivals at prospect, then two, since Monday 5 January: eight weeks, one person.
        #expect(pace.weeks == 8 && pace.people == 1)
        #expect(pace.old == 0.5 && pace.new == 0.25)
    }

    @Test func `gives the reason of each move`() throws {
        let (old, new) = (try Self.side(Cast.definitionText).rules, try Self.side(Self.stricter).rules)
        let dossier = Cast.dossier(Self.contacts[2])

        var losing = MoveReason(old: old, new: new, from: "prospect", to: "lead")
        var gaining = MoveReason(old: new, new: old, from: "lead", to: "prospect")

        #expect(losing.sentence(dossier, at: Cast.now).en == "no “two-way exchange”")
        #expect(gaining.sentence(dossier, at: Cast.now).en == "“content downloaded” on 15\u{A0}Jan\u{A0}2026")
    }

    @Test func `says what was not enough, and when the last of it was`() throws {
        let shorter = Cast.definitionText.replacing(
            "did any exchange within 12 months or did content_downloaded where level in [evaluation, decision] within 12 months",
            with: "did any exchange within 1 month or did content_downloaded at least 2 times within 12 months")
        let (old, new) = (try Self.side(Cast.definitionText).rules, try Self.side(shorter).rules)
        var reason = MoveReason(old: old, new: new, from: "prospect", to: "lead")

        #expect(
            reason.sentence(Cast.dossier(Self.contacts[3]), at: Cast.now).fr
                == "dernier «\u{A0}échange\u{A0}» le 20\u{A0}janv.\u{A0}2026")
        #expect(
            reason.sentence(Cast.dossier(Self.contacts[2]), at: Cast.now).fr
                == "«\u{A0}contenu téléchargé\u{A0}»\u{A0}: 1 sur 2")
    }
}
