import Storage
import Verger

/// The contents and the forms of the demonstration: those that its activities tell of.
struct DemoForms {
    private let connection: any SQLConnection
    private let workspace: Workspace
    private let now: Instant

    init(_ connection: any SQLConnection, in workspace: Workspace, at now: Instant) {
        self.connection = connection
        self.workspace = workspace
        self.now = now
    }

    func add() throws {
        try content(
            "Guide « Deuxième cuisine »", .discovery, isGated: false, "Quand une seconde cuisine se paie, et quand non."
        )
        let comparison = try content(
            "Comparatif fours mixtes", .evaluation, isGated: true,
            "Six fours mixtes mesurés dans les mêmes conditions\u{A0}: rendement, eau, entretien.")
        try content("Fiche technique FM-20", .evaluation, isGated: false, "Dimensions, raccordements, consommations.")
        try content(
            "Étude de cas « Bellerive »", .evaluation, isGated: true,
            "Un hôtel de 84 chambres change de fours en deux jours.")
        try content(
            "Modèle de cahier des charges", .decision, isGated: true, "À remplir et à envoyer à trois fournisseurs.")
        try form("Demande de tarif", .pricing)
        try form("Recevoir le comparatif", .download) {
            $0.content = comparison.id
            $0.title = "Comparatif de fours mixtes"
            $0.intro = "Six fours mesurés dans les mêmes conditions. Huit pages."
        }
        try form("Salon de Lyon", .stand) { $0.event = "Salon de Lyon 2026" }
    }

    @discardableResult
    private func content(
        _ title: String, _ level: Content.Level, isGated: Bool, _ summary: String
    ) throws -> Content {
        let contents = Contents(connection, in: workspace.id)
        let draft = ContentDraft(personas: []) { name in
            switch name {
            case "title": title
            case "summary": summary
            case "level": level.rawValue
            case "language": "fr"
            case "gated": isGated ? "yes" : nil
            default: nil
            }
        }
        let content = try contents.add(draft, at: now)
        _ = try contents.keep(DemoForms.page, named: "\(title).pdf", of: content.id)
        return content
    }

    private func form(_ name: String, _ goal: FormGoal, _ change: (inout FormDocument) -> Void = { _ in }) throws {
        var document = StartingForm.document(for: goal, in: .french, company: workspace.name)
        change(&document)
        let forms = Forms(connection, in: workspace.id)
        _ = try forms.publish(forms.add(name, document, at: now), by: Demo.email, at: now)
    }

    /// A PDF of one empty page.
    private static let page: [UInt8] = {
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        ]
        var text = "%PDF-1.4\n"
        var places: [Int] = []
        for (index, object) in objects.enumerated() {
            places.append(text.utf8.count)
            text += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        let start = text.utf8.count
        text += "xref\n0 4\n0000000000 65535 f \n"
        for place in places { text += String(repeating: "0", count: 10 - String(place).count) + "\(place) 00000 n \n" }
        return Array((text + "trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n").utf8)
    }()
}
