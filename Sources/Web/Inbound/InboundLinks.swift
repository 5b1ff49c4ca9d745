import Verger

extension Links {
    var inbound: String { settings("inbound") }
    func inboundMail(_ id: Int64, _ part: String) -> String { "\(inbound)/mails/\(id)/\(part)" }
    func hook(_ id: Int64) -> String { "\(inbound)/sources/\(id)" }
    func hook(_ id: Int64, _ part: String) -> String { "\(hook(id))/\(part)" }
}

extension Site {
    /// Where mail servers bring in mails of a workspace.
    func mailPoint(_ workspace: Workspace) -> String { "\(address)/mail/\(workspace.slug)" }
    /// Where a program sends what it knows.
    func hookPoint(_ workspace: Workspace, _ secret: String) -> String {
        "\(address)/hooks/\(workspace.slug)/\(secret)"
    }
}
