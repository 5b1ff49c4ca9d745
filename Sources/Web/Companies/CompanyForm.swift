import HTML
import Verger

/// The form of a company's record, new or known.
struct CompanyForm {
    let visit: Visit
    /// Nil for a new one.
    let company: Company?
    var version: Int64?
    /// What was typed, when it was refused.
    var typed: Fields?
    var problems: [Problem] = []
    /// Those that have the same SIREN, domain or name.
    var namesakes: CompanyNamesakes?
    /// The company that has the external id that was typed.
    var holder: Company?
    /// What somebody else recorded meanwhile.
    var recorded: Company?

    private var notation: Notation { visit.notation }
    private var parts: RecordFormParts { RecordFormParts(visit: visit, typed: typed, problems: problems) }

    var page: Page {
        var page = Page(
            .companies,
            title: company == nil
                ? notation.text("Nouvelle entreprise", "New company")
                : notation.text("Modifier la fiche", "Edit the record"))
        page.parent =
            company.map { ($0.displayName, visit.links.company($0.id)) } ?? (
                visit.say(Section.companies.label), visit.links.companies
            )
        page.content = content
        return page
    }

    private var target: String {
        company.map { visit.links.company($0.id) + "/edit" } ?? visit.links.to("companies/new")
    }

    private var content: Markup {
        visit.postForm(target, .class("form record-form")) {
            if let version { input(.type("hidden"), .name("version"), .value(String(version))) }
            banner
            field(.name)
            div(.class("pair")) {
                field(
                    .siren,
                    hint: notation.text(
                        "Neuf chiffres\u{A0}; un SIRET ou un numéro de TVA convient.",
                        "Nine digits; a SIRET or a French VAT number will do."))
                field(
                    .domain,
                    hint: notation.text("De son site ou de ses adresses.", "Of its site or of its addresses."))
            }
            div(.class("pair")) {
                field(.industry)
                field(.size, isNumber: true)
            }
            div(.class("pair")) {
                field(.city)
                field(.country)
            }
            field(
                .externalID,
                hint: notation.text("Celui d’un autre logiciel, s’il y en a un.", "That of another program, if any."))
            parts.actions(cancel: company.map { visit.links.company($0.id) } ?? visit.links.companies)
        }
    }

    @MarkupBuilder private var banner: Markup {
        if let recorded {
            parts.conflict(
                CompanyField.allCases.compactMap { parts.difference($0.rawValue, $0.title, recorded.fields[$0]) })
        } else if let holder {
            parts.taken(
                notation.text("Cette entreprise existe déjà", "This company is there already"),
                visit.links.company(holder.id), holder.displayName,
                notation.text(
                    " a cet identifiant. Ouvrez sa fiche, ou corrigez.",
                    " has this id. Open that record, or correct yours."))
        } else if !problems.isEmpty {
            parts.refused
        }
        if let namesakes, !namesakes.all.isEmpty { namesakes.markup }
    }

    private func field(_ field: CompanyField, hint: String? = nil, isNumber: Bool = false) -> Markup {
        parts.text(
            field.rawValue, visit.say(field.title), company?.fields[field], hint: hint, isNumber: isNumber)
    }
}
