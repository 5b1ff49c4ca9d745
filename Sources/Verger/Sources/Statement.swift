/// What an introducer is owed for some days: drawn up, approved, paid.
package struct Statement: Hashable, Sendable, Identifiable {
    package enum State: String, CaseIterable, Sendable {
        case draft, approved, paid

        package var label: Sentence {
            switch self {
            case .draft: Sentence(fr: "à vérifier", en: "to check")
            case .approved: Sentence(fr: "à payer", en: "to pay")
            case .paid: Sentence(fr: "payé", en: "paid")
            }
        }
    }

    package struct Line: Hashable, Sendable {
        package enum State: String, CaseIterable, Sendable {
            case due
            /// Somebody says that it is wrong; it is not paid until that is settled.
            case disputed
            /// It will not be paid.
            case dropped

            package var label: Sentence {
                switch self {
                case .due: Sentence(fr: "dû", en: "due")
                case .disputed: Sentence(fr: "contesté", en: "disputed")
                case .dropped: Sentence(fr: "écarté", en: "dropped")
                }
            }
        }

        package let due: Introduction.Due
        package let state: State
        /// Why it is disputed or dropped.
        package let reason: String?
        /// Who said so.
        package let by: String?

        package init(due: Introduction.Due, state: State = .due, reason: String? = nil, by: String? = nil) {
            self.due = due
            self.state = state
            self.reason = reason
            self.by = by
        }
    }

    package let id: Int64
    package let introducer: Int64
    package let days: DaySpan
    package let state: State
    package let approvedAt: Instant?
    package let approvedBy: String?
    package let paidAt: Instant?
    /// Of the transfer.
    package let reference: String?
    package let lines: [Line]

    package init(
        id: Int64, introducer: Int64, days: DaySpan, state: State, approvedAt: Instant? = nil,
        approvedBy: String? = nil, paidAt: Instant? = nil, reference: String? = nil, lines: [Line]
    ) {
        self.id = id
        self.introducer = introducer
        self.days = days
        self.state = state
        self.approvedAt = approvedAt
        self.approvedBy = approvedBy
        self.paidAt = paidAt
        self.reference = reference
        self.lines = lines
    }

    /// What is to be paid: its lines that are due.
    package var total: Number {
        lines.filter { $0.state == .due }.reduce(.zero) { $0 + $1.due.amount }
    }

    package var hasDisputes: Bool { lines.contains { $0.state == .disputed } }

    package enum Problem: Error, Hashable, Sendable {
        /// An approved statement changes no more.
        case settled
        /// Lines are disputed still.
        case disputed
        case empty
        case notApproved
        case noReason
        case overlapping

        package var sentence: Sentence {
            switch self {
            case .settled:
                Sentence(
                    fr: "Ce relevé est approuvé\u{A0}: ses lignes ne changent plus.",
                    en: "This statement is approved: its lines change no more.")
            case .disputed:
                Sentence(
                    fr: "Des lignes sont contestées\u{A0}: tranchez-les d’abord.",
                    en: "Some lines are disputed: settle them first.")
            case .empty:
                Sentence(
                    fr: "Rien n’est dû pour ces jours\u{A0}: il n’y a rien à approuver.",
                    en: "Nothing is due for these days: there is nothing to approve.")
            case .notApproved:
                Sentence(
                    fr: "Un relevé s’approuve avant de se payer.", en: "A statement is approved before it is paid.")
            case .noReason:
                Sentence(
                    fr: "Dites pourquoi\u{A0}: la raison reste écrite sur la ligne.",
                    en: "Say why: the reason stays written on the line.")
            case .overlapping:
                Sentence(
                    fr: "Un relevé couvre déjà une partie de ces jours\u{A0}: ouvrez-le.",
                    en: "A statement covers some of these days already: open it.")
            }
        }
    }
}
