// SPDX-License-Identifier: MIT

import Foundation
import Testing

@testable import PmonSystem

/// Signals belong to the process: each case runs in one of its own.
struct SignalsTests {
    @Test func `the first stop signal is a request`() async {
        await #expect(processExitsWith: .success) {
            #expect(Signals.wakeDescriptor == -1)
            Signals.install()
            #expect(Signals.stopRequest == nil)
            raise(SIGINT)
            #expect(Signals.stopRequest == .interrupted)
            var wait = pollfd(fd: Signals.wakeDescriptor, events: Int16(POLLIN), revents: 0)
            #expect(poll(&wait, 1, 0) == 1)
            Signals.drainWakeups()
            #expect(poll(&wait, 1, 0) == 0)
        }
    }

    @Test func `the second leaves at once with the status of its own`() async {
        await #expect(processExitsWith: .exitCode(143)) {
            Signals.install()
            raise(SIGINT)
            raise(SIGTERM)
        }
        await #expect(processExitsWith: .exitCode(130)) {
            Signals.install()
            raise(SIGTERM)
            raise(SIGINT)
        }
    }

    @Test func `one of the same kind right behind the first is no second`() async {
        await #expect(processExitsWith: .exitCode(143)) {
            Signals.install()
            raise(SIGTERM)
            raise(SIGTERM)
            #expect(Signals.stopRequest == .terminated)
            usleep(300_000)
            raise(SIGTERM)
        }
    }

    @Test func `SIGHUP asks once to reload where a tool wants it`() async {
        await #expect(processExitsWith: .success) {
            Signals.install(reloading: true)
            #expect(!Signals.takeReloadRequest())
            raise(SIGHUP)
            #expect(Signals.takeReloadRequest())
            #expect(!Signals.takeReloadRequest())
            #expect(Signals.stopRequest == nil)
        }
    }

    @Test func `SIGHUP asks a tool to stop that does not reload, and never to hurry`() async {
        await #expect(processExitsWith: .success) {
            signal(SIGHUP, SIG_DFL)
            Signals.install()
            raise(SIGHUP)
            raise(SIGHUP)
            #expect(Signals.stopRequest == .hungUp)
            #expect(!Signals.takeReloadRequest())
            raise(SIGTERM)
            #expect(Signals.stopRequest == .terminated)
            usleep(300_000)
            raise(SIGHUP)
            #expect(Signals.stopRequest == .terminated)
        }
    }

    @Test func `SIGHUP that the parent ignores stays ignored`() async {
        await #expect(processExitsWith: .success) {
            signal(SIGHUP, SIG_IGN)
            Signals.install()
            raise(SIGHUP)
            #expect(Signals.stopRequest == nil)
        }
    }

    @Test func `SIGHUP before a tool is ready is not lost, and does not end it`() async {
        await #expect(processExitsWith: .success) {
            Signals.holdReload()
            raise(SIGHUP)
            Signals.install(reloading: true)
            #expect(Signals.takeReloadRequest())
        }
    }

    @Test func `SIGHUP ends a tool that turns out not to reload`() async {
        await #expect(processExitsWith: .signal(SIGHUP)) {
            signal(SIGHUP, SIG_DFL)
            Signals.holdReload()
            raise(SIGHUP)
            Signals.releaseReload()
            sleep(10)
        }
    }

    @Test func `signals that the parent blocked are heard`() async {
        await #expect(processExitsWith: .success) {
            var set = sigset_t()
            sigfillset(&set)
            pthread_sigmask(SIG_BLOCK, &set, nil)
            Signals.install()
            raise(SIGTERM)
            #expect(Signals.stopRequest == .terminated)
        }
    }

    @Test func `a write to a pipe without reader is an error, not the end`() async {
        await #expect(processExitsWith: .success) {
            Signals.ignoreBrokenPipes()
            var ends: [Int32] = [-1, -1]
            #expect(pipe(&ends) == 0)
            close(ends[0])
            var byte: UInt8 = 0
            #expect(write(ends[1], &byte, 1) == -1)
            #expect(errno == EPIPE)
        }
    }
}
