#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# docs/upgrading.md, claim by claim, on what the older pmon left behind.
# shellcheck disable=SC2154 # run sets stderr

load helpers

setup() {
    common_setup
    mkdir old web
    cp "$PROJECT"/Tests/Fixtures/original/* old
    WEB=$(free_port)
    PAGE=$(free_port)
    MAIL=$(free_port)
    # The addresses of the time, on ports that are free here, and a name that nobody has.
    sed -i "s|localhost/|127.0.0.1:$WEB/|g; s|invalid.url.io|no-such-name.invalid|g" old/*
    sed -i "s|=8080|=$PAGE|; s|^port=2525|port=$MAIL|" old/pmon.ini
    chmod 600 old/pmon.ini
    cp -a old before
    touch web/ok
}

# A server that has /ok and nothing else.
start_web() {
    start python3 -m http.server --bind 127.0.0.1 -d web "$WEB" >web.log 2>&1
    wait_for_port "$WEB"
}

scan() { "$PROJECT/scripts/pmon" --conf=old/pmon.ini --nomail=True; }

@test "every command of the five minutes runs as written" {
    start_web
    for tool in pmon-probe pmon-ssh pmon-store pmon-mail pmon-serve; do
        run --separate-stderr "$tool" --conf old/pmon.ini --check-config
        [ "$status" -eq 0 ]
        [ -z "$output$stderr" ]
    done
    run pmon-store check --conf old/pmon.ini
    [ "$status" -eq 0 ]
    [[ "$output" == *"4 addresses, 8 records"* ]]
    run --separate-stderr scan
    [ "$status" -eq 0 ]
    [ -z "$stderr" ]
    [[ "$output" == *"OK "*"/ok"* ]]
    run --separate-stderr pmon-mail --conf old/pmon.ini --print
    [ "$status" -eq 0 ]
    [[ "$output" == *"To: ops@example.org, dev@example.org"* ]]
}

@test "every older record is kept as it is, one record a line, addresses sorted" {
    start_web
    scan >/dev/null
    diff <(jq -S . before/pmon.json) <(jq -S 'map_values(map(select(has("at") | not)))' old/pmon.json)
    [ "$(jq '[.[] | length] | unique == [3]' old/pmon.json)" = true ]
    [ "$(grep -c '^{"' old/pmon.json)" -eq 12 ]
    [ "$(jq -r 'keys_unsorted[]' old/pmon.json)" = "$(jq -r 'keys_unsorted[]' old/pmon.json | LC_ALL=C sort)" ]
    python3 -c 'import json; data = json.load(open("old/pmon.json")); assert all(isinstance(r, dict) for l in data.values() for r in l)'
}

@test "new records have the older keys in the older form" {
    start_web
    scan >/dev/null
    [ "$(jq -r --arg url "http://127.0.0.1:$WEB/ok" '.[$url] | [.result, .message] | @tsv' old/current.json)" = $'SUCCESS\tOK' ]
    [ "$(jq -c --arg url "http://127.0.0.1:$WEB/404" '.[$url] | [.result, .message]' old/current.json)" = '["APPLICATION_ERROR",404]' ]
    [ "$(jq -c '."http://no-such-name.invalid" | [.result, .reason, (.message | contains("Python"))]' old/current.json)" = '["EXCEPTION_ERROR","dns",false]' ]
    jq -e 'all(.[]; .time | test("^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6}$"))' old/current.json
}

@test "older records are read as local time" {
    for zone in UTC Asia/Tokyo; do
        TZ=$zone run pmon-store export --conf old/pmon.ini --since '2026-11-22 17:23:50'
        [ "$status" -eq 0 ]
        [ "${#lines[@]}" -eq 4 ]
    done
}

@test "an address that left [urls] leaves the latest file and stays in the data file" {
    start_web
    sed -i '/^url\.4 = /d' old/pmon.ini
    scan >/dev/null 2>&1
    [ "$(jq length old/current.json)" -eq 3 ]
    [ "$(jq length old/pmon.json)" -eq 4 ]
}

@test "an unknown key and a password that others can read are warned about, not refused" {
    chmod 644 old/pmon.ini
    sed -i 's/^timeout=5/&\ntimout=6/' old/pmon.ini
    run --separate-stderr pmon-store --conf old/pmon.ini --check-config
    [ "$status" -eq 0 ]
    [[ "$stderr" == *"unknown key 'timout' in [pmon], did you mean timeout?"* ]]
    [[ "$stderr" == *"holds a password and can be read by others"* ]]
    [[ "$stderr" != *geheim* ]]
}

@test "the proxy of the environment is not used, and a password in an address is not stored" {
    start_web
    sed -i "s|http://127.0.0.1:$WEB/ok|http://me:geheim@127.0.0.1:$WEB/ok|" old/pmon.ini
    http_proxy=http://127.0.0.1:1 scan >/dev/null
    [ "$(jq -r --arg url "http://me:***@127.0.0.1:$WEB/ok" '.[$url].result' old/current.json)" = SUCCESS ]
    run ! grep -r geheim old/pmon.json old/current.json old/pmon.log
}

@test "the log has lines of the same form" {
    scan >/dev/null
    run ! grep -qvE '^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2},[0-9]{3} - pmon(-[a-z]+)? - (DEBUG|INFO|WARN|ERROR|FATAL) - ' old/pmon.log
    [ -s old/pmon.log ]
}

@test "the page gives the same JSON, the folder of http.public, and 421 to a foreign name" {
    mkdir old/public
    echo '<p>mine</p>' >old/public/index.html
    start "$PROJECT/scripts/pmon" --conf="$PWD/old/pmon.ini" --server=True --nomail=True
    wait_for_port "$PAGE"
    run curl -sS "http://127.0.0.1:$PAGE/"
    diff <(jq -S . before/current.json) <(jq -S .data <<<"$output")
    [ "$(jq -r '[keys[]] | join(" ")' <<<"$output") $(jq -r .id <<<"$output")" = "data id isc_001" ]
    [ "$(curl -sS -H 'Accept: text/html' "http://127.0.0.1:$PAGE/")" = '<p>mine</p>' ]
    [ "$(curl -sS "http://127.0.0.1:$PAGE/static/index.html")" = '<p>mine</p>' ]
    rm -r old/public
    [ "$(curl -sS -H 'Accept: text/html' -o out -w '%{http_code}' "http://127.0.0.1:$PAGE/")" = 200 ]
    grep -q '<html' out
    [ "$(curl -sS -H 'Host: pmon.example.org' -o out -w '%{http_code}' "http://127.0.0.1:$PAGE/")" = 421 ]
    kill "$LAST_PID"
    wait "$LAST_PID" || true
    sed -i 's/^http.public=.*/http.host = pmon.example.org/' old/pmon.ini
    start "$PROJECT/scripts/pmon" --conf="$PWD/old/pmon.ini" --server=True
    wait_for_port "$PAGE"
    run curl -sS -H 'Host: pmon.example.org' -H 'Accept: text/html' "http://127.0.0.1:$PAGE/"
    [[ "$output" == *"<html"* ]]
}

@test "a mail server without encryption needs tls = none, and nothing is lost until then" {
    start python3 -W ignore -m smtpd -n -c DebuggingServer "127.0.0.1:$MAIL" >mails
    wait_for_port "$MAIL"
    # It offers no login either.
    sed -i '/^pwd=geheim/d' old/pmon.ini
    run --separate-stderr pmon-mail --conf old/pmon.ini
    [ "$status" -eq 69 ]
    [[ "$stderr" == *STARTTLS* ]]
    [ ! -s mails ]
    echo 'tls = none' >>old/pmon.ini
    run --separate-stderr pmon-mail --conf old/pmon.ini
    [ "$status" -eq 0 ]
    wait_until 30 grep -q 'To: ops@example.org, dev@example.org' mails
}

@test "going back: all records stand in the data file" {
    start_web
    # As with a long history: what is new waits in the journal.
    jq '."http://no-such-name.invalid" += [range(500) | {message: "OK", result: "SUCCESS", time: "2026-01-01 00:00:00.\(1000000 + . | tostring[1:])"}]' \
        before/pmon.json >old/pmon.json
    sed -i 's/^timeout=5/&\ndata.fold = 1/' old/pmon.ini
    scan >/dev/null
    [ -s old/pmon.json.journal ]
    pmon-store fold --conf old/pmon.ini
    [ "$(jq '[.[] | length] | add' old/pmon.json)" -eq 512 ]
    [ ! -s old/pmon.json.journal ]
}
