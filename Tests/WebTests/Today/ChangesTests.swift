import NIOPosix
import Storage
import TestSupport
import Testing
import Verger

@testable import Web

@Suite struct `What changes as it happens` {
    @Test(arguments: Engine.available)
    func `names to each reader the contacts that they see`(engine: Engine) async throws {
        let world = try World(in: engine.migratedDatabase())
        let mine = try world.contact([.firstName: "Mine", .owner: "ada@y.fr"]).id
        let theirs = try world.contact([.firstName: "Theirs", .owner: "bob@y.fr"]).id
        func event(_ role: Role, _ contacts: [Contact.ID]) async throws -> String? {
            let changes = contacts.map { ContactChange(contact: $0) }
            return try await Visit.of(world, role: role).event(
                of: Happening(workspace: world.workspace.id, changes: changes))
        }

        #expect(try await event(.rep, [mine, theirs])?.contains("\"contacts\":[\(mine.value)]") == true)
        #expect(try await event(.rep, [theirs]) == nil)
        #expect(try await event(.rep, [])?.contains("\"many\":true") == true)
        #expect(try await event(.admin, [mine, theirs])?.contains("[\(mine.value),\(theirs.value)]") == true)
    }
}
