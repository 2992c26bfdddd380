// SPDX-License-Identifier: MIT

import Glibc
import PmonConfig
import PmonSystem

/// What a forced scan runs, and with what around it.
struct ScanCommand: Equatable, Sendable {
    /// Text for `sh -c`.
    let script: String
    /// Folder it runs in; empty for the present one.
    let folder: String
    /// Variables that are set beside those of the server.
    let environment: [(name: String, value: String)]
    /// Whether it mails the report.
    let notify: Bool

    static func == (left: ScanCommand, right: ScanCommand) -> Bool {
        left.script == right.script && left.folder == right.folder && left.notify == right.notify
            && left.environment.elementsEqual(right.environment) { $0 == $1 }
    }

    /// Descriptor on which the default pipeline copies the records, so that they can be counted.
    static let progressDescriptor: Int32 = 3

    /// The pipeline of this installation.
    ///
    /// No stage gets anything from a request. The files are named only where a flag named others
    /// than the configuration does.
    static let pipeline = #"""
        "$PMON_BIN/pmon-probe" | "$PMON_BIN/pmon-ssh" | tee /dev/fd/3 |
            "$PMON_BIN/pmon-store" ${PMON_DATA:+--data "$PMON_DATA"} ${PMON_LATEST:+--latest "$PMON_LATEST"} || exit
        [ "$PMON_NOTIFY" != True ] || "$PMON_BIN/pmon-mail" ${PMON_LATEST:+--latest "$PMON_LATEST"}
        """#

    /// The command of a configuration.
    init(_ settings: Settings, notify: Bool, binaries: String = ScanCommand.ownFolder()) {
        script = settings.configuration.pmon.scanCommand ?? Self.pipeline
        folder = settings.configuration.folder
        self.notify = notify
        var environment: [(name: String, value: String)] = [
            ("PMON_NOTIFY", notify ? "True" : "False"), ("PMON_BIN", binaries),
        ]
        if let file = settings.configuration.file {
            environment.append(("PMON_CONF", Self.absolute(file)))
        }
        if settings.dataFile != settings.configuration.pmon.dataFile {
            environment.append(("PMON_DATA", Self.absolute(settings.dataFile)))
        }
        if settings.latestFile != settings.configuration.pmon.latestFile
            || settings.dataFile != settings.configuration.pmon.dataFile
        {
            environment.append(("PMON_LATEST", Self.absolute(settings.latestFile)))
        }
        self.environment = environment
    }

    /// Arguments of /bin/sh; the folder and the script are arguments, not parts of a text.
    var arguments: [String] {
        guard !folder.isEmpty else { return ["sh", "-c", script] }
        return ["sh", "-c", #"cd -- "$1" && exec sh -c "$2""#, "sh", folder, script]
    }

    /// Folder of this program, where its siblings are.
    static func ownFolder() -> String {
        guard let path = realpath("/proc/self/exe", nil) else { return "." }
        defer { free(path) }
        return FilePaths.folder(of: String(cString: path))
    }

    private static func absolute(_ path: String) -> String {
        guard !path.hasPrefix("/"), let folder = getcwd(nil, 0) else { return path }
        defer { free(folder) }
        return FilePaths.resolve(path, folder: String(cString: folder))
    }
}
