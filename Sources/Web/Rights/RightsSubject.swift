import Storage
import Verger

/// Whom a request is about, as far as one can act on it.
enum RightsSubject {
    case contact(Contact)
    /// No contact, but an address or id under which something may be kept.
    case identity(Identity)
    /// A name, or somebody who was erased.
    case nobody

    /// Who was unknown when the request came in may be a contact by now.
    init(of request: RightsRequest, _ visit: Visit, _ connection: any SQLConnection) throws {
        let contacts = Contacts(connection, in: visit.workspace)
        let identity = request.subject.flatMap { Identity(named: $0) }
        if let contact = try request.contact.flatMap({ try contacts.find($0) })
            ?? identity.flatMap({ try contacts.find(named: $0.value) })
        {
            self = .contact(contact)
        } else if request.contact == nil, let identity {
            self = .identity(identity)
        } else {
            self = .nobody
        }
    }

    var contact: Contact? {
        if case .contact(let contact) = self { contact } else { nil }
    }

    /// Whether there is somebody to erase.
    var isKnown: Bool {
        if case .nobody = self { false } else { true }
    }
}
