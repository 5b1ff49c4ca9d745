/// All that is recorded about one contact, or about a company and its contacts.
package struct Dossier: Sendable {
    /// In the order of the timeline: by instant, then by order of recording.
    package var activities: [Activity]
    /// One for a contact; one for each contact of a company.
    package var members: [Profile]
    /// For a company: which member each activity is about. Empty for a contact.
    package var memberOfActivity: [Int]
    /// When it begins to count: the earlier of its creation and its first activity.
    package var firstFact: Instant

    package init(
        activities: [Activity], members: [Profile], memberOfActivity: [Int] = [], firstFact: Instant
    ) {
        self.activities = activities
        self.members = members
        self.memberOfActivity = memberOfActivity
        self.firstFact = firstFact
    }
}

/// The values of a contact over time, its company's included.
package struct Profile: Sendable {
    package struct Version: Sendable {
        /// Holds from here to the next version. The first one always did.
        package var from: Instant
        /// Values as they are stored, by field.
        package var values: [FieldKey: String]
        package var tags: Set<String>

        package init(from: Instant = .distantPast, values: [FieldKey: String], tags: Set<String> = []) {
            self.from = from
            self.values = values
            self.tags = tags
        }
    }

    /// Ascending, at least one.
    package var versions: [Version]

    package init(versions: [Version]) {
        self.versions = versions
    }

    package init(_ values: [FieldKey: String], tags: Set<String> = []) {
        self.versions = [Version(values: values, tags: tags)]
    }

    /// The version that held at `instant`.
    package func version(at instant: Instant) -> Version {
        versions.last { $0.from <= instant } ?? versions[0]
    }
}

/// A field that a condition can read from a profile.
package enum FieldKey: Hashable, Sendable {
    case contact(ContactField)
    case company(CompanyField)
    /// A field that the workspace defines.
    case custom(String)

    /// The name that conditions use.
    package var name: String {
        switch self {
        case .contact(let field): field.rawValue
        case .company(let field): "company." + field.rawValue
        case .custom(let name): name
        }
    }
}
