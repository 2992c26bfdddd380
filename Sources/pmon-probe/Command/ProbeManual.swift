// SPDX-License-Identifier: MIT

/// What `--help` says beside the flags; the manual page is made from it.
enum ProbeManual {
    static let discussion = """
        Sends a request to every http and https address of [urls], or to the addresses given, and writes one record \
        a check to stdout: a JSON object a line. Every address gives exactly one record, whatever its server, its \
        name server or its certificate do: a failure is a record, too. Addresses ssh://host are pmon-ssh's.

        A check takes no longer than its time limit, with further tries as many times the limit and the pauses \
        between them, and a second. Each check makes a connection of its own. Redirects are followed to http and \
        https only; credentials stay with the first origin.

        TARGETS
          With - addresses are read from stdin as they come, one a line, or
          target objects: {"url": …} with the keys of [checks], as --list prints
          them. A target object that names a target of [urls] with its address
          takes its secrets from there.

        EXPECTATIONS
          expect.status           200-299,302,401,402 unless set
          expect.body             regular expression that the body must match
          reject.body             regular expression that it must not match
          expect.header.NAME      regular expression that a header must match
          expect.json.PATH        what stands at data.items.0.state: up, != down,
                                  < 5, > 5, ~ pattern, exists
          expect.time             longest time

          All are evaluated; each that is not met is a sentence in the record's
          failed. Content encodings and charsets of the body are undone first.
          slow and cert.warn give warnings, never failures.

        REGULAR EXPRESSIONS
          Those of RE2 and Perl: . [a-z] [[:alpha:]] [[:^alpha:]] a|b (a) (?:a)
          (?P<n>a) * + ? {n,m} \\d \\w \\s \\b \\A \\z \\n \\t \\xHH \\x{HHHH} \\0OO \\Qa\\E
          and the flags (?i) (?m) (?s) (?U). ^ and $ are the ends of the body, with
          (?m) those of its lines. Refused are look-around, back-references, atomic
          groups, possessive repetition, \\p, \\C and (?x), repetition beyond 1000,
          and what takes more than 5000 places: a character takes one, . ten, so
          that .{1000} is too large.

        SIGNALS
          The first SIGINT or SIGTERM: nothing new is started, running checks end,
          their records are written. The second: leave at once. With --every,
          SIGHUP reads the configuration again, as does a change of the file; one
          that cannot be read is reported and the old one kept. concurrency stays
          as it was at the start.

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
              Ten targets by chance.
          echo '{"url": "https://example.org/", "expect.body": "Ex"}' | pmon-probe -
              An expectation without configuration.

        FILES
          pmon.ini                [pmon] timeout, concurrency, retries and so on,
                                  [urls], [checks]
          /etc/ssl/certs/ca-certificates.crt
                                  certificates that are trusted, unless ca.file
                                  or ca says otherwise

        EXIT STATUS
          0    every address has its record, even if checks failed
          1    with --fail: a result is not SUCCESS
          64   wrong usage
          65   a line of stdin was no target; the others were probed
          66   there is nothing to probe, or the configuration cannot be opened
          74   reading or writing failed
          77   permission denied
          78   the configuration is wrong; addresses whose settings are right were
               probed
          130, 143  stopped by SIGINT, SIGTERM before all addresses were probed; with
                    --every it is 0
          141  the reader of stdout went away
        """
}
