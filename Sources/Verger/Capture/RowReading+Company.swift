extension RowReading {
    /// The company of a row in a file of companies.
    mutating func company() -> ImportedCompany? {
        let company = company(rules.plan.company)
        if company?.fields[CompanyField.name.rawValue] == nil, company?.fields[CompanyField.externalID.rawValue] == nil
        {
            refuse(RowSentences.noCompany)
        }
        return company
    }

    /// The company that `sources` describe; nil when all of them are missing.
    mutating func company(_ sources: [(field: CompanyField, source: RowPlan.Source)]) -> ImportedCompany? {
        var company = ImportedCompany()
        for (field, source) in sources {
            switch field {
            case .size: company.fields[field.rawValue] = value(source, as: .number)
            case .siren: company.fields[field.rawValue] = siren(source)
            case .domain: company.fields[field.rawValue] = domain(source)
            case .externalID, .name, .industry, .country, .city: company.fields[field.rawValue] = text(source)
            }
        }
        return company.fields.isEmpty ? nil : company
    }

    /// Nine digits, also out of a SIRET or a VAT number; as typed when it is none of these.
    private mutating func siren(_ source: RowPlan.Source) -> String? {
        guard let text = text(source) else { return nil }
        if let siren = SIREN(text) ?? SIRET(text)?.siren ?? FrenchVAT(text)?.siren { return siren.digits }
        warn(RowSentences.badSIREN, source, value: text)
        return text
    }

    /// The host of an address of the web; as typed when it is none.
    private mutating func domain(_ source: RowPlan.Source) -> String? {
        guard let text = text(source) else { return nil }
        if let domain = EmailAddress.domain(text.hostOfAddress) { return domain }
        warn(RowSentences.badDomain, source, value: text)
        return text
    }
}
