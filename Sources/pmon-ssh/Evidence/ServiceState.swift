// SPDX-License-Identifier: MIT

/// What a line of a program that knows services or containers says of their state: such a line names one that does not run
/// as well.
enum ServiceState {
    /// Words for a state by themselves, of each program; a word counts without the brackets and colons around it.
    private static let words: [String: Set<String>] = [
        "supervisorctl": ["STOPPED", "STOPPING", "BACKOFF", "EXITED", "FATAL"],
        "docker": ["Exited", "Dead"], "podman": ["Exited", "Dead"], "nerdctl": ["Exited", "Dead"],
        "crictl": ["Exited", "NotReady"],
        "kubectl": [
            "CrashLoopBackOff", "ImagePullBackOff", "ErrImagePull", "Error", "OOMKilled", "Evicted",
            "Failed", "Completed", "Pending",
        ],
        "rc-service": ["stopped", "crashed", "inactive"],
        "rc-status": ["stopped", "crashed", "inactive"],
        "initctl": ["stop/waiting"], "pm2": ["stopped", "errored"],
    ]
    /// Words that hold the name of the opposite state.
    private static let denials = [
        "inactive", "deactivating", "unhealthy", "unavailable", "unreachable", "not running",
        "not started",
        "not active", "not ready", "notready", "not monitored",
    ]
    /// States of a unit's file that `systemctl` shows before its own.
    private static let loaded: Set<Substring> = [
        "loaded", "not-found", "masked", "error", "bad-setting",
    ]

    /// True if a line of that program says of what the marker names that it does not run.
    static func isDown(_ line: String, program: String, marker: String) -> Bool {
        let found = line.split { " \t[]()|│:,".contains($0) }
        switch program {
        case "systemctl":
            if let index = found.firstIndex(where: loaded.contains), index + 1 < found.count {
                return ["inactive", "failed"].contains(found[index + 1])
            }
        case "sv": if line.hasPrefix("down: ") { return true }
        case "launchctl": if line.hasPrefix("-\t") { return true }
        case "curl", "wget", "cat", "echo", "printf": return false
        default:
            let states = words[program] ?? []
            if found.contains(where: { states.contains(String($0)) && !marker.contains($0) }) {
                return true
            }
        }
        let marker = marker.lowercased()
        let rest = denials.filter { !marker.contains($0) }
            .reduce(line.lowercased()) { $0.replacing($1, with: "") }
        return !rest.contains(marker)
    }
}
