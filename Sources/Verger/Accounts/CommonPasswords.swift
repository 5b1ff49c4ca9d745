/// Passwords that are tried first: common words in French and English with the usual additions, and runs of signs.
package enum CommonPasswords {
    /// Whether `password` is one of `words`, once or several times, with digits and signs around it or for letters;
    /// a short pattern that is repeated; or a run along the alphabet, the digits or a row of the keyboard.
    package static func contains(_ password: String) -> Bool {
        let folded = password.folded
        return isRepeated(folded) || isRun(folded) || isWord(folded)
    }

    private static func isWord(_ folded: String) -> Bool {
        let core = folded.trimmed { !$0.isLetter }
        let readings = [core, String(core.map { letters[$0] ?? $0 })]
        return readings.contains { reading in
            let letters = reading.filter(\.isLetter)
            return !letters.isEmpty && isMadeOfWords(letters[...], atMost: 3)
        }
    }

    /// Four words and more are a sentence, which nobody tries.
    private static func isMadeOfWords(_ text: Substring, atMost count: Int) -> Bool {
        if text.isEmpty { return true }
        guard count > 0 else { return false }
        return text.indices.contains { index in
            let end = text.index(after: index)
            return words.contains(String(text[..<end])) && isMadeOfWords(text[end...], atMost: count - 1)
        }
    }

    private static func isRepeated(_ text: String) -> Bool {
        let characters = Array(text)
        return (1...4).contains { period in
            characters.indices.dropFirst(period).allSatisfy { characters[$0] == characters[$0 - period] }
        }
    }

    /// Whether all of `text` is made of pieces of four or more signs that follow each other on a row, either way.
    private static func isRun(_ text: String) -> Bool {
        var rest = text[...]
        while !rest.isEmpty {
            let longest = (4...12).reversed().first { length in
                guard rest.count >= length else { return false }
                let piece = String(rest.prefix(length))
                return rows.contains { $0.contains(piece) }
            }
            guard let longest else { return rest.count < 4 && rest.count * 3 < text.count }
            rest = rest.dropFirst(longest)
        }
        return true
    }

    private static let rows: [String] = {
        let forward = [
            "01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop",
            "qsdfghjklm", "wxcvbn", "1q2w3e4r5t6y7u8i9o0p", "1a2z3e4r5t6y7u8i9o0p", "qazwsxedcrfvtgbyhnujm",
        ]
        return forward + forward.map { String($0.reversed()) }
    }()

    private static let letters: [Character: Character] = [
        "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i",
    ]

    static let words: Set<String> = Set(text.split(whereSeparator: \.isWhitespace).map(String.init))

    private static let text = """
        password passwort passe motdepasse pass word mot secret admin administrateur administrator root user login
        welcome bienvenue bonjour bonsoir hello salut letmein iloveyou jetaime jtm love amour mon ma mes moncoeur coeur
        princess princesse prince sunshine soleil lune etoile star football foot rugby tennis basket baseball soccer
        hockey marseille paris lyon lille nantes bordeaux toulouse strasbourg france french francais bretagne corse
        monkey dragon master shadow superman batman spiderman pokemon pikachu naruto starwars vador matrix trustno
        chocolat chocolate cookie caramel doudou loulou nounours minou titi toto tata tutu bebe baby maman papa mamie
        papy famille family michael michel nicolas thomas alexandre julien camille marine celine sandrine isabelle
        nathalie patrick pascal philippe frederic sebastien vincent olivier laurent david daniel jessica jennifer
        ashley charlie charlotte jordan robert andrew matthew anthony joshua hunter george thomas maxime antoine
        azerty qwerty qwertz azertyuiop qwertyuiop asdfgh asdf qsdf zxcvbn wxcvbn qazwsx abc abcd abcdef test
        testing essai demo exemple example sample default defaut change changeme changezmoi temp temporaire guest
        invite computer ordinateur internet google facebook linkedin microsoft windows apple samsung orange sfr free
        bouygues iphone android server serveur database system systeme security securite access acces compte account
        societe entreprise company business commercial vente ventes marketing contact client clients verger
        freedom liberte whatever nothing rien killer pepper ginger summer winter spring autumn ete hiver printemps
        automne january february march april may june july august september october november december janvier
        fevrier mars avril mai juin juillet aout septembre octobre novembre decembre monday friday sunday lundi mardi
        mercredi jeudi vendredi samedi dimanche happy heureux heureuse bonheur cheval chien chat lapin tigre lion
        panther tiger horse dog cat fish ferrari porsche mercedes renault peugeot citroen yamaha harley mustang corvette
        rainbow flower fleur rose jasmine purple silver golden blue bleu rouge noir blanc vert black white green
        samurai ninja warrior pirate wizard magic magique angel ange devil diable jesus dieu god christ bible
        the my your you me this new old big please correcthorsebatterystaple et le la les un une ton ta
        """
}

extension String {
    fileprivate func trimmed(_ isOutside: (Character) -> Bool) -> String {
        let start = drop(while: isOutside)
        return String(start.reversed().drop(while: isOutside).reversed())
    }
}
