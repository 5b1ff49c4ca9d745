/// What a workspace decides about itself, beside its name, zone and currency.
package struct WorkspaceSettings: Hashable, Sendable {
    /// Whether sales reps see the contacts that nobody follows.
    package var repsSeeUnassigned: Bool
    /// Of pages for people who chose none, and of what is sent. Nil: that of the browser.
    package var language: Language?
    /// When the workspace works, the JSON that `WorkingHours` reads; nil for the usual hours.
    package var workingHours: String?

    package init(repsSeeUnassigned: Bool = true, language: Language? = nil, workingHours: String? = nil) {
        self.repsSeeUnassigned = repsSeeUnassigned
        self.language = language
        self.workingHours = workingHours
    }
}

extension WorkspaceSettings {
    /// As names and values, for storage. Names that are unknown are left out when read, and defaults hold for the rest.
    package var values: [String: String] {
        var values = ["reps_see_unassigned": repsSeeUnassigned ? "yes" : "no"]
        values["language"] = language?.rawValue ?? ""
        values["working_hours"] = workingHours ?? ""
        return values
    }

    package init(values: [String: String]) {
        self.init(
            repsSeeUnassigned: values["reps_see_unassigned"] != "no",
            language: values["language"].flatMap(Language.init(rawValue:)),
            workingHours: values["working_hours"].flatMap { $0.isEmpty ? nil : $0 })
    }
}
