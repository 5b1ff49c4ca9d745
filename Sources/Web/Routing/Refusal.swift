package import Verger

/// Why a request is not granted. What the person sees of it is made in `Refusal+Answer`.
package enum Refusal: Error, Sendable {
    /// There is no such thing, or not for this member: the two are never told apart.
    case notFound
    case methodNotAllowed([String])
    /// Nobody is signed in, or no longer.
    case signInNeeded
    /// The token is missing, wrong or revoked.
    case tokenNeeded
    case forbidden(Permission)
    /// The form comes from another site, or from a session that is over.
    case foreignForm
    case malformed(Sentence)
    case invalid([Problem])
    /// Somebody else was faster.
    case conflict(Sentence)
    case preconditionNeeded
    /// The record is no longer as the program read it: what it is now, and the ETag of that.
    case changed(Document, etag: String)
    case tooLarge(limit: Int)
    /// The body comes so slowly that it may never end.
    case tooSlow
    case unsupportedType(expected: String)
    case tooMany(secondsToWait: Int, Sentence)
    /// The record became one with another: where that is. It may be undone, so that nobody should remember it.
    case moved(to: String)
    /// The workspace has no definition yet.
    case undefined
    case unavailable(Sentence, secondsToWait: Int)
}
