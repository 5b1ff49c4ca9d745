import HTML
import Storage
import Verger

/// What waits about one contact: its handover, and the tasks. A part of the panel of its page.
struct ContactDuties {
    private let visit: Visit
    private let contact: Contact
    private let handover: Handover?
    private let hours: WorkingHours
    private let tasks: [SalesTask]

    init(_ visit: Visit, _ contact: Contact, _ connection: any SQLConnection) throws {
        self.visit = visit
        self.contact = contact
        let handovers = Handovers(connection, in: visit.workspace)
        handover = try handovers.all(of: contact.id).first { $0.answer == nil && $0.closedAt == nil }
        hours = try handovers.hours()
        tasks = try SalesTasks(connection, in: visit.workspace).all(about: contact.id).filter { $0.doneAt == nil }
    }

    private var notation: Notation { visit.notation }

    var markup: Markup {
        group {
            if let handover { passage(handover) }
            if !tasks.isEmpty || visit.may(.recordActivities) {
                section {
                    div(.class("head")) { h2 { notation.text("Tâches", "Tasks") } }
                    if !tasks.isEmpty {
                        ul(.class("tasks")) {
                            for task in tasks { TaskRow(visit, task, back: .contact).markup }
                        }
                    }
                    if visit.may(.recordActivities) {
                        NewTaskForm(visit, to: visit.links.contact(contact.id, "tasks")).markup
                    }
                }
            }
        }
    }

    private func passage(_ handover: Handover) -> Markup {
        section {
            div(.class("head")) { h2 { notation.text("Passage à prendre", "Handover to take") } }
            div(.class(handover.state(at: visit.now) == .late ? "is-late stack" : "stack")) {
                HandoverClock(visit, handover, hours).markup
                HandoverAnswers(visit, handover, of: contact.displayName).markup
            }
        }
    }
}
