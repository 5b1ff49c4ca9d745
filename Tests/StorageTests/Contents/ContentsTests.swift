import Storage
import TestSupport
import Testing
import Verger

@Suite struct `A library` {
    @Test(arguments: Engine.available)
    func `keep their file in parts and give it back to the byte`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let content = try world.content()
        let bytes = Forming.pdf + (0..<500_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }

        let file = try world.database.write {
            try Contents($0, in: world.workspace.id).keep(bytes, named: "../Gros guide.pdf", of: content.id)
        }

        let read = try world.database.read { connection in
            let contents = Contents(connection, in: world.workspace.id)
            var all: [UInt8] = []
            var number = 0
            while let part = try contents.part(number, of: content.id, mark: file.mark) {
                all += part
                number += 1
            }
            #expect(number == 3)
            #expect(try contents.part(0, of: content.id, mark: "another") == nil)
            return (all, try contents.find(content.id)?.file)
        }
        #expect(read.0 == bytes)
        #expect(read.1?.name == "Gros guide.pdf")
    }

    @Test(arguments: Engine.available)
    func `are named by their first title for good`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        var first = try world.content("Guide")
        first.title = "Guide 2027"

        let second = try world.database.write { connection in
            try Contents(connection, in: world.workspace.id).update(first)
            let draft = ContentDraft(personas: []) { ["title": "guide", "level": "decision"][$0] }
            return try Contents(connection, in: world.workspace.id).add(draft, at: world.now)
        }

        let all = try world.database.read { try Contents($0, in: world.workspace.id).all() }
        #expect(all.map(\.recordedAs) == ["guide (2)", "Guide"])
        #expect(second.title == "guide")
    }

    @Test(arguments: Engine.available)
    func `are credited with those who ripened within ninety days`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let content = try world.content("Guide", level: .discovery)
        try world.importing(
            .contacts, "external_id,email\nsoon,a@b.fr\nlate,c@d.fr\nnever,e@f.fr\nbefore,g@h.fr\n")
        try world.importing(
            .activities,
            """
            contact,kind,at,properties.content,message_id
            soon,content_downloaded,2026-01-10,Guide,1
            soon,demo_requested,2026-01-20,,2
            late,content_downloaded,2025-08-01,Guide,3
            late,demo_requested,2026-01-20,,4
            never,content_downloaded,2026-01-10,GUIDE,5
            before,demo_requested,2026-01-05,,6
            before,content_downloaded,2026-01-10,Guide,7
            soon,content_viewed,2026-01-09,Guide,8
            soon,content_downloaded,2026-01-11,Another,9
            """)
        try world.refresh()
        try world.database.write {
            try ContentFigures($0, in: world.workspace).count(
                views: 12, fetches: 3, of: content.id, on: world.workspace.zone.day(at: world.now))
        }

        let (figures, ripened) = try world.database.read { connection in
            let figures = ContentFigures(connection, in: world.workspace)
            let since = Day(year: 2025, month: 1, day: 1)!
            return (
                try figures.figures(of: [content], since: since, at: world.now)[content.id],
                try figures.ripened(after: content, since: since, at: world.now, limit: 10)
            )
        }

        #expect(figures?.views == 12 && figures?.fetches == 3 && figures?.viewers == 1)
        #expect(figures?.takers == 4)
        #expect(figures?.ripened == ripened.count)
        let soon = try world.database.read { try Contacts($0, in: world.workspace).find(named: "soon")!.id }
        #expect(ripened.contains { $0.contact == soon && $0.to > ($0.from ?? -1) })
        let late = try world.database.read { try Contacts($0, in: world.workspace).find(named: "before")!.id }
        #expect(!ripened.contains { $0.contact == late })
    }
}
