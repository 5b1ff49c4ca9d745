/// The engine could not do what was asked.
package enum StorageProblem: Error, Sendable {
    /// Another transaction was in the way: trying again may succeed.
    case busy(String)
    /// A UNIQUE, CHECK, NOT NULL or foreign key rule of the schema was broken.
    case constraint(String)
    /// The server is not there, or the connection broke.
    case unreachable(String)
    /// The disk is full.
    case diskFull(String)
    /// The file or the server takes nothing to write.
    case readOnly(String)
    /// The database was made by a newer version of Verger.
    case newerSchema(found: String)
    /// The file is not a database, or is damaged.
    case corrupt(String)
    /// Anything else, in the engine's words.
    case engine(String)
}

extension StorageProblem {
    /// Whether the same may succeed in a moment.
    package var isPassing: Bool {
        switch self {
        case .busy, .unreachable: true
        case .constraint, .diskFull, .readOnly, .newerSchema, .corrupt, .engine: false
        }
    }

    /// Whether it lies outside the program, and is over once somebody has seen to it.
    package var isOutside: Bool {
        switch self {
        case .busy, .unreachable, .diskFull, .readOnly: true
        case .constraint, .newerSchema, .corrupt, .engine: false
        }
    }

    /// The refusal of a text that holds U+0000.
    package static var nulCharacter: StorageProblem { .constraint("a text holds the character U+0000") }

    /// Whether it is that refusal.
    package var isOfNulCharacter: Bool {
        if case .constraint("a text holds the character U+0000") = self { true } else { false }
    }

    /// The refusal to commit a transaction in which a statement failed.
    package static var failedTransaction: StorageProblem {
        .engine("a statement of this transaction failed: nothing of it was kept")
    }
}
