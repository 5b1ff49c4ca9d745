import Synchronization
import Verger

/// Counts of what was answered, in the text format of Prometheus.
package final class Metrics: Sendable {
    /// Upper bounds in seconds.
    private static let bounds = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

    private struct Line {
        var buckets = [Int](repeating: 0, count: Metrics.bounds.count + 1)
        var sum = 0.0
        var count = 0
    }

    private struct Key: Hashable {
        let route: String
        let method: String
        let status: Int
    }

    private let lines = Mutex<[Key: Line]>([:])

    /// One answer; `route` is the pattern of the address, so that there are few of them.
    func record(route: String, method: String, status: Int, seconds: Double) {
        let bucket = Metrics.bounds.firstIndex { seconds <= $0 } ?? Metrics.bounds.count
        lines.withLock { lines in
            var line = lines[Key(route: route, method: method, status: status)] ?? Line()
            line.buckets[bucket] += 1
            line.sum += seconds
            line.count += 1
            lines[Key(route: route, method: method, status: status)] = line
        }
    }

    /// Everything, sorted.
    func text() -> String {
        var text = """
            # HELP verger_http_request_duration_seconds Time from the request to its answer.
            # TYPE verger_http_request_duration_seconds histogram

            """
        let lines = lines.withLock { $0 }.sorted {
            ($0.key.route, $0.key.method, $0.key.status) < ($1.key.route, $1.key.method, $1.key.status)
        }
        for (key, line) in lines {
            let labels = "route=\"\(key.route)\",method=\"\(key.method)\",status=\"\(key.status)\""
            var total = 0
            for (index, bound) in Metrics.bounds.enumerated() {
                total += line.buckets[index]
                text += "verger_http_request_duration_seconds_bucket{\(labels),le=\"\(bound)\"} \(total)\n"
            }
            text += "verger_http_request_duration_seconds_bucket{\(labels),le=\"+Inf\"} \(line.count)\n"
            text += "verger_http_request_duration_seconds_sum{\(labels)} \(line.sum)\n"
            text += "verger_http_request_duration_seconds_count{\(labels)} \(line.count)\n"
        }
        return text
            + "# TYPE verger_resident_memory_bytes gauge\nverger_resident_memory_bytes \(Metrics.residentBytes)\n"
    }
}
