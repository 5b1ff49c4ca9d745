import Verger

extension Schema {
    static let form = Schema.record([
        "id": .id, "name": .text, "slug": .text,
        "version": .integer.orNull.noted("The one that people see; null before the first."), "closed": .boolean,
    ]).named("Form")

    static let publishedForm = Schema.record([
        "id": .id, "name": .text, "slug": .text, "version": .integer.orNull, "closed": .boolean, "title": .text,
        "intro": .text, "language": .text, "goal": .text, "notice": .text, "confirmedByMail": .boolean,
        "questions": .list(of: question), "consents": .list(of: formConsent),
    ]).named("PublishedForm")

    private static let question = Schema.record([
        "id": .text, "target": .text.noted("A field of the contact, `company`, `field.NAME`, or `own`."),
        "style": .choice(Question.Style.allCases.map(\.rawValue)), "label": .text, "hint": .text,
        "options": .list(of: .text), "required": .boolean, "progressive": .boolean,
        "shownIf": Schema.record(["question": .text, "test": .text, "value": .text]).orNull,
    ]).named("Question")

    private static let formConsent = Schema.record([
        "id": .text, "purpose": .text, "channel": .text, "text": .text.noted("The words that one agrees to."),
    ]).named("FormConsent")

    static let submission = Schema.record([
        "id": .id, "version": .integer, "way": .text, "at": .instant, "receivedAt": .instant, "contact": id.orNull,
        "answers": .list(of: .record(["question": .text, "label": .text, "values": .list(of: .text)])),
        "consents": .list(of: formConsent), "touch": .map(of: .text),
        "ip": .text.noted("Without its last part."), "held": .text.orNull, "confirmedAt": .instant.orNull,
        "sentBy": .text.orNull.noted("The token that sent it; null for a person."),
    ]).named("Submission")

    static let submissionInput = Schema.input(
        [
            "key": .text(1...200).noted("Yours: the same key is the same submission."),
            "version": Schema(.integer(1...1_000_000)).noted(
                "The one whose words the person read; the present one where it is left out."),
            "at": .when,
            "answers": .map(of: .either(.text(0...8000), .list(of: .text(0...500), 0...100), .number, .boolean)).noted(
                "By the id of the question."),
            "consents": .list(of: .text(1...100), 0...50).noted("The ids of the boxes that the person ticked."),
            "ip": .text(0...60).noted("The person’s address, for the proof: kept without its last part."),
            "touch": .input([
                "utm_source": .text(0...300), "utm_medium": .text(0...300), "utm_campaign": .text(0...300),
                "utm_term": .text(0...300), "utm_content": .text(0...300), "gclid": .text(0...300),
                "fbclid": .text(0...300), "msclkid": .text(0...300), "page": .text(0...300), "referrer": .text(0...300),
            ]).noted("Where the person came from, and the page on which the answers were given."),
        ], required: ["answers"]
    ).named("SubmissionInput")

    static let submissionOutcome = Schema.record([
        "id": .id, "contact": id.orNull, "repeated": .boolean,
        "awaitsConfirmation": .boolean.noted("Consents hold once the link in the mail was followed."),
    ]).named("SubmissionOutcome")
}
