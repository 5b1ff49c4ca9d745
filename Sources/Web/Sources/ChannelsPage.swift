import HTML
import Verger

/// The channels, and what is spent for one as a whole.
struct ChannelsPage {
    let visit: Visit
    let book: SourceBook
    /// Of no campaign.
    let costs: [Cost]
    let problem: Channel.Problem?
    let typedCost: (id: Int64?, form: CostForm)?

    private var notation: Notation { visit.notation }
    private var mayEdit: Bool { visit.may(.manageSources) }

    var page: Page {
        var page = visit.sourcesPage(.channels)
        page.content = group {
            table
            if mayEdit { adding }
            section(.class("section"), .aria("labelledby", "costs")) {
                div(.class("head")) {
                    h2(.id("costs")) { notation.text("Coûts d’un canal entier", "Costs of a whole channel") }
                    span(.class("end")) {
                        notation.text("Ce qui n’est d’aucune campagne", "What belongs to no campaign")
                    }
                }
                for channel in book.channels { grid(channel) }
                if mayEdit { addingCost }
                if !mayEdit, costs.isEmpty { p(.class("faint")) { notation.text("Aucun.", "None.") } }
            }
        }
        return page
    }

    private var table: Markup {
        div(.class("scroll")) {
            HTML.table(.class("table")) {
                thead {
                    tr {
                        th(Attribute("scope", "col")) { notation.text("Canal", "Channel") }
                        th(Attribute("scope", "col")) { notation.text("Code", "Code") }
                        th(.class("no-small"), Attribute("scope", "col")) {
                            notation.text("Aussi appelé", "Also called")
                        }
                        th(.class("r"), Attribute("scope", "col")) { notation.text("Campagnes", "Campaigns") }
                        if mayEdit { th { span(.class("sr")) { notation.text("Actes", "Actions") } } }
                    }
                }
                tbody {
                    for channel in book.channels {
                        tr {
                            td { visit.say(channel.name) }
                            td { HTML.code { channel.id } }
                            td(.class("no-small muted small")) { channel.aliases.joined(separator: ", ") }
                            td(.class("r")) { notation.count(book.campaigns.count { $0.channel == channel.id }) }
                            if mayEdit {
                                td {
                                    if channel.isOwn {
                                        visit.postForm(visit.links.channels + "/removal") {
                                            input(.type("hidden"), .name("id"), .value(channel.id))
                                            button(.class("btn small quiet")) { notation.text("Supprimer", "Remove") }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    private var adding: Markup {
        var id = FormField("id", notation.text("Code", "Code"), value: visit.form.text("id") ?? "")
        id.hint = notation.text(
            "Ce que portent les activités, par exemple radio.", "What activities carry, such as radio.")
        var name = FormField("name", notation.text("Nom", "Name"), value: visit.form.text("name") ?? "")
        switch problem {
        case .noID: id.error = problem.map { visit.say($0.sentence) }
        case .noName: name.error = problem.map { visit.say($0.sentence) }
        case nil: break
        }
        var aliases = FormField(
            "aliases", notation.text("Autres noms, séparés par des virgules", "Other names, separated by commas"),
            value: visit.form.text("aliases") ?? "")
        aliases.isRequired = false
        return details(.class("adding"), .open(problem != nil)) {
            summary { notation.text("Ajouter un canal", "Add a channel") }
            visit.postForm(visit.links.channels, .class("form")) {
                div(.class("pair")) {
                    id.markup
                    name.markup
                }
                aliases.markup
                div(.class("actions")) { button(.class("btn")) { notation.text("Ajouter", "Add") } }
            }
        }
    }

    private func grid(_ channel: Channel) -> Markup {
        let own = costs.filter { $0.target == .channel(channel.id) }
        return group {
            if !own.isEmpty {
                h3(.class("small-title")) { visit.say(channel.name) }
                CostGrid(visit: visit, costs: own, target: nil).markup
            }
        }
    }

    private var addingCost: Markup {
        let form = typedCost?.form ?? CostForm()
        func field(_ name: String, _ label: String, _ value: String, type: String = "text") -> FormField {
            var field = FormField(name, label, type: type, value: value)
            field.error = form.problems[name].map(visit.say)
            return field
        }
        return details(.class("adding"), .open(typedCost != nil)) {
            summary { notation.text("Ajouter un coût", "Add a cost") }
            visit.postForm(visit.links.channels + "/costs", .class("form")) {
                div(.class("pair")) {
                    FormField(
                        "channel", notation.text("Canal", "Channel"),
                        among: book.channels.map { ($0.id, visit.say($0.name)) },
                        value: visit.form.text("channel") ?? "seo"
                    ).markup
                    FormField(
                        "kind", notation.text("Nature", "Kind"),
                        among: Cost.Kind.allCases.filter { $0 != .commission }.map {
                            ($0.rawValue, visit.say($0.label).capitalizedFirst)
                        }, value: form.kind.rawValue
                    ).markup
                }
                div(.class("pair")) {
                    field("from", notation.text("Du", "From"), form.from, type: "date").markup
                    field("to", notation.text("Au", "To"), form.to, type: "date").optional.markup
                }
                field(
                    "amount",
                    notation.text("Montant (\(visit.workspace.currency))", "Amount (\(visit.workspace.currency))"),
                    form.amount
                ).markup
                field("note", notation.text("Note", "Note"), form.note).optional.markup
                div(.class("actions")) { button(.class("btn")) { notation.text("Ajouter", "Add") } }
            }
        }
    }
}
