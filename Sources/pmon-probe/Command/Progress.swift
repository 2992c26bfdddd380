// SPDX-License-Identifier: MIT

private import Glibc
import PmonSystem
import PmonText

/// The line on a terminal that says how far a scan is.
final class Progress {
    /// How often it is renewed.
    let interval = Duration.milliseconds(200)
    private let total: Int?
    private let began = Monotonic.now()
    private var isShown = false

    /// Progress towards `total` checks, if that is known; nil where stderr is no terminal.
    init?(total: Int?) {
        guard isatty(2) == 1 else { return nil }
        self.total = total
    }

    /// Renews the line.
    func show(done: Int, failures: Int) {
        let elapsed = Monotonic.now() - began
        isShown = true
        write("\r\u{1B}[K" + Self.text(done: done, total: total, failures: failures, in: elapsed))
    }

    /// Takes the line away.
    func clear() {
        guard isShown else { return }
        isShown = false
        write("\r\u{1B}[K")
    }

    /// For example `120/1000 done, 3 failed, 60/s`.
    static func text(done: Int, total: Int?, failures: Int, in elapsed: Duration) -> String {
        let rate = elapsed.inSeconds > 0 ? Int(Double(done) / elapsed.inSeconds) : 0
        let share = total.map { "\(done)/\($0)" } ?? "\(done)"
        return "\(share) done, \(failures) failed, \(rate)/s"
    }

    private func write(_ text: String) {
        var bytes = Array(text.utf8)
        // A terminal that cannot be written to has nobody to tell.
        _ = Glibc.write(2, &bytes, bytes.count)
    }
}
