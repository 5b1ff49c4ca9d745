import Storage
import Verger

/// Whom a link in an address stands for, read in one state of the database.
struct PreferenceHolder {
    let link: ContactLink
    let workspace: Workspace
    let contact: Contact
    let register: ConsentRegister
    /// The words that stand beside what is asked for, in the language of the page.
    let texts: [String: ConsentText]
    /// Whether the person was asked to say if they want to be kept.
    let isAsked: Bool
    let look: BrandLook

    enum Found {
        case holder(PreferenceHolder)
        case expired
        case forged
        /// The link is good, and nothing is known of the person any more.
        case gone(BrandLook)
    }

    static func find(_ call: Call, _ connection: any SQLConnection) throws -> Found {
        guard let secret = try InstanceSecret(known: connection) else { return .forged }
        let link: ContactLink
        switch secret.opening(call.parameters["link"] ?? "", at: call.now) {
        case .open(let good): link = good
        case .expired: return .expired
        case .forged: return .forged
        }
        guard let workspace = try Workspaces(connection).find(link.workspace) else { return .forged }
        guard let contact = try Contacts(connection, in: workspace).successor(of: link.contact) else {
            return .gone(try BrandLook(workspace, connection))
        }
        let register = try ConsentStatements(connection, in: workspace).register(of: contact.id, at: call.now)
        let texts = ConsentTexts(connection, in: workspace.id)
        var words: [String: ConsentText] = [:]
        for purpose in register.purposes where !purpose.isArchived {
            words[purpose.id] = try texts.current(purpose.id, in: call.language)
        }
        return .holder(
            PreferenceHolder(
                link: link, workspace: workspace, contact: contact, register: register, texts: words,
                isAsked: try RetentionQuestions(connection, in: workspace.id).askedAt(contact.id) != nil,
                look: try BrandLook(workspace, connection)))
    }

    /// Purposes that the person may speak about.
    var purposes: [Purpose] { register.purposes.filter { !$0.isArchived } }

    /// `n•••i@gh-alpes.example`: who holds the link knows the rest.
    var maskedAddress: String? {
        guard let email = contact.fields[.email], let at = email.lastIndex(of: "@") else { return nil }
        let local = email[..<at]
        let shown = local.count > 2 ? "\(local.prefix(1))•••\(local.suffix(1))" : "•••"
        return shown + email[at...]
    }

    /// What proves what is said on this page.
    func proof(_ call: Call, of purpose: String?, source: String = ConsentProof.Source.preferences) -> ConsentProof {
        ConsentProof(
            at: call.now, source: source, text: purpose.flatMap { texts[$0]?.reference },
            ip: call.origin.isEmpty ? nil : call.origin)
    }
}

extension Links {
    /// The page of somebody who has no account; `link` is sealed.
    package static func preferences(_ link: String) -> String { "/p/" + link }
}
