package import Verger

/// Who may ask for an address. Every route declares it; `Gate` is what holds to it.
package enum Access: Hashable, Sendable {
    /// Strangers too.
    case anyone
    /// Whoever has signed in, in whatever workspace.
    case person
    /// A member of the workspace in the address, who may do this.
    case member(Permission)
    /// A program with a token of a workspace that lets it do this.
    case token(Permission)
}
