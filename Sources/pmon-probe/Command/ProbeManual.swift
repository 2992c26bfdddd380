// SPDX-License-Identifier: MIT

/// What `--help` says beside the flags; the manual page is made from it.
enum ProbeManual {
    static let discussion = """
        Checks every address of [urls], or the given addresses, and writes one record per check to stdout, a JSON object \
        on one line. Every address produces exactly one record, whatever its server, name \
        server or certificate does: a failure is a record, too. pmon-ssh checks the addresses ssh://host.

        A check takes at most its time limit plus one second. Each further try adds the time limit and a pause. Each \
        check opens its own connection. Redirects are followed to http and https only; credentials are sent to the \
        first origin only.

        ADDRESSES
          http://, https://    a request
          tcp://HOST:PORT      a connection; what send says is sent, and expect.body
                               is waited for
          tls://HOST:PORT      the same over TLS, with its certificate
          ping://HOST          an echo by ICMP, where the system permits it
          smtp:// imap:// pop3:// ftp://  and the same with s for TLS: greeting,
                               with tls = starttls the upgrade, with user the login
          ldap:// ldaps:// mqtt://  bind, connect

          A key that means nothing to a scheme is an error. Schemes other than http
          and https are checked where the configuration names the address; in
          arguments and on stdin only with --allow SCHEME.

        TARGETS
          With -, pmon-probe reads addresses from stdin as they come, one a line, or
          target objects: {"url": …} with the keys of [checks], as --list prints
          them. If a target object names a target of [urls] with its address, it
          uses the secrets of that target. --list names the secrets it leaves out in
          "secrets"; a target that lacks one of them is not checked: its record has
          the reason config.

        SELECTION
          --only takes a comma-separated list. A glob is compared with the key (with
          or without url.), the name and the address; group:GLOB with the group.
          Quotes allow commas within a name. A key such as url.shop must exist (64);
          a glob that matches no target is a warning.

        MAINTENANCE
          A record of a check that begins while a window of [maintenance] is open
          for its target has the window's name in maintenance.

        EXPECTATIONS
          expect.status           200-299,302,401,402 unless set
          expect.body             regular expression that the body must match, or
                                  what comes over a connection
          reject.body             regular expression that the body must not match
          expect.header.NAME      regular expression that a header must match
          expect.json.PATH        a value at a path such as data.items.0.state: up,
                                  != down, < 5, > 5, ~ pattern, exists
          expect.time             longest time

          All expectations are evaluated; the record lists each unmet one in failed.
          Content encodings and charsets of the body are decoded first. slow and
          cert.warn give warnings, never failures. cert.warn is auto unless set: 21
          days or a third of the certificate's lifetime, whichever is less.

        STEPS
          step.2 is the address of a second step, step.2.KEY one of its keys; the
          address itself is step 1. The first step that fails ends the check.
          capture.NAME takes a value out of a reply for later steps: json PATH,
          header NAME, or body TEXT*TEXT. {NAME} puts it into an address behind the
          host, a header, a body or a login. Captured values are secrets. Cookies,
          the time limit and the connection are those of the whole check; a further
          try begins with step 1.

        REGULAR EXPRESSIONS
          The syntax of RE2 and Perl: . [a-z] [[:alpha:]] [[:^alpha:]] a|b (a) (?:a)
          (?P<n>a) * + ? {n,m} \\d \\w \\s \\b \\A \\z \\n \\t \\xHH \\x{HHHH} \\0OO \\Qa\\E
          and the flags (?i) (?m) (?s) (?U). ^ and $ match at the ends of the body,
          with (?m) at the ends of its lines. Not supported: look-around,
          back-references, atomic groups, possessive repetition, \\p, \\C and (?x),
          repetition beyond 1000, and patterns of more than 5000 places: a character
          takes one place, . takes ten, so .{1000} is too large.

        PERIODS
          With --every, a target that has every in [checks] is checked as often as that
          says, in scans of its own; --count counts the scans of all others.

        SIGNALS
          After the first SIGINT or SIGTERM, no new check starts; running checks end
          and their records are written. After the second, pmon-probe exits at once.
          With --every, SIGHUP or a change of the file reloads the configuration. If
          the new one is wrong, it is reported and the old one stays. concurrency
          does not change before a restart.

        EXAMPLES
          pmon-probe | pmon-ssh | pmon-store
              The usual run.
          pmon-probe --explain https://example.org/
              Each phase, the certificate, each expectation.
          pmon-probe --every 1m | pmon-store --follow
              A monitor without cron.
          pmon-probe --only 'shop*' --fail >/dev/null || echo 'the shop is ill'
              For scripts.
          pmon-probe --list | shuf -n 10 | pmon-probe -
              Ten random targets.
          echo '{"url": "https://example.org/", "expect.body": "Ex"}' | pmon-probe -
              An expectation without configuration.

        FILES
          pmon.ini                [pmon] timeout, concurrency, retries and so on,
                                  [urls], [checks], [maintenance]
          /etc/ssl/certs/ca-certificates.crt
                                  trusted certificates, unless ca.file or ca names
                                  another file

        EXIT STATUS
          0    every address has its record, even if checks failed
          1    with --fail: a result is not SUCCESS
          64   wrong usage, or --only names a key that is not in [urls]
          65   a line of stdin was not a target; the others were probed
          66   there is nothing to probe, or the configuration cannot be opened
          74   reading or writing failed
          77   permission denied
          78   the configuration is wrong; addresses with correct settings were
               probed
          129, 130, 143  stopped by SIGHUP, SIGINT or SIGTERM before all addresses were
                         probed; with --every the status is 0
          141  the reader of stdout went away
        """
}
