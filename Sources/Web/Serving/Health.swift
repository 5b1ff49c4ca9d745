import HTTPTypes
import Storage

/// What tells those who run an instance how it does.
enum Health {
    static let routes: [Route] = [
        Route(.get, "/healthz", open: { _ in .text("ok\n") }),
        Route(
            .get, "/readyz",
            open: { call in
                _ = try call.site.database.read { try $0.row("SELECT 1", []) { $0.integer(0) } }
                return .text("ready\n")
            }),
        Route(
            .get, "/metrics",
            open: { call in
                Answer(type: "text/plain; version=0.0.4; charset=utf-8", Array(call.site.metrics.text().utf8))
            }),
    ]
}
