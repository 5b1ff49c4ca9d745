import Synchronization
import Verger

/// What an import knows from its own batches, so that it need not ask the database again. It holds until somebody else
/// records something.
final class ImportMemory: Sendable {
    struct Contents {
        /// The last id that was taken for a contact, a company or a change when the last batch ended.
        fileprivate var lastID: Int64?
        /// What every contact of the base goes by; nil when there were some before the import.
        var sightings: Sightings?
        /// The folded names of all companies; nil when there were some before the import.
        var companySightings: Sightings?
        /// By folded name; of several, the first recorded.
        var companies: [String: Company] = [:]
        /// Those that the import itself recorded.
        var ownCompanies: Set<Company.ID> = []
    }

    /// About 25 MB.
    private static let capacity = 50_000

    private let contents = Mutex(Contents())

    /// What still holds for a batch whose first new id is `id`: another one would have been given if somebody had taken
    /// some. Nothing is left behind, in case the batch fails.
    func contents(asOf id: Int64, _ contacts: Contacts, _ companies: Companies) throws -> Contents {
        let known = contents.withLock { contents in
            defer { contents = Contents() }
            return contents
        }
        if let last = known.lastID, last == id - 1 { return known }
        var new = Contents()
        if try contacts.areNone() { new.sightings = Sightings() }
        if try companies.areNone() { new.companySightings = Sightings() }
        return new
    }

    /// Keeps what a batch knows at its end.
    func keep(_ known: Contents, _ connection: any SQLConnection) throws {
        var known = known
        known.lastID = try connection.lastID(of: .record)
        if known.companies.count > ImportMemory.capacity { known.companies.removeAll() }
        contents.withLock { [known] in $0 = known }
    }
}
