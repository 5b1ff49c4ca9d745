import Foundation
import Storage
import Verger

/// The landing page of the demonstration, with a variant under test, its pictures, and the colours of the company.
struct DemoLanding {
    private let connection: any SQLConnection
    private let workspace: Workspace
    private let now: Instant

    init(_ connection: any SQLConnection, in workspace: Workspace, at now: Instant) {
        self.connection = connection
        self.workspace = workspace
        self.now = now
    }

    func add() throws {
        let pictures = Pictures(connection, in: workspace.id)
        func picture(_ drawing: DemoDrawing, _ name: String) throws -> Int64 {
            try pictures.add(PictureFile(drawing.png, named: name), named: name, at: now).id
        }
        let oven = try picture(.oven(width: 960, height: 720), "four-fm-20.png")
        let kitchen = try picture(.kitchen(width: 1200, height: 630), "cuisine-en-deux-jours.png")
        let logo = try picture(.mark(side: 160), "logo.png")
        try wear(logo)
        guard let form = try Forms(connection, in: workspace.id).find(slug: "demande-de-tarif") else { return }
        let pages = LandingPages(connection, in: workspace.id)
        var page = try pages.add("Four mixte FM-20", document(form: form.id, oven, kitchen), at: published)
        let version = try pages.publish(page, by: Demo.email, at: published)
        page.published = version
        try count(page)
    }

    /// The page has been online for seven weeks, under test for the last two.
    private var published: Instant { now - 49 * Instant.day }
    private var begun: Instant { now - 11 * Instant.day }

    private func wear(_ logo: Int64) throws {
        let stored = Settings(connection, in: workspace.id)
        var settings = try stored.all()
        settings.brand = Brand(colour: Accent("#a4471b"), logo: logo)
        try stored.save(settings)
    }

    // MARK: The page

    private func document(form: Int64, _ oven: Int64, _ kitchen: Int64) -> LandingDocument {
        var document = LandingDocument(
            language: .french, title: "Four mixte FM-20 : 18 % d’énergie en moins",
            description:
                "Un four mixte collectif qui cuit 20 niveaux, consomme 18 % de moins et s’installe en deux jours. Demandez votre tarif.",
            picture: kitchen,
            footer:
                "Atelier Borie, 12 rue des Forges, 69007 Lyon. [Mentions légales](https://www.atelier-borie.example/mentions)",
            blocks: blocks(form: form, oven, kitchen))
        document.challenge()
        document.challenger?[0][.title] = "Votre four mixte changé en deux jours, sans fermer la cuisine"
        document.challenger?[0][.button] = "Voir si c’est possible chez moi"
        return document
    }

    private func blocks(form: Int64, _ oven: Int64, _ kitchen: Int64) -> [LandingBlock] {
        [
            LandingBlock(
                id: "b1", .headline,
                [
                    .title: "Le four mixte qui rembourse sa différence en trois ans",
                    .text:
                        "20 niveaux GN 1/1, 18\u{A0}% d’énergie et 30\u{A0}% d’eau en moins que le modèle qu’il remplace.",
                    .button: "Demander mon tarif", .picture: String(oven),
                    .alternative: "Four mixte FM-20, porte vitrée et bandeau de commande",
                ]),
            LandingBlock(
                id: "b2", .text,
                [
                    .title: "Ce qui change en cuisine",
                    .text: """
                    - **Vapeur à la demande\u{A0}:** pas de chaudière à détartrer
                    - **Sonde à quatre points\u{A0}:** la même cuisson du premier au dernier bac
                    - **Lavage en 52 minutes**, de nuit, sans personne

                    Mesuré dans six établissements, avec leurs propres menus. [Lire la méthode](https://www.atelier-borie.example/mesures)
                    """,
                ]),
            LandingBlock(
                id: "b3", .testimonial,
                [
                    .text: "Deux jours de pose, et le service du mercredi midi n’a pas bougé d’une minute.",
                    .author: "Corinne Delaunay", .role: "directrice, Manoir de Kerlut",
                ]),
            LandingBlock(
                id: "b4", .testimonial,
                [
                    .text: "La facture d’eau a parlé avant celle du gaz.", .author: "Patrice Nguyen",
                    .role: "chef, Saveurs du Mékong",
                ]),
            LandingBlock(
                id: "b5", .price,
                [
                    .title: "FM-20", .amount: "12 400 €", .unit: "HT, posé",
                    .text: "- Reprise de l’ancien four\n- Mise en service et formation\n- Garantie trois ans",
                    .button: "Demander mon tarif",
                ]),
            LandingBlock(
                id: "b6", .price,
                [
                    .title: "FM-20 en location", .amount: "289 €", .unit: "HT par mois, cinq ans",
                    .text: "- Entretien compris\n- Pièces et main-d’œuvre\n- Rachat possible dès la troisième année",
                    .button: "Demander mon tarif",
                ]),
            LandingBlock(
                id: "b7", .video,
                [
                    .title: "Un hôtel de 84 chambres change de four en deux jours",
                    .address: "https://films.atelier-borie.example/bellerive", .picture: String(kitchen),
                    .alternative: "Une cuisine d’hôtel pendant la pose du four", .text: "3 minutes, sous-titré",
                ]),
            LandingBlock(
                id: "b8", .form,
                [
                    .form: String(form), .title: "Votre tarif sous deux jours ouvrés",
                    .text: "Trois questions suffisent.",
                ]),
        ]
    }

    // MARK: What it counted

    /// Weekdays and Sundays, first without a test, then with one that needs more.
    private func count(_ page: LandingPage) throws {
        let figures = LandingFigures(connection, in: workspace)
        for day in stride(from: Int64(49), to: 11, by: -1) {
            try figures.add(visits(day, 38), of: .init(page: page.id, .a, test: nil), at: now - day * Instant.day)
        }
        let plan = try TestPlan(baseline: 610, lift: 50, share: 50)
        guard
            let test = try LandingTests(connection, in: workspace.id).start(
                plan, of: page, by: Demo.email, at: begun)
        else { return }
        for day in stride(from: Int64(11), to: 0, by: -1) {
            for (variant, size) in [(LandingVariant.a, 20), (.b, 19)] {
                try figures.add(
                    visits(day &+ (variant == .b ? 3 : 0), size), of: .init(page: page.id, variant, test: test.id),
                    at: now - day * Instant.day)
            }
        }
    }

    private func visits(_ day: Int64, _ size: Int) -> LandingCount {
        let weekday = workspace.zone.day(at: now - day * Instant.day).weekday
        let visitors = (weekday > 5 ? size / 3 : size) + Int(day * 7 % 5)
        return LandingCount(
            views: visitors + visitors / 3, visitors: visitors, conversions: visitors / 16 + (day % 4 == 0 ? 1 : 0))
    }
}
