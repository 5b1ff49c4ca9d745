import Storage
import Verger

extension Suppressions.Refusal {
    /// What whoever would record somebody who was erased is told, at the field that tells who it is.
    var problem: Problem {
        let field =
            switch kind {
            case .email: "email"
            case .phone: "phone"
            case .externalID, .visitor: "external_id"
            }
        return Problem(
            Sentence(
                fr:
                    "cette personne a demandé à être effacée\u{A0}: rien ne peut être enregistré à son sujet",
                en: "this person asked to be erased: nothing can be recorded about them"), path: field)
    }
}
