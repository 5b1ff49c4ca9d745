package import HTTPTypes
package import Verger

/// One address: its method and path, who may ask for it, and what answers.
package struct Route: Sendable {
    package enum Act: Sendable {
        /// Runs on a thread that may block: it reads and writes the database.
        case guest(@Sendable (Call) throws -> Answer)
        case member(@Sendable (Visit) throws -> Answer)
        /// Never blocks: streams, and what waits for others.
        case live(@Sendable (Visit) async throws -> Answer)
        case open(@Sendable (Call) async throws -> Answer)
        /// Takes a file as it comes, once whoever sends it was let in.
        case upload(@Sendable (Visit, UploadedBody) async throws -> Answer)
    }

    package let method: HTTPRequest.Method
    /// `/w/{workspace}/contacts/{contact}`.
    package let path: String
    package let access: Access
    package let act: Act
    /// The longest body accepted, in bytes.
    package private(set) var bodyLimit = 1 << 20
    /// From whom bodies are read that long; nil for everybody.
    private(set) var longBodies: (@Sendable (Call) throws -> Bool)?
    /// What the documentation of the API says; nil for pages.
    package private(set) var operation: Operation?
    /// Whether its form makes something, which a form that is sent twice makes once.
    package private(set) var isCreating = false

    /// An address that strangers may ask for.
    package init(_ method: HTTPRequest.Method, _ path: String, open act: @escaping @Sendable (Call) throws -> Answer) {
        self.method = method
        self.path = path
        access = .anyone
        self.act = .guest(act)
    }

    /// An address that waits without holding a thread.
    package init(
        _ method: HTTPRequest.Method, _ path: String, waiting act: @escaping @Sendable (Call) async throws -> Answer
    ) {
        self.method = method
        self.path = path
        access = .anyone
        self.act = .open(act)
    }

    /// An address for whoever has signed in.
    package init(
        _ method: HTTPRequest.Method, _ path: String, person act: @escaping @Sendable (Call) throws -> Answer
    ) {
        self.method = method
        self.path = path
        access = .person
        self.act = .guest(act)
    }

    /// An address for the members of a workspace: `path` comes after `/w/{workspace}/`.
    package init(
        _ method: HTTPRequest.Method, _ path: String, may permission: Permission,
        _ act: @escaping @Sendable (Visit) throws -> Answer
    ) {
        self.method = method
        self.path = "/w/{workspace}/" + path
        access = .member(permission)
        self.act = .member(act)
    }

    /// The same, for what goes on and on.
    package init(
        _ method: HTTPRequest.Method, _ path: String, may permission: Permission,
        live act: @escaping @Sendable (Visit) async throws -> Answer
    ) {
        self.method = method
        self.path = "/w/{workspace}/" + path
        access = .member(permission)
        self.act = .live(act)
    }

    /// The same, for a form that brings one large file, after its other fields.
    package init(
        _ method: HTTPRequest.Method, _ path: String, may permission: Permission,
        upload act: @escaping @Sendable (Visit, UploadedBody) async throws -> Answer
    ) {
        self.method = method
        self.path = "/w/{workspace}/" + path
        access = .member(permission)
        self.act = .upload(act)
    }

    /// An address for programs: `path` comes after `/api/v1/`.
    package init(
        _ method: HTTPRequest.Method, api path: String, may permission: Permission, _ operation: Operation,
        _ act: @escaping @Sendable (Visit) throws -> Answer
    ) {
        self.method = method
        self.path = "/api/v1/" + path
        access = .token(permission)
        self.act = .member { try operation.answer($0, act) }
        self.operation = operation
    }

    /// The same, whose form makes something.
    package var creating: Route {
        var copy = self
        copy.isCreating = true
        return copy
    }

    /// `admits`: whose bodies may be that long; those of strangers are not read so far.
    package func accepting(bytes: Int, from admits: (@Sendable (Call) throws -> Bool)? = nil) -> Route {
        var copy = self
        copy.bodyLimit = bytes
        copy.longBodies = admits
        return copy
    }
}
