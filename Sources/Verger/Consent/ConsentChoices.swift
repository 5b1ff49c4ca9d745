/// What a person ticked on the preference page, against what held before.
package struct ConsentChoices: Hashable, Sendable {
    /// The cells that were on the page.
    package let shown: Set<ConsentRegister.Cell>
    /// Those that the person wants.
    package let wanted: Set<ConsentRegister.Cell>

    package init(shown: Set<ConsentRegister.Cell>, wanted: Set<ConsentRegister.Cell>) {
        self.shown = shown
        self.wanted = wanted
    }

    /// What the person says by it: nothing of cells where nothing changes, so that saying it twice says it once. Refusals
    /// come first, so that the last word on a channel is a yes where one is left.
    package func statements(
        against register: ConsentRegister, proof: (ConsentRegister.Cell) -> ConsentProof
    ) -> [ConsentStatement] {
        var refusals: [ConsentStatement] = []
        var grants: [ConsentStatement] = []
        for purpose in register.purposes where !purpose.isArchived {
            for channel in purpose.channels {
                let cell = ConsentRegister.Cell(purpose.id, channel)
                guard shown.contains(cell) else { continue }
                let state = register[purpose.id, channel].state
                if wanted.contains(cell) {
                    if state == .granted || (channel.isOpenUntilRefused && state == .unknown) { continue }
                    grants.append(ConsentStatement(granting: purpose.id, on: channel, proof: proof(cell)))
                } else if state != .refused, state == .granted || channel.isOpenUntilRefused {
                    refusals.append(ConsentStatement(refusing: purpose.id, on: channel, proof: proof(cell)))
                }
            }
        }
        return refusals + grants
    }

    /// No to everything, on every channel.
    package static func stop(
        against register: ConsentRegister, proof: ConsentProof
    ) -> [ConsentStatement] {
        let channels = register.purposes.filter { !$0.isArchived }.flatMap(\.channels)
        return ConsentChannel.allCases.filter(channels.contains).compactMap { channel in
            let isOver = register.purposes.filter { $0.channels.contains(channel) && !$0.isArchived }
                .allSatisfy { register[$0.id, channel].state == .refused }
            if isOver { return nil }
            return channel.isMessage
                ? ConsentStatement(unsubscribingFrom: nil, on: channel, proof: proof)
                : ConsentStatement(refusing: nil, on: channel, proof: proof)
        }
    }
}
