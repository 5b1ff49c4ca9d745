package import Verger

/// Why a file is not read as a table, and what to do.
package enum SpreadsheetProblem: Error, Hashable, Sendable {
    case empty
    /// The format of Excel before 2007.
    case oldExcel
    case encrypted
    case openDocument
    /// `.xlsb`.
    case binaryWorkbook
    /// A page of the web with the name of a table.
    case webPage
    /// Something else: `PDF`, `image`, `program`.
    case otherKind(String)
    /// Bytes that are no text, of no format that is known here.
    case binary
    /// An archive that holds no workbook.
    case notWorkbook
    case damaged
    /// It would become too large when it is unpacked.
    case bomb
    /// It declares entities, which no spreadsheet does.
    case hostile
    case tooWide(limit: Int)
    case tooManySheets(limit: Int)
    case noSuchSheet
    /// Its header can't be read.
    case header(HeadedTable.Problem)

    package var sentence: Sentence {
        switch self {
        case .empty:
            Sentence(
                fr: "Ce fichier est vide\u{A0}: la première ligne doit nommer les colonnes.",
                en: "This file is empty: its first line must name the columns.")
        case .oldExcel:
            Sentence(
                fr:
                    "C’est un classeur de l’ancien format d’Excel (.xls). Ouvrez-le, enregistrez-le au format .xlsx ou CSV, et envoyez ce fichier-là.",
                en:
                    "This is a workbook in the old format of Excel (.xls). Open it, save it as .xlsx or CSV, and send that file."
            )
        case .encrypted:
            Sentence(
                fr:
                    "Ce classeur est protégé par un mot de passe. Ouvrez-le, enlevez le mot de passe, enregistrez-le et envoyez-le de nouveau.",
                en: "This workbook is protected by a password. Open it, remove the password, save it and send it again."
            )
        case .openDocument:
            Sentence(
                fr:
                    "C’est un fichier OpenDocument. Ouvrez-le, enregistrez-le au format .xlsx ou CSV, et envoyez ce fichier-là.",
                en: "This is an OpenDocument file. Open it, save it as .xlsx or CSV, and send that file.")
        case .binaryWorkbook:
            Sentence(
                fr:
                    "C’est un classeur binaire (.xlsb). Ouvrez-le, enregistrez-le au format .xlsx ou CSV, et envoyez ce fichier-là.",
                en: "This is a binary workbook (.xlsb). Open it, save it as .xlsx or CSV, and send that file.")
        case .webPage:
            Sentence(
                fr:
                    "C’est une page web, quel que soit son nom. Ouvrez-la dans un tableur, enregistrez-la au format .xlsx ou CSV, et envoyez ce fichier-là.",
                en:
                    "This is a web page, whatever its name says. Open it in a spreadsheet, save it as .xlsx or CSV, and send that file."
            )
        case .otherKind(let kind):
            Sentence(
                fr: "C’est un fichier \(kind), quel que soit son nom. Envoyez un fichier CSV ou un classeur .xlsx.",
                en: "This is a \(kind) file, whatever its name says. Send a CSV file or an .xlsx workbook.")
        case .binary:
            Sentence(
                fr:
                    "Ce fichier n’est pas un tableau\u{A0}: il contient autre chose que du texte, quel que soit son nom. Envoyez un fichier CSV ou un classeur .xlsx.",
                en:
                    "This file is no table: it holds something else than text, whatever its name says. Send a CSV file or an .xlsx workbook."
            )
        case .notWorkbook:
            Sentence(
                fr:
                    "C’est une archive, pas un classeur. Décompressez-la et envoyez le fichier CSV ou .xlsx qu’elle contient.",
                en: "This is an archive, not a workbook. Unpack it and send the CSV or .xlsx file that is in it.")
        case .damaged:
            Sentence(
                fr:
                    "Ce classeur est abîmé\u{A0}: il ne peut pas être lu jusqu’au bout. Ouvrez-le dans un tableur, enregistrez-le de nouveau et envoyez-le.",
                en:
                    "This workbook is damaged: it can’t be read to its end. Open it in a spreadsheet, save it again and send it."
            )
        case .bomb:
            Sentence(
                fr:
                    "Ce classeur prendrait une place démesurée une fois décompressé. Découpez-le, ou envoyez un fichier CSV.",
                en:
                    "This workbook would take up far too much room once unpacked. Cut it into parts, or send a CSV file."
            )
        case .hostile:
            Sentence(
                fr:
                    "Ce classeur contient des déclarations qu’aucun tableur n’écrit. Ouvrez-le dans un tableur, enregistrez-le de nouveau et envoyez-le.",
                en:
                    "This workbook holds declarations that no spreadsheet writes. Open it in a spreadsheet, save it again and send it."
            )
        case .tooWide(let limit):
            Sentence(
                fr:
                    "Cette feuille a plus de \(limit)\u{A0}colonnes. Supprimez celles qui ne servent pas, enregistrez le classeur et envoyez-le de nouveau.",
                en:
                    "This sheet has more than \(limit) columns. Delete those that don’t serve, save the workbook and send it again."
            )
        case .tooManySheets(let limit):
            Sentence(
                fr:
                    "Ce classeur a plus de \(limit)\u{A0}feuilles. Copiez celle que vous voulez importer dans un classeur à part, et envoyez celui-là.",
                en:
                    "This workbook has more than \(limit) sheets. Copy the one that you want to import into a workbook of its own, and send that one."
            )
        case .header(let problem): problem.sentence
        case .noSuchSheet:
            Sentence(fr: "Ce classeur n’a pas cette feuille.", en: "This workbook has no such sheet.")
        }
    }
}
