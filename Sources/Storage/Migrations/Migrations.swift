/// The steps that lead to the schema of this version.
package enum Migrations {
    package static let all: [Migration] = [
        .accounts, .evidence, .derived, .work, .access, .lists, .automation, .parts, .tracking, .keptAnswers,
        .messages, .consent, .sites, .forms, .trust, .identity, .sources, .joins, .landing, .inbound, .drafts,
        .reversals, .partings,
    ]
}
