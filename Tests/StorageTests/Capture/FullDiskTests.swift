import Foundation
import Storage
import StorageSQLite
import TestSupport
import Testing
import Verger

/// Needs the right to mount: as root on Linux, otherwise the test is shown as skipped.
@Suite(.enabled(if: SmallDisk.canMount, "needs the right to mount a file system")) struct `A full disk` {
    @Test func `stops an import after whole batches, and freed lets it go on`() throws {
        let disk = try SmallDisk(kilobytes: 2200)
        let database = try SQLiteDatabase(path: disk.path + "/verger.sqlite")
        try Migrator().migrate(database, at: Cast.now)
        let world = try World(in: database)
        let text = "external_id,email,city\n" + (1...4000).map { "c\($0),c\($0)@b.fr,Lyon\n" }.joined()

        let problem = #expect(throws: StorageProblem.self) { try world.importing(.contacts, text, batch: 100) }
        #expect(problem?.kind == "diskFull")

        try disk.grow(kilobytes: 40_000)
        let kept = try Snapshot(of: database, ["contact"]).count
        #expect(kept % 100 == 0 && kept > 0 && kept < 4000)
        let resumed = try world.importing(.contacts, text, batch: 100)
        #expect(resumed.outcome.resumedAfter == kept)
        #expect(resumed.tally.created == 4000 && resumed.tally.rows == 4000)
        #expect(try Snapshot(of: database, ["contact", "contact_state"]).count == 8000)
    }
}

/// A file system in memory, as small as one likes.
private final class SmallDisk {
    static let canMount = (try? SmallDisk(kilobytes: 64)) != nil
    let path: String

    init(kilobytes: Int) throws {
        path = temporaryFile()
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        do {
            try SmallDisk.run("mount", "-t", "tmpfs", "-o", "size=\(kilobytes)k", "tmpfs", path)
        } catch {
            try? FileManager.default.removeItem(atPath: path)
            throw error
        }
    }

    func grow(kilobytes: Int) throws { try SmallDisk.run("mount", "-o", "remount,size=\(kilobytes)k", path) }

    deinit {
        // Lazily: the database may still be closing.
        try? SmallDisk.run("umount", "-l", path)
        try? FileManager.default.removeItem(atPath: path)
    }

    private static func run(_ arguments: String...) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw StorageProblem.unreachable(arguments.joined(separator: " ")) }
    }
}
