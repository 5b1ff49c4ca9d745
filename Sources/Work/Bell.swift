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
    private var isMuted = false

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

    /// Waits until it is rung once more than `strokes`, until `deadline`, or until nobody is to wait any more.
    func wait(beyond strokes: Int, until deadline: Date) {
        condition.withLock {
            while self.strokes <= strokes, !isMuted, condition.wait(until: deadline) {}
        }
    }

    /// Waits until `deadline` whoever rings, or until nobody is to wait any more.
    func pause(until deadline: Date) {
        condition.withLock {
            while !isMuted, condition.wait(until: deadline) {}
        }
    }

    /// Lets everyone go: the process ends.
    func mute() {
        condition.withLock {
            isMuted = true
            condition.broadcast()
        }
    }

    var isOver: Bool { condition.withLock { isMuted } }
}
