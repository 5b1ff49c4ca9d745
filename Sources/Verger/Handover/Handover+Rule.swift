extension Handover {
    /// What a definition says of handovers, its stages found.
    package struct Rule: Sendable {
        /// Position of the stage from which sales look after a contact.
        package let stage: Int
        /// Position of the stage from which they need not answer any more, since the contact has bought; nil for none.
        package let end: Int?
        /// Working hours in which sales must answer.
        package let answerWithin: Int
        let routes: [Route]

        package var owners: [[String]] { routes.map(\.owners) }
        package var routesContacts: Bool { !routes.isEmpty }
    }

    struct Route: Sendable {
        let criterion: any Criterion
        /// E-mail addresses, in turn.
        let owners: [String]
    }

    /// A time that a contact spent in the hands of sales.
    package struct Stay: Hashable, Sendable {
        package let entered: Instant
        package let left: Instant?

        package init(entered: Instant, left: Instant?) {
            self.entered = entered
            self.left = left
        }
    }
}

extension Handover.Rule {
    /// The stays that a history of stages tells of, oldest first.
    package func stays(in history: [Transition]) -> [Handover.Stay] {
        var stays: [Handover.Stay] = []
        var entered: Instant?
        for transition in history {
            let isIn = transition.stage.map { $0 >= stage && $0 < end ?? .max } ?? false
            if isIn {
                entered = entered ?? transition.at
            } else if let start = entered {
                stays.append(Handover.Stay(entered: start, left: transition.at))
                entered = nil
            }
        }
        if let entered { stays.append(Handover.Stay(entered: entered, left: nil)) }
        return stays
    }
}

extension Evaluator {
    /// The first route whose condition holds of the dossier evaluated last; nil for none.
    package func route() -> Int? {
        rules.handover?.routes.firstIndex { route in
            var until = Instant.distantFuture
            return route.criterion.holds(from: vantage, until: &until)
        }
    }
}
