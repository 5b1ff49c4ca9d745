import HTTPTypes
import Storage
import Synchronization
import Verger

/// Counts who looks at landing pages, without knowing anybody: a browser is told from another by its address and its name,
/// hashed with a number that this process made, in memory, until the day is over. Nothing is stored on the device, and
/// nothing of the hash is written down.
package final class LandingCounter: Sendable {
    /// Of one day; beyond, everybody is counted as new.
    private static let mostBrowsers = 500_000
    /// Counts are written down together, so often at most.
    private static let patience = 5 * Instant.second

    private struct Key: Hashable {
        let workspace: Workspace
        let face: LandingFigures.Face
    }

    private struct State {
        var day: Day?
        var seen: Set<Int> = []
        var counts: [Key: LandingCount] = [:]
        var written = Instant(seconds: 0)
    }

    private let state = Mutex(State())

    package init() {}

    /// A person looks at a face of a page.
    func note(_ face: LandingFigures.Face, by call: Call, in workspace: Workspace) throws {
        let now = call.now
        let day = workspace.zone.day(at: now)
        // The hash of Swift is keyed by a random number of the process.
        var hasher = Hasher()
        hasher.combine(workspace.id)
        hasher.combine(face.page)
        hasher.combine(face.test)
        hasher.combine(RequestOrigin.key(call.origin))
        hasher.combine(call.headers[.userAgent])
        let browser = hasher.finalize()
        let isDue = state.withLock { state in
            if state.day != day {
                state.day = day
                state.seen = []
            }
            let isNew = state.seen.count >= LandingCounter.mostBrowsers || state.seen.insert(browser).inserted
            let key = Key(workspace: workspace, face: face)
            state.counts[key] =
                (state.counts[key] ?? LandingCount()) + LandingCount(views: 1, visitors: isNew ? 1 : 0)
            return abs(now - state.written) >= LandingCounter.patience
        }
        if isDue { try writeDown(call.site) }
    }

    /// Writes down what was noted; whoever reads the figures asks for it first.
    func writeDown(_ site: Site) throws {
        let now = site.clock()
        let counts = state.withLock { state in
            defer {
                state.counts = [:]
                state.written = now
            }
            return state.counts
        }
        guard !counts.isEmpty else { return }
        try site.database.write { connection in
            for (key, count) in counts.sorted(by: { $0.key.face.page < $1.key.face.page }) {
                try LandingFigures(connection, in: key.workspace).add(count, of: key.face, at: now)
            }
        }
    }
}

extension Call {
    /// Whether a person looks, and none of those who work on it: neither programs nor members who have signed in.
    func isCountedVisit() -> Bool {
        let shield = site.visitGuard
        var evidence = evidence
        evidence.metHoneypot = shield.isTrapped(browserMark, at: now)
        evidence.isTooFast = shield.isTooFast(browserMark, pages: 1, at: now)
        return BotVerdict(evidence) == .human && !isByMember
    }

    /// Whether somebody of ours has signed in on this browser.
    var isByMember: Bool { Gate.cookieNames.contains { cookie($0) != nil } }
}
