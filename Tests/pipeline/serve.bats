#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-serve over real sockets.

load helpers
load serve_helpers

setup() {
    serve_setup
}

@test "scripts get the older pmon's JSON, browsers a page" {
    write_results oad
    start_server
    run -0 jq -r '.id, (.data | keys | length), .data["http://host1.example.org/health"].message' <(curl -s "$SITE/")
    [ "$output" = $'test\n3\n503' ]
    curl -s -H 'Accept: text/html' "$SITE/" >page
    grep -q '<h1>.*2 of 3 failing' page
    [ "$(code "$SITE/metrics")" = 200 ]
}

@test "the older pmon's own files are served" {
    cp "$PROJECT"/Tests/Fixtures/original/*.json .
    start_server
    run -0 jq -r '.data | to_entries | map(.value.result) | unique | join(" ")' <(curl -s "$SITE/")
    [ "$output" = "APPLICATION_ERROR EXCEPTION_ERROR SUCCESS" ]
}

@test "a changed file shows within two seconds, and a damaged one leaves the last good data" {
    write_results ooo
    start_server
    state_is ok
    # Another process may hold up some changes, never the server itself.
    local soon=no
    for _ in 1 2 3 4 5; do
        write_results ood
        if wait_until 2 state_is down; then
            soon=yes
            break
        fi
        wait_until 30 state_is down
        write_results ooo
        wait_until 30 state_is ok
    done
    [ "$soon" = yes ]
    echo '{"http://' >current.json
    unready() { [ "$(code "$SITE/readyz")" = 503 ]; }
    wait_until 30 unready
    curl -s "$SITE/" | jq -e '.data | length == 3'
    write_results ooo
    wait_until 30 state_is ok
}

@test "a record in the journal alone is shown" {
    write_results oo
    start_server
    record EXCEPTION_ERROR '"connection refused"' "$(date +%s).5" ',"url":"http://host0.example.org/health","run":99' |
        pmon-store --data pmon.json --latest current.json
    wait_until 30 state_is down
}

@test "a silent monitor is stale" {
    write_results ooo 3600
    start_server
    state_is stale
    [ "$(code "$SITE/readyz")" = 503 ]
    curl -s "$SITE/badge/all.json" | jq -e '.message == "stale"'
    [ "$(curl -s "$SITE/metrics" | grep -c '^pmon_up{')" = 0 ]
}

@test "uptimes agree with another program's" {
    write_results oadoadoad
    start_server
    python3 "$BATS_TEST_DIRNAME/servers/uptime_check.py" pmon.json "$SITE"
}

@test "a foreign Host is refused on every route, its own names are not" {
    write_results o
    start_server
    for path in / /healthz /metrics /status.txt /help /api/v1/status /nothing /static/x; do
        [ "$(code -H 'Host: evil.example' "$SITE$path")" = 421 ]
    done
    for host in localhost "localhost:$SITE_PORT" status.example.org '[::1]' "$(hostname)" 10.1.2.3; do
        [ "$(code -H "Host: $host" "$SITE/status.txt")" = 200 ]
    done
    [ "$(code -X POST -H 'Host: evil.example' -H 'Content-Type: application/json' "$SITE/api/v1/scans")" = 421 ]
    [ ! -e scanned ]
}

@test "a scan is forced by a POST of this page or of a script, by nothing else" {
    write_results o
    start_server
    [ "$(code "$SITE/scan")" = 405 ]
    [ "$(code -X POST "$SITE/scan")" = 403 ]
    [ "$(code -X POST -H 'Origin: http://evil.example' -H 'Content-Type: application/json' "$SITE/api/v1/scans")" = 403 ]
    [ "$(code -X POST -H 'Content-Type: text/plain' "$SITE/api/v1/scans")" = 403 ]
    [ ! -e scanned ]
    token=$(curl -s -H 'Accept: text/html' "$SITE/" | grep -o 'name="token" value="[^"]*"' | cut -d'"' -f4)
    [ "$(code -d "token=$token" -H "Origin: $SITE" "$SITE/scan")" = 303 ]
    wait_until 30 test -e scanned
    has_ended() { curl -s "$SITE/api/v1/status" | jq -e '.scan.state == "finished"' >/dev/null; }
    wait_until 10 has_ended
    run -0 curl -s -o body -w '%{http_code} %header{retry-after}' -d "token=$token" "$SITE/scan"
    [[ "$output" =~ ^429\ [0-9]+$ ]]
}

@test "the pipeline of this installation is the default scan" {
    printf '[pmon]\nid = test\n[urls]\nurl.1 = http://127.0.0.1:1/\n' >pmon.ini
    start_server
    run -0 curl -s -X POST -H 'Content-Type: application/json' "$SITE/api/v1/scans"
    id=$(jq -r .id <<<"$output")
    finished() { [ "$(curl -s "$SITE/api/v1/scans/$id" | jq -r .state)" != running ]; }
    wait_until 30 finished
    run -0 jq -r '.state, .done' <(curl -s "$SITE/api/v1/scans/$id")
    [ "$output" = $'finished\n1' ]
    state_is down
}

@test "evidence of past failures is found wherever a fold has put it" {
    store_past_failure
    start_server
    key=$(curl -s "$SITE/api/v1/monitors" | jq -r '.monitors[0].key')
    curl -s "$SITE/m/$key" | grep "evidence?at=$at.0\">the old verdict</a>"
    curl -s "$SITE/m/$key/evidence?at=$at" | grep 'an old line'
    curl -s -D head -o file "$SITE/m/$key/evidence.txt?at=$at"
    grep -i '^content-type: text/plain' head
    grep -iE '^content-disposition: attachment; filename="pmon-http-a.example.org-[-0-9]+\.txt"' head
    grep 'an old line' file
    [ "$(code "$SITE/m/$key/evidence?at=1")" = 404 ]
    [ "$(code "$SITE/m/$key/evidence.txt")" = 404 ]
    # An address before it moves its list.
    revision=$(curl -s "$SITE/api/v1/status" | jq -r .revision)
    record SUCCESS '"OK"' "$((at + 60))" ',"url":"http://0.example.org/","run":3' |
        pmon-store --data pmon.json --latest current.json
    changed() { [ "$(curl -s "$SITE/api/v1/status" | jq -r .revision)" != "$revision" ]; }
    wait_until 30 changed
    curl -s "$SITE/m/$key/evidence.txt?at=$at" | grep 'an old line'
}

@test "incidents of the past are a page away" {
    at=$(($(date +%s) - 20 * 86400))
    {
        record APPLICATION_ERROR 503 "$at" ',"url":"http://a.example.org/","run":1'
        echo
        record SUCCESS '"OK"' "$((at + 60))" ',"url":"http://a.example.org/","run":2'
        echo
    } | pmon-store --data pmon.json --latest current.json
    start_server
    curl -s -H 'Accept: text/html' "$SITE/" >page
    grep 'No incidents in the last 7 days' page
    older=$(grep -o '/incidents?before=[0-9.]*' page)
    curl -s "$SITE$older" | grep '503 Service Unavailable'
    curl -s "$SITE/api/v1/incidents?before=$(date +%s)" | jq -e '.incidents[0].message == "503"'
    [ "$(code "$SITE/api/v1/incidents?before=x")" = 400 ]
    [ "$(code "$SITE/incidents?key=x")" = 404 ]
}

@test "traversal reads nothing outside the public folder" {
    mkdir -p public/sub
    echo own >public/index.html
    echo secret >secret.txt
    ln -s ../secret.txt public/link.txt
    printf '[pmon]\nid = test\nhttp.public = public\n' >pmon.ini
    start_server
    [ "$(curl -s -H 'Accept: text/html' "$SITE/")" = own ]
    [ "$(curl -s "$SITE/" | jq -r .id)" = test ]
    [ "$(code "$SITE/static/index.html")" = 200 ]
    while read -r path; do
        [ "$(code --path-as-is "$SITE$path")" = 404 ]
        run ! grep -q secret body
    done <<'END'
/static/../secret.txt
/static/%2e%2e/secret.txt
/static/..%2fsecret.txt
/static/sub/../../secret.txt
/static/link.txt
/static/%252e%252e/secret.txt
/static//etc/passwd
/static/%2fetc/passwd
/static/..\secret.txt
/static/index.html%00.txt
/../secret.txt
/m/../secret.txt
END
}

@test "metrics please promtool, and Prometheus scrapes them" {
    write_results oad
    start_server
    curl -s "$SITE/metrics" | promtool check metrics
    port=$(free_port)
    printf 'global: {scrape_interval: 1s}\nscrape_configs:\n- job_name: pmon\n  static_configs: [{targets: ["127.0.0.1:%s"]}]\n' "$SITE_PORT" >prometheus.yml
    start prometheus --config.file=prometheus.yml --storage.tsdb.path=tsdb --web.listen-address="127.0.0.1:$port" --log.level=error
    scraped() { curl -sf "http://127.0.0.1:$port/api/v1/query?query=pmon_up" | jq -e '.data.result | length == 3'; }
    wait_until 30 scraped
}

@test "broken HTTP is answered with 400 or a close, and the server lives" {
    write_results o
    start_server
    python3 "$BATS_TEST_DIRNAME/servers/broken_http.py" "$SITE_PORT"
    [ "$(code "$SITE/healthz")" = 200 ]
}

@test "hundreds of slow clients do not slow the others, and their descriptors come back" {
    write_results oad
    start_server
    process=$(server_process)
    descriptors() { find "/proc/$process/fd" -mindepth 1 | wc -l; }
    before=$(descriptors)
    python3 "$BATS_TEST_DIRNAME/servers/slow_clients.py" "$SITE_PORT" 1000
    settled() { [ "$(descriptors)" -le $((before + 4)) ]; }
    wait_until 20 settled
}

@test "basic authentication guards all but the sign of life" {
    write_results o
    printf '[pmon]\nid = test\nhttp.user = ops\nhttp.pwd = env:CANARY\n' >pmon.ini
    export CANARY=canary-5309
    start_server
    [ "$(code "$SITE/")" = 401 ]
    [ "$(code -u ops:wrong "$SITE/metrics")" = 401 ]
    [ "$(code -u ops:canary-5309 "$SITE/metrics")" = 200 ]
    [ "$(code "$SITE/healthz")" = 200 ]
    run ! grep -qa canary "/proc/$(server_process)/cmdline"
}

@test "SIGHUP reads the configuration again, a bad one is reported and the old one kept" {
    write_results o
    start_server 2>errors
    [ "$(code -H 'Host: new.example.org' "$SITE/")" = 421 ]
    printf '[pmon]\nid = renamed\nhttp.host = new.example.org\n' >pmon.ini
    kill -HUP "$(server_process)"
    renamed() { [ "$(curl -s "$SITE/" | jq -r .id)" = renamed ]; }
    wait_until 30 renamed
    [ "$(code -H 'Host: new.example.org' "$SITE/")" = 200 ]
    printf '[pmon]\nevery = soon\n' >pmon.ini
    kill -HUP "$(server_process)"
    wait_until 30 grep -q 'configuration not taken over' errors
    renamed
}

@test "SIGTERM ends it with 0, a taken port with 73" {
    write_results o
    start_server
    run -73 pmon-serve --port "$SITE_PORT"
    [[ "$output" == "pmon-serve: error: cannot listen on: 127.0.0.1:$SITE_PORT: "* ]]
    process=$(server_process)
    kill -TERM "$process"
    wait "$SERVER"
}

@test "--once prints a page that needs no server" {
    write_results oad
    run -0 --separate-stderr pmon-serve --once
    [ -z "$stderr" ]
    [[ "$output" == "<!DOCTYPE html>"* ]]
    [[ "$output" == *"2 of 3 failing"* ]]
    [[ "$output" != *'href="/'* ]]
    run -74 --separate-stderr bash -c 'pmon-serve --once >/dev/full'
}
