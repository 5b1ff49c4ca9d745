import Verger

/// A CSV file of contacts with 14 canonical columns.
enum ContactsFile {
    static func bytes(of count: Int) -> [UInt8] {
        let writer = CSVWriter()
        var bytes: [UInt8] = []
        writer.write(
            [
                "external_id", "email", "first_name", "last_name", "phone", "company", "job_title", "country",
                "language",
                "city", "postal_code", "tags", "source", "created_at",
            ], to: &bytes)
        for number in 0..<count {
            let person = Person(number, of: count)
            writer.write(
                [
                    person.externalID, person.email, person.firstName, person.lastName, person.phone ?? "",
                    person.firm.name, person.jobTitle, person.country, person.language, person.firm.city,
                    person.firm.postalCode, person.tags.joined(separator: ";"), person.source, person.createdAt.iso8601,
                ], to: &bytes)
        }
        return bytes
    }
}
