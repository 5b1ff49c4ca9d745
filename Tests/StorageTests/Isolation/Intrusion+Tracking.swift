import Storage
import Verger

extension Intrusion {
    static let tracking = [
        Intrusion("Visitors.contacts") { try $0.visitors.contacts(of: ["a1", "a2"]) },
        Intrusion("Visitors.person") { its in
            try its.visitors.person(formerly: its.theirs.contacts[0]) as Any
        },
        Intrusion("Visitors.insert") { its in
            try its.visitors.insert([(anonymousID: "a3", contact: its.theirs.contacts[0])], at: its.mine.now)
        },
        Intrusion("Visitors.hand") { its in
            try its.visitors.hand("a1", to: its.mine.contacts[1], at: its.mine.now)
        },
        Intrusion("Visitors.hand") { its in
            try its.visitors.hand("a1", to: its.theirs.contacts[1], at: its.mine.now)
        },
        Intrusion("TrackingRules.all") { try $0.trackingRules.all() },
        Intrusion("TrackingRules.save") {
            try $0.trackingRules.save(TrackingRule(.track, "Odd", as: "page_viewed"), at: $0.mine.now)
        },
        Intrusion("TrackingRules.remove") { try $0.trackingRules.remove(TrackingRule(.track, "Even", as: nil)) },
        Intrusion("TrackingRules.stamp") { try $0.trackingRules.stamp() },
        Intrusion("UnmappedEvents.all") { try $0.unmappedEvents.all() },
        Intrusion("UnmappedEvents.recorded") { try $0.unmappedEvents.recorded(among: ["t1", "t2"]) },
        Intrusion("UnmappedEvents.settle") { its in
            try its.unmappedEvents.settle(under: TrackingPlan(its.connection, in: its.workspace), at: its.mine.now)
        },
        Intrusion("TrackingProblems.all") { try $0.trackingProblems.all() },
        Intrusion("TrackingProblems.note") { its in
            try its.trackingProblems.note([Problem(Sentence(verbatim: "odd"), path: "userId")], at: its.mine.now)
        },
        Intrusion("TrackingProblems.clear") { try $0.trackingProblems.clear() },
        Intrusion("Intake.record") { its in
            var call = TrackingCall(
                .identify, userID: "c1", anonymousID: "a1", messageID: "t1", at: its.mine.now)
            call.person = ImportedContact(fields: ["email": "ada@borie.example", "city": "Nice"])
            var page = TrackingCall(.page, userID: "former", anonymousID: "a2", messageID: "t2", at: its.mine.now)
            page.previousID = "c2"
            let plan = try TrackingPlan(its.connection, in: its.workspace)
            return try Intake(its.connection, in: its.workspace, under: plan, at: its.mine.now).record([call, page])
        },
    ]
}

extension Attempt {
    fileprivate var visitors: Visitors { Visitors(connection, in: workspace.id) }
    fileprivate var trackingRules: TrackingRules { TrackingRules(connection, in: workspace.id) }
    fileprivate var unmappedEvents: UnmappedEvents { UnmappedEvents(connection, in: workspace) }
    fileprivate var trackingProblems: TrackingProblems { TrackingProblems(connection, in: workspace.id) }
}
