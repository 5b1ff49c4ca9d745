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
        page.versions = version
        try count(page, form)
    }

    /// The page has been online for seven weeks, under test for eleven days.
    private var published: Instant { now - 50 * Instant.day }

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

    // MARK: Who came

    /// Visitors of weekdays and Sundays; each form with the contact who sent it.
    private func count(_ page: LandingPage, _ form: Form) throws {
        let figures = LandingFigures(connection, in: workspace)
        let tests = LandingTests(connection, in: workspace.id)
        var test: LandingTest?
        for day in stride(from: Int64(49), to: 0, by: -1) {
            let instant = now - day * Instant.day
            if day == DemoLanding.testDays {
                test = try tests.start(
                    TestPlan(baseline: 450, lift: 120, share: 50), of: page, by: Demo.email, at: instant)
            }
            for variant in LandingVariant.allCases where variant == .a || test != nil {
                try figures.add(
                    visits(day, variant), of: .init(page: page.id, variant, test: test?.id), at: instant)
            }
            for sender in DemoLanding.senders where sender.day == day {
                let origin = LandingOrigin(page: page.id, version: 1, variant: sender.variant, test: test?.id)
                try send(sender, form, origin, at: instant)
            }
        }
    }

    private static let testDays: Int64 = 11

    private func visits(_ day: Int64, _ variant: LandingVariant) -> LandingCount {
        let weekday = workspace.zone.day(at: now - day * Instant.day).weekday
        let usual = variant == .b ? 6 : day > DemoLanding.testDays ? 8 : 7
        let visitors = (weekday > 5 ? 1 : usual) + Int((day * 7 + (variant == .b ? 3 : 0)) % 4)
        return LandingCount(views: visitors + visitors / 3, visitors: visitors)
    }

    private struct Sender {
        let day: Int64
        let variant: LandingVariant
        let first: String
        let last: String
        let company: String

        init(_ day: Int64, _ variant: LandingVariant, _ first: String, _ last: String, _ company: String) {
            (self.day, self.variant, self.first, self.last, self.company) = (day, variant, first, last, company)
        }

        var email: String {
            "\(first).\(last)".folded.replacing(" ", with: "-") + "@" + Form.slug(of: company) + ".example"
        }
    }

    private static let senders = [
        Sender(47, .a, "Hélène", "Garnier", "Résidence des Tilleuls"),
        Sender(44, .a, "Marc", "Oudin", "Hôtel du Pont"), Sender(41, .a, "Sonia", "Belkacem", "Crèche Les Lutins"),
        Sender(37, .a, "Yves", "Kermarrec", "Cuisine centrale de Vannes"),
        Sender(33, .a, "Aurélie", "Fontaine", "Lycée Jean-Monnet"),
        Sender(30, .a, "Luc", "Simonet", "Traiteur Simonet"),
        Sender(27, .a, "Nora", "Haddad", "Clinique du Parc"), Sender(23, .a, "Gilles", "Prat", "Camping de la Dune"),
        Sender(20, .a, "Inès", "Costa", "Brasserie Costa"), Sender(16, .a, "Paul", "Vasseur", "Collège Prévert"),
        Sender(13, .a, "Odile", "Brun", "Ehpad Bellevue"), Sender(10, .b, "Karim", "Saïdi", "Le Grand Comptoir"),
        Sender(8, .a, "Julie", "Morel", "Auberge du Lac"), Sender(7, .b, "Denis", "Leroux", "Leroux Réceptions"),
        Sender(5, .b, "Fanny", "Guérin", "Hôtel de la Gare"), Sender(4, .a, "Théo", "Mercier", "Cantine Mercier"),
        Sender(2, .b, "Claire", "Dubreuil", "Maison Dubreuil"),
    ]

    private func send(_ sender: Sender, _ form: Form, _ origin: LandingOrigin, at instant: Instant) throws {
        let answers = [
            "q1": [sender.first], "q2": [sender.last], "q3": [sender.email], "q4": [sender.company],
        ]
        let reader = ProfileReader(zone: workspace.zone, region: workspace.region, fields: [:]) { text, _ in text }
        let reading = FormReading(answers, to: form.draft, asked: ["q4"], reader: reader)
        let kinds = Dictionary(ActivityKind.catalogue.map { ($0.name, $0) }) { first, _ in first }
        _ = try FormIntake(connection, in: workspace, types: [:], kinds: kinds, at: instant).take(
            FormIntake.Sending(
                form: form, document: form.draft, version: 1, key: "demo-landing-page-\(sender.day)", way: .page,
                at: instant, reading: reading, touch: FormTouch { $0 == "utm_source" ? "google_ads" : nil },
                address: "",
                verdict: .human, landing: origin))
    }
}
