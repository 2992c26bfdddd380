// SPDX-License-Identifier: MIT

private import Glibc
import PmonSystem

/// One `ssh` that runs the script on a machine; it ends with its last reference, and so does all that it has started.
final class OpenSSHProcess {
    private let program: ChildProgram
    private let input: PipeEnds
    private let output: PipeEnds
    private let errors: PipeEnds
    private var conversation: ScriptExchange
    private var sent = 0
    private var hasOutput = true
    private var hasErrors = true
    private var words = OpenSSHWords()

    /// Starts `ssh` with those arguments; it has no terminal and nobody to ask.
    init(_ arguments: [String], _ gathering: Gathering) throws(ToolError) {
        conversation = ScriptExchange(gathering)
        input = try PipeEnds()
        output = try PipeEnds()
        errors = try PipeEnds()
        for end in [input.write, output.read, errors.read] { try PipeEnds.makeNonBlocking(end) }
        program = try ChildProgram(
            arguments,
            environment: ChildProgram.environment([
                ("SSH_ASKPASS_REQUIRE", "never"), ("SSH_ASKPASS", nil), ("DISPLAY", nil),
            ]),
            streams: [(0, input.read), (1, output.write), (2, errors.write)],
            ownSession: true
        )
        input.closeRead()
        output.closeWrite()
        errors.closeWrite()
    }

    deinit {
        // What `ssh` has started, a proxy command say, must not go on beside the next visit, in whatever session.
        let family = program.check() == nil ? ProcessFamily.descendants(of: program.identifier) : []
        program.signal(SIGKILL)
        for process in family { _ = kill(process, SIGKILL) }
    }

    /// True once the machine's shell has begun: the login is over.
    var hasBegun: Bool { conversation.reader.hasBegun }

    /// True if the machine has given up, because the time of the visit was nearly over.
    var isOutOfTime: Bool { conversation.reader.isOutOfTime }

    /// True if the server cut the connection before the login.
    var isCutEarly: Bool { !hasBegun && words.isCutEarly }

    /// What is to be waited for.
    var waitsFor: [Readiness] {
        var readiness: [Readiness] = []
        if hasOutput { readiness.append(.read(output.read)) }
        if hasErrors { readiness.append(.read(errors.read)) }
        if input.write >= 0 { readiness.append(.write(input.write)) }
        return readiness
    }

    /// What goes on, to be read after `while`.
    var activity: String {
        hasBegun
            ? conversation.activity
            : "ssh was connecting and logging in, or the login shell was starting"
    }

    /// Sends and takes what is possible now; true if something came.
    func exchange() -> Bool {
        send()
        var isNews = false
        if hasOutput {
            hasOutput = output.drain {
                conversation.reader.take($0)
                isNews = true
            }
        }
        if hasErrors {
            hasErrors = errors.drain {
                conversation.reader.takeError($0)
                words.take($0)
                isNews = true
            }
        }
        return isNews
    }

    private func send() {
        while input.write >= 0 {
            let count = conversation.script[sent...].withUnsafeBytes {
                write(input.write, $0.baseAddress, $0.count)
            }
            // A shell that is gone takes no more; why it is gone comes from the other side.
            guard count >= 0 || errno != EPIPE else { return input.closeWrite() }
            guard count > 0 else { return }
            sent += count
            if sent == conversation.script.count { input.closeWrite() }
        }
    }

    /// How the visit ended, nil inside if well; nil outside as long as it has not ended.
    func end() -> VisitFailure?? {
        if conversation.reader.isAtEnd { return .some(nil) }
        guard let ending = program.check() else { return nil }
        // What it wrote before it ended is still in the pipes.
        _ = exchange()
        if conversation.reader.isComplete { return .some(nil) }
        return .some(failure(ending))
    }

    private func failure(_ ending: ChildProgram.Ending) -> VisitFailure {
        switch ending {
        // 255 is the status of ssh itself; all others are the remote shell's.
        case .exited(255):
            if words.isSilent || hasBegun && !words.saysWhy {
                return conversation.incomplete(.status255, telling: OpenSSHWords.isTelling)
            }
            return hasBegun
                ? VisitFailure(words.kind, "the connection was cut: \(words.text)")
                : words.failure("status 255")
        case .exited(let status):
            return conversation.incomplete(
                .status(Int(status)),
                telling: OpenSSHWords.isTelling
            )
        case .killed(let signal): return words.failure("signal \(signal)")
        case .unknown: return words.failure("a status that the system does not say")
        }
    }

    /// What has come, with the reason why there is no more.
    func gathered(_ failure: VisitFailure?) -> Gathered {
        conversation.reader.end(with: failure)
    }
}
