// SPDX-License-Identifier: MIT

/// The programs that `SecretOptions` knows.
enum SecretPrograms {
    /// Programs, some of them with a word after which the rules hold, and their rules in the spelling of `SecretRule`.
    static let table: [(programs: String, rules: String)] = [
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
        ("redis-cli acl, valkey-cli acl", ">*"),
        ("redis-benchmark, valkey-benchmark, redis-dump", "-a_"),
        ("sqlcmd, bcp, osql, tsql", "-P"),
        ("isql", "-P [DPSUiu]>3"),
        ("vsql", "-w"),
        ("redis-server, valkey-server, keydb-server", "--requirepass --masterauth"),
        ("iusql", ">3"),
        ("db2", "using"),
        ("gbak, gfix, gsec, gstat", "-pa -pas -pass"),
        ("neo4j-admin", "set-initial-password>1"),
        ("sqlplus, sqlldr, expdp, impdp, exp, imp, rman", "/"),
        ("influx, etcdctl", "--user:"),
        // Directories, messages, networks.
        (
            "ldapsearch, ldapadd, ldapmodify, ldapdelete, ldapmodrdn, ldapwhoami, ldapcompare",
            "-[CLMPZcnvx]w"
        ),
        ("ldappasswd", "-[CLMZnvx]w -s -a"),
        ("ldapvi, kadmin", "-w"),
        ("slappasswd", "-s"),
        ("samba-tool user", "create>2 add>2"),
        ("ipa-client-install", "-w"),
        ("ipa-server-install, ipa-replica-install", "-a -p -w"),
        ("mosquitto_pub, mosquitto_sub, mosquitto_rr", "-P"),
        ("mosquitto_passwd", "-b>3"),
        ("emqx, emqx_ctl", "add>2"),
        ("zkCli.sh, zookeeper-shell, zookeeper-shell.sh", "digest:"),
        ("rabbitmqctl", "add_user>2 change_password>2 authenticate_user>2"),
        (
            "snmpget, snmpgetnext, snmpbulkget, snmpwalk, snmpbulkwalk, snmpset, snmptable, snmptrap,"
                + " snmpinform, snmpstatus, snmpdf, snmptest, snmpdelta, snmpnetstat", "-c -A -X"
        ),
        ("ipmitool", "-P password>2"),
        ("pppd, pon, nmcli, wpa_cli", "?"),
        ("setenv", "?"),
        ("set -x, set -gx, set -xg, set -ux, set -xu, set -lx, set --export", "?"),
        ("expect -c", "send>1"),
        ("iwconfig, iw", "key"),
        ("consul, nomad, serf", "-encrypt=* -encrypt"),
        ("wpa_passphrase", ">2"),
        ("swaks, ssmtp, sipp", "-ap"),
        ("turnserver", "-u: --user:"),
        ("turnutils_uclient", "-w"),
        ("prosodyctl", "register>3"),
        ("ejabberdctl", "register>3 change_password>3"),
        ("radtest", ">2 >5"),
        ("eapol_test", "-s"),
        ("doveadm pw", "-p"),
        ("doveadm auth", "test>2 login>2"),
        ("sendemail, sendEmail", "-xp"),
        // Tunnels and terminals.
        (
            "ss-server, ss-local, ss-redir, ss-tunnel, ssserver, sslocal, udp2raw, speederv2, tinyvpn, edge",
            "-[uv]k"
        ),
        (
            "kcptun-server, kcptun-client, server_linux_amd64, client_linux_amd64", "--key -key"
        ),
        ("iodine, iodined", "-[fcrsv46]P"),
        ("ttyd", "-[WaOoqB6S]c: --credential:"),
        ("gotty", "-[wtr]c: --credential:"),
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
        ("wbinfo", "-a% -K% --authenticate% --krb5auth%"),
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
        ("check_snmp, check_nwc_health", "-C -A -X --community --authpasswd --privpasswd"),
        ("check_ifstatus, check_ifoperstatus, check_hpjd", "-C --community"),
        // Accounts, archives, keys.
        ("useradd, usermod", "-p"),
        ("htpasswd", "-b>3+ -n>2+"),
        ("mkpasswd", ">1+"),
        ("7z, 7za, 7zr, 7zz", "-p*"),
        ("rar, unrar", "-p* -hp*"),
        ("zip, unzip", "-[0123456789ejlmnopqruvy]P"),
        ("qpdf", "--encrypt>1 --encrypt>2"),
        ("yubico-piv-tool, ssh-keygen", "-P -N"),
        ("pdftk", "user_pw owner_pw input_pw"),
        ("mutool, steghide", "-p"),
        ("kopia, veracrypt, truecrypt", "-p"),
        ("ccrypt, ccencrypt, ccdecrypt, ccat", "-[bcdefrstuvx]K"),
        ("dsmc", "-pa=* -pas=* -pass=*"),
        (
            "hdparm",
            "--security-unlock --security-set-pass --security-disable --security-erase"
                + " --security-erase-enhanced"
        ),
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
        (
            "composer config, poetry config",
            "http-basic.*>2 pypi-token.*>1 github-oauth.*>1 gitlab-oauth.*>1 gitlab-token.*>1 bearer.*>1"
        ),
        ("poetry publish", "-p"),
        ("bundle config", ">2:"),
        ("dotnet nuget", "-k"),
        ("nuget", "setapikey"),
        ("cargo", "login"),
        ("rclone", "obscure"),
        ("sonar-scanner, mvn, gradle, gradlew", "-Dsonar.login=*"),
        ("aws put-parameter", "--value"),
        ("b2", "authorize-account>2 authorize>2"),
        ("bw", "unlock login>2"),
        ("doctl", "-t"),
        ("gh secret", "--body -b"),
        ("snyk", "auth"),
        ("swift", "-K"),
        ("pulumi config", "--secret>2"),
        ("ansible-vault", "encrypt_string"),
        ("grafana-cli, grafana", "reset-admin-password>1"),
        ("agent-auth, knife, p4", "-P"),
        ("vault", "login>1 unwrap>1 unseal>1"),
        ("vault token", "lookup>1 renew>1 revoke>1"),
    ]
}
