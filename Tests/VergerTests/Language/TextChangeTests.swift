import Testing

@testable import Verger

@Suite struct `What a text became` {
    @Test func `is told word by word`() {
        #expect(
            WordChange.changes(from: "did any exchange within 12 months", to: "did any exchange within 6 months")
                == [.kept("did any exchange within"), .removed("12"), .added("6"), .kept("months")])
        #expect(WordChange.changes(from: "", to: "a b") == [.added("a b")])
        #expect(WordChange.changes(from: "a b", to: "") == [.removed("a b")])
        #expect(WordChange.changes(from: "a b", to: "a b") == [.kept("a b")])
    }

    @Test func `keeps what is between quotes whole`() {
        #expect(
            WordChange.changes(from: "tag \"Salon de Lyon\"", to: "tag \"Salon de Paris\"")
                == [.kept("tag"), .removed("\"Salon de Lyon\""), .added("\"Salon de Paris\"")])
    }

    @Test func `is told line by line, with numbers of both sides`() {
        let changes = LineChange.changes(from: "a\nb\nc\n", to: "a\nx\nc\nd\n")

        #expect(
            changes == [
                LineChange(kind: .kept, text: "a", number: 1), LineChange(kind: .removed, text: "b", number: 2),
                LineChange(kind: .added, text: "x", number: 2), LineChange(kind: .kept, text: "c", number: 3),
                LineChange(kind: .added, text: "d", number: 4),
            ])
    }

    @Test func `gives both texts back, whatever they are`() {
        for seed in 1...200 {
            let (old, new) = (Self.text(seed), Self.text(seed * 31 + 7))

            let changes = LineChange.changes(from: old, to: new)

            #expect(changes.filter { $0.kind != .added }.map(\.text) == LineChange.lines(of: old))
            #expect(changes.filter { $0.kind != .removed }.map(\.text) == LineChange.lines(of: new))
        }
    }

    @Test func `is shown in pieces, with a little around them`() {
        let old = (1...30).map(String.init).joined(separator: "\n")
        let new = old.replacing("\n5\n", with: "\nfive\n").replacing("\n25\n", with: "\n25\nmore\n")

        let pieces = LineChange.pieces(from: old, to: new, context: 1)

        #expect(pieces.map { $0.map(\.text) } == [["4", "5", "five", "6"], ["25", "more", "26"]])
        #expect(LineChange.pieces(from: old, to: old).isEmpty)
    }

    private static func text(_ seed: Int) -> String {
        var state = UInt64(seed) &* 6_364_136_223_846_793_005 &+ 1
        return (0..<(seed % 12)).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return ["a", "b", "c"][Int(state >> 33) % 3]
        }.joined(separator: "\n")
    }
}
