import TestSupport
import Verger

/// Files about some people and companies. What a file says bears its label, so that no two files say the same.
struct RandomFiles {
    var random: RandomSource
    /// Whether a file may say what keeps a later one from being heard: another address, an undated consent.
    var isMeddling = true

    init(seed: UInt64) {
        random = RandomSource(seed: seed)
    }

    /// A file about some of `people` and of `firms`, in which each may come several times.
    mutating func file(
        _ label: String, about people: [String], _ firms: [String], kind: ImportKind? = nil
    ) -> (kind: ImportKind, text: String) {
        let kind = kind ?? random.pick([.contacts, .contacts, .companies, .activities])
        let rows = (0..<random.int(4...12)).map { number in
            switch kind {
            case .contacts: contact(random.pick(people), random.pick(firms), label)
            case .companies: company(random.pick(firms), label)
            case .activities, .payments: activity(random.pick(people), number, label)
            }
        }
        return (kind, ([RandomFiles.header(kind)] + rows).joined(separator: "\n") + "\n")
    }

    private static func header(_ kind: ImportKind) -> String {
        switch kind {
        case .contacts: "external_id,email,city,phone,tags,created_at,company,company.size,consent.email"
        case .companies: "external_id,name,size,city"
        case .activities, .payments: "contact,kind,at,message_id,voids"
        }
    }

    private mutating func contact(_ person: String, _ firm: String, _ label: String) -> String {
        let isByAddress = random.chance(25)
        return [
            isByAddress ? maybe(30, "\(person)-alias-\(label)") : person,
            isByAddress ? "\(person)@b.fr" : maybe(isMeddling ? 20 : 0, "\(person)-\(label)@b.fr"),
            maybe(40, "City \(label)"),
            maybe(30, "+336\(label)\(random.int(0...9))"),
            maybe(40, random.pick(["tag \(label)", "TAG \(label);salon \(label)"])),
            maybe(20, "2025-0\(random.int(1...9))-01"),
            maybe(50, firm), maybe(20, size(label)), maybe(isMeddling ? 20 : 0, random.pick(["granted", "refused"])),
        ].joined(separator: ",")
    }

    private mutating func company(_ firm: String, _ label: String) -> String {
        [maybe(20, "e-\(firm)"), firm, maybe(60, size(label)), maybe(40, "Town \(label)")].joined(separator: ",")
    }

    private mutating func activity(_ person: String, _ number: Int, _ label: String) -> String {
        let kind = random.pick(["call_held", "demo_requested", "page_viewed", "meeting_held"])
        let voids = "m-\(random.pick(["base", label]))-\(random.int(0...9))"
        return
            "\(person),\(kind),2026-02-\(random.int(10...28)),\(maybe(70, "m-\(label)-\(number)")),\(maybe(30, voids))"
    }

    private mutating func size(_ label: String) -> String { "\(random.int(1...9))\(label.utf8.count)" }

    private mutating func maybe(_ percent: Int, _ text: String) -> String { random.chance(percent) ? text : "" }
}
