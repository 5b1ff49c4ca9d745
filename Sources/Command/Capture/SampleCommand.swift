import ArgumentParser
import Foundation
import Sample
import Verger

struct SampleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sample", abstract: "Write the files of an invented company, to try Verger on.",
        discussion: """
              verger sample sample/
              verger import companies sample/companies.csv
              verger import contacts sample/contacts.csv
            """)

    @Argument(help: "The folder to write companies.csv, contacts.csv, activities.csv and payments.csv into")
    var folder: String

    @Option(help: "How many contacts")
    var contacts = 400

    @Option(help: "Another seed gives another company")
    var seed: UInt64 = 1

    @OptionGroup var options: Options

    func run() throws {
        guard (1...10_000_000).contains(contacts) else { throw ValidationError("--contacts is from 1 to 10000000") }
        let company = SampleCompany(seed: seed, now: options.now, zone: .paris, contacts: contacts)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for file in SampleCompany.File.allCases {
            let target = try ExportTarget((folder as NSString).appendingPathComponent(file.name))
            try company.write(file) { try target.write($0) }
            try target.close()
        }
        Terminal.print(folder)
        Terminal.flush()
    }
}
