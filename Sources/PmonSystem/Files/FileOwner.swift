// SPDX-License-Identifier: MIT

package import Glibc

/// Gives new files to the owner of the data file, so that a run as root does not lock the account of the monitor out.
///
/// A new file takes owner, group and mode of the data file. If there is no data file yet, it takes owner and group
/// of the folder in which the data file will be. Files that exist keep what they have. Only root can give files away;
/// other users keep what the system allows.
package struct FileOwner: Equatable, Sendable {
    private let model: String

    /// The owner of the file of that path, usually the data file, which need not exist.
    package init(like path: String) {
        model = path
    }

    /// Opens a file, and creates it if it does not exist; close-on-exec is added to the flags.
    ///
    /// Returns the descriptor, or -1 with `errno` as open(2) does. A new file gets `mode` less the umask until it takes
    /// that of the model.
    package func open(_ path: String, _ flags: Int32, mode: mode_t = 0o666) -> Int32 {
        let flags = flags & ~O_CREAT | O_CLOEXEC
        let existing = Glibc.open(path.pathBytes, flags)
        guard existing < 0, errno == ENOENT else { return existing }
        // Only what this call itself creates is given away.
        var created = Glibc.open(path.pathBytes, flags | O_CREAT | O_EXCL, mode)
        if created < 0, errno == EEXIST {
            // A link to a file that does not exist, or another process has just created it.
            guard let target = try? FileTarget.resolve(path) else {
                errno = ELOOP
                return -1
            }
            created = Glibc.open(target.pathBytes, flags | O_CREAT | O_EXCL, mode)
            if created < 0, errno == EEXIST { return Glibc.open(path.pathBytes, flags) }
        }
        if created >= 0 { adopt(created, at: path) }
        return created
    }

    /// Gives a file that was just created at a path, or is about to get its name, to the owner.
    ///
    /// A link could lead root into a folder of others, where a file of this owner would be a gift with a risk: there it
    /// stays with the user that has made it.
    func adopt(_ descriptor: Int32, at path: String) {
        var status = stat()
        let exists = stat(model.pathBytes, &status) == 0
        guard exists || stat(FilePaths.folder(of: model).pathBytes, &status) == 0,
            !Self.leadsThroughLink(path) || Self.owner(ofFolderOf: path) == status.st_uid
        else { return }
        if exists {
            Self.give(descriptor, like: status)
            _ = fchmod(descriptor, status.st_mode & 0o666)
        } else if geteuid() == 0 {
            _ = fchown(descriptor, status.st_uid, status.st_gid)
        }
    }

    /// True if a link stands at the end of the path or on its way.
    private static func leadsThroughLink(_ path: String) -> Bool {
        guard let target = try? FileTarget.resolve(path), target == path else { return true }
        let folder = FilePaths.folder(of: path)
        guard let real = realpath(folder.pathBytes, nil) else { return true }
        defer { free(real) }
        let names = FilePaths.absolute(folder).split(separator: "/").filter { $0 != "." }
        return names != FilePaths.text(of: real).split(separator: "/")
    }

    /// The owner of the folder that holds the file, all links followed; nil if it is not known.
    private static func owner(ofFolderOf path: String) -> uid_t? {
        var folder = stat()
        guard let target = try? FileTarget.resolve(path),
            stat(FilePaths.folder(of: target).pathBytes, &folder) == 0
        else { return nil }
        return folder.st_uid
    }

    /// Gives a file the owner and group of another one, as far as the system permits.
    static func give(_ descriptor: Int32, like other: stat) {
        var own = stat()
        guard fstat(descriptor, &own) == 0, own.st_uid != other.st_uid || own.st_gid != other.st_gid
        else { return }
        // Only root may give files away; other users who may write beside the other file keep at least its group.
        if own.st_uid == other.st_uid || fchown(descriptor, other.st_uid, other.st_gid) != 0 {
            _ = fchown(descriptor, uid_t.max, other.st_gid)
        }
    }
}
