#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# docs/record.schema.json against real records, docs/grafana.json against /metrics and a real Prometheus.
# shellcheck disable=SC2154 # run sets stderr

load helpers
load serve_helpers

SCHEMA=$BATS_TEST_DIRNAME/mail/schema.py
DASHBOARD=$BATS_TEST_DIRNAME/schema/dashboard.py

setup() {
    common_setup
    PORT=$(free_port)
    start python3 "$BATS_TEST_DIRNAME/import/server.py" "$PORT"
    wait_for_port "$PORT"
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 90 -subj /CN=localhost \
        -addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout key.pem -out cert.pem 2>/dev/null
    TLS=$(free_port)
    start openssl s_server -quiet -accept "127.0.0.1:$TLS" -key key.pem -cert cert.pem -WWW
    wait_for_port "$TLS"
    echo hello >page.txt
    cat >pmon.ini <<END
[pmon]
id = test
every = 5m
silence.file = pmon.silence
timeout = 5s
[urls]
url.good = http://127.0.0.1:$PORT/good
url.other = http://127.0.0.1:$PORT/good
url.missing = http://127.0.0.1:$PORT/missing
url.json = http://127.0.0.1:$PORT/json
url.refused = http://127.0.0.1:1/
url.name = http://no-such-name.invalid/
url.tls = https://127.0.0.1:$TLS/page.txt
url.trusted = https://127.0.0.1:$TLS/page.txt
url.all = http://localhost:$PORT/good
[checks]
url.good.name = Good
url.good.group = Shop
url.good.slow = 0.01ms
url.json.expect.json.state = down
url.json.expect.body = nothing like it
url.trusted.ca = cert.pem
url.trusted.group = Shop
url.trusted.name = Trusted
url.trusted.cert.warn = 30d
url.all.addresses = all
[maintenance]
now = $(date -ud '-1 hour' '+%F %H:%M') .. $(date -ud '+1 hour' '+%F %H:%M') UTC: url.refused
END
}

@test "real records, of probe and latest file, fit the schema of a record" {
    pmon-probe >records
    [ "$(wc -l <records)" = 9 ]
    jq -s -e '[.[] | keys[]] | unique | contains(["timing", "certificate", "response", "failed", "warnings", "maintenance", "reason"])' records
    pmon-store <records
    jq -c 'to_entries[] | {url: .key} + .value' current.json >latest
    jq -s -e '[.[] | keys[]] | unique | contains(["checks", "recent", "since", "streak", "outage"])' latest
    cat records latest >all
    [ "$(/usr/bin/python3 "$SCHEMA" "$PROJECT/docs/record.schema.json" <all)" = "$(wc -l <all)" ]
    # The schema says no to what a record cannot be.
    for change in '.result = "OK"' 'del(.url)' 'del(.message)' '.status = 42' '.at = "1"' '.timing.total = -1' '.reason = "odd"' \
        '.warnings = "x"' '.time = "today"' '.timing.other = 1' '.checks = [{}]'; do
        head -n 1 records | jq -c "$change" >wrong
        run -1 /usr/bin/python3 "$SCHEMA" "$PROJECT/docs/record.schema.json" <wrong
        [[ "$output" == *ValidationError* ]] || { echo "$change: $output"; false; }
    done
}

@test "the dashboard has the metrics and labels of /metrics, all of them, and each expression finds something" {
    echo 'url.missing until 2099-01-01 00:00' >pmon.silence
    pmon-probe | pmon-store
    start_server
    curl -s "$SITE/metrics" >metrics
    python3 "$DASHBOARD" names "$PROJECT/docs/grafana.json" metrics
    printf 'global: {scrape_interval: 1s}\nscrape_configs: [{job_name: pmon, static_configs: [{targets: ["%s"]}]}]\n' \
        "${SITE#http://}" >prometheus.yml
    port=$(free_port)
    start prometheus --config.file=prometheus.yml --storage.tsdb.path=tsdb --web.listen-address="127.0.0.1:$port" --log.level=error
    wait_until 30 python3 "$DASHBOARD" query "$PROJECT/docs/grafana.json" "http://127.0.0.1:$port"
    python3 "$DASHBOARD" query "$PROJECT/docs/grafana.json" "http://127.0.0.1:$port"
}
