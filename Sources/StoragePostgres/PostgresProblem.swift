internal import CLibpq
internal import Storage

extension StorageProblem {
    /// What a SQLSTATE means (PostgreSQL manual, appendix A).
    init(sqlState: String, message: String, sql: String?) {
        switch sqlState {
        case "40001", "40P01", "55P03": self = .busy(message)
        case "53100": self = .diskFull(message)
        case "25006": self = .readOnly(message)
        case "57P01", "57P02", "57P03", "53300": self = .unreachable(message)
        case "25P02": self = .failedTransaction
        case "08P01": self = .engine(sql.map { "\(message), in: \($0)" } ?? message)
        case _ where sqlState.hasPrefix("08"): self = .unreachable(message)
        case _ where sqlState.hasPrefix("23"): self = .constraint(message)
        case "XX001", "XX002": self = .corrupt(message)
        default: self = .engine(sql.map { "\(message), in: \($0)" } ?? message)
        }
    }

    /// The failure that `result` tells of, on the connection `handle`.
    init(_ result: OpaquePointer?, on handle: OpaquePointer, sql: String?) {
        if let result, let state = PQresultErrorField(result, Int32(UInt8(ascii: "C"))) {
            let message = PQresultErrorField(result, Int32(UInt8(ascii: "M"))).map { String(cString: $0) } ?? ""
            let detail = PQresultErrorField(result, Int32(UInt8(ascii: "D"))).map { " (\(String(cString: $0)))" } ?? ""
            self.init(sqlState: String(cString: state), message: message + detail, sql: sql)
        } else {
            // No SQLSTATE: libpq itself failed, nearly always because the server went away. Its status may say so only once
            // it has tried to read again.
            let message = String(cString: PQerrorMessage(handle))
            let isThere =
                PQstatus(handle) == CONNECTION_OK && PQconsumeInput(handle) == 1 && PQstatus(handle) == CONNECTION_OK
                && !message.contains("server closed the connection")
            self = isThere ? .engine(message) : .unreachable(message)
        }
    }
}
