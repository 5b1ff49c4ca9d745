import HTML
import Storage
import Verger

/// How many contacts a segment holds, for one reader: at once in small bases, else when the page is there.
struct SegmentCount {
    let visit: Visit

    /// Nil when its condition does not fit the definition any more.
    func count(_ segment: NamedSegment, _ rules: Rules, _ connection: any SQLConnection) throws -> Int? {
        guard let condition = segment.condition, let resolved = try? rules.resolve(condition) else { return nil }
        let filter = ContactFilter(condition: resolved, visible: visit.member.visibility.restriction)
        return try ContactList(connection, in: visit.workspace, filter: filter, at: visit.now).count()
    }

    func link(_ segment: NamedSegment) -> String {
        visit.links.contacts(where: "in segment \(segment.name.inQuotes)")
    }

    /// The number, which opens its contacts.
    func markup(_ segment: NamedSegment, _ count: Int?) -> Markup {
        guard let count else { return Markup("—") }
        guard visit.may(.viewContacts) else { return Markup(visit.notation.count(count)) }
        return a(.class("link"), .href(link(segment))) { visit.notation.count(count) }
    }

    func waiting(_ segment: NamedSegment) -> Markup {
        let target = visit.links.to("segments/counts") + Fields([("name", segment.name)]).query
        return span(.hx("get", target), .hx("trigger", "load"), .hx("swap", "outerHTML")) {
            a(.class("link"), .href(target)) { visit.notation.text("compter", "count") }
        }
    }
}

extension String {
    /// Between double quotes, as conditions write a name.
    var inQuotes: String {
        "\"" + replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n") + "\""
    }
}
