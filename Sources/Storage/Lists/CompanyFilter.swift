package import Verger

/// Which companies a list shows.
package struct CompanyFilter: Sendable {
    /// Held by at least one contact of the company, of those that the reader sees.
    package var condition: ResolvedCondition?
    package var search: SearchQuery?
    /// Of the reader, who sees the companies of the contacts that he sees.
    package var visibility: Visibility

    package init(
        condition: ResolvedCondition? = nil, search: SearchQuery? = nil, seenBy visibility: Visibility = .everyone
    ) {
        self.condition = condition
        self.search = search
        self.visibility = visibility
    }

    var isEverything: Bool { condition == nil && search == nil && visibility == .everyone }

    /// Whether an engine can take the condition: very deep ones only memory can.
    var canBeQueried: Bool { condition.map(ContactSet.canAnswer) ?? true }

    /// That the reader sees a company `o`.
    var sight: SQLFragment {
        guard visibility != .everyone else { return "TRUE" }
        let some: SQLFragment = """
            EXISTS (SELECT 1 FROM contact c WHERE c.workspace = o.workspace AND c.company = o.id AND \(visibility.sql))
            """
        guard visibility.includesLoneCompanies else { return some }
        return """
            (\(some) OR NOT EXISTS (SELECT 1 FROM contact c WHERE c.workspace = o.workspace AND c.company = o.id))
            """
    }
}
