import HTML
import Verger

/// What is to be done, and what was done today.
struct TasksSection {
    private let visit: Visit
    private let reading: TodayReading

    init(_ visit: Visit, _ reading: TodayReading) {
        self.visit = visit
        self.reading = reading
    }

    private var notation: Notation { visit.notation }

    var markup: Markup {
        section(.class("section"), .aria("labelledby", "tasks")) {
            div(.class("head")) {
                h2(.id("tasks")) { notation.text("Tâches", "Tasks") }
                if !reading.tasks.isEmpty { span(.class("count")) { notation.count(reading.tasks.count) } }
            }
            if !reading.tasks.isEmpty { ul(.class("tasks")) { for task in reading.tasks { row(task) } } }
            if visit.may(.recordActivities) { newTask }
        }
    }

    private func row(_ task: SalesTask) -> Markup {
        let id = "task-\(task.id)"
        let isDone = task.doneAt != nil
        return li {
            visit.postForm(visit.links.to("tasks/\(task.id)/\(isDone ? "reopening" : "completion")")) {
                input(
                    .class("check"), .type("checkbox"), .id(id), .checked(isDone), .data("submits"),
                    .disabled(!visit.may(.recordActivities)))
                button(.class("btn small nojs-only")) {
                    isDone ? notation.text("Rouvrir", "Reopen") : notation.text("Fait", "Done")
                }
            }
            label(.for(id)) {
                if isDone { element("s", [], Markup(task.title)) } else { task.title }
            }
            if let contact = task.contact.flatMap({ reading.contacts[$0] }) {
                a(.class("faint"), .href(visit.links.contact(contact.id))) { contact.displayName }
            } else {
                span {}
            }
            time(.class(task.isLate(at: visit.now, in: visit.workspace.zone) ? "down" : nil)) { when(task) }
        }
    }

    private func when(_ task: SalesTask) -> String {
        if let done = task.doneAt { return notation.text("fait à ", "done at ") + notation.time(done) }
        switch task.due {
        case .instant(let instant): return notation.when(instant, now: visit.now)
        case .day(let day):
            switch day.number - visit.workspace.zone.day(at: visit.now).number {
            case 0: return notation.text("aujourd’hui", "today")
            case 1: return notation.text("demain", "tomorrow")
            case -1: return notation.text("hier", "yesterday")
            default: return notation.shortDay(visit.workspace.zone.start(of: day), now: visit.now)
            }
        case nil: return ""
        }
    }

    private var newTask: Markup {
        visit.postForm(visit.links.to("tasks"), .class("row-actions new-task")) {
            input(
                .class("input"), .name("title"), .required(),
                .placeholder(notation.text("Ajouter une tâche…", "Add a task…")),
                .aria("label", notation.text("Titre de la tâche", "Title of the task")), .autocomplete("off"))
            input(
                .class("input day"), .type("date"), .name("due"), .aria("label", notation.text("Pour le", "Due")),
                .value(visit.workspace.zone.day(at: visit.now).description))
            button(.class("btn")) {
                Icon.plus.markup
                notation.text("Ajouter", "Add")
            }
        }
    }
}
