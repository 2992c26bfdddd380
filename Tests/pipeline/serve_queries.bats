#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# What pmon-serve makes of requests: hosts, queries, addresses of its links, forms.

load helpers
load serve_helpers

setup() {
    serve_setup
}

@test "a request without a Host, or with an empty one, is refused in every version of HTTP" {
    write_results o
    start_server
    # Status of the answer to a request line and the fields behind it.
    answer() {
        exec 5<>"/dev/tcp/127.0.0.1/$SITE_PORT"
        printf '%s\r\n' "$@" 'Connection: close' '' >&5
        head -n 1 <&5 | cut -d' ' -f2
        exec 5<&-
    }
    [ "$(answer 'GET /healthz HTTP/1.1')" = 400 ]
    [ "$(answer 'GET /healthz HTTP/1.0')" = 400 ]
    [ "$(answer 'GET /healthz HTTP/1.1' 'Host:')" = 421 ]
    [ "$(answer 'GET /healthz HTTP/1.1' 'Host: :80')" = 421 ]
    [ "$(answer 'GET http://localhost/healthz HTTP/1.1' 'Host: localhost')" = 200 ]
    [ "$(answer 'GET /healthz HTTP/1.0' 'Host: localhost')" = 200 ]
}

@test "links that leave the page begin as its visitor reached it" {
    write_results d
    start_server
    curl -s -H 'Accept: text/html' "$SITE/" >page
    grep -F "[![pmon test]($SITE/badge/all.svg)]($SITE/)" page
    proxied=(-H 'Host: status.example.org' -H 'X-Forwarded-Proto: https')
    for path in / /feed.atom /api/v2/summary.json; do
        curl -s -H 'Accept: text/html' "${proxied[@]}" "$SITE$path" >body
        grep -F 'https://status.example.org/' body || grep -F '"https://status.example.org"' body
        run ! grep -F 'http://status.example.org' body
    done
    kill -TERM "$(server_process)"
    printf '[email]\nlink = https://status.example.org/\n' >>pmon.ini
    start_server
    curl -s -H 'Host: status.example.org' "$SITE/feed.atom" | grep -F 'href="https://status.example.org/feed.atom"'
    curl -s "$SITE/feed.atom" | grep -F "href=\"$SITE/feed.atom\""
}

@test "a failed scan is tried again from the page, a failure is a page for a browser" {
    write_results o
    # shellcheck disable=SC2016 # the server's shell expands it
    printf '[pmon]\nid = test\nscan.pause = 0\nscan.command = echo "$PMON_NOTIFY" >>scans; exit 74\n[email]\nserver = localhost\nfrom = a@example.org\nto = b@example.org\n' >pmon.ini
    start_server
    page() { curl -s -H 'Accept: text/html' "$SITE/" >page; }
    failed() { page && grep -q 'Scan failed' page; }
    token() { grep -o 'name="token" value="[^"]*"' page | head -n 1 | cut -d'"' -f4; }
    curl -sf -X POST -H 'Content-Type: application/json' -d '{"notify": true}' "$SITE/api/v1/scans"
    wait_until 30 failed
    grep -F '<button id="retry" name="notify" value="True">Retry and mail</button>' page
    [ "$(code -d "token=$(token)&notify=True" -H "Origin: $SITE" "$SITE/scan")" = 303 ]
    twice() { [ "$(wc -l <scans)" = 2 ]; }
    wait_until 30 twice
    [ "$(sort -u scans)" = True ]
    curl -s -D head -o body -H 'Accept: text/html' -d token=x "$SITE/scan"
    grep -q '403' head
    grep -qi '^content-type: text/html' head
    grep -q 'The form is out of date' body
}

@test "the API refuses values that it does not know, the page takes them for none" {
    write_results od
    start_server
    for query in state=bogus sort=bogus bars=bogus limit=-1 limit=x cursor=-1; do
        run -0 curl -s -o body -w '%{http_code} %{content_type}' "$SITE/api/v1/monitors?$query"
        [ "$output" = '400 application/problem+json' ]
        jq -e --arg name "${query%%=*}" '.status == 400 and (.detail | startswith($name))' body
        [ "$(code -H 'Accept: text/html' "$SITE/?$query")" = 200 ]
    done
    # An empty value is none.
    key=$(curl -s "$SITE/api/v1/monitors" | jq -r '.monitors[0].key')
    for path in '/incidents?key=&before=' '/api/v1/incidents?open=&key=&before=' "/api/v1/monitors/$key/history?from=&to=&max=&last=&days=" \
        "/m/$key?range=&at=&page=" '/?q=&state=&group=&sort=&bars=&refresh='; do
        [ "$(code -H 'Accept: text/html' "$SITE$path")" = 200 ]
    done
    [ "$(curl -s "$SITE/api/v1/monitors?limit=1" | jq -r .next_cursor)" = 1 ]
    [ "$(curl -s "$SITE/api/v1/monitors?limit=1&cursor=1" | jq '.monitors | length')" = 1 ]
}

@test "the feeds are Atom, a recovery updates the entry under its id" {
    write_results oad
    start_server
    key=$(curl -s "$SITE/api/v1/monitors?state=down" | jq -r '.monitors[0].key')
    for path in /feed.atom "/m/$key/feed.atom"; do
        curl -s "$SITE$path" | python3 "$BATS_TEST_DIRNAME/servers/feed_check.py" "$SITE$path"
    done
    id=$(curl -s "$SITE/m/$key/feed.atom" | grep -o '<id>[^<]*</id>' | tail -n 1)
    printf '%s\n' "$(record SUCCESS '"OK"' "$(date +%s)" ',"url":"http://host2.example.org/health","run":99')" |
        pmon-store --data pmon.json --latest current.json
    recovered() { curl -s "$SITE/m/$key/feed.atom" >feed && grep -q recovered feed; }
    wait_until 30 recovered
    grep -F "$id" feed
    python3 "$BATS_TEST_DIRNAME/servers/feed_check.py" "$SITE/m/$key/feed.atom" <feed
}
