// SPDX-License-Identifier: MIT

private import Glibc
package import PmonRecord
import PmonSystem
import PmonText

/// The silence file, which people write and pmon reads: one silence a line.
///
/// A wrong line is a warning and silences nothing; the other lines hold.
package struct SilenceFile: Equatable, Sendable {
    /// Largest file that is read.
    static let largest = 16 << 20
    /// Longest line in bytes: a pattern of the longest address, and a comment.
    static let longestLine = 2 * Target.longestAddress

    /// The silences in the order of the file.
    package private(set) var silences: [Silence] = []
    /// Warnings, each `file:line: text`.
    package private(set) var warnings: [String] = []

    /// No silences.
    package init() {}

    /// The silences of a file; none if there is no file, and a warning if it cannot be read.
    ///
    /// Patterns that select none of the targets are warnings too.
    package init(path: String?, targets: [Target]) {
        self.init()
        guard let path else { return }
        var status = stat()
        guard stat(path.pathBytes, &status) == 0 else {
            let code = errno
            guard code != ENOENT, code != ENOTDIR else { return }
            let error = ToolError.system("open", path, errno: code, fallback: .noInput)
            warnings = ["silence.file: \(error.message)"]
            return
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFCHR: return  // /dev/null stands for no silences.
        default:
            // A pipe without a writer would block.
            warnings = ["silence.file: \(path): not a regular file"]
            return
        }
        do throws(ToolError) {
            self = SilenceFile(
                try FileBytes.read(path, limit: Self.largest),
                name: path,
                targets: targets
            )
        } catch {
            warnings = ["silence.file: \(error.message)"]
        }
    }

    /// The silences of a file's content; `name` stands in the warnings.
    init(_ bytes: [UInt8], name: String, targets: [Target]) {
        var problems = PlacedMessages(file: name)
        var clock = ClockText()
        // Only if there is something to judge.
        var judge: PatternJudge?
        var number = 0
        var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
            number += 1
            let hasReturn = end > start && bytes[end - 1] == 0x0D
            do throws(SettingProblem) {
                let text = try Self.text(bytes[start..<(hasReturn ? end - 1 : end)])
                if let silence = try Silence(text, line: number, clock: &clock) {
                    silences.append(silence)
                    let present = judge ?? PatternJudge(targets)
                    judge = present
                    let verdict = present.judge(silence.patterns)
                    for sentence in verdict.errors + verdict.warnings {
                        problems.add(number, sentence)
                    }
                }
            } catch {
                problems.add(number, "\(error.message); silences nothing")
            }
            start = end + 1
        }
        warnings = problems.texts
    }

    /// A line as text.
    private static func text(_ bytes: ArraySlice<UInt8>) throws(SettingProblem) -> String {
        guard bytes.count <= longestLine else {
            throw SettingProblem("expected a line of at most \(SizeText.format(longestLine))")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw SettingProblem("expected UTF-8, found other bytes")
        }
        guard !text.unicodeScalars.contains(where: { $0.isControl && $0 != "\t" }) else {
            throw SettingProblem("expected text, found control characters")
        }
        return text
    }

    /// The silences that select a target and have not ended by the clock at an instant.
    package func silences(of target: TargetTraits, at instant: Timestamp) -> [Silence] {
        silences.filter { !$0.hasEnded(at: instant) && $0.patterns.matches(target) }
    }
}
