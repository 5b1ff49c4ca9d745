/// A criterion that the profile alone decides, asked once for each version of it and not at each instant.
struct Remembered: Criterion {
    let criterion: any Criterion
    /// Its place in the memory of a `Vantage`.
    let place: Int

    func holds(from vantage: Vantage, until: inout Instant) -> Bool {
        vantage.remembering(place) {
            var never = Instant.distantFuture
            return criterion.holds(from: vantage, until: &never)
        }
    }

    func explanation(from vantage: Vantage) -> Explanation { criterion.explanation(from: vantage) }

    func sql(in query: inout SetQuery) -> SQLFragment { criterion.sql(in: &query) }

    func add(to reading: inout Reading) { criterion.add(to: &reading) }
}

extension Checker {
    /// The same criterion, remembered where only the profile decides it.
    mutating func remembered(_ criterion: any Criterion) -> any Criterion {
        var reading = Reading()
        criterion.add(to: &reading)
        guard reading.isOfProfileOnly else { return criterion }
        rules.rememberedCount += 1
        return Remembered(criterion: criterion, place: rules.rememberedCount - 1)
    }
}
