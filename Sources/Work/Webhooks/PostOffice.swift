internal import Dispatch
internal import Foundation
package import Logging
internal import ServiceLifecycle
package import Storage
internal import Synchronization
package import Verger

/// Sends the messages that wait for webhooks, a few at a time, and tries again those that were not received. A process
/// that dies in the middle leaves its messages to another one: they may arrive twice, under the same id, never not at all.
package final class PostOffice: Service {
    package struct Settings: Sendable {
        /// Messages on their way at once; and to one webhook.
        package var couriers = 4
        package var couriersToOne = 2
        package var connection: Duration = .seconds(5)
        package var answer: Duration = .seconds(15)
        package var poll: Duration = .seconds(1)
        /// Whether messages may go to private networks: for instances that stand in one, and for tests.
        package var allowsPrivateAddresses = false
        /// How long messages that were delivered or given up are kept, with their log.
        package var memory = 30 * Instant.day

        package init() {}
    }

    private let database: any SQLDatabase
    private let bell: Bell
    private let logger: Logger
    private let settings: Settings
    private let clock: @Sendable () -> Instant
    private let desk = Mutex(Desk())
    private let way = DispatchQueue(label: "verger.webhooks", attributes: .concurrent)

    /// The messages on their way.
    private struct Desk {
        var count = 0
        var byWebhook: [Int64: Int] = [:]
    }

    /// `bell` is rung after messages are queued, in this process.
    package init(
        _ database: any SQLDatabase, bell: Bell, logger: Logger, settings: Settings = Settings(),
        clock: @escaping @Sendable () -> Instant = { .present }
    ) {
        self.database = database
        self.bell = bell
        self.logger = logger
        self.settings = settings
        self.clock = clock
    }

    /// Sends until the process is to end, and finishes what is on its way.
    package func run() async throws {
        let shift = Shift(waitingFor: bell)
        await shift.run(named: "webhooks") { self.work(shift) }
    }
}

extension PostOffice {
    private func work(_ shift: Shift) {
        shift.goRounds(
            every: settings.poll, clock: clock, logger: logger, complaint: "messages to webhooks can't be read",
            round: { while try !shift.isOver && sendOne() {} },
            cleaning: {
                try database.write { try DeliveryQueue($0).prune(before: clock() - settings.memory) }
            })
        way.sync(flags: .barrier) {}
    }

    /// Puts one message on its way; returns whether there was one, and a courier for it.
    private func sendOne() throws -> Bool {
        let (isFull, busy) = desk.withLock { desk in
            (desk.count >= settings.couriers, desk.byWebhook.filter { $0.value >= settings.couriersToOne }.keys)
        }
        guard !isFull else { return false }
        let now = clock()
        // Looked for before it is leased: a lease is a write.
        guard let next = try database.read({ try DeliveryQueue($0).nextDue() }), next <= now else { return false }
        guard let parcel = try database.write({ try DeliveryQueue($0).lease(at: now, unless: Set(busy)) }) else {
            return false
        }
        desk.withLock { desk in
            desk.count += 1
            desk.byWebhook[parcel.webhook, default: 0] += 1
        }
        way.async { [self] in
            deliver(parcel)
            desk.withLock { desk in
                desk.count -= 1
                desk.byWebhook[parcel.webhook, default: 1] -= 1
            }
            // A courier is free.
            bell.ring()
        }
        return true
    }

    private func deliver(_ parcel: DeliveryQueue.Parcel) {
        let start = clock()
        let (code, problem) = post(parcel, at: start)
        let attempt = Delivery.Attempt(
            number: parcel.attempts + 1, at: start, milliseconds: Int((clock() - start) / 1000), code: code,
            problem: problem)
        do {
            try database.write { try DeliveryQueue($0).record(attempt, of: parcel, chance: .random(in: 0...1)) }
        } catch {
            // Its lease runs out, and it is sent again.
            logger.error("the outcome of a message can't be kept", metadata: ["error": "\(error)"])
        }
    }

    private static let unsigned = Sentence(
        fr: "le secret a été scellé par une autre installation\u{A0}: supprimez ce webhook et recréez-le",
        en: "the secret was sealed by another instance: remove this webhook and make it again")

    private func post(_ parcel: DeliveryQueue.Parcel, at now: Instant) -> (code: Int?, problem: Sentence?) {
        guard let secret = parcel.secret else { return (nil, PostOffice.unsigned) }
        do {
            let posting = Posting(
                destination: try Destination(parcel.url, allowsPrivate: settings.allowsPrivateAddresses),
                headers: [
                    "Verger-Event: \(parcel.event)", "Verger-Delivery: \(parcel.delivery)",
                    "Verger-Signature: \(Signature.header(of: parcel.payload, secret: secret, at: now))",
                ], body: parcel.payload, timeouts: settings)
            return posting.send()
        } catch {
            return (nil, error.sentence)
        }
    }
}
