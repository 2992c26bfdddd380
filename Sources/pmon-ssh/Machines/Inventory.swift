// SPDX-License-Identifier: MIT

import PmonConfig
import PmonSystem
import PmonText

/// All machines of a configuration, and which address is served by which.
struct Inventory: Sendable {
    /// One machine with all that is asked of it.
    struct Site: Equatable, Sendable {
        var machine: Machine
        var gathering: Gathering
        /// The secrets of all addresses of its host, any of which it may repeat.
        var secrets: [SecretSource] = []
    }

    /// One address with a machine behind it.
    struct Entry: Equatable, Sendable {
        let target: Target
        /// The marker; empty where none is configured.
        let marker: String
        /// Where its machine stands in `sites`; the failure if the address names no machine.
        let site: Result<Int, VisitFailure>
        /// Its part of the machine's gathering.
        let share: Gathering.Share
        /// The maintenance windows that cover an `ssh://` address; none for others, whose records come from pmon-probe.
        var windows: [MaintenanceWindow] = []
    }

    private(set) var sites: [Site] = []
    /// By target key.
    private(set) var entries: [String: Entry] = [:]
    /// Keys of the `ssh://` addresses, in the order of `[urls]`.
    private(set) var ownChecks: [String] = []
    /// What keeps machines from being looked into, each `file:line: key: text`.
    private(set) var faults: [String] = []

    /// The machines of a configuration; known hosts are kept beside the data file unless `known_hosts` says else.
    init(_ configuration: Configuration, environment: LoginEnvironment = .current()) {
        let folder = FilePaths.folder(of: configuration.pmon.dataFile)
        let standardKnownHosts = FilePaths.resolve("known_hosts", folder: folder)
        var siteIndexes: [String: [Int]] = [:]
        for target in configuration.targets {
            let remote = configuration.remotes[target.key]
            guard target.isSSH || remote?.type != nil else { continue }
            let settings = remote ?? RemoteSettings()
            if target.isSSH { ownChecks.append(target.key) }
            let wrong = Self.faults(of: target, settings, file: configuration.file)
            guard wrong.isEmpty else {
                faults += wrong
                refuse(target, settings, VisitFailure(.config, wrong.joined(separator: "; ")))
                continue
            }
            let machine = Self.machine(
                of: target,
                settings,
                environment,
                knownHosts: settings.knownHosts ?? standardKnownHosts
            )
            if machine == nil, let file = configuration.file, let line = target.line {
                faults.append("\(file):\(line): \(target.key): \(Self.noMachine)")
            }
            add(target, settings, machine, &siteIndexes)
        }
        shareSecrets(configuration.targets)
        guard !configuration.maintenance.isEmpty else { return }
        for target in configuration.targets where target.isSSH {
            entries[target.key]?.windows = configuration.maintenance.covering(TargetTraits(target))
        }
    }

    private static let noMachine = "the address names no machine"

    /// Tells each machine the secrets by which others log in to its host, and those in addresses that it serves.
    private mutating func shareSecrets(_ targets: [Target]) {
        var known: [String: [SecretSource]] = [:]
        for target in targets {
            guard case .success(let index)? = entries[target.key]?.site else { continue }
            let machine = sites[index].machine
            let own = SSHAddress(target.address)?.password.map { SecretSource.literal(Secret($0)) }
            let secrets = machine.credentials.secrets + (own.map { [$0] } ?? [])
            for secret in secrets where known[machine.host]?.contains(secret) != true {
                known[machine.host, default: []].append(secret)
            }
        }
        for index in sites.indices {
            sites[index].secrets = known[sites[index].machine.host] ?? []
        }
    }

    private mutating func add(
        _ target: Target,
        _ settings: RemoteSettings,
        _ machine: Machine?,
        _ siteIndexes: inout [String: [Int]]
    ) {
        let search = Self.logSearch(settings)
        guard let machine else {
            return refuse(target, settings, VisitFailure(.name, Self.noMachine))
        }
        let label = machine.label
        let known = siteIndexes[label, default: []].first { sites[$0].machine.isSame(as: machine) }
        let index = known ?? sites.count
        if known == nil {
            sites.append(Site(machine: machine, gathering: Gathering()))
            siteIndexes[label, default: []].append(index)
        }
        sites[index].machine.timeout = max(sites[index].machine.timeout, machine.timeout)
        sites[index].gathering.limit = sites[index].machine.timeout
        let share = sites[index].gathering.add(
            command: settings.scanCommand,
            marker: settings.process,
            logSearch: search
        )
        enter(target, settings, .success(index), share)
    }

    /// Notes why the machine of an address cannot be looked into.
    private mutating func refuse(
        _ target: Target,
        _ settings: RemoteSettings,
        _ failure: VisitFailure
    ) {
        var nothing = Gathering()
        let share = nothing.add(command: "", marker: nil, logSearch: nil)
        enter(target, settings, .failure(failure), share)
    }

    private mutating func enter(
        _ target: Target,
        _ settings: RemoteSettings,
        _ site: Result<Int, VisitFailure>,
        _ share: Gathering.Share
    ) {
        entries[target.key] = Entry(
            target: target,
            marker: settings.process ?? "",
            site: site,
            share: share
        )
    }

    /// What is wrong with the settings of a machine, and its secrets that cannot be had.
    ///
    /// The check of a web address is not pmon-ssh's, so its own faults do not matter here.
    private static func faults(
        of target: Target,
        _ settings: RemoteSettings,
        file: String?
    ) -> [String] {
        var faults = target.isSSH ? target.faults : []
        faults += settings.faults
        if settings.type == .openssh, target.isSSH, SSHAddress(target.address)?.password != nil {
            faults.append(
                "\(target.key): a password in the address is not possible with type = openssh"
            )
        }
        let secrets: [(RemoteSettings.Key, SecretSource?)] = [
            (.pwd, settings.pwd), (.passphrase, settings.passphrase),
        ]
        for (key, source) in secrets {
            do throws(ToolError) {
                _ = try source?.resolve()
            } catch {
                let place = settings.place(of: key, in: file)
                faults.append("\(place)\(target.key).\(key.rawValue): \(error.message)")
            }
        }
        return faults
    }

    /// Logs are searched where a pattern and a folder or files are configured.
    private static func logSearch(_ settings: RemoteSettings) -> Gathering.LogSearch? {
        guard let pattern = settings.logPattern, !pattern.isEmpty,
            settings.logDir != nil || settings.logFiles != nil
        else { return nil }
        return Gathering.LogSearch(
            folder: settings.logDir.flatMap { $0.isEmpty ? nil : $0 },
            pattern: pattern,
            files: settings.logFiles.flatMap { $0.isEmpty ? nil : $0 } ?? "*",
            isCaseExact: settings.logCaseIsExact
        )
    }

    private static func machine(
        of target: Target,
        _ settings: RemoteSettings,
        _ environment: LoginEnvironment,
        knownHosts: String
    ) -> Machine? {
        let address = SSHAddress(target.address)
        guard let host = settings.host ?? address?.host, !host.isEmpty else { return nil }
        // User, password and port of a web address belong to the web server.
        let own = target.isSSH ? address : nil
        let password = settings.pwd ?? own?.password.map { .literal(Secret($0)) }
        let port = settings.port ?? own?.port
        if settings.type == .openssh {
            let user = settings.user ?? own?.user
            return Machine(
                host: host,
                port: port ?? HostName.standardPort,
                user: user ?? "",
                credentials: Credentials(),
                hostKeyPolicy: settings.hostKey,
                knownHosts: settings.knownHosts ?? "",
                timeout: settings.timeout,
                openSSH: OpenSSHArguments.of(host: host, port: port, user: user, settings)
            )
        }
        return Machine(
            host: host,
            port: port ?? HostName.standardPort,
            user: settings.user ?? own?.user ?? environment.user,
            credentials: environment.credentials(settings, password: password),
            hostKeyPolicy: settings.hostKey,
            knownHosts: knownHosts,
            timeout: settings.timeout
        )
    }
}
