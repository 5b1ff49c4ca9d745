import Verger

extension Schema {
    static let stageID = Schema.text.orNull.noted("The id of a stage of the definition; null when no stage holds.")

    static let score = Schema.record([
        "fit": .number, "engagement": .number, "total": .number,
        "grade": .text.noted("`A1` (fits, engaged) to `D4`."),
    ]).named("Score")

    static let contact = Schema.record([
        "id": .id, "name": .text.noted("How it is shown: its name, else its address, its phone, its number."),
        "externalId": .text.orNull, "email": .text.orNull, "firstName": .text.orNull, "lastName": .text.orNull,
        "phone": .text.orNull.noted("E.164."), "jobTitle": .text.orNull, "country": .text.orNull,
        "language": .text.orNull, "city": .text.orNull, "postalCode": .text.orNull, "createdAt": .text.orNull,
        "source": .text.orNull, "owner": .text.orNull.noted("The e-mail address of whoever follows it."),
        "fields": .map(of: .anything).noted("The fields that the workspace defines."),
        "tags": .list(of: .text),
        "company": Schema.record(["id": .id, "name": .text.orNull]).orNull,
        "version": .id.noted("Counts the edits; also the ETag."),
        "stage": .stageID, "since": .instant.orNull, "highest": .stageID, "excluded": .boolean,
        "temperature": .choice(["hot", "cold"]).orNull, "score": .score,
        "lastEvidenceAt": .instant.orNull.noted("The last activity in which the contact took part."),
        "touches": touches.noted("What brought it. Only where one contact is read."),
    ]).leavingOut("touches").noted("A contact: what is recorded of it, and what is derived from its evidence.").named(
        "Contact")

    static let touch = Schema.record([
        "at": .instant, "channel": .text.orNull, "campaign": .text.orNull,
        "kind": .text.orNull.noted("Of the activity that tells it; null for the source of the record."),
        "activity": Schema.id.orNull,
    ]).named("Touch")

    static let touches = Schema.record([
        "first": touch.orNull,
        "lead": touch.orNull.noted("The one that made it a lead, by which its cost is counted."),
        "leadSince": .instant.orNull.noted("When it first became one."),
        "all": .list(of: touch).noted("Oldest first."),
    ]).named("Touches")

    private static let line = Schema.text(0...500)

    private static let companyOfContact = Schema.either(
        .input(["id": .id], required: ["id"]), companyInput)

    static let contactInput = Schema.input([
        "externalId": line.orNull, "email": line.orNull.like("anne.garnier@example.org"), "firstName": line.orNull,
        "lastName": line.orNull, "phone": line.orNull.like("+33612345678"), "jobTitle": line.orNull,
        "country": line.orNull, "language": line.orNull, "city": line.orNull, "postalCode": line.orNull,
        "createdAt": line.orNull, "source": line.orNull, "owner": line.orNull,
        "fields": .map(of: .either(.text(0...4000), .number, Schema.boolean.orNull)),
        "tags": .list(of: .text(1...100), 0...100),
        "company": companyOfContact.orNull.noted("A company by its `id`, or as it is recognised: external id, name."),
    ]).like(["email": "anne.garnier@example.org", "firstName": "Anne", "lastName": "Garnier", "tags": ["vip"]])
        .named("ContactInput")

    static let company = Schema.record([
        "id": .id, "externalId": .text.orNull, "name": .text.orNull, "domain": .text.orNull, "siren": .text.orNull,
        "industry": .text.orNull, "size": .number.orNull, "country": .text.orNull, "city": .text.orNull,
        "contacts": .integer.noted("How many contacts it has."),
        "furthestStage": Schema.stageID.noted(
            "The furthest present stage of one of its contacts, not excluded ones. The stage of the union of their evidence, which can be further, is on the company’s page and in `verger explain --company`."
        ),
        "stage": Schema.stageID.noted("The former name of `furthestStage`: the same value."), "version": .id,
    ]).noted("A company.").named("Company")

    static let companyInput = Schema.input([
        "externalId": line.orNull, "name": line.orNull, "domain": line.orNull, "siren": line.orNull,
        "industry": line.orNull, "size": Schema.number.orNull, "country": line.orNull, "city": line.orNull,
    ]).like(["name": "Atelier Borie", "siren": "732829320"]).named("CompanyInput")
}
