// SPDX-License-Identifier: MIT

/// The text of the manual page that is not about a single flag.
enum SSHManual {
    static let discussion = """
        Reads records from stdin, one JSON object a line, and writes them to stdout. A record that is not SUCCESS \
        and whose target has [remote] keys of type ssh gains the evidence from its machine; all others pass at once \
        and unchanged. Enriched records follow as soon as their machine has answered, so the order may change.

        What is gathered, over one connection a machine however many addresses it serves:
          ssh           lines of scan_cmd (ps aux) that hold the text of process, or
                        one sentence on why there are none
          file.system   output of df -P -k, and what is read-only, short of inodes, or
                        cannot fill up
          memory        the Mem, Cache and Swap lines of /proc/meminfo
          logs          the newest lines of log.files in log.dir that match the basic
                        grep pattern log.pattern; log.case = exact minds the case
          verdict       what all that says, in one line

        Limits: 20 log files, the newest, and the last 4 MiB of each; 50 log lines; 8 MiB a visit. What was searched \
        and what was left out is in verdict. The machine ends everything that pmon has started shortly before timeout.

        Lines of pmon's own visit do not count, nor do processes that have ended but are still listed (state Z). If \
        the process list is not complete or not readable, the verdict is "cannot tell", with the reason.

        Addresses ssh://host of [urls] are checked by pmon-ssh itself: once for each run that passes, or once if the \
        input is empty. The result is SUCCESS if a line of the process list holds the text of process, \
        APPLICATION_ERROR (reason process) if none does, EXCEPTION_ERROR (reason protocol) if the list does not say, \
        and EXCEPTION_ERROR if the machine cannot be looked into: a refused login has the reason refused, a host key \
        that is not trusted the reason certificate.

        A fault of SSH never changes a result and loses no record; it is said in ssh and verdict.

        Host keys are looked up in known_hosts as ssh does it. With hostkey = accept-new, the default, a host of \
        which no key is known is taken and remembered; with strict it is refused; a changed or revoked key is always \
        refused, before any attempt to log in.

        Login: the key and its passphrase, then the SSH agent, then the password. Where neither key nor password is \
        configured, the agent and ~/.ssh/id_ed25519 and ~/.ssh/id_ecdsa are tried, in the order of ssh. A server may \
        ask for several of them (publickey,password). The password answers keyboard-interactive questions only with \
        keyboard = yes.

        At most four logins to one server are under way at once, and a visit whose connection is cut before the \
        login makes one more try: sshd drops connections when too many are not logged in yet (MaxStartups).

        type = ssh is libssh2, which before 1.11 knows neither RSA with SHA-2 nor ETM MACs, certificates, jump hosts \
        or ~/.ssh/config. type = openssh runs the system's ssh for that, one process a machine; ssh.options are \
        further options of ssh_config(5). It never asks for anything.

        Examples:
          pmon-probe | pmon-ssh | pmon-store
          pmon-ssh url.3                     is the process of url.3 running?
          pmon-ssh --all </dev/null          check all ssh:// addresses

        Files:
          pmon.ini      [urls] and [remote]
          known_hosts   beside the data file, unless known_hosts names another; the
                        format of OpenSSH

        Exit status:
          0    all lines passed, even where machines could not be looked into
          64   wrong usage, or a target that is not configured
          65   bad lines were kept out; each is reported with its number
          66   the configuration cannot be opened
          78   the configuration is wrong; machines whose settings are right were
               looked into
          130, 143   stopped by SIGINT or SIGTERM; records that waited are written
                     without evidence
          141  the reader of stdout went away
        """
}
