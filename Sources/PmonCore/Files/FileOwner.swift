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
        let created = Glibc.open(path.pathBytes, flags | O_CREAT | O_EXCL, mode)
        if created >= 0 {
            adopt(created)
            return created
        }
        guard errno == EEXIST else { return -1 }
        return openBehindLink(path, flags, mode)
    }

    /// Gives a file that was just created to the owner.
    package func adopt(_ descriptor: Int32) {
        var status = stat()
        if stat(model.pathBytes, &status) == 0 {
            Self.give(descriptor, like: status)
            _ = fchmod(descriptor, status.st_mode & 0o666)
        } else if geteuid() == 0, stat(FilePaths.folder(of: model).pathBytes, &status) == 0 {
            _ = fchown(descriptor, status.st_uid, status.st_gid)
        }
    }

    /// Gives a file the owner and group of another one, as far as the system permits.
    package static func give(_ descriptor: Int32, like other: stat) {
        var own = stat()
        guard fstat(descriptor, &own) == 0, own.st_uid != other.st_uid || own.st_gid != other.st_gid
        else { return }
        // Only root may give files away; other users who may write beside the other file keep at least its group.
        if own.st_uid == other.st_uid || fchown(descriptor, other.st_uid, other.st_gid) != 0 {
            _ = fchown(descriptor, uid_t.max, other.st_gid)
        }
    }

    /// Creates the file that a link names, which does not exist, or opens what another process has just created.
    private func openBehindLink(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 {
        guard let target = try? FileTarget.resolve(path) else {
            errno = ELOOP
            return -1
        }
        let created = Glibc.open(target.pathBytes, flags | O_CREAT | O_EXCL, mode)
        guard created >= 0 else {
            return errno == EEXIST ? Glibc.open(path.pathBytes, flags) : -1
        }
        // A link could lead root into a folder of others, where a file of this owner would be a gift with a risk.
        var folder = stat()
        var owner = stat()
        if stat(FilePaths.folder(of: target).pathBytes, &folder) == 0,
            stat(model.pathBytes, &owner) == 0
                || stat(FilePaths.folder(of: model).pathBytes, &owner) == 0,
            folder.st_uid == owner.st_uid
        {
            adopt(created)
        }
        return created
    }
}
