import Storage
import TestSupport
import Testing

@Suite struct `PostgreSQL in these tests` {
    @Test(
        .enabled(
            if: Engine.available.contains(.postgres),
            "VERGER_TEST_POSTGRES is not set: nothing was tested on PostgreSQL. bin/test starts a server."))
    func `is there`() throws {
        let version = try Engine.postgres.freshDatabase().read { connection in
            try connection.row("SELECT version()") { $0.text(0) }
        }

        #expect(version?.hasPrefix("PostgreSQL") == true)
    }
}
