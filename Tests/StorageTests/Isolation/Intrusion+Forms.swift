import Storage
import TestSupport
import Verger

extension Intrusion {
    static let contents = [
        Intrusion("Contents.all") { try [$0.contents.all(), $0.contents.all(archived: true)] },
        Intrusion("Contents.find") {
            try [$0.contents.find($0.theirs.content.id), $0.contents.find($0.mine.content.id)] as Any
        },
        Intrusion("Contents.add") { its in
            let draft = ContentDraft(personas: []) { ["title": its.theirs.content.title, "level": "decision"][$0] }
            return try its.contents.add(draft, at: its.mine.now)
        },
        Intrusion("Contents.update") { its in
            try [its.theirs.content, its.mine.content].map { content in
                var content = content
                content.title = "x"
                return try its.contents.update(content)
            }
        },
        Intrusion("Contents.archive") { its in
            try [its.theirs.content.id, its.mine.content.id].map { try its.contents.archive($0, at: nil) }
        },
        Intrusion("Contents.keep") { its in
            try its.contents.keep(Forming.pdf + [7], named: "b.pdf", of: its.mine.content.id)
        },
        Intrusion("Contents.part") { its in
            try [its.theirs.content, its.mine.content].map {
                try its.contents.part(0, of: $0.id, mark: Secret.fingerprint(Forming.pdf)) as Any
            }
        },
        Intrusion("ContentFigures.count") {
            try $0.contentFigures.count(views: 1, fetches: 1, of: $0.mine.content.id, on: Day(number: 20_000))
        },
        Intrusion("ContentFigures.figures") { its in
            try its.contentFigures.figures(
                of: [its.theirs.content, its.mine.content], since: Day(number: 0), at: its.mine.later)
        },
        Intrusion("ContentFigures.ripened") { its in
            try its.contentFigures.ripened(
                after: its.theirs.content, since: Day(number: 0), at: its.mine.later, limit: 9)
        },
        Intrusion("Contents.dropFile") { its in
            try [its.theirs.content.id, its.mine.content.id].map { try its.contents.dropFile(of: $0) }
        },
    ]

    static let forms = [
        Intrusion("Forms.all") { try [$0.forms.all(), $0.forms.all(archived: true)] },
        Intrusion("Forms.find") { try [$0.forms.find($0.theirs.form.id), $0.forms.find($0.mine.form.id)] as Any },
        Intrusion("Forms.find") { try $0.forms.find(slug: $0.theirs.form.slug) as Any },
        Intrusion("Forms.version") { its in
            try [its.theirs.form.id, its.mine.form.id].map { try its.forms.version(1, of: $0) } as Any
        },
        Intrusion("Forms.versions") { its in
            try [its.theirs.form.id, its.mine.form.id].map { try its.forms.versions(of: $0) }
        },
        Intrusion("Forms.add") { try $0.forms.add("Autre", $0.theirs.form.draft, at: $0.mine.now) },
        Intrusion("Forms.save") { try $0.forms.save($0.theirs.form) },
        Intrusion("Forms.publish") { its in
            var form = its.mine.form
            form.draft.title = "v2"
            return try its.forms.publish(form, by: "x", at: its.mine.now)
        },
        Intrusion("Forms.archive") { its in
            try [its.theirs.form.id, its.mine.form.id].map { try its.forms.archive($0, at: nil) }
        },
        Intrusion("FormFigures.count") {
            try $0.formFigures.count(shown: 1, of: $0.mine.form.id, on: Day(number: 20_000))
        },
        Intrusion("FormFigures.figures") { try $0.formFigures.figures(since: Day(number: 0)) },
        Intrusion("Submissions.all") { its in
            try [its.theirs.form.id, its.mine.form.id].flatMap { form in
                try [true, false].map { try its.submissions.all(of: form, held: $0, limit: 9) }
            }
        },
        Intrusion("Submissions.find") { its in
            try (its.theirs.submissions + its.mine.submissions).map { try its.submissions.find($0) } as Any
        },
        Intrusion("Submissions.find") { try $0.submissions.find(key: Forming.key("a")) as Any },
        Intrusion("FormIntake.take") { its in
            try its.formIntake.take(Forming.sending(its.mine.form, ["q3": ["neuf@borie.example"]], key: "n"))
        },
        Intrusion("FormIntake.release") { its in
            try (its.theirs.submissions + its.mine.submissions).map { try its.formIntake.release($0, by: "x") }
        },
        Intrusion("FormIntake.confirm") { its in
            try (its.theirs.submissions + its.mine.submissions).map { try its.formIntake.confirm($0) }
        },
        Intrusion("StandIntake.take") { its in
            try StandIntake(its.connection, in: its.workspace, types: [:], kinds: Attempt.kinds, at: its.mine.now)
                .take(Forming.sheet(at: its.mine.now)) as Any
        },
    ]
}

extension Attempt {
    var contents: Contents { Contents(connection, in: workspace.id) }
    var contentFigures: ContentFigures { ContentFigures(connection, in: workspace) }
    var forms: Forms { Forms(connection, in: workspace.id) }
    var formFigures: FormFigures { FormFigures(connection, in: workspace) }
    var submissions: Submissions { Submissions(connection, in: workspace.id) }
    var formIntake: FormIntake {
        FormIntake(connection, in: workspace, types: [:], kinds: Attempt.kinds, at: mine.now)
    }
}
