import Testing
import Verger
import Work

@Suite struct `A hub` {
    let workspace = Workspace.ID(1)

    func happening(_ contact: Int64) -> Happening {
        Happening(workspace: workspace, changes: [ContactChange(contact: .init(contact))])
    }

    @Test func `tells the listeners of the workspace, and of no other`() async {
        let hub = Hub()
        let mine = hub.happenings(in: workspace)
        let other = hub.happenings(in: .init(2))

        hub.publish(happening(7))
        hub.close()

        #expect(await Array(mine) == [happening(7)])
        #expect(await Array(other) == [])
    }

    @Test func `drops what a slow listener has no room for, and says that much was lost`() async {
        let hub = Hub()
        let slow = hub.happenings(in: workspace, room: 2)
        var listener = slow.makeAsyncIterator()

        for contact in 1...5 as ClosedRange<Int64> { hub.publish(happening(contact)) }
        let first = await [listener.next(), listener.next()]
        hub.publish(happening(6))
        let then = await listener.next()
        hub.publish(happening(7))
        let last = await listener.next()

        #expect(first == [happening(1), happening(2)])
        #expect(then?.isSweeping == true)
        #expect(last == happening(7))
    }

    @Test func `forgets listeners who leave`() async throws {
        let hub = Hub()
        let task = Task { [workspace] in
            for await _ in hub.happenings(in: workspace) {}
        }
        try await eventually { hub.hasListeners }
        task.cancel()
        try await eventually { !hub.hasListeners }
    }
}

private func Array<S: AsyncSequence>(_ sequence: S) async -> [S.Element] where S.Failure == Never {
    var result: [S.Element] = []
    for await element in sequence { result.append(element) }
    return result
}
