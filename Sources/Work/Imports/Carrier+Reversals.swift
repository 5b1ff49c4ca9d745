internal import Logging
internal import Storage
internal import Verger

extension Carrier {
    /// Takes an import back, part by part; false when none waits.
    func turnToReversal(_ isOver: () -> Bool) throws -> Bool {
        let now = clock()
        guard try database.read({ try ImportReversals.areWaiting(on: $0, at: now) }),
            let claimed = try database.write({ try ImportReversals.claim(by: process, on: $0, at: now) })
        else { return false }
        do {
            try takeBack(claimed.run, in: claimed.workspace, isOver)
        } catch let problem as StorageProblem where problem.isOutside {
            throw problem
        } catch ImportInterruption.lost {
            return true
        } catch {
            let hasFailed = !(error is ShiftIsOver)
            if hasFailed {
                logger.error(
                    "taking an import back broke off", metadata: ["import": "\(claimed.run)", "error": "\(error)"])
            }
            try database.write {
                try ImportReversals($0, in: claimed.workspace).release(
                    claimed.run, by: process, hasFailed: hasFailed, at: clock())
            }
        }
        bell.ring(claimed.workspace)
        return true
    }

    private func takeBack(_ run: Int, in id: Workspace.ID, _ isOver: () -> Bool) throws {
        let found = try database.read { connection -> (Workspace, Definition)? in
            guard let workspace = try Workspaces(connection).find(id),
                let definition = try Definitions(connection, in: workspace).active()?.definition
            else { return nil }
            return (workspace, definition)
        }
        guard let (workspace, definition) = found else { throw ImportInterruption.lost }
        var isDone = false
        while !isDone {
            if isOver() { throw ShiftIsOver() }
            isDone = try database.write { connection in
                try ImportReversals(connection, in: id).advance(
                    run, by: process, Reversal(connection, in: workspace, types: definition.fields), at: clock())
            }
        }
    }
}
