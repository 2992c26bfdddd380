// SPDX-License-Identifier: MIT

/// The words that a program has for the states of services.
struct ServiceWords {
    /// Words of what does not run.
    private var stopped: Set<String> = []
    /// Words of what starts or stops.
    private var unclear: Set<String> = []
    /// Words of what runs, of a program whose lines all say so; empty for others.
    private var running: Set<String> = []
    /// What a line of something that does not run begins with.
    private var beginnings: [String] = []
    /// What a word for something that does not run begins with.
    private var prefixes: [String] = []

    private static let containers: Set<String> = [
        "exited", "exit", "dead", "created", "paused", "restarting", "removing", "stopped",
        "stopping", "configured", "initialized", "notready", "container_exited",
        "container_created",
    ]

    /// The words of that program; none of one that is not known.
    init(_ program: String) {
        switch program {
        case "supervisorctl":
            stopped = ["STOPPED", "STOPPING", "BACKOFF", "EXITED", "FATAL"]
            unclear = ["STARTING", "UNKNOWN"]
        case "docker", "podman", "nerdctl", "crictl":
            stopped = Self.containers.union(Self.containers.map(\.capitalizedFirst))
            stopped.formUnion(["CONTAINER_EXITED", "CONTAINER_CREATED", "NotReady"])
        case "kubectl":
            stopped = [
                "CrashLoopBackOff", "ImagePullBackOff", "ErrImagePull", "InvalidImageName",
                "CreateContainerConfigError", "Error", "OOMKilled", "Evicted", "Failed",
                "Completed", "Succeeded", "Pending", "NotReady",
            ]
            unclear = ["Terminating", "ContainerCreating", "PodInitializing", "Unknown"]
            // The containers of a pod that is being prepared do not run yet.
            prefixes = ["Init:"]
        case "rc-service", "rc-status":
            stopped = ["stopped", "crashed", "inactive"]
            unclear = ["starting", "stopping"]
        case "service", "invoke-rc.d", "rcctl":
            stopped = ["stopped", "dead", "failed", "inactive", "disabled"]
            running = ["running", "started", "online", "ok", "+"]
            beginnings = ["[ - ]"]
        case "initctl":
            prefixes = ["stop/"]
            unclear = ["start/starting", "start/pre-start", "start/spawned"]
        case "pm2":
            stopped = ["stopped", "stopping", "errored"]
            unclear = ["launching", "waiting"]
        case "svcs": beginnings = ["disabled", "maintenance", "offline", "uninitialized"]
        case "sv":
            beginnings = ["down: ", "finish: "]
            running = ["run"]
        case "s6-svstat", "svstat":
            stopped = ["down"]
            running = ["up"]
        case "launchctl": beginnings = ["- ", "-\t"]
        case "monit": running = ["OK", "Running", "Accessible", "Online"]
        default: break
        }
    }

    /// Phrases for what does not run, of any program.
    private static let phrases = [
        "not running", "does not exist", "execution failed", "not monitored", "is stopped",
    ]

    /// What a line and its words say; nil if they hold no word for a state.
    func state(_ line: String, _ words: [String], _ marker: String) -> ServiceState? {
        let text = line.drop { $0 == " " || $0 == "*" }
        let lower = text.lowercased()
        let wanted = marker.lowercased()
        let asked = Set(marker.split { " \t[]()|│,;\"'".contains($0) }.map(String.init))
        func isSaid(_ word: String) -> Bool { !asked.contains(word) && words.contains(word) }
        if beginnings.contains(where: { text.hasPrefix($0) && !marker.contains($0) })
            || stopped.contains(where: isSaid)
            || words.contains(where: { word in
                !asked.contains(word) && prefixes.contains { word.hasPrefix($0) }
            })
        {
            return .stopped
        }
        // Of so many that are wanted none is there: `0/3`.
        let isNone = words.contains { $0.hasPrefix("0/") && Int($0.dropFirst(2)) != nil }
        if !stopped.isEmpty, isNone, !words.contains("Running"), !marker.contains("0/") {
            return .stopped
        }
        if unclear.contains(where: isSaid) { return .unclear }
        guard !running.isEmpty else { return nil }
        if Self.phrases.contains(where: { lower.contains($0) && !wanted.contains($0) }) {
            return .stopped
        }
        return running.isDisjoint(with: words.map { $0.trimmed(of: ".!:") }) ? .unclear : .running
    }
}

extension String {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }

    /// Without those characters at its end.
    fileprivate func trimmed(of characters: String) -> String {
        var text = self[...]
        while let last = text.last, characters.contains(last) { text.removeLast() }
        return String(text)
    }
}
