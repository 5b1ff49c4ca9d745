/// What a workspace decides about itself, beside its name, zone and currency.
package struct WorkspaceSettings: Hashable, Sendable {
    /// Whether sales reps see the contacts that nobody follows.
    package var repsSeeUnassigned: Bool
    /// Of pages for people who chose none, and of what is sent. Nil: that of the browser.
    package var language: Language?
    /// When the workspace works, the JSON that `WorkingHours` reads; nil for the usual hours.
    package var workingHours: String?
    package var brand: Brand

    package init(
        repsSeeUnassigned: Bool = true, language: Language? = nil, workingHours: String? = nil, brand: Brand = Brand()
    ) {
        self.repsSeeUnassigned = repsSeeUnassigned
        self.language = language
        self.workingHours = workingHours
        self.brand = brand
    }
}

extension WorkspaceSettings {
    /// As names and values, for storage. Names that are unknown are left out when read, and defaults hold for the rest.
    package var values: [String: String] {
        var values = ["reps_see_unassigned": repsSeeUnassigned ? "yes" : "no"]
        values["language"] = language?.rawValue ?? ""
        values["working_hours"] = workingHours ?? ""
        values["brand_colour"] = brand.colour?.text ?? ""
        values["brand_logo"] = brand.logo.map(String.init) ?? ""
        return values
    }

    package init(values: [String: String]) {
        self.init(
            repsSeeUnassigned: values["reps_see_unassigned"] != "no",
            language: values["language"].flatMap(Language.init(rawValue:)),
            workingHours: values["working_hours"].flatMap { $0.isEmpty ? nil : $0 },
            brand: Brand(
                colour: values["brand_colour"].flatMap(Accent.init), logo: values["brand_logo"].flatMap { Int64($0) }))
    }
}
