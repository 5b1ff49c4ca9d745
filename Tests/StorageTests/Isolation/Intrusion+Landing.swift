import Storage
import TestSupport
import Verger

extension Intrusion {
    static let landing = [
        Intrusion("LandingPages.all") { try [$0.landings.all(), $0.landings.all(archived: true)] },
        Intrusion("LandingPages.page") { try $0.landings.page(before: nil, limit: 9) },
        Intrusion("LandingPages.find") {
            try [$0.landings.find($0.theirs.landing.id), $0.landings.find($0.mine.landing.id)] as Any
        },
        Intrusion("LandingPages.find") { try $0.landings.find(slug: $0.theirs.landing.slug) as Any },
        Intrusion("LandingPages.version") { its in
            try its.both.map { try its.landings.version(1, of: $0) } as Any
        },
        Intrusion("LandingPages.versions") { its in try its.both.map { try its.landings.versions(of: $0) } },
        Intrusion("LandingPages.publishedAt") { its in
            try its.landings.publishedAt().sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        },
        Intrusion("LandingPages.names") { its in
            try [its.theirs.picture.id, its.mine.picture.id].map { try its.landings.names(showing: $0) }
        },
        Intrusion("LandingPages.add") { its in
            try its.landings.add("Autre", its.theirs.landing.draft, at: its.mine.now)
        },
        Intrusion("LandingPages.move") { its in
            try its.both.map { try its.landings.move($0, to: "moved-\($0 == its.theirs.landing.id)") }
        },
        Intrusion("LandingPages.save") { try $0.landings.save($0.theirs.landing) },
        Intrusion("LandingPages.publish") { its in
            var page = its.mine.landing
            page.draft.title = "v2"
            return try its.landings.publish(page, by: "x", at: its.mine.now)
        },
        Intrusion("LandingTests.running") { its in try its.both.map { try its.landingTests.running(of: $0) } as Any },
        Intrusion("LandingTests.running") { its in try its.landingTests.running().keys.sorted() },
        Intrusion("LandingTests.all") { its in try its.both.map { try its.landingTests.all(of: $0) } },
        Intrusion("LandingFigures.add") { its in
            try its.landingFigures.add(
                LandingCount(views: 1, visitors: 1), of: .init(page: its.mine.landing.id, .a, test: nil),
                at: its.mine.now)
        },
        Intrusion("LandingFigures.figures") { its in
            try its.landingFigures.figures(since: Day(number: 0)).sorted { $0.key < $1.key }.map { "\($0)" }
        },
        Intrusion("LandingFigures.days") { its in
            try [its.theirs.landingTest, its.mine.landingTest].map { try its.landingFigures.days(of: $0) }
        },
        Intrusion("LandingFigures.days") { its in
            try its.both.map { try its.landingFigures.days(of: $0, since: Day(number: 0)).map { "\($0)" } }
        },
        Intrusion("LandingTests.end") { its in
            try its.both.map { try its.landingTests.end(ofPage: $0, keeping: .b, by: "x", at: its.mine.now) }
        },
        Intrusion("LandingTests.start") { its in
            try [its.theirs.landing, its.mine.landing].map {
                try its.landingTests.start(Landing.plan(), of: $0, by: "x", at: its.mine.now)?.id as Any
            }
        },
        Intrusion("LandingPages.unpublish") { its in
            try its.both.map { try its.landings.unpublish($0, by: "x", at: its.mine.now) }
        },
        Intrusion("LandingPages.archive") { its in
            try its.both.map { try its.landings.archive($0, by: "x", at: nil, now: its.mine.now) }
        },
        Intrusion("Pictures.all") { try $0.pictures.all() },
        Intrusion("Pictures.find") { its in try its.bothPictures.map { try its.pictures.find($0) } as Any },
        Intrusion("Pictures.add") { its in
            try its.pictures.add(PictureFile(Landing.png(), named: "a.png"), named: "a.png", at: its.mine.now)
        },
        Intrusion("Pictures.bytes") { its in
            try its.bothPictures.map { try its.pictures.bytes(of: $0, mark: its.theirs.picture.mark)?.bytes } as Any
        },
        Intrusion("Pictures.drop") { its in try its.bothPictures.map { try its.pictures.drop($0) } },
    ]
}

extension Attempt {
    var landings: LandingPages { LandingPages(connection, in: workspace.id) }
    var landingTests: LandingTests { LandingTests(connection, in: workspace.id) }
    var landingFigures: LandingFigures { LandingFigures(connection, in: workspace) }
    var pictures: Pictures { Pictures(connection, in: workspace.id) }
    var both: [Int64] { [theirs.landing.id, mine.landing.id] }
    var bothPictures: [Int64] { [theirs.picture.id, mine.picture.id] }
}
