// SPDX-License-Identifier: MIT

private import Glibc
import PmonConfig
import PmonJSON
import PmonRecord
import PmonSystem
import PmonTool

/// What pmon-ssh does with its flags: a filter, an engine beside it, and one output for both.
struct SSHCommand {
    let options: SSHOptions
    let context: ToolContext

    /// Runs to the exit status.
    func run() throws(ToolError) -> ExitStatus {
        if options.list { return try list() }
        let inventory = Inventory(context.configuration)
        let targets = try chosenTargets(inventory)
        for fault in inventory.faults { context.log.error(fault) }
        Self.raiseDescriptorLimit()
        let output = try OutputWriter()
        let inbox = Inbox(wake: try WakePipe())
        let engineThread = try WorkerThread.start {
            [settings = context.configuration.pmon, options, log = context.log] in
            Engine(
                inventory,
                settings,
                inbox: inbox,
                concurrency: options.concurrency,
                log: log,
                post: output.post
            ).run()
        }
        let outputThread = try WorkerThread.start(output.deliver)
        var filter = RecordFilter(
            inventory,
            includesHealthy: options.all,
            checksOwn: !options.evidenceOnly,
            inbox: inbox,
            output: output,
            log: context.log
        )
        var problem: ToolError?
        do throws(ToolError) {
            if targets.isEmpty {
                try filter.run()
                // Nothing has passed that could tell of a run: this is one of its own.
                if !filter.hasRecords, Signals.stopRequest == nil {
                    filter.startChecks(of: Timestamp.now().milliseconds)
                }
            } else {
                check(targets, inbox)
            }
        } catch {
            problem = error
        }
        finish(inbox, engineThread, isBroken: problem != nil)
        output.close()
        outputThread.join()
        let status = try status(filter, problem ?? output.problem)
        return status == .success && !inventory.faults.isEmpty ? .configuration : status
    }

    /// Prints the `ssh://` addresses: a target object a line, as pmon-probe prints the others.
    private func list() throws(ToolError) -> ExitStatus {
        let writer = LineWriter()
        for target in context.configuration.targets where target.isSSH {
            try writer.write(line: JSONWriter.bytes(.object(target.listed)))
        }
        try writer.flush()
        return .success
    }

    /// Lets the engine end its work, and cuts it short when a stop is asked for or nobody reads any more.
    private func finish(_ inbox: Inbox, _ engine: WorkerThread, isBroken: Bool) {
        inbox.close(cancelling: isBroken || Signals.stopRequest != nil)
        guard !isBroken, Signals.stopRequest == nil else { return engine.join() }
        let watcher = StopWatcher { inbox.close(cancelling: true) }
        engine.join()
        watcher?.end()
    }

    private func status(_ filter: RecordFilter, _ problem: ToolError?) throws(ToolError)
        -> ExitStatus
    {
        if let problem { throw problem }
        if let stop = Signals.stopRequest { return stop }
        guard filter.badLines == 0 else {
            let lines = filter.badLines == 1 ? "1 bad line" : "\(filter.badLines) bad lines"
            context.log.error("\(lines) kept out")
            return .data
        }
        return .success
    }

    private func check(_ targets: [String], _ inbox: Inbox) {
        let begin = Timestamp.now()
        for target in targets {
            inbox.add(.check(OwnCheck(target: target, run: begin.milliseconds, begin: begin)))
        }
    }

    /// The targets named by arguments, each once.
    ///
    /// Throws 64 for one that is not configured or has no machine.
    private func chosenTargets(_ inventory: Inventory) throws(ToolError) -> [String] {
        var keys: [String] = []
        for name in options.targets {
            let key = name.lowercased()
            guard context.configuration.target(key) != nil else {
                throw ToolError(
                    .usage,
                    "no such target: \(name): expected a key of [urls] such as url.1"
                )
            }
            guard inventory.entries[key] != nil else {
                throw ToolError(
                    .usage,
                    "no machine to check: \(name): expected [remote] \(key).type = ssh or an ssh:// address"
                )
            }
            if !keys.contains(key) { keys.append(key) }
        }
        return keys
    }

    /// Takes as many descriptors as the system allows; each machine in flight needs one.
    private static func raiseDescriptorLimit() {
        var limit = rlimit()
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        guard getrlimit(resource, &limit) == 0 else { return }
        limit.rlim_cur = min(limit.rlim_max, 8192)
        // A lower limit still works, for fewer machines at a time.
        _ = setrlimit(resource, &limit)
    }
}
