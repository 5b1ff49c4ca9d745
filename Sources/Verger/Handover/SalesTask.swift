/// Something that someone has to do, about a contact or not. (`Task` is taken by the language.)
package struct SalesTask: Hashable, Sendable, Identifiable {
    package let id: Int64
    package var title: String
    package var contact: Contact.ID?
    /// E-mail address of who is to do it.
    package var assignee: String
    package var due: Due?
    package private(set) var doneAt: Instant?
    package let createdBy: String
    package let createdAt: Instant

    /// A day, or an instant of it.
    package enum Due: Hashable, Sendable {
        case day(Day)
        case instant(Instant)

        /// The last instant at which it is on time.
        package func end(in zone: Zone) -> Instant {
            switch self {
            case .day(let day): zone.end(of: day) - 1
            case .instant(let instant): instant
            }
        }
    }

    package enum Problem: Error, Hashable, Sendable {
        case titleMissing
        case alreadyDone

        package var sentence: Sentence {
            switch self {
            case .titleMissing: Sentence(fr: "une tâche demande un titre", en: "a task needs a title")
            case .alreadyDone: Sentence(fr: "cette tâche est déjà faite", en: "this task is already done")
            }
        }
    }

    /// Throws when the title is blank.
    package init(
        id: Int64, title: String, contact: Contact.ID? = nil, assignee: String, due: Due? = nil, doneAt: Instant? = nil,
        createdBy: String, createdAt: Instant
    ) throws(Problem) {
        guard title.contains(where: { !$0.isWhitespace }) else { throw .titleMissing }
        self.id = id
        self.title = title
        self.contact = contact
        self.assignee = assignee
        self.due = due
        self.doneAt = doneAt
        self.createdBy = createdBy
        self.createdAt = createdAt
    }

    package func isLate(at now: Instant, in zone: Zone) -> Bool {
        doneAt == nil && due.map { $0.end(in: zone) < now } ?? false
    }

    package mutating func finish(at now: Instant) throws(Problem) {
        guard doneAt == nil else { throw .alreadyDone }
        doneAt = now
    }

    /// Takes back that it was done.
    package mutating func reopen() { doneAt = nil }
}
