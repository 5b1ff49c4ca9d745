internal import CLibpq
internal import Foundation
internal import Storage

extension PostgresConnection {
    /// What our SQL counts on, whatever the server's configuration says. Compiling plans to machine code costs more
    /// than it gains on short queries; a cursor is always read to its end.
    static let settings = """
        SET standard_conforming_strings = on; SET timezone = 'UTC'; SET jit = off; SET cursor_tuple_fraction = 1
        """

    /// A new connection to the server at `url`, `postgres://user:password@host:port/database`.
    static func connected(to url: String) throws(StorageProblem) -> OpaquePointer {
        // What comes before `dbname` can be overridden by the URL, what comes after can't.
        let options = [
            ("connect_timeout", "10"), ("application_name", "verger"), ("dbname", url), ("client_encoding", "UTF8"),
        ]
        guard
            let handle = withCStrings(
                options.map(\.0),
                { names in
                    withCStrings(options.map(\.1)) { values in PQconnectdbParams(names, values, 1) }
                })
        else { throw .unreachable("out of memory") }
        guard PQstatus(handle) == CONNECTION_OK else {
            defer { PQfinish(handle) }
            throw .unreachable(String(cString: PQerrorMessage(handle)))
        }
        guard let encoding = PQparameterStatus(handle, "server_encoding"), String(cString: encoding) == "UTF8" else {
            defer { PQfinish(handle) }
            throw .engine("the encoding of the database must be UTF8")
        }
        // "relation already exists, skipping" is not for our users.
        PQsetNoticeReceiver(handle, { _, _ in }, nil)
        return handle
    }
}

/// Calls `body` with an array of C strings that a null pointer ends.
private func withCStrings<T>(_ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> T) -> T {
    let copies = strings.map { strdup($0) }
    defer { copies.forEach { free($0) } }
    return (copies.map { UnsafePointer($0) } + [nil]).withUnsafeBufferPointer { body($0.baseAddress!) }
}
