extension FormDocument {
    /// What is asked leave for that the workspace has no purpose for, or not on this channel.
    package func problems(purposes: [Purpose]) -> [Problem] {
        consents.compactMap { consent in
            guard let purpose = purposes.first(where: { $0.id == consent.purpose && !$0.isArchived }) else {
                return Problem(
                    Sentence(
                        fr: "cette finalité n’existe pas ou n’est plus utilisée",
                        en: "there is no such purpose, or not any more"),
                    path: "\(consent.id).purpose")
            }
            guard purpose.channels.contains(where: { $0.rawValue == consent.channel.rawValue }) else {
                return Problem(
                    Sentence(fr: "cette finalité n’emploie pas ce canal", en: "this purpose does not use this channel"),
                    path: "\(consent.id).channel")
            }
            return nil
        }
    }
}

extension FormConsent {
    /// A box for a purpose, in the words that the workspace has for it; nil for what no form can ask.
    package init?(asking purpose: Purpose, _ text: String?) {
        guard !purpose.isArchived, purpose.role == .messages,
            let channel = purpose.channels.lazy.compactMap({ Channel(rawValue: $0.rawValue) }).first
        else { return nil }
        self.init(id: "", purpose: purpose.id, channel: channel, text: text ?? "")
    }

    /// The same under another id.
    package func named(_ id: String) -> FormConsent {
        FormConsent(id: id, purpose: purpose, channel: channel, text: text)
    }
}
