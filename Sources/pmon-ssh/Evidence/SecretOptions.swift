// SPDX-License-Identifier: MIT

/// Short options of common programs that carry a secret, which only the program's name tells from others: `-p` of
/// `sshpass` is a password, of `docker run` a port.
struct SecretOptions {
    /// How much of a value is the secret.
    enum Part {
        case all
        /// What follows that character, as in `user:password`.
        case after(Character)
    }

    /// Options whose value is the word after them, or the rest of their own word.
    private var options: [Character: Part] = [:]
    /// True for options whose value can only be the rest of their own word: `-p` alone asks for a password.
    private var areAttachedOnly = false
    /// True for options whose value is always a word of its own.
    private var areSeparateOnly = false
    /// Long options with a login, `user:password`, whose names do not say that it is one.
    private var names: Set<String> = []
    /// True if a word `user/password@database` is a login.
    private(set) var hasOracleLogins = false

    /// The options of a program; nil for one without such options.
    init?(of program: String) {
        switch program {
        case _ where Self.isMySQL(program), "7z", "7za", "7zr", "rar", "unrar":
            options = ["p": .all]
            areAttachedOnly = true
        case "sshpass", "useradd", "usermod": options = ["p": .all]
        case "rdesktop",
            _ where Self.mongo.contains(program):
            separate(["p": .all])
        case "redis-cli", "valkey-cli", "keydb-cli": separate(["a": .all])
        case "ldapsearch", "ldapadd", "ldapmodify", "ldapdelete", "ldapmodrdn", "ldapwhoami",
            "ldapcompare":
            options = ["w": .all]
        case "ldappasswd": options = ["w": .all, "s": .all, "a": .all]
        case "curl":
            options = ["u": .after(":"), "U": .after(":")]
            names = ["--user", "--proxy-user"]
        case "http", "https", "xh": separate(["a": .after(":")])
        case "ab": options = ["A": .after(":"), "P": .after(":")]
        case "lftp": options = ["u": .after(",")]
        case "smbclient", "rpcclient", "smbget", "smbcacls", "net": options = ["U": .after("%")]
        case _ where program.hasPrefix("snmp"): options = ["c": .all, "A": .all, "X": .all]
        case "zip", "unzip", "ipmitool", "sqlcmd", "bcp", "isql", "osql", "tsql":
            options = ["P": .all]
        case "openssl": separate(["k": .all, "K": .all])
        case "sqlplus", "sqlldr", "expdp", "impdp", "rman": hasOracleLogins = true
        case "login": separate(["p": .all])
        default: return nil
        }
    }

    private mutating func separate(_ options: [Character: Part]) {
        self.options = options
        areSeparateOnly = true
    }

    private static let mongo: Set<String> = [
        "mongo", "mongosh", "mongodump", "mongorestore", "mongoexport", "mongoimport", "mongostat",
        "mongotop",
    ]

    /// True for a program that others run, and whose options are none of theirs: `sshpass -p x ssh -p 2222`.
    static func hasOwnOptions(_ program: String) -> Bool {
        ["ssh", "scp", "sftp", "rsync"].contains(program)
    }

    /// True for MySQL's clients, not for its server.
    private static func isMySQL(_ program: String) -> Bool {
        ["mysql", "mariadb"].contains { name in
            let rest = program.dropFirst(name.count)
            return program.hasPrefix(name) && rest.allSatisfy { $0.isLetter || "-_".contains($0) }
                && (!rest.hasPrefix("d") || rest.hasPrefix("dump"))
        }
    }

    /// Which part of the word after an option is a secret; nil for any other word.
    ///
    /// Each option counts once.
    mutating func take(before word: some StringProtocol) -> Part? {
        if names.contains(String(word)) { return .after(":") }
        guard !areAttachedOnly, word.count == 2, word.first == "-", let letter = word.last else {
            return nil
        }
        return options.removeValue(forKey: letter)
    }

    /// Which part of what follows the letter of an option is a secret; nil for any other word.
    mutating func take(in word: some StringProtocol) -> Part? {
        guard !areSeparateOnly, word.count > 2, word.first == "-",
            let letter = word.dropFirst().first
        else { return nil }
        return options.removeValue(forKey: letter)
    }
}
