/// What becomes of the rows of each table of a workspace in which somebody stands who is erased, and whose own they are not. A test
/// looks that no table is missing.
package enum ErasedTables {
    enum Fate {
        /// What a workspace is set up with, others as they call themselves, what is made from them, and what holds no words of
        /// people.
        case untouched
        /// The words are taken out of these columns. `keys`: columns by which rows are known, which stay different.
        case redacted(_ columns: [String], keys: [String] = [])
        /// Of no use without the person: the row goes, by the column that names it. Another contact’s loses the words only.
        case dropped(by: String, _ columns: [String], keys: [String] = [])
        /// A tag that names the person is taken off.
        case untagged
    }

    static let fates: [String: Fate] = written.merging(untouched) { first, _ in first }

    package static var names: Set<String> { Set(fates.keys) }
    /// Those that are searched for words.
    package static var columns: [String: Set<String>] {
        fates.mapValues { fate in
            switch fate {
            case .untouched: []
            case .untagged: ["tag", "tag_key"]
            case .redacted(let columns, let keys): Set(columns + keys)
            case .dropped(let name, let columns, let keys): Set([name] + columns + keys)
            }
        }
    }

    private static let written: [String: Fate] = [
        "activity": .redacted(["properties", "property_keys"], keys: ["message_id", "voids"]),
        "audit": .redacted(["actor", "details"]),
        "bulk_action": .redacted(["value"]),
        "campaign_cost": .redacted(["note"]),
        "company_change": .redacted(["changes"]),
        "contact_change": .redacted(["changes"]),
        "contact_tag": .untagged,
        "audience": .redacted([], keys: ["path"]),
        "form_submission": .dropped(by: "id", ["answers", "consents", "touch", "described", "visitor"]),
        "handover": .redacted(["reason"]),
        "hook_delivery": .dropped(by: "id", ["body", "problem"]),
        "hook_item": .redacted(["problems"]),
        "import_draft": .redacted(["file_name", "header", "samples", "statement", "survey", "problem"]),
        "import_run": .redacted(["file"]),
        "inbound_mail": .dropped(by: "id", ["sender", "subject", "body"], keys: ["message_key"]),
        "kept_answer": .dropped(by: "key", ["key", "headers", "body"]),
        // Those to the person are gone by now.
        "mail": .redacted(["recipient_name", "subject", "body_text", "body_html", "headers", "problem"]),
        "mail_server": .redacted(["problem"]),
        "notice": .dropped(by: "id", ["origin", "changes"]),
        "record_merge": .redacted(["gone_name"]),
        "record_merge_part": .redacted(["rows"]),
        "rights_event": .redacted(["note"]),
        "rights_request": .redacted(["subject", "extension_reason"]),
        "robot_audience": .redacted([], keys: ["path"]),
        "robot_visit": .dropped(by: "id", ["anonymous_id", "body"]),
        "statement_line": .redacted(["reason"]),
        "task": .redacted(["title"]),
        "tracking_problem": .redacted(["fr"], keys: ["path", "en"]),
        "unmapped_call": .redacted(["properties"], keys: ["message_id"]),
        "webhook_attempt": .redacted(["problem"]),
        "webhook_delivery": .dropped(by: "id", ["event_key", "payload"]),
    ]

    private static let untouched: [String: Fate] = Dictionary(
        uniqueKeysWithValues: [
            "activity_void", "api_token", "bulk_action_contact", "campaign", "channel", "company", "company_alias",
            "company_key", "company_search", "consent_purpose", "consent_text", "contact", "contact_address",
            "contact_alias", "contact_key", "contact_part", "contact_search", "contact_state", "content",
            "content_chunk", "content_day", "definition", "duplicate", "duplicate_due", "form", "form_day",
            "form_version", "hook_source", "import_chunk", "import_reversal", "import_row", "introducer", "landing_day",
            "landing_page", "landing_slug",
            "landing_test", "landing_version", "mail_door", "membership", "news", "picture", "picture_chunk",
            "retention_purge", "retention_purge_contact", "retention_question", "robot", "saved_view", "search_due",
            "segment", "segment_event", "segment_member", "session", "stage_history", "statement", "suppression",
            "tracked_site", "tracking_rule", "unmapped_event", "visitor", "webhook", "workspace_setting",
        ].map { ($0, .untouched) })
}
