import Storage
import TestSupport
import Verger

/// Calls of programs, as JSON.
enum Calls {
    /// A call of a program.
    static func call(_ type: String, _ who: String, _ rest: String = "") -> String {
        #"{"type": "\#(type)", \#(who)\#(rest.isEmpty ? "" : ", " + rest)}"#
    }

    static func page(_ who: String, _ id: String? = nil) -> String {
        call("page", who, id.map { #""messageId": "\#($0)""# } ?? "")
    }

    static let a = #""anonymousId": "a""#
    static let u = #""userId": "u""#
    static let v = #""userId": "v""#
    static let emailJean = #""traits": {"email": "jean@b.fr"}"#
    static let emailAda = #""traits": {"email": "ada@b.fr"}"#
}

extension World {
    /// All of them.
    func contacts() throws -> [Contact] {
        try database.read { connection in
            let contacts = Contacts(connection, in: workspace)
            return try contacts.find(contacts.ids(after: nil, limit: 100))
        }
    }

    /// All of them.
    func activities() throws -> [Activity] {
        try database.read { connection in
            var all: [Activity] = []
            try Activities(connection, in: workspace.id).forEach { all.append($1) }
            return all
        }
    }
}
