// SPDX-License-Identifier: MIT

/// The text of the manual page that is not about a single flag.
enum SSHManual {
    static let discussion = """
        Reads records from stdin, one JSON object a line, and writes them to stdout. If a record is not SUCCESS and its \
        target has [remote] keys of type ssh, pmon-ssh adds the evidence from its machine. All other records pass at once \
        and unchanged. Enriched records follow as soon as their machine has answered, so the order may change.

        The evidence comes over one connection per machine, however many addresses it serves:
          ssh           lines of scan_cmd (ps aux) that contain the text of process, or
                        one sentence that explains why there are none
          file.system   output of df -P -k, and file systems that are read-only, short
                        of inodes, or cannot fill up
          memory        the Mem, Cache and Swap lines of /proc/meminfo, and the
                        limit of a container
          logs          the newest lines of log.files in log.dir that match the basic
                        grep pattern log.pattern; log.case = exact is case-sensitive
          verdict       the conclusion from all that, in one line

        Limits: the 20 newest log files, and the last 4 MiB of each; 50 log lines; 8 MiB per visit. The verdict names what \
        was searched and what was left out. Shortly before timeout, the machine ends everything that pmon has started.

        Lines of pmon's own visit do not count, nor do processes that have ended but are still listed (state Z), \
        nor services that systemctl, docker and the like say are stopped. If \
        the process list is incomplete or unreadable, the verdict is "cannot tell", with the reason.

        pmon-ssh checks the addresses ssh://host of [urls] itself: once for each run that passes, or once if the \
        input is empty. The result is SUCCESS if a line of the process list contains the text of process, and \
        APPLICATION_ERROR (reason process) if none does. It is EXCEPTION_ERROR if the list is not conclusive (reason \
        protocol), or if pmon-ssh cannot look into the machine: the reason of a refused login is refused, that of an \
        untrusted host key is certificate.

        An SSH error never changes a result and loses no record; ssh and verdict report it.

        Host keys are looked up in known_hosts as ssh does it. With hostkey = accept-new, the default, pmon-ssh accepts an \
        unknown host and stores its key; with strict it refuses the host. It always refuses a changed or revoked key, \
        before any attempt to log in.

        Login: the key and its passphrase, then the SSH agent, then the password. If neither key nor password is \
        configured, pmon-ssh tries the agent, ~/.ssh/id_ed25519 and ~/.ssh/id_ecdsa, in the order of ssh. A server may \
        require several of them (publickey,password). The password answers keyboard-interactive questions only with \
        keyboard = yes.

        At most four logins to one server run at the same time. If a connection is cut before the login, pmon-ssh tries \
        once more, and up to three times where the server says, or type = openssh cannot see, that it is because too \
        many are not logged in yet (MaxStartups of sshd).

        type = ssh uses libssh2, which before 1.11 supports neither RSA with SHA-2 nor ETM MACs, certificates, jump hosts \
        or ~/.ssh/config. type = openssh uses the system's ssh instead, one process per machine; ssh.options are \
        further options of ssh_config(5). It never asks questions.

        EXAMPLES
          pmon-probe | pmon-ssh | pmon-store
              The usual run.
          pmon-ssh url.3
              Is the process of url.3 running?
          pmon-ssh --all </dev/null
              Check all ssh:// addresses.
          pmon-ssh --list
              Print them, as pmon-probe --list prints the others.

        FILES
          pmon.ini      [urls] and [remote]
          known_hosts   beside the data file, unless known_hosts names another file;
                        the format of OpenSSH

        EXIT STATUS
          0    all records passed, even if some machines could not be looked into
          64   wrong usage, or a target that is not configured
          65   invalid lines were left out; each is reported with its number
          66   the configuration cannot be opened
          78   the configuration is wrong; machines with correct settings were
               looked into
          129, 130, 143  stopped by SIGHUP, SIGINT or SIGTERM; waiting records are
                         written without evidence
          141  the reader of stdout went away
        """
}
