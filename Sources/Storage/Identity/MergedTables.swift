/// What becomes of the rows of each table that are about a contact, when the contact becomes one with another. A test looks
/// that no such table is missing.
package enum MergedTables {
    enum Fate {
        /// Facts: they become those of the other. Told apart by these columns, beside the workspace.
        case moved([String])
        /// They are of the record itself, and kept to be put back.
        case archived
        /// Made again from the facts.
        case derived
    }

    package static var names: [String] { contacts.map(\.table) }

    static let contacts: [(table: String, fate: Fate)] = [
        ("activity", .moved(["at", "id"])),
        ("unmapped_call", .moved(["event_key", "id"])),
        ("contact_alias", .moved(["external_id"])),
        ("contact_address", .moved(["email_identity"])),
        ("visitor", .moved(["anonymous_id"])),
        ("task", .moved(["id"])),
        ("handover", .moved(["id"])),
        ("mail", .moved(["id"])),
        ("rights_request", .moved(["id"])),
        ("form_submission", .moved(["id"])),
        ("statement_line", .moved(["introducer", "line_key"])),
        ("inbound_mail", .moved(["id"])),
        ("hook_item", .moved(["delivery", "number"])),
        ("retention_question", .archived),
        ("retention_purge_contact", .archived),
        ("contact_tag", .archived),
        ("contact_part", .archived),
        ("contact_change", .archived),
        ("bulk_action_contact", .archived),
        ("contact_state", .derived),
        ("stage_history", .derived),
        ("activity_void", .derived),
        ("news", .derived),
        ("segment_member", .derived),
        ("segment_event", .derived),
        ("contact_search", .derived),
        ("contact_key", .derived),
    ]
}

extension MergedTables {
    package static var namesOfCompanies: [String] { companies.map(\.table) }

    /// The same for companies.
    static let companies: [(table: String, fate: Fate)] = [
        ("contact", .moved(["id"])),
        ("company_alias", .moved(["kind", "value"])),
        ("company_change", .archived),
        ("company_search", .derived),
        ("company_key", .derived),
    ]
}
