/// What an evaluation changed of one contact.
package struct ContactChange: Hashable, Sendable {
    /// From one stage to another; nil stands for none.
    package struct Move: Hashable, Sendable {
        package let from: String?
        package let to: String?
        /// When, on the evidence.
        package let at: Instant

        package init(from: String?, to: String?, at: Instant) {
            self.from = from
            self.to = to
            self.at = at
        }
    }

    package let contact: Contact.ID
    package var move: Move?
    package var entered: [Segment.ID] = []
    package var left: [Segment.ID] = []

    package init(contact: Contact.ID) {
        self.contact = contact
    }

    /// Whether more than values changed.
    package var isMovement: Bool { move != nil || !entered.isEmpty || !left.isEmpty }
}

/// What happened in a workspace, for whoever looks at it. When too much happened at once, only that.
package struct Happening: Hashable, Sendable {
    package let workspace: Workspace.ID
    /// The contacts evaluated; empty when they are too many to name.
    package let changes: [ContactChange]

    /// Beyond so many, a page had better be loaded again.
    package static let most = 200

    package init(workspace: Workspace.ID, changes: [ContactChange]) {
        self.workspace = workspace
        self.changes = changes.count > Happening.most ? [] : changes
    }

    /// Whether anything may have changed.
    package var isSweeping: Bool { changes.isEmpty }
}

extension Happening {
    /// `[[contact, [from, to, at] or null, [entered], [left]], …]`.
    package var json: String {
        Document.list(
            changes.map { change in
                let move: Document =
                    change.move.map { move in
                        [.text(orNull: move.from), .text(orNull: move.to), .number(Int(move.at.microseconds))]
                    } ?? .null
                return [
                    .number(Int(change.contact.value)), move, .list(change.entered.map { .number(Int($0.value)) }),
                    .list(change.left.map { .number(Int($0.value)) }),
                ]
            }
        ).json()
    }

    /// Nil for a text that `json` did not write.
    package init?(workspace: Workspace.ID, json: String) {
        guard let items = try? Document(json: json).items else { return nil }
        var changes: [ContactChange] = []
        for item in items {
            guard let parts = item.items, parts.count == 4, let contact = parts[0].integer else { return nil }
            var change = ContactChange(contact: .init(contact))
            if let move = parts[1].items, move.count == 3, let at = move[2].integer {
                change.move = .init(from: move[0].text, to: move[1].text, at: Instant(microseconds: at))
            }
            change.entered = (parts[2].items ?? []).compactMap { $0.integer.map { Segment.ID($0) } }
            change.left = (parts[3].items ?? []).compactMap { $0.integer.map { Segment.ID($0) } }
            changes.append(change)
        }
        self.init(workspace: workspace, changes: changes)
    }
}

extension Document {
    fileprivate var integer: Int64? { text.flatMap { Int64($0) } }
}
