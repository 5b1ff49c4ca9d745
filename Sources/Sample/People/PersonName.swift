/// First and family names, as common in France as the company's contacts would be.
enum PersonName {
    static let women = [
        "Nathalie", "Isabelle", "Sylvie", "Catherine", "Christine", "Céline", "Sandrine", "Stéphanie", "Virginie",
        "Laurence", "Émilie", "Aurélie", "Élodie", "Julie", "Camille", "Marion", "Manon", "Léa", "Chloé", "Sarah",
        "Inès", "Nadia", "Samira", "Fatima", "Leïla", "Yasmine", "Amina", "Maud", "Gaëlle", "Solenn", "Anne-Sophie",
        "Marie-Laure", "Bénédicte", "Delphine", "Florence", "Véronique", "Patricia", "Corinne", "Hélène", "Claire",
        "Pauline", "Mathilde", "Justine", "Margaux", "Lucie", "Audrey", "Agnès", "Béatrice", "Odile", "Mireille",
        "Thi Lan", "Awa", "Mariama", "Ewa", "Paola", "Carmen", "Ingrid", "Rachel", "Noémie", "Clémence",
    ]
    static let men = [
        "Philippe", "Pascal", "Laurent", "Thierry", "Christophe", "Stéphane", "Olivier", "Frédéric", "Nicolas",
        "Julien",
        "Sébastien", "David", "Jérôme", "Guillaume", "Vincent", "Thomas", "Antoine", "Alexandre", "Maxime", "Romain",
        "Hugo", "Lucas", "Théo", "Karim", "Mehdi", "Rachid", "Omar", "Youssef", "Bastien", "Yann", "Erwan",
        "Pierre-Yves", "Jean-Marc", "Jean-Baptiste", "Didier", "Alain", "Bernard", "Gérard", "Michel", "Patrice",
        "Étienne", "Mathieu", "Fabrice", "Cédric", "Arnaud", "Benoît", "Damien", "Xavier", "Régis", "Gilles",
        "Minh", "Moussa", "Ibrahima", "Tomasz", "Marco", "Luis", "Bruno", "Simon", "Quentin", "Clément",
    ]
    static let families = [
        "Martin", "Bernard", "Dubois", "Durand", "Moreau", "Laurent", "Simon", "Michel", "Lefebvre", "Leroy", "Roux",
        "David", "Bertrand", "Morel", "Fournier", "Girard", "Bonnet", "Dupont", "Lambert", "Fontaine", "Rousseau",
        "Vincent", "Muller", "Lefèvre", "Faure", "Mercier", "Blanc", "Guérin", "Boyer", "Garnier", "Chevalier",
        "François", "Legrand", "Gauthier", "Garcia", "Perrin", "Robin", "Clément", "Morin", "Nicolas", "Henry",
        "Roussel", "Mathieu", "Gautier", "Masson", "Marchand", "Duval", "Denis", "Dumont", "Marie", "Lemaire", "Noël",
        "Meyer", "Dufour", "Meunier", "Brun", "Blanchard", "Giraud", "Joly", "Rivière", "Lucas", "Brunet", "Gaillard",
        "Barbier", "Arnaud", "Martinez", "Gérard", "Roche", "Renard", "Schmitt", "Roy", "Leroux", "Colin", "Vidal",
        "Caron", "Picard", "Roger", "Fabre", "Aubert", "Lemoine", "Renaud", "Dumas", "Lacroix", "Olivier", "Philippe",
        "Bourgeois", "Pierre", "Benoît", "Rey", "Leclerc", "Payet", "Rolland", "Leclercq", "Guillaume", "Lecomte",
        "Lopez", "Jean", "Dupuy", "Guillot", "Hubert", "Berger", "Carpentier", "Sanchez", "Dupuis", "Moulin", "Louis",
        "Deschamps", "Huet", "Vasseur", "Perez", "Boucher", "Fleury", "Royer", "Klein", "Jacquet", "Adam", "Paris",
        "Poirier", "Marty", "Aubry", "Guyot", "Carré", "Charles", "Renault", "Charpentier", "Ménard", "Maillard",
        "Baron", "Bertin", "Bailly", "Hervé", "Schneider", "Fernandez", "Le Gall", "Collet", "Léger", "Bouvier",
        "Julien", "Prévost", "Millet", "Perrot", "Daniel", "Le Roux", "Cousin", "Germain", "Breton", "Besson",
        "Langlois", "Rémy", "Le Goff", "Pelletier", "Lévêque", "Perrier", "Leblanc", "Barré", "Lebrun", "Marchal",
        "Weber", "Mallet", "Hamon", "Boulanger", "Jacob", "Monnier", "Michaud", "Rodriguez", "Guichard", "Gillet",
        "Étienne", "Grondin", "Poulain", "Tessier", "Chevallier", "Collin", "Chauvin", "Da Silva", "Bouchet", "Gay",
        "Lemaître", "Bénard", "Maréchal", "Humbert", "Reynaud", "Antoine", "Hoarau", "Perret", "Barthélemy", "Cordier",
        "Pichon", "Lejeune", "Gilbert", "Lamy", "Delaunay", "Pasquier", "Carlier", "Laporte", "Nguyen", "Diallo",
        "Traoré", "Benali", "Haddad", "Belkacem", "Cohen", "Kowalski", "Rossi", "Caradec", "Tanguy", "Kessler",
    ]
}
