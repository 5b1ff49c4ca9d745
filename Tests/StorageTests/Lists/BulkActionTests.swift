import Storage
import TestSupport
import Testing
import Verger

@Suite struct `An action on many contacts` {
    @Test(arguments: Engine.available, [BulkAction.addTag("VIP"), .removeTag("Été"), .assign("b@y.fr"), .assign(nil)])
    func `changes them in one go, and is undone without a trace`(engine: Engine, action: BulkAction) throws {
        let world = try World(in: engine.migratedDatabase())
        let ids = try world.people()
        let before = try world.find(ids)

        let outcome = try world.bulk { try $0.perform(action, on: ids + ids, by: "ada", at: world.now) }
        let between = try world.find(ids)
        let undone = try world.bulk { try $0.undo(outcome.id, by: "ada", at: world.now + 1) }

        let expected = before.map { action.applied(to: $0)?.contact ?? $0 }
        #expect(between.map(\.sorted) == expected.map(\.sorted))
        #expect(outcome.changed == zip(before, expected).count { $0 != $1 } && outcome.changed > 0)
        #expect(outcome.changed + outcome.unchanged == 3)
        #expect(undone?.changed == outcome.changed && undone?.unchanged == 0)
        #expect(try world.find(ids).map(\.sorted) == before.map(\.sorted))
        #expect(try world.bulk { try $0.undo(outcome.id, by: "ada", at: world.now + 2) } == nil)
        let log = try world.database.read { try AuditLog($0, in: world.workspace.id).latest(2) }
        #expect(log.map(\.action) == ["bulk action undone", "bulk action"])
    }

    @Test(arguments: Engine.available)
    func `that is undone leaves alone who was changed since`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let ids = try world.people()

        let first = try world.bulk { try $0.perform(.assign("b@y.fr"), on: ids, by: "ada", at: world.now) }
        _ = try world.bulk { try $0.perform(.assign("c@y.fr"), on: [ids[1]], by: "bob", at: world.now) }
        let undone = try world.bulk { try $0.undo(first.id, by: "ada", at: world.now) }

        #expect(undone?.unchanged == 1)
        #expect(try world.find(ids).map { $0.fields[.owner] } == ["a@y.fr", "c@y.fr", "a@y.fr"])
    }
}

extension Contact {
    fileprivate var sorted: Contact {
        var copy = self
        copy.tags.sort()
        return copy
    }
}

extension World {
    fileprivate func people() throws -> [Contact.ID] {
        try [["vip", "été"], ["été"], []].map { tags in
            try contact([.owner: "a@y.fr"], tags: tags).id
        }
    }

    fileprivate func bulk<T>(_ body: (BulkActions) throws -> T) throws -> T {
        try database.write { try body(BulkActions($0, in: workspace, types: [:])) }
    }

    fileprivate func find(_ ids: [Contact.ID]) throws -> [Contact] {
        try database.read { try Contacts($0, in: workspace).find(ids) }
    }
}
