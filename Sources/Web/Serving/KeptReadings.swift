import Synchronization
import Verger

/// Readings of large bases that took long, kept for a while with the instant at which they were made. What is quick is never
/// kept: pages of small bases always show the last state.
final class KeptReadings<Reading: Sendable>: Sendable {
    private struct Entry {
        let reading: Reading
        let madeAt: Instant
        let until: Instant
    }

    private let entries = Mutex<[String: Entry]>([:])
    private let capacity: Int
    private let slow: Duration

    /// `slow`: what takes less is not kept.
    init(capacity: Int = 32, slow: Duration = .seconds(1)) {
        self.capacity = capacity
        self.slow = slow
    }

    /// What was kept for `key`, else what `make` gives; kept twenty times as long as it took, ten minutes at most.
    func reading(_ key: String, at now: Instant, _ make: () throws -> Reading) rethrows -> (Reading, madeAt: Instant) {
        if let kept = entries.withLock({ $0[key] }), kept.madeAt <= now, now < kept.until {
            return (kept.reading, kept.madeAt)
        }
        let clock = ContinuousClock()
        let start = clock.now
        let reading = try make()
        let time = clock.now - start
        if time >= slow {
            let span = min(max(time * 20, .seconds(1)), .seconds(600))
            keep(Entry(reading: reading, madeAt: now, until: now + Int64(span / .microseconds(1))), for: key)
        } else {
            entries.withLock { _ = $0.removeValue(forKey: key) }
        }
        return (reading, now)
    }

    private func keep(_ entry: Entry, for key: String) {
        entries.withLock { entries in
            if entries.count >= capacity, let oldest = entries.min(by: { $0.value.madeAt < $1.value.madeAt }) {
                entries.removeValue(forKey: oldest.key)
            }
            entries[key] = entry
        }
    }
}
