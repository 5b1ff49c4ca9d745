import Testing
import Verger

@Suite struct `Traits` {
    private func identify(_ traits: String, _ type: String = "identify") throws -> TrackingCall {
        let reader = TrackingReader(receivedAt: Instant(seconds: 1_795_341_600)) {
            $0 == "0472000000" ? "+33472000000" : nil
        }
        let endpoint = try #require(TrackingReader.Endpoint(type))
        return try reader.delivery(#"{"userId": "u", "groupId": "g", "traits": \#(traits)}"#, to: endpoint).calls[0]
    }

    @Test func `are the fields of a contact`() throws {
        let person = try identify(
            """
            {"email": "Ada@Borie.example", "firstName": "Ada", "last_name": "Borie", "phone": "0472000000", "title": "DSI",
             "address": {"city": "Lyon", "country": "FR", "postalCode": "69001", "street": "1 rue"},
             "createdAt": "2026-01-02T03:04:05.000Z", "plan": "pro", "seats": 12, "avatar": "https://…",
             "company": {"name": "Borie SA", "id": "c9", "employee_count": 25, "industry": "Cidre"}}
            """
        ).person

        #expect(
            person?.fields == [
                "email": "Ada@borie.example", "first_name": "Ada", "last_name": "Borie", "phone": "+33472000000",
                "job_title": "DSI", "city": "Lyon", "country": "FR", "postal_code": "69001",
                "created_at": "2026-01-02T03:04:05Z", "address_street": "1 rue", "plan": "pro", "seats": "12",
            ])
        #expect(
            person?.company?.fields == ["name": "Borie SA", "external_id": "c9", "size": "25", "industry": "Cidre"])
    }

    @Test(arguments: [
        (#"{"name": "Ada de Borie"}"#, ["first_name": "Ada", "last_name": "de Borie"]),
        (#"{"name": "Borie"}"#, ["last_name": "Borie"]),
        (#"{"name": "Ada Borie", "firstName": "A."}"#, ["first_name": "A."]),
        (#"{"email": "nobody"}"#, [:]), (#"{"phone": "12"}"#, ["phone": "12"]),
        (#"{"owner": "me", "source": "x", "external_id": "y"}"#, [:]),
        (#"{"createdAt": 1795341480}"#, ["created_at": "2026-11-22T09:58:00Z"]), ("null", [:]),
    ])
    func `mean what they say`(traits: String, fields: [String: String]) throws {
        #expect(try identify(traits).person?.fields == fields)
    }

    @Test func `of a group are the fields of a company`() throws {
        let company = try identify(
            #"{"name": "Borie SA", "website": "https://www.borie.example/a", "employees": "25", "address": {"city": "Lyon"}}"#,
            "group"
        ).company

        #expect(
            company?.fields == [
                "external_id": "g", "name": "Borie SA", "domain": "borie.example", "size": "25", "city": "Lyon",
            ])
    }
}
