internal import Foundation
package import Verger

/// Rung by whoever recorded something, after the commit and in the same process, so that nobody waits for the next look.
/// Threads wait for it, tasks do not.
///
/// `@unchecked Sendable`: what changes is touched while `condition` is locked.
package final class Bell: @unchecked Sendable {
    private let condition = NSCondition()
    private var rung: Set<Workspace.ID> = []
    private var strokes = 0

    package init() {}

    /// Something was recorded in `workspace`, or else something is to be done at once, somewhere.
    package func ring(_ workspace: Workspace.ID? = nil) {
        condition.withLock {
            if let workspace { rung.insert(workspace) }
            strokes += 1
            condition.broadcast()
        }
    }

    /// The workspaces for which it was rung since this was last asked.
    func takeRung() -> Set<Workspace.ID> {
        condition.withLock {
            defer { rung = [] }
            return rung
        }
    }

    /// How often it was rung; remembered by those who wait.
    var strokeCount: Int { condition.withLock { strokes } }

    /// Waits until it is rung once more than `strokes`, until `deadline`, or until `isOver`, which is asked after a `stir`.
    func wait(beyond strokes: Int, until deadline: Date, unless isOver: () -> Bool) {
        condition.withLock {
            while self.strokes <= strokes, !isOver(), condition.wait(until: deadline) {}
        }
    }

    /// Has those who wait look whether they still should.
    func stir() {
        condition.withLock { condition.broadcast() }
    }
}
