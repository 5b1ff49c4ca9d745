/// Which activities a criterion looks at: some kinds, and those that pass a filter.
struct Selector: Sendable {
    let kinds: KindSet
    let filter: Filter?
    /// Two selectors with the same key select the same activities.
    let key: String
}

/// A filter on one activity, made from the conditions after `where`.
indirect enum Filter: Sendable {
    case always
    case never
    case all([Filter])
    case any([Filter])
    case not(Filter)
    case test(any Criterion)
    /// Consent given or refused on one channel; an absent channel means e-mail.
    case consent(channel: String)
}
