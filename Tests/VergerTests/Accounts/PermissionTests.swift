import Testing
import Verger

@Suite struct `A role` {
    @Test func `never may more than the role above it`() {
        let ladder: [Role] = [.reader, .marketer, .manager, .admin]

        for (below, above) in zip(ladder, ladder.dropFirst()) {
            let missing = below.permissions.subtracting(above.permissions)
            #expect(missing == [], "\(below) and not \(above)")
        }
        #expect(Role.partner.permissions.subtracting(Role.rep.permissions) == [])
        #expect(Role.rep.permissions.subtracting(Role.marketer.permissions) == [])
    }

    @Test func `changes nothing when it reads only`() {
        #expect(Role.reader.permissions.subtracting(Permission.views) == [])
    }

    @Test func `lets only an administrator in charge of people, tokens and settings`() {
        let reserved: [Permission] = [.manageUsers, .manageTokens, .manageWorkspace]

        for permission in reserved {
            #expect(Role.allCases.filter { $0.may(permission) } == [.admin])
        }
    }

    @Test func `gives nobody the right to send events, and each other right to somebody`() {
        for permission in Permission.allCases {
            #expect(Role.allCases.contains { $0.may(permission) } == (permission != .ingest), "\(permission)")
        }
    }

    @Test func `is narrowed by the scope of a token`() {
        for role in Role.allCases {
            #expect(TokenScope.writeKey.permissions(of: role) == [.ingest])
            #expect(TokenScope.read.permissions(of: role).isSubset(of: Permission.views))
            #expect(TokenScope.full.permissions(of: role) == role.permissions.union([.ingest]))
        }
    }
}

@Suite struct `A member` {
    static let workspace = Workspace(
        id: .init(1), slug: "borie", name: "Borie", zone: .paris, currency: "EUR", region: "FR")

    static func member(
        _ role: Role, source: String? = nil, isDisabled: Bool = false, unassigned: Bool = true
    ) -> Member {
        let user = User(
            id: 7, email: "paul@borie.example", name: "Paul", role: role, isDisabled: isDisabled, partnerSource: source)
        return Member(user, in: workspace, WorkspaceSettings(repsSeeUnassigned: unassigned))
    }

    static let contacts: [(owner: String?, source: String?)] = [
        ("PAUL@borie.example", nil), ("anne@borie.example", "Agence Éclair"), (nil, "agence eclair"), (nil, nil),
        (nil, "paul@borie.example"),
    ]

    @Test(arguments: [
        (member(.admin), [true, true, true, true, true]), (member(.marketer), [true, true, true, true, true]),
        (member(.reader), [true, true, true, true, true]), (member(.rep), [true, false, true, true, true]),
        (member(.rep, unassigned: false), [true, false, false, false, false]),
        (member(.partner, source: "agence éclair"), [false, true, true, false, false]),
        (member(.partner), [false, false, false, false, true]),
    ])
    func `sees what is theirs to see`(member: Member, seen: [Bool]) {
        let contacts = Self.contacts.enumerated().map { index, facts in
            var contact = Contact(id: .init(Int64(index)))
            contact.fields[.owner] = facts.owner
            contact.fields[.source] = facts.source
            return contact
        }

        #expect(contacts.map(member.visibility.includes) == seen)
    }

    @Test func `may nothing once disabled`() {
        let disabled = Self.member(.admin, isDisabled: true)

        #expect(Permission.allCases.filter(disabled.may) == [])
    }
}
