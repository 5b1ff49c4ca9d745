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

    var markup: Markup {
        section(.class("section"), .aria("labelledby", "tasks")) {
            div(.class("head")) {
                h2(.id("tasks")) { visit.notation.text("Tâches", "Tasks") }
                if !reading.tasks.isEmpty { span(.class("count")) { visit.notation.count(reading.tasks.count) } }
            }
            if !reading.tasks.isEmpty {
                ul(.class("tasks")) {
                    for task in reading.tasks {
                        TaskRow(visit, task, of: task.contact.flatMap { reading.contacts[$0] }, back: .today).markup
                    }
                }
            }
            if visit.may(.recordActivities) { NewTaskForm(visit, to: visit.links.to("tasks")).markup }
        }
    }
}

/// One task, with the box that says it is done.
struct TaskRow {
    /// The page that is shown again once the box was ticked.
    enum Page: String {
        case today, contact
    }

    private let visit: Visit
    private let task: SalesTask
    private let contact: Contact?
    private let page: Page

    init(_ visit: Visit, _ task: SalesTask, of contact: Contact? = nil, back page: Page) {
        self.visit = visit
        self.task = task
        self.contact = contact
        self.page = page
    }

    private var notation: Notation { visit.notation }
    private var isDone: Bool { task.doneAt != nil }
    private var id: String { "task-\(task.id)" }

    var markup: Markup {
        li {
            box
            label(.for(id)) {
                if isDone { element("s", [], Markup(task.title)) } else { task.title }
            }
            if let contact {
                a(.class("faint"), .href(visit.links.contact(contact.id))) { contact.displayName }
            } else {
                span {}
            }
            time(.class(task.isLate(at: visit.now, in: visit.workspace.zone) ? "down" : nil)) { when }
        }
    }

    private var box: Markup {
        visit.postForm(visit.links.to("tasks/\(task.id)/\(isDone ? "reopening" : "completion")")) {
            input(.type("hidden"), .name("back"), .value(page.rawValue))
            input(
                .class("check"), .type("checkbox"), .id(id), .checked(isDone), .data("submits"),
                .disabled(!visit.may(.recordActivities)))
            button(.class("btn small nojs-only")) {
                isDone ? notation.text("Rouvrir", "Reopen") : notation.text("Fait", "Done")
            }
        }
    }

    private var when: String {
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
}

/// One line to add a task.
struct NewTaskForm {
    private let visit: Visit
    private let target: String

    init(_ visit: Visit, to target: String) {
        self.visit = visit
        self.target = target
    }

    var markup: Markup {
        let notation = visit.notation
        return visit.postForm(target, .class("row-actions new-task")) {
            input(
                .class("input"), .name("title"), .required(),
                .placeholder(notation.text("Ajouter une tâche…", "Add a task…")),
                .aria("label", notation.text("Titre de la tâche", "Title of the task")), .autocomplete("off"))
            input(
                .class("input due"), .type("date"), .name("due"), .aria("label", notation.text("Pour le", "Due")),
                .value(visit.workspace.zone.day(at: visit.now).description))
            button(.class("btn"), .aria("label", notation.text("Ajouter la tâche", "Add the task"))) {
                Icon.plus.markup
            }
        }
    }
}
