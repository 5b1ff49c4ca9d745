import HTTPTypes
import Storage
import Verger

/// The page of the day and what is done from it.
enum TodayRoutes {
    static let all: [Route] = [
        Route(.get, "today", may: .viewContacts, show),
        Route(.post, "handovers/{handover}/taking", may: .editContacts, take),
        Route(.post, "handovers/{handover}/refusal", may: .editContacts, refuse),
        Route(.post, "tasks", may: .recordActivities, addTask).creating,
        Route(.post, "tasks/{task}/completion", may: .recordActivities, finishTask),
        Route(.post, "tasks/{task}/reopening", may: .recordActivities, reopenTask),
        Route(.post, "contacts/{contact}/tasks", may: .recordActivities, addTaskToContact).creating,
        Route(.post, "contacts/{contact}/postponements", may: .recordActivities, postpone).creating,
    ]

    @Sendable private static func show(_ visit: Visit) throws -> Answer {
        let reading = try visit.read { try TodayReading(visit, $0) }
        return visit.answer(TodayPage(visit: visit, reading: reading).page)
    }

    // MARK: Handovers

    @Sendable private static func take(_ visit: Visit) throws -> Answer {
        let contact = try answer(visit) { handovers, id in
            try handovers.take(id, by: visit.member.user.email, at: visit.now)
        }
        return .redirect(to: visit.links.contact(contact.id)).toast(
            visit.notation.text(
                "Passage pris\u{A0}: vous suivez \(contact.displayName).",
                "Handover taken: \(contact.displayName) is yours."))
    }

    @Sendable private static func refuse(_ visit: Visit) throws -> Answer {
        let contact = try answer(visit) { handovers, id in
            try handovers.refuse(
                id, by: visit.member.user.email, reason: visit.form.text("reason") ?? "", at: visit.now)
        }
        return .redirect(to: visit.links.today).toast(
            visit.notation.text(
                "\(contact.displayName) est rendu au marketing.", "\(contact.displayName) is back with marketing."))
    }

    /// Answers a handover of a contact that the member sees; returns the contact.
    private static func answer(
        _ visit: Visit, _ act: (Handovers, Int64) throws -> Handover?
    ) throws -> Contact {
        let id = try visit.number("handover")
        do {
            return try visit.write { connection in
                let handovers = Handovers(connection, in: visit.workspace)
                guard let handover = try handovers.find(id),
                    let contact = try Contacts(connection, in: visit.workspace).find(handover.contact),
                    visit.member.visibility.includes(contact)
                else { throw Refusal.notFound }
                _ = try act(handovers, id)
                return contact
            }
        } catch let problem as Handover.Problem {
            throw problem == .reasonMissing ? Refusal.malformed(problem.sentence) : Refusal.conflict(problem.sentence)
        }
    }

    // MARK: Tasks

    @Sendable private static func addTask(_ visit: Visit) throws -> Answer {
        try add(visit, about: nil)
        return .redirect(to: visit.links.today).toast(visit.notation.text("Tâche ajoutée.", "Task added."))
    }

    @Sendable private static func addTaskToContact(_ visit: Visit) throws -> Answer {
        let contact = try visit.read { try visit.contact($0) }
        try add(visit, about: contact.id)
        return .redirect(to: visit.links.contact(contact.id)).toast(
            visit.notation.text("Tâche ajoutée.", "Task added."))
    }

    private static func add(_ visit: Visit, about contact: Contact.ID?) throws {
        let due = visit.form.text("due").flatMap { Instant(iso8601: $0, in: visit.workspace.zone) }
        do {
            _ = try visit.write { connection in
                try SalesTasks(connection, in: visit.workspace).add(
                    String((visit.form.text("title") ?? "").prefix(500)), contact: contact,
                    for: visit.member.user.email,
                    due: due.map { .day(visit.workspace.zone.day(at: $0)) }, by: visit.member.user.email, at: visit.now)
            }
        } catch let problem as SalesTask.Problem {
            throw Refusal.malformed(problem.sentence)
        }
    }

    /// A call put off until tomorrow at nine is a task of that hour.
    @Sendable private static func postpone(_ visit: Visit) throws -> Answer {
        let zone = visit.workspace.zone
        let due = zone.instant(atClock: zone.day(at: visit.now).next.number * Instant.day + 9 * Instant.hour)
        let task = try visit.write { connection in
            let contact = try visit.contact(connection)
            return try SalesTasks(connection, in: visit.workspace).add(
                visit.notation.text("Rappeler \(contact.displayName)", "Call \(contact.displayName)"),
                contact: contact.id, for: visit.member.user.email, due: .instant(due), by: visit.member.user.email,
                at: visit.now)
        }
        return .redirect(to: visit.links.today).toast(
            visit.notation.text("Remis à demain matin.", "Put off until tomorrow morning."),
            undo: visit.links.to("tasks/\(task.id)/completion"))
    }

    @Sendable private static func finishTask(_ visit: Visit) throws -> Answer {
        let task = try change(visit) { try $0.finish($1, at: visit.now) }
        return .redirect(to: page(visit, task)).toast(
            visit.notation.text("Fait\u{A0}: \(task.title)", "Done: \(task.title)"),
            undo: visit.links.to("tasks/\(task.id)/reopening"))
    }

    @Sendable private static func reopenTask(_ visit: Visit) throws -> Answer {
        let task = try change(visit) { try $0.reopen($1) }
        return .redirect(to: page(visit, task)).toast(
            visit.notation.text("De nouveau à faire\u{A0}: \(task.title)", "To do again: \(task.title)"))
    }

    /// The page on which the box was ticked.
    private static func page(_ visit: Visit, _ task: SalesTask) -> String {
        guard visit.form["back"] == TaskRow.Page.contact.rawValue, let contact = task.contact else {
            return visit.links.today
        }
        return visit.links.contact(contact)
    }

    /// Changes a task of the member, or of anybody for those who see everyone.
    private static func change(_ visit: Visit, _ act: (SalesTasks, Int64) throws -> SalesTask?) throws -> SalesTask {
        let id = try visit.number("task")
        do {
            return try visit.write { connection in
                let tasks = SalesTasks(connection, in: visit.workspace)
                let isEveryones = visit.member.visibility == .everyone
                guard let task = try tasks.find(id), isEveryones || task.assignee == visit.member.user.email.folded,
                    let changed = try act(tasks, task.id)
                else { throw Refusal.notFound }
                return changed
            }
        } catch let problem as SalesTask.Problem {
            throw Refusal.conflict(problem.sentence)
        }
    }
}
