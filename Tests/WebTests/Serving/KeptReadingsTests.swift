import Testing
import Verger

@testable import Web

@Suite struct `Readings that are kept` {
    private let now = Instant(seconds: 1000)

    @Test func `are made once while they hold`() {
        let kept = KeptReadings<Int>(slow: .zero)
        let first = kept.reading("a", at: now) { 1 }
        let again = kept.reading("a", at: now) { 2 }

        #expect(first.0 == 1 && first.madeAt == now)
        #expect(again.0 == 1)
        #expect(kept.reading("b", at: now) { 3 }.0 == 3)
    }

    @Test func `are made anew when their time is over`() {
        let kept = KeptReadings<Int>(slow: .zero)
        _ = kept.reading("a", at: now) { 1 }
        let later = now + 601 * 1_000_000

        #expect(kept.reading("a", at: later) { 2 } == (2, later))
    }

    @Test func `are not kept when they were quick`() {
        let kept = KeptReadings<Int>(slow: .seconds(60))
        _ = kept.reading("a", at: now) { 1 }

        #expect(kept.reading("a", at: now) { 2 }.0 == 2)
    }

    @Test func `make room for others, the oldest first`() {
        let kept = KeptReadings<Int>(capacity: 1, slow: .zero)
        _ = kept.reading("a", at: now) { 1 }
        _ = kept.reading("b", at: now) { 2 }

        #expect(kept.reading("a", at: now) { 3 }.0 == 3)
    }
}
