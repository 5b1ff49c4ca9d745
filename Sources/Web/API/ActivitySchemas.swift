import Verger

extension Schema {
    static let activity = Schema.record([
        "id": .id, "at": .instant, "kind": .text, "channel": .text, "campaign": .text, "amount": .number,
        "currency": .text, "messageId": .text, "voids": .text, "properties": .map(of: .text),
        "void": .boolean.noted("Whether a correction makes it void."),
    ]).leavingOut("channel", "campaign", "amount", "currency", "messageId", "voids", "properties", "void")
        .noted("One dated fact about a contact; what it does not have is left out.").named("Activity")

    private static let word = Schema.text(1...500)

    static let activityInput = Schema.input(
        [
            "contact": .either(.id, .text(1...500)).noted("A number, an external id or an e-mail address."),
            "kind": .text(1...100).noted("A kind of the catalogue, or of the definition."),
            "at": Schema.when.orNull.noted("When it happened; now where it is left out."),
            "channel": word.orNull, "campaign": word.orNull, "amount": Schema.number.orNull,
            "currency": .text(1...10).orNull,
            "messageId": .text(1...200).orNull.noted("What makes it the same when it is sent twice."),
            "voids": word.orNull.noted("The `messageId` of the activity that this one corrects."),
            "properties": Schema.map(of: .either(.text(0...4000), .number, Schema.boolean.orNull)).orNull,
        ], required: ["contact", "kind"]
    ).like(["contact": "anne.garnier@example.org", "kind": "demo_requested", "messageId": "crm-42"])
        .named("ActivityInput")

    static let recordedActivities = Schema.record([
        "activities": .list(
            of: .record([
                "id": .id.orNull.noted("Null for a duplicate."), "contact": .id, "messageId": .text.orNull,
                "duplicate": .boolean,
            ]))
    ])

    static let explanation = Schema.record([
        "condition": .text, "phrase": .text.noted("The condition as a person says it."), "holds": .boolean,
        "name": .text, "proofs": .list(of: .anything), "count": .integer, "missing": .text, "until": .instant,
        "joint": .choice(["all", "any", "not"]), "parts": .list(of: Schema(.reference("Explanation"))),
    ]).leavingOut("name", "proofs", "count", "missing", "until", "joint", "parts").named("Explanation")

    static let explanationOfContact = Schema.record([
        "contact": .record(["id": .id, "externalId": .text.orNull, "email": .text.orNull, "name": .text]),
        "asOf": .instant, "stage": .stageID, "since": .instant.orNull, "highest": .stageID, "excluded": .boolean,
        "score": .record([
            "fit": .number, "engagement": .number, "total": .number, "grade": .text,
            "contributions": .list(
                of: .record([
                    "rule": .text, "axis": .choice(["fit", "engagement"]), "points": .number,
                    "activity": Schema.activity.orNull,
                ])),
        ]),
        "temperature": .choice(["hot", "cold"]).orNull,
        "because": .list(of: .explanation).noted("Why the stage is held."),
        "missing": .list(of: .explanation).noted("What the next stage wants."),
        "validUntil": .instant.orNull,
        "history": .list(of: .record(["at": .instant, "stage": .stageID])),
    ])
}
