import Storage
import TestSupport
import Testing
import Verger

@Suite struct `Saved views` {
    @Test(arguments: Engine.available)
    func `are seen by all or by one, in the order that was chosen`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let (ada, bob) = try world.database.write { connection in
            let users = Users(connection, in: world.workspace.id)
            return try (
                users.add(email: "ada@y.fr", name: "Ada", role: .rep, passwordHash: nil, at: world.now).id,
                users.add(email: "bob@y.fr", name: "Bob", role: .rep, passwordHash: nil, at: world.now).id
            )
        }
        let views = try world.views { views in
            [
                try views.add(.contacts, name: "À moi", owner: ada, condition: "owner = me", at: world.now),
                try views.add(
                    .contacts, name: "Chauds", owner: nil, condition: "temperature = hot", columns: ["stage", "owner"],
                    sort: "-name", at: world.now),
                try views.add(.companies, name: "Toutes", owner: nil, condition: nil, at: world.now),
            ]
        }

        var changed = views[1]
        changed.name = "Brûlants"
        try world.views { views in
            try views.update(changed)
            try views.arrange([changed.id])
        }

        #expect(try world.views { try $0.all(.contacts, of: ada) } == [changed, views[0]])
        #expect(try world.views { try $0.all(.contacts, of: bob) } == [changed])
        #expect(try world.views { try $0.all(.companies, of: bob) } == [views[2]])
        #expect(try world.views { try $0.find(views[0].id, of: bob) } == nil)
        #expect(try world.views { [try $0.remove(views[0].id), try $0.remove(views[0].id)] } == [true, false])
    }
}

@Suite struct `A record that two people edit` {
    @Test(arguments: Engine.available)
    func `tells the second one what the first one wrote`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let old = try world.contact([.firstName: "Jean"])
        let (first, second) = (old.with(.city, "Lyon"), old.with(.city, "Nice"))

        let version = try world.contacts { try $0.versions(of: [old.id])[old.id] }
        try world.contacts { try $0.update(first, from: old, at: world.now, expecting: 1) }
        let conflict = #expect(throws: EditConflict<Contact>.self) {
            try world.contacts { try $0.update(second, from: old, at: world.now, expecting: 1) }
        }
        try world.contacts { try $0.update(second, from: first, at: world.now, expecting: 2) }

        #expect(version == 1)
        #expect(conflict?.recorded == first && conflict?.attempted == second && conflict?.version == 2)
        #expect(try world.contacts { try $0.find(old.id) } == second)
    }

    @Test(arguments: Engine.available)
    func `may be a company`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let old = try world.company([.name: "Borie"])
        var new = old
        new.fields[.city] = "Lyon"
        let companies = { (body: (Companies) throws -> Void) in
            try world.database.write { try body(Companies($0, in: world.workspace)) }
        }

        try companies { try $0.update(new, from: old, at: world.now, expecting: 1) }
        let conflict = #expect(throws: EditConflict<Company>.self) {
            try companies { try $0.update(old, from: new, at: world.now, expecting: 1) }
        }

        #expect(conflict?.recorded == new && conflict?.version == 2)
    }
}

extension Contact {
    fileprivate func with(_ field: ContactField, _ value: String) -> Contact {
        var copy = self
        copy.fields[field] = value
        return copy
    }
}

extension World {
    @discardableResult
    fileprivate func views<T>(_ body: (SavedViews) throws -> T) throws -> T {
        try database.write { try body(SavedViews($0, in: workspace.id)) }
    }

    @discardableResult
    fileprivate func contacts<T>(_ body: (Contacts) throws -> T) throws -> T {
        try database.write { try body(Contacts($0, in: workspace)) }
    }
}
