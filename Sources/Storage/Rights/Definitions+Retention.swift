package import Verger

extension Definitions {
    /// How long people are kept by the definition in force; nil when it does not say.
    package func retention() throws -> Retention? {
        guard let definition = try active()?.definition, let months = definition.retentionMonths else { return nil }
        return Retention(months: months, zone: workspace.zone, kinds: ActivityKind.catalogue + definition.kinds)
    }
}
