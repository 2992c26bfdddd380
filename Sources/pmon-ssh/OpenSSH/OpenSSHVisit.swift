// SPDX-License-Identifier: MIT

private import Glibc
import PmonSystem
import PmonText

/// One visit by way of the system's `ssh`: the same script goes in, the same answer comes out.
final class OpenSSHVisit: MachineVisit {
    private enum Stage {
        case waitingToLogIn
        case running(OpenSSHProcess)
        /// Before a further try, if the server has cut one.
        case pausing(until: Monotonic)
        case done
    }

    /// How often the end of `ssh` is looked for: its pipes may outlive it in a program that it has started.
    private static let look = Duration.milliseconds(100)

    let site: Inventory.Site
    private let arguments: [String]
    private var deadline: Monotonic
    private var stage = Stage.waitingToLogIn
    /// A login takes no longer; what still does not answer is the machine's shell, and no reason for others to wait.
    private static let longestLogin = Duration.seconds(5)
    private var loginEnd: Monotonic
    private var isLoggedIn = false
    private var furtherTries = FurtherTries()
    private var lastNews: Monotonic
    private var nextLook: Monotonic

    private(set) var result: Gathered?

    /// A visit to a machine with those arguments of `ssh`.
    init(_ site: Inventory.Site, _ arguments: [String], now: Monotonic) {
        self.site = site
        self.arguments = arguments
        deadline = now + site.machine.timeout
        lastNews = now
        nextLook = now
        loginEnd = now
    }

    var isWaitingToLogIn: Bool {
        if case .waitingToLogIn = stage { true } else { false }
    }

    var limits: [LoginLimit] {
        switch stage {
        case .waitingToLogIn, .pausing: [.host(site.machine.hostName), .openSSH]
        case .running(let process):
            isLoggedIn || process.hasBegun ? [] : [.host(site.machine.hostName), .openSSH]
        case .done: []
        }
    }

    var waitsFor: [Readiness] {
        if case .running(let process) = stage { process.waitsFor } else { [] }
    }

    var wakeTime: Monotonic? {
        switch stage {
        case .waitingToLogIn, .done: nil
        case .running: min(deadline, nextLook)
        case .pausing(let end): min(deadline, end)
        }
    }

    func isUnanswered(now: Monotonic, patience: Duration, silence: Duration) -> Bool {
        switch stage {
        case .running: now - lastNews >= silence
        case .waitingToLogIn, .pausing, .done: true
        }
    }

    func enter(now: Monotonic) {
        guard isWaitingToLogIn, result == nil else { return }
        deadline = now + site.machine.timeout
        start(now)
        step(now: now)
    }

    func step(now: Monotonic) {
        switch stage {
        case .waitingToLogIn, .done: return
        case .pausing(let end):
            guard now >= end else { break }
            start(now)
        case .running(let process):
            nextLook = now + Self.look
            if now >= loginEnd { isLoggedIn = true }
            if process.exchange() { lastNews = now }
            if let failure = process.end() { return end(process, failure, now) }
        }
        if now >= deadline { finish(outOfTime) }
    }

    func cancel(_ failure: VisitFailure) {
        if result == nil { finish(failure) }
    }

    private func start(_ now: Monotonic) {
        lastNews = now
        nextLook = now + Self.look
        loginEnd = now + Self.longestLogin
        isLoggedIn = false
        do throws(ToolError) {
            var gathering = site.gathering
            gathering.limit = min(gathering.limit, deadline - now)
            stage = .running(try OpenSSHProcess(arguments, gathering))
        } catch {
            finish(VisitFailure(.config, "\(error.message), is openssh-client installed?"))
        }
    }

    /// Takes the end of `ssh`; one that was cut before the login is followed by another.
    ///
    /// Each of them may have been cut because the server is full, see `OpenSSHWords`.
    private func end(_ process: OpenSSHProcess, _ failure: VisitFailure?, _ now: Monotonic) {
        guard failure != nil, process.isCutEarly,
            let pause = furtherTries.pause(isFull: true), now + pause < deadline
        else {
            finish(process.isOutOfTime ? outOfTime : failure)
            return
        }
        lastNews = now
        stage = .pausing(until: now + pause)
    }

    private var outOfTime: VisitFailure {
        let limit = DurationText.format(site.machine.timeout)
        let place = if case .running(let process) = stage { process.activity } else { "connecting" }
        return VisitFailure(.timeout, "no answer within \(limit) while \(place)")
    }

    private func finish(_ failure: VisitFailure?) {
        if case .running(let process) = stage {
            result = process.gathered(failure)
        } else {
            result = Gathered(site.gathering, failure: failure)
        }
        // Ends `ssh` and all that it has started, if it still runs.
        stage = .done
    }
}
