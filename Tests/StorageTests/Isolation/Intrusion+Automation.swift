import Storage
import TestSupport
import Verger

extension Intrusion {
    static let memberships = [
        Intrusion("Memberships.members") { its in
            try [its.theirs, its.mine].map { try its.memberships.members(of: $0.segment.id, limit: 9) }
        },
        Intrusion("Memberships.count") { its in
            try [its.theirs, its.mine].map { try its.memberships.count(of: $0.segment.id) }
        },
        Intrusion("Memberships.segments") { its in
            try (its.theirs.contacts + its.mine.contacts).map { try its.memberships.segments(of: $0).map(\.since) }
        },
        Intrusion("Memberships.events") { its in
            try [its.theirs, its.mine].map { try its.memberships.events(of: $0.segment, limit: 9) }
        },
        Intrusion("Memberships.events") { its in
            try (its.theirs.contacts + its.mine.contacts).map { try its.memberships.events(of: $0, limit: 9) }
        },
        Intrusion("Memberships.traffic") { its in
            try [its.theirs, its.mine].map {
                try its.memberships.traffic(of: $0.segment, from: Instant(seconds: 0), in: .paris)
            }
        },
    ]

    static let handovers = [
        Intrusion("StageMoves.since") { its in
            try StageMoves(its.connection, in: its.workspace).since(Instant(seconds: 0), at: its.mine.later)
        },
        Intrusion("Handovers.open") { try $0.handovers.open() },
        Intrusion("Handovers.find") { its in
            try [its.theirs, its.mine].map { try its.handovers.find($0.handover) as Any }
        },
        Intrusion("Handovers.all") { its in
            try (its.theirs.contacts + its.mine.contacts).map { try its.handovers.all(of: $0) }
        },
        Intrusion("Handovers.opened") { try $0.handovers.opened(from: Instant(seconds: 0), to: .distantFuture) },
        Intrusion("Handovers.hours") { try $0.handovers.hours().document.json() },
        Intrusion("Handovers.take") {
            try $0.handovers.take($0.theirs.handover, by: "chef@borie.example", at: $0.mine.now) as Any
        },
        Intrusion("Handovers.refuse") {
            try $0.handovers.refuse($0.theirs.handover, by: "chef@borie.example", reason: "non", at: $0.mine.now) as Any
        },
    ]

    static let tasks = [
        Intrusion("SalesTasks.find") { its in
            try [its.theirs, its.mine].map { try its.salesTasks.find($0.task.id) as Any }
        },
        Intrusion("SalesTasks.open") { try $0.salesTasks.open() },
        Intrusion("SalesTasks.done") { try $0.salesTasks.done(since: Instant(seconds: 0)) },
        Intrusion("SalesTasks.all") { its in
            try (its.theirs.contacts + its.mine.contacts).map { try its.salesTasks.all(about: $0) }
        },
        Intrusion("SalesTasks.add") { its in
            try its.salesTasks.add(
                "Rappeler", contact: its.theirs.contacts[0], for: "chef@borie.example", by: "chef@borie.example",
                at: its.mine.now)
        },
        Intrusion("SalesTasks.update") { its in
            var task = its.theirs.task
            task.title = "Autre"
            return try its.salesTasks.update(task)
        },
        Intrusion("SalesTasks.finish") { try $0.salesTasks.finish($0.theirs.task.id, at: $0.mine.now) as Any },
        Intrusion("SalesTasks.reopen") { try $0.salesTasks.reopen($0.theirs.task.id) as Any },
    ]

    static let webhooks = [
        Intrusion("Webhooks.all") { try $0.webhooks.all() },
        Intrusion("Webhooks.find") { its in
            try [its.theirs, its.mine].map { try its.webhooks.find($0.webhook.id) as Any }
        },
        Intrusion("Webhooks.secret") { its in
            try [its.theirs, its.mine].map { try its.webhooks.secret(of: $0.webhook.id) != nil }
        },
        Intrusion("Webhooks.add") { its in
            try its.webhooks.add(url: "https://borie.example/w", events: [.contactCreated], at: its.mine.now).webhook
        },
        Intrusion("Webhooks.update") { its in
            var webhook = its.theirs.webhook
            webhook.isActive = false
            return try its.webhooks.update(webhook)
        },
        Intrusion("Webhooks.deliveries") { its in
            try [its.theirs, its.mine].map { try its.webhooks.deliveries(of: $0.webhook.id, limit: 9) }
        },
        Intrusion("Webhooks.delivery") { its in
            try [its.theirs, its.mine].map { try its.webhooks.delivery($0.delivery) as Any }
        },
        Intrusion("Webhooks.attempts") { its in
            try [its.theirs, its.mine].map { try its.webhooks.attempts(of: $0.delivery) }
        },
        Intrusion("Webhooks.resend") { try $0.webhooks.resend($0.theirs.delivery, at: $0.mine.now) },
        Intrusion("Webhooks.sendTest") { its in
            try its.webhooks.sendTest(to: its.mine.webhook, at: its.mine.now)
        },
        Intrusion("Webhooks.remove") { try $0.webhooks.remove($0.theirs.webhook.id) },
    ]
}
