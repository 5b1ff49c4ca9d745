import HTML
import Storage
import Verger

/// Companies with the SIREN, the domain or the name that somebody has just typed for another: he is told once, then it is his
/// decision, for one SIREN may have several places and one group several companies.
struct CompanyNamesakes {
    let all: [(company: Company, reason: Sentence)]
    private let links: Links
    private let notation: Notation

    /// `old`: what is recorded; what has not changed is not told again.
    init(of company: Company, changing old: Company?, _ visit: Visit, _ connection: any SQLConnection) throws {
        links = visit.links
        notation = visit.notation
        let before = old.map { MatchProfile(of: $0) }
        let profile = MatchProfile(of: company)
        let found = try Lookalikes(connection, in: visit.workspace).companies(sharing: profile, except: old?.id)
        let companies = Companies(connection, in: visit.workspace)
        all = try found.compactMap { other, fields in
            let new = fields.filter { before?[$0] != profile[$0] }
            guard !new.isEmpty, try companies.isSeen(other.id, by: visit.member.visibility) else { return nil }
            return (other, CompanyNamesakes.reason(new))
        }
    }

    /// For a form to name those that were shown.
    var ids: String { all.map { String($0.company.id.value) }.joined(separator: ",") }

    /// Whether somebody is among them whom the form did not show.
    func areUnseen(by form: Fields) -> Bool {
        let shown = Set(form[LookalikesView.field]?.split(separator: ",").compactMap { Int64($0) } ?? [])
        return all.contains { !shown.contains($0.company.id.value) }
    }

    private static func reason(_ fields: [MatchField]) -> Sentence {
        let words = fields.map { field in
            switch field {
            case .siren: Sentence(fr: "le même SIREN", en: "the same SIREN")
            case .domain: Sentence(fr: "le même domaine", en: "the same domain")
            default: Sentence(fr: "le même nom", en: "the same name")
            }
        }
        return Sentence(
            fr: words.map(\.fr).joined(separator: ", "), en: words.map(\.en).joined(separator: ", "))
    }

    var markup: Markup {
        div(.class("banner warn"), .role("alert")) {
            Icon.company.markup
            input(.type("hidden"), .name(LookalikesView.field), .value(ids))
            div {
                b { notation.text("Peut-être déjà là", "Maybe here already") }
                ul(.class("plain-list")) {
                    for (company, reason) in all.prefix(5) {
                        li {
                            a(.class("link"), .href(links.company(company.id))) { company.displayName }
                            notation.text(" a ", " has ") + notation.text(reason)
                            if let city = company.fields[.city] { span(.class("faint")) { " · " + city } }
                        }
                    }
                }
                span(.class("muted")) {
                    notation.text(
                        "Ouvrez la fiche si c’est la même entreprise. Sinon, enregistrez de nouveau.",
                        "Open the record if it is the same company. If not, save again.")
                }
            }
        }
    }
}
