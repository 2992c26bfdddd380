#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-serve with http.evidence = private: strangers see names and states, in whatever way they ask.
# shellcheck disable=SC2154 # run sets output

load helpers
load serve_helpers

WORDS=(planted-host planted-path planted-message planted-line planted-memory planted-disk planted-log planted-verdict
    planted-header planted-body planted-warning planted-failed planted-location planted-subject planted-silence planted-old)

setup() {
    serve_setup
    cat >>pmon.ini <<'END'
http.evidence = private
[urls]
url.shop = https://planted-host.example.org/planted-path?q=1
url.2 = http://planted-host.example.org/2
url.3 = http://planted-host.example.org/shared
url.4 = http://planted-host.example.org/shared
[checks]
url.shop.name = Web Shop
url.shop.group = Shop
END
    now=$(($(date +%s) - 20))
    {
        private_record https://planted-host.example.org/planted-path?q=1 url.shop $((now - 600)) EXCEPTION_ERROR
        private_record https://planted-host.example.org/planted-path?q=1 url.shop $((now - 300)) SUCCESS
        private_record https://planted-host.example.org/planted-path?q=1 url.shop "$now" APPLICATION_ERROR
        private_record http://planted-host.example.org/2 url.2 "$now" EXCEPTION_ERROR
        private_record http://planted-host.example.org/shared url.3 "$now" SUCCESS
        private_record http://planted-host.example.org/shared url.4 "$now" EXCEPTION_ERROR
        private_record http://planted-old.example.org/gone url.9 $((now - 900)) EXCEPTION_ERROR
    } | pmon-store
    echo '*planted-host* until recovery # planted-silence' >pmon.silence
    printf '%s\n' "$now" $((now - 600)) >instants
    : >keys
}

teardown() { common_teardown; }

# A record with a word in every field that can hold one: URL TARGET AT RESULT.
private_record() {
    jq -nc --arg url "$1" --arg target "$2" --argjson at "$3" --arg result "$4" '
        {url: $url, target: $target, time: ($at | strflocaltime("%Y-%m-%d %H:%M:%S.000000")), result: $result,
         message: (if $result == "SUCCESS" then "OK" else "planted-message" end), at: $at, run: ($at * 1000), monitor: "test",
         reason: "body", failed: ["planted-failed"], warnings: ["planted-warning"], address: "192.0.2.77",
         location: "http://planted-location/", certificate: {expires: "2099-01-01T00:00:00Z", subject: "planted-subject"},
         response: {headers: ["X: planted-header"], body: "planted-body"}, timing: {dns: 1, connect: 2, wait: 3, receive: 1, total: 7},
         ssh: ["root 1 planted-line"], memory: "planted-memory", "file.system": "planted-disk", logs: "planted-log",
         verdict: "planted-verdict"}'
}

as_stranger() { curl -s -H 'X-Forwarded-For: 192.0.2.1' "$@"; }

walk() { python3 "$BATS_TEST_DIRNAME/private/walk.py" "$SITE" "${WORDS[@]}" 192.0.2.77; }

@test "a stranger finds no address, message or evidence, whatever is asked for" {
    start_server
    # The owner, on this machine, sees all of it.
    curl -s "$SITE/api/v1/monitors" | jq -r '.monitors[].key' >owner
    [ "$(wc -l <owner)" -ge 4 ]
    key=$(curl -s "$SITE/api/v1/monitors?q=planted-path" | jq -r '.monitors[0].key')
    curl -s "$SITE/m/$key/evidence.txt" | grep -q planted-log
    curl -s "$SITE/m/$key/evidence.txt" | grep -q planted-body
    [ "$(code "$SITE/m/$key/evidence.txt?at=$((now - 600))")" = 200 ]
    run walk
    [ "$output" = '' ]
    # Names and states are there.
    as_stranger "$SITE/api/v1/monitors" >list
    jq -e '[.monitors[] | select(.name != "url.9") | [.name, .state]] | sort == [["Web Shop", "app"], ["url.2", "down"], ["url.3", "ok"], ["url.4", "down"]]' list
    jq -e '.monitors | all(has("uptime") and has("bars"))' list
    as_stranger -H 'Accept: text/html' "$SITE/" >page
    grep -q ' failing' page
    grep -q 'Web Shop' page
    as_stranger "$SITE/" | jq -e '.data["Web Shop"].result == "APPLICATION_ERROR"'
    as_stranger "$SITE/metrics" | grep -q '^pmon_up{key="[0-9a-f]*",name="Web Shop"'
    [ "$(as_stranger -o /dev/null -w '%{http_code}' "$SITE/m/$key/evidence")" = 403 ]
    # What one has read does not become the answer to the other.
    tag=$(as_stranger -o /dev/null -w '%header{etag}' "$SITE/api/v1/status")
    [ "$(curl -s -o /dev/null -w '%{http_code}' -H "If-None-Match: $tag" "$SITE/api/v1/status")" = 200 ]
}

@test "damaged files, and a scan that fails, tell a stranger nothing more" {
    echo '{"http://planted-host.example.org/damaged":{"time":7' >current.json
    sed -i 's/^scan.command.*/scan.command = echo planted-message planted-host >\&2; exit 1/; s/^scan.pause.*/scan.pause = 0/' pmon.ini
    start_server
    curl -s -H 'Content-Type: application/json' -d '{}' "$SITE/api/v1/scans" >job
    failed() { curl -s "$SITE/api/v1/scans/$(jq -r .id job)" | grep -q planted; }
    wait_until 10 failed
    curl -s "$SITE/api/v1/status" | grep -q planted
    run walk
    [ "$output" = '' ]
    as_stranger -H 'Accept: text/html' "$SITE/" >page
    grep -q 'The results cannot be read' page
}

@test "with a password strangers see names and states, and who has it sees all" {
    sed -i 's/^http.evidence.*/&\nhttp.user = ops\nhttp.pwd = s3cret/' pmon.ini
    start_server
    curl -s -u ops:s3cret "$SITE/api/v1/monitors" | grep -q planted-message
    run walk
    [ "$output" = '' ]
    [ "$(as_stranger -o /dev/null -w '%{http_code}' "$SITE/")" = 200 ]
    [ "$(as_stranger -o /dev/null -w '%{http_code}' -u ops:wrong "$SITE/")" = 401 ]
    [ "$(as_stranger -o /dev/null -w '%{http_code}' "$SITE/login")" = 401 ]
    [ "$(as_stranger -o /dev/null -w '%{http_code}' -u ops:s3cret "$SITE/login")" = 303 ]
    as_stranger -u ops:s3cret "$SITE/api/v1/monitors" | grep -q planted-message
    as_stranger -H 'Accept: text/html' "$SITE/" | grep -q 'href="/login"'
    # From this machine, without the password: all is seen, nothing is done.
    curl -s "$SITE/api/v1/monitors" | grep -q planted-message
    [ "$(code -H 'Content-Type: application/json' -d '{}' "$SITE/api/v1/scans")" = 403 ]
    [ ! -e scanned ]
}

@test "without the key all see all, and visitors read nothing of what the owner has to do" {
    sed -i '/^http.evidence/d' pmon.ini
    start_server
    as_stranger "$SITE/api/v1/monitors" | grep -q planted-message
    key=$(curl -s "$SITE/api/v1/monitors" | jq -r '.monitors[0].key')
    for path in / "/m/$key" "/m/$key/evidence" /incidents; do
        as_stranger -H 'Accept: text/html' "$SITE$path" >page
        [ "$(grep -cE 'http\.user|pmon\.ini|pmon-ssh|\[remote\]|\[urls\]|by line|cron' page)" = 0 ]
    done
    curl -s -H 'Accept: text/html' "$SITE/" | grep -q 'Scan now'
}
