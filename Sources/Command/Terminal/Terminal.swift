import Foundation
import Synchronization

/// What the program reads from and writes to its surroundings.
enum Terminal {
    static let environment = ProcessInfo.processInfo.environment

    static let isInteractive = isatty(STDOUT_FILENO) == 1 && environment["TERM"] != "dumb"
    static let showsProgress = isatty(STDERR_FILENO) == 1 && environment["TERM"] != "dumb"
    static let hasColour = isInteractive && environment["NO_COLOR"] == nil

    /// Of the terminal that shows progress, in columns.
    static var width: Int {
        var size = winsize()
        guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return environment["COLUMNS"].flatMap { Int($0) } ?? 80
        }
        return Int(size.ws_col)
    }

    private static let pending = Mutex<[UInt8]>([])
    /// Whether something could not be written to standard output.
    static let hasLostOutput = Atomic(false)

    /// Writes a line to standard output.
    static func print(_ line: String) {
        write(line + "\n")
    }

    /// Writes text to standard output; all at once, since a pipe may be slow.
    static func write(_ text: String) {
        pending.withLock { bytes in
            bytes += Array(text.utf8)
            if bytes.count > 1 << 16 || isInteractive { flush(&bytes) }
        }
    }

    /// Hands over what is still pending.
    static func flush() {
        pending.withLock { flush(&$0) }
    }

    private static func flush(_ bytes: inout [UInt8]) {
        var start = 0
        while start < bytes.count {
            let written = bytes[start...].withUnsafeBytes { Foundation.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            guard written > 0 else {
                // A reader that went away (`| head`) is no failure; a full disk is.
                if errno != EPIPE { hasLostOutput.store(true, ordering: .relaxed) }
                break
            }
            start += written
        }
        bytes.removeAll(keepingCapacity: true)
    }

    /// Writes a line to standard error.
    static func error(_ line: String) {
        flush()
        try? FileHandle.standardError.write(contentsOf: Data((line + "\n").utf8))
    }

    static func writeToError(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }

    /// The lines of standard input.
    static func lines() -> AnyIterator<String> { AnyIterator { readLine() } }

    /// Asks for a password without showing it.
    static func password(_ prompt: String) -> String? {
        guard isatty(STDIN_FILENO) == 1 else { return readLine() }
        var settings = termios()
        tcgetattr(STDIN_FILENO, &settings)
        var quiet = settings
        quiet.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSANOW, &quiet)
        defer {
            tcsetattr(STDIN_FILENO, TCSANOW, &settings)
            writeToError("\n")
        }
        writeToError(prompt)
        return readLine()
    }
}
