// SPDX-License-Identifier: MIT

/// Arguments of common programs that carry a secret, which only the program's name tells from others: `-p` of
/// `sshpass` is a password, of `docker run` a port.
struct SecretOptions {
    /// Programs, some of them with a word after which the rules hold, and their rules in the spelling of `SecretRule`.
    private static let table: [(programs: String, rules: String)] = [
        // Databases.
        (
            "mysql, mysqldump, mysqlimport, mysqlshow, mysqlcheck, mysqlslap, mysqlbinlog, mysqlpump,"
                + " mysqlsh, mysql_upgrade, mariadb, mariadb-dump, mariadb-import, mariadb-show,"
                + " mariadb-check, mariadb-slap, mariadb-binlog, mariadb-upgrade, mariadb-backup,"
                + " mariabackup, xtrabackup", "-[ABCEGHNXbfinqrstvw]p*"
        ),
        ("mysqladmin, mariadb-admin", "-[fisvE]p* password"),
        ("mydumper, myloader, mycli, mytop, cqlsh, hdbsql, beeline", "-p"),
        (
            "mongo, mongosh, mongodump, mongorestore, mongoexport, mongoimport, mongostat, mongotop",
            "-p"
        ),
        ("redis-cli, valkey-cli, keydb-cli", "-a_ auth>1+"),
        ("redis-cli config, valkey-cli config", "requirepass masterauth"),
        ("sqlcmd, bcp, isql, osql, tsql", "-P"),
        ("vsql", "-w"),
        ("redis-server, valkey-server, keydb-server", "--requirepass --masterauth"),
        ("iusql", ">3"),
        ("db2", "using"),
        ("sqlplus, sqlldr, expdp, impdp, exp, imp, rman", "/"),
        ("influx, etcdctl", "--user:"),
        // Directories, messages, networks.
        (
            "ldapsearch, ldapadd, ldapmodify, ldapdelete, ldapmodrdn, ldapwhoami, ldapcompare",
            "-[CLMPZcnvx]w"
        ),
        ("ldappasswd", "-[CLMZnvx]w -s -a"),
        ("mosquitto_pub, mosquitto_sub, mosquitto_rr", "-P"),
        ("rabbitmqctl", "add_user>2 change_password>2 authenticate_user>2"),
        (
            "snmpget, snmpgetnext, snmpbulkget, snmpwalk, snmpbulkwalk, snmpset, snmptable, snmptrap,"
                + " snmpinform, snmpstatus, snmpdf, snmptest, snmpdelta, snmpnetstat", "-c -A -X"
        ),
        ("ipmitool", "-P password>2"),
        ("pppd, pon, nmcli", "?"),
        ("consul, nomad, serf", "-encrypt=* -encrypt"),
        ("wpa_passphrase", ">2"),
        ("swaks", "-ap"),
        ("sendemail, sendEmail", "-xp"),
        // Transfers.
        (
            "curl",
            "-[0146GIJLNORSafgiklnqsv#]u: -[GILNOSfgiksv]U: -[GILNOSfgiksv]E: --user: --proxy-user:"
                + " --cert: --proxy-cert: --oauth2-bearer"
        ),
        ("http, https, xh, hey", "-a: --auth:"),
        ("ab", "-[kdqS]A: -[kdqS]P:"),
        ("proxytunnel", "-P: --proxyauth:"),
        ("squidclient", "-w -W"),
        ("lftp", "-u,"),
        ("ncftp, ncftpget, ncftpput, ncftpls", "-p"),
        ("smbclient", "-U% --user% //"),
        ("rpcclient, smbget, smbcacls, smbcquotas, wmic, winexe, net", "-U% --user%"),
        ("sshpass", "-[v]p"),
        ("rdesktop", "-p"),
        // Checks of other monitors.
        ("check_http, check_curl", "-a: -b: --authorization: --proxy-authorization:"),
        (
            "check_mysql, check_mysql_query, check_pgsql, check_disk_smb, check_radius, check_mongodb,"
                + " check_wmi_plus, check_esx3", "-p"
        ),
        ("check_ldap, check_ldaps, check_smtp, check_ssmtp, check_ipmi_sensor", "-P"),
        ("check_nt", "-s"),
        ("check_snmp", "-C -A -X --community --authpasswd --privpasswd"),
        ("check_ifstatus, check_ifoperstatus, check_hpjd", "-C --community"),
        // Accounts, archives, keys.
        ("useradd, usermod", "-p"),
        ("htpasswd", "-b>3+ -n>2+"),
        ("mkpasswd", ">1+"),
        ("7z, 7za, 7zr, 7zz", "-p*"),
        ("rar, unrar", "-p* -hp*"),
        ("zip, unzip", "-[0123456789ejlmnopqruvy]P"),
        ("qpdf", "--encrypt>1 --encrypt>2"),
        ("yubico-piv-tool", "-P -N"),
        ("openssl", "-k_ -K_ passwd>1+"),
        // Services far away.
        (
            "docker login, podman login, buildah login, nerdctl login, helm login, oras login,"
                + " skopeo login, oc login, cf login, az login", "-p"
        ),
        ("mc, mcli", "set>4"),
        ("mc host, mcli host", "add>4"),
        ("mc user, mcli user", "add>3"),
        ("aws", "--secret-string"),
        (
            "aws configure, npm config, npm set, pnpm config, yarn config, git config, rclone config,"
                + " ngrok config", "?"
        ),
        ("ngrok", "authtoken"),
        ("composer config", ">3"),
        ("vault", "login>1 unwrap>1 unseal>1"),
        ("vault token", "lookup>1 renew>1 revoke>1"),
    ]

    private static let rules: [String: [SecretRule]] = {
        var rules: [String: [SecretRule]] = [:]
        for row in table {
            for program in row.programs.split(separator: ",") {
                rules[String(program.drop { $0 == " " })] = row.rules.split(separator: " ").map {
                    SecretRule($0)
                }
            }
        }
        return rules
    }()

    /// The programs of the table, also those that have rules after another word alone.
    private static let programs: Set<Substring> = Set(
        rules.keys.compactMap { $0.split(separator: " ").first }
    )

    private var rules: [SecretRule] = []
    private var program = ""

    /// True once a program was met whose options are known.
    var knowsProgram: Bool { !program.isEmpty }

    /// Takes note of a word that is the name of a program, or one after which a program has rules of its own; answers
    /// which operands after it are secrets.
    ///
    /// What was noted before goes on to hold: `mysql -u zip -px` is one program.
    mutating func note(_ name: String) -> [SecretOperand] {
        if Self.hasOwnOptions(name) {
            rules = []
            program = name
            return []
        }
        let found = Self.rules[name] ?? Self.rules["\(program) \(name)"]
        if Self.programs.contains(Substring(name)) {
            if name == program { rules = [] }
            program = name
        }
        guard let found else { return [] }
        rules = found + rules
        return found.compactMap { $0.operandOfProgram }
    }

    /// True for a program that others run, and whose options are none of theirs: `sshpass -p x ssh -p 2222`.
    private static func hasOwnOptions(_ program: String) -> Bool {
        ["ssh", "scp", "sftp", "rsync"].contains(program)
    }

    /// The secret that a word holds; nil if it holds none.
    mutating func take(in word: Substring) -> Substring? {
        for (index, rule) in rules.enumerated() {
            guard let secret = rule.secret(in: word) else { continue }
            if rule.countsOnce { rules.remove(at: index) }
            return secret
        }
        return nil
    }

    /// The rule that says what of the word after this one is a secret; nil if nothing is.
    mutating func take(before word: Substring) -> SecretRule? {
        guard let index = rules.firstIndex(where: { $0.isBefore(word) }) else { return nil }
        let rule = rules[index]
        if rule.countsOnce { rules.remove(at: index) }
        return rule
    }

    /// Which operands after a word are secrets.
    func operands(after word: Substring) -> [SecretOperand] {
        rules.compactMap { $0.operand(after: word) }
    }
}
