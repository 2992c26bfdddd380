// SPDX-License-Identifier: MIT

/// What `--help` says beside the flags; the manual page is made from it.
enum ServeManual {
    /// The discussion of the command.
    static let discussion = """
        Reads the data file, its journal and the latest file, keeps them in memory, and shows a change within two \
        seconds. It never writes them. Browsers get a page; all other clients (curl, scripts, the older pmon's page) \
        get the JSON {"id": …, "data": {url: record}} from the same address.

        The server listens on 127.0.0.1 unless http.bind or --bind names another address. It accepts IP addresses, \
        localhost, the machine's own names and those of http.host as Host; any other Host gets 421, a request without \
        one gets 400. Absolute links begin with https if a proxy on this machine says so (X-Forwarded-Proto), or if \
        link of [email] names that host with https. With http.user and http.pwd, every address but /healthz requires \
        them. Use a proxy with TLS if the network is not trusted. Only a POST forces a scan. One scan runs at a time. \
        Without authentication, only this machine may force one, \
        and nobody where a proxy may stand before the server. With http.evidence = private, strangers see names and states \
        alone, also without the password. http.path is the path under which a proxy shows the page.

        ADDRESSES
          /                       page, or JSON for clients that do not accept text/html
          /m/KEY                  one monitor: chart, runs, incidents, evidence
          /m/KEY/evidence.txt     evidence of a failure; at= for an earlier one
          /incidents              all past incidents, in pages; key=, before=
          /scan                   POST: run the pipeline once; notify=True also mails
                                  the report
          /api/v1/status          state, counts, revision, running scan; suited to
                                  polling with If-None-Match
          /api/v1/monitors        list; q, state, group, sort, since, limit, cursor
          /api/v1/monitors/KEY    the whole record of one monitor
          /api/v1/monitors/KEY/history
                                  its history; from=&to=&max=, last=, days=
          /api/v1/incidents       incidents; open=1, key=, before=
          /api/v1/scans           POST {"notify": false}: force a scan; GET
                                  /api/v1/scans/ID returns its progress
                                  An invalid value in a query gets 400
          /api/v2/summary.json    the format of Statuspage; also status.json,
                                  components.json, incidents.json,
                                  scheduled-maintenances.json
          /status.txt             one word: ok, app, down, stale or
                                  maintenance
          /healthz  /readyz       the server runs; its files are readable and not
                            stale
          /metrics                for Prometheus
          /badge/all.svg          badge of all monitors, /badge/KEY.svg of one; .json
                                  for shields.io
          /feed.atom              incidents, /m/KEY/feed.atom of one monitor
          /?refresh=60            the page for a screen on the wall, reloaded every 60 s

        REPORTS
          --report prints the uptime by time, coverage, maintenance, incidents, median and
          95th percentile of each check over a period of local days, both included; one
          that goes on ends now.

        SIGNALS
          SIGHUP reloads the configuration. If the new one is wrong, it is reported
          and the old one stays. Address and port do not change before a restart.
          SIGINT and SIGTERM end the server with status 0.

        EXAMPLES
          pmon-serve
              The page at http://localhost:8080/.
          pmon-serve --bind 0.0.0.0 --port 80
              For the whole network.
          curl -s localhost:8080 | jq -r '.data[] | select(.reason) | .message'
              The failures, for a script.
          pmon-serve --once > status.html
              The page as a file, for any web server.
          pmon-serve --report 2026-11 --slo 99.9 > november.html
              Uptime, incidents and the error budget of a month, for a sheet of paper.
          pmon-serve --report 7d --text
              The last seven days, on the terminal or in a mail.

        FILES
          pmon.ini                configuration: [pmon] http.*, scan.*, every; [urls],
                                  [checks] name and group, [maintenance]
          pmon.silence            silence.file, whose lines mark failures as silenced
          pmon.json               data.file, all results; pmon.json.journal has those
                                  not yet folded in
          current.json            latest.file, the latest result of each address

        EXIT STATUS
          0    ended by a signal, or the page or report was printed
          64   wrong usage, or a period that has not begun
          65   a report of damaged files
          66   the configuration file cannot be opened, or a report has no history
          73   the server cannot listen on the address
          74   the page could not be written
          77   permission denied, for example for a port below 1024
          78   the configuration is wrong
        """
}
