// SPDX-License-Identifier: MIT

/// What `--help` says beside the flags; the manual page is made from it.
enum ServeManual {
    /// The discussion of the command.
    static let discussion = """
        Reads the data file, its journal and the latest file, keeps them in memory, and shows a change within two \
        seconds. It never writes them. Browsers get a page; everyone else (curl, scripts, the older pmon's page) \
        gets the JSON {"id": …, "data": {url: record}} from the same address.

        The server listens on 127.0.0.1 unless http.bind or --bind says otherwise. It answers to IP addresses, \
        localhost, the machine's own names and those of http.host; any other Host is refused with 421, a request \
        without one with 400. Links that leave the page begin with https where a proxy on this machine says so \
        (X-Forwarded-Proto), or where link of [email] names that host with https. With http.user and http.pwd \
        everything but /healthz asks for them; put a proxy with TLS in front where the network is not trusted. A \
        scan is forced by POST only, one runs at a time, and without authentication only from this machine itself.

        ADDRESSES
          /                       page, or JSON for who does not ask for text/html
          /m/KEY                  one monitor: chart, runs, incidents, evidence
          /m/KEY/evidence.txt     what was found on the machine of a failure; at= for
                                  an earlier one
          /incidents              all of the past, page after page; key=, before=
          /scan                   POST: run the pipeline once; notify=True mails the
                                  report too
          /api/v1/status          state, counts, revision, running scan; made for
                                  polling with If-None-Match
          /api/v1/monitors        list; q, state, group, sort, since, limit, cursor
          /api/v1/monitors/KEY    the whole record of one monitor
          /api/v1/monitors/KEY/history
                                  its past; from=&to=&max=, last=, days=
          /api/v1/incidents       what failed when; open=1, key=, before=
          /api/v1/scans           POST {"notify": false}: force a scan; GET
                                  /api/v1/scans/ID asks for it
                                  A value that a query does not know gives 400
          /api/v2/summary.json    as Statuspage has it; also status.json,
                                  components.json, incidents.json
          /status.txt             one word: ok, app, down or stale
          /healthz  /readyz       the server lives; its files are readable and not
                    stale
          /metrics                for Prometheus
          /badge/all.svg          badge of all, /badge/KEY.svg of one; .json for
                                  shields.io
          /feed.atom              incidents, /m/KEY/feed.atom of one monitor
          /?refresh=60            the page for a screen on the wall: it loads itself
                                  again

        SIGNALS
          SIGHUP reads the configuration again; a bad one is reported and the old
          one kept. Address and port stay. SIGINT and SIGTERM end the server with
          status 0.

        EXAMPLES
          pmon-serve
              The page at http://localhost:8080/.
          pmon-serve --bind 0.0.0.0 --port 80
              For the whole network.
          curl -s localhost:8080 | jq -r '.data[] | select(.reason) | .message'
              What is wrong, for a script.
          pmon-serve --once > status.html
              The page as a file, to be copied to a web server.

        FILES
          pmon.ini                configuration: [pmon] http.*, scan.*, every; [urls],
                                  [checks] name and group
          pmon.json               data.file, all results; pmon.json.journal those not
                                  yet folded in
          current.json            latest.file, the latest result of each address

        EXIT STATUS
          0    ended by a signal, or the page was printed
          64   wrong usage
          66   the configuration file cannot be opened
          73   the address cannot be listened on
          74   the page could not be written
          77   permission denied, for example for a port below 1024
          78   the configuration is wrong
        """
}
