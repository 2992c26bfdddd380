#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-probe as a filter: arguments, stdin, statuses, signals.
# shellcheck disable=SC2030,SC2031 # each test has its own PIDS
# shellcheck disable=SC2154 # bats sets stderr and lines

load helpers
load probe_helpers

setup() {
    common_setup
    start_faults
}

# True once the server has seen that many requests.
seen_requests() { [ -e faults.port.requests ] && [ "$(wc -l <faults.port.requests)" -ge "$1" ]; }

@test "a record has the fields of the contract" {
    run --separate-stderr pmon-probe "$FAULTS/ok"
    [ "$status" -eq 0 ]
    [ -z "$stderr" ]
    [ "$(member .url .result .message .of .status .address .http .size)" = "$FAULTS/ok SUCCESS OK 1 200 127.0.0.1 1.1 3" ]
    jq -e '(.time | test("^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{6}$"))
        and (.at * 1000 - .run | . >= 0 and . < 10000) and (.monitor | length > 0)
        and (.timing | .connect >= 0 and .wait >= 0 and .receive >= 0 and .total > 0)
        and (.timing | has("tls") or has("dns") | not)
        and (has("reason") or has("failed") or has("target") or has("attempts") or has("redirects") | not)' <<<"$output"
}

@test "a wrong status is the bare number, with expected and actual beside it" {
    run --separate-stderr pmon-probe "$FAULTS/nope"
    [ "$status" -eq 0 ]
    [ "$(member .result .message .reason '.failed[0]' .status)" = "APPLICATION_ERROR 404 status status 404, expected 200-299,302,401,402 404" ]
    jq -e '.message == 404' <<<"$output"
}

@test "each address gives one record, malformed and unresolvable ones too" {
    run --separate-stderr pmon-probe "$FAULTS/ok" "http://a b/" ftp://example.org/ example.org http://nowhere.invalid/ http://127.0.0.1:1/
    [ "$status" -eq 0 ]
    [ "${#lines[@]}" -eq 6 ]
    [ "$(jq -r .reason <<<"$output" | sort | tr '\n' ' ')" = "dns null refused url url url " ]
    [ "$(jq -r .of <<<"$output" | sort -u)" = 6 ]
    [ "$(jq -r .run <<<"$output" | sort -u | wc -l)" -eq 1 ]
}

@test "stdin gives addresses and target objects, bad lines are named and counted" {
    printf '%s\n' "$FAULTS/ok" '' "{\"url\":\"$FAULTS/nope\",\"expect.status\":404,\"name\":\"x\"}" '{"url":1}' '{"url"' \
        "{\"url\":\"$FAULTS/ok\",\"expect.status\":\"many\"}" "{\"url\":\"$FAULTS/ok\",\"expect.body\":\"(\"}" >in
    run --separate-stderr pmon-probe - <in
    [ "$status" -eq 65 ]
    [ "$(jq -r .result <<<"$output" | xargs)" = "SUCCESS SUCCESS" ]
    for line in 4 5 6 7; do [[ "$stderr" == *"stdin:$line: "* ]]; done
    [[ "$stderr" == *"error: 4 bad lines kept out" ]]
    jq -e 'has("of") | not' <<<"${lines[0]}"
}

@test "records of stdin come while stdin is open" {
    mkfifo in
    start sh -c 'exec pmon-probe - <in >out'
    exec 8>in
    echo "$FAULTS/ok" >&8
    wait_until 30 test -s out
    [ "$(jq -r .result out)" = SUCCESS ]
    exec 8>&-
    wait_until 30 sh -c "! kill -0 $LAST_PID"
}

@test "the list leaves out secrets and gives the same verdicts" {
    cat >pmon.ini <<END
[urls]
url.a = http://bob:canary1@${FAULTS#http://}/echo
url.b = $FAULTS/nope
url.c = ssh://example.org
[checks]
url.a.expect.body = Basic Ym9iOmNhbmFyeTE=
url.b.name = not there
url.b.expect.status = 404
url.b.header.X-Api-Key = canary2
END
    chmod 600 pmon.ini
    run --separate-stderr pmon-probe --list
    [ "$status" -eq 0 ]
    [ "${#lines[@]}" -eq 2 ]
    [[ "$output" != *canary* ]]
    [ "$(jq -r .target <<<"$output" | xargs)" = "url.a url.b" ]
    pmon-probe --list | pmon-probe - >listed
    pmon-probe >direct
    for file in listed direct; do
        [ "$(jq -r '[.target, .result] | join(" ")' $file | sort | xargs)" = "url.a SUCCESS url.b SUCCESS" ]
    done
    # An object that names a target but another address does not get its secrets.
    run pmon-probe - <<<"{\"url\":\"$FAULTS/echo\",\"target\":\"url.a\",\"expect.body\":\"Authorization\"}"
    [ "$(member .result)" = APPLICATION_ERROR ]
}

@test "globs pick targets by key, name, group and address" {
    printf '[urls]\nurl.a=%s/ok\nurl.b=%s/nope\n[checks]\nurl.a.group=web\n' "$FAULTS" "$FAULTS" >pmon.ini
    [ "$(pmon-probe --list --only 'url.b' | jq -r .target)" = url.b ]
    [ "$(pmon-probe --list --only 'group:w*' | jq -r .target)" = url.a ]
    [ "$(pmon-probe --list --only '*/nope' | jq -r .target)" = url.b ]
    run pmon-probe --only nothing
    [ "$status" -eq 66 ]
}

@test "exit statuses: nothing to do, failed checks, usage, configuration" {
    run --separate-stderr pmon-probe
    [ "$status" -eq 66 ]
    [[ "$stderr" == "pmon-probe: error: "* ]]
    run pmon-probe --fail "$FAULTS/ok"
    [ "$status" -eq 0 ]
    run pmon-probe --fail "$FAULTS/ok" "$FAULTS/nope"
    [ "$status" -eq 1 ]
    [ "${#lines[@]}" -eq 2 ]
    for flags in "--every soon" "--count 3" "--every 1s -" "--nonsense" "--every 1s --count 0"; do
        # shellcheck disable=SC2086 # flags are words
        run pmon-probe $flags "$FAULTS/ok"
        [ "$status" -eq 64 ]
    done
    printf '[urls]\nurl.a=http://a/\n[checks]\nurl.a.expect.body=(?=x)\n' >pmon.ini
    run --separate-stderr pmon-probe --check-config
    [ "$status" -eq 78 ]
    [[ "$stderr" == *url.a*expect.body*look-around* ]]
}

@test "a reader that goes away ends it quietly, a full disk does not go unseen" {
    # More records than a pipe holds: the reader is gone before all of them are written.
    yes "$FAULTS/ok" | head -n 2000 >in
    # shellcheck disable=SC2016 # the inner shell expands
    run --separate-stderr bash -c 'pmon-probe - <in | head -n 1; exit "${PIPESTATUS[0]}"'
    [ "$status" -eq 141 ]
    [ -z "$stderr" ]
    run --separate-stderr bash -c "pmon-probe $FAULTS/ok >/dev/full"
    [ "$status" -eq 74 ]
    [[ "$stderr" == *"No space left on device"* ]]
}

@test "an interrupt starts nothing new, and what runs still gives its record" {
    printf '[pmon]\nconcurrency = 2\ntimeout = 50\n' >pmon.ini
    for signal in INT:130 TERM:143; do
        rm -f faults.port.requests faults.port.go
        pmon-probe "$FAULTS/hold?1" "$FAULTS/hold?1.1" "$FAULTS/ok?1" "$FAULTS/ok?2" >out &
        local pid=$!
        PIDS+=("$pid")
        wait_until 30 seen_requests 2
        kill -s "${signal%:*}" "$pid"
        touch faults.port.go
        status=0
        wait "$pid" || status=$?
        [ "$status" -eq "${signal#*:}" ]
        [ "$(jq -r .result out | xargs)" = "SUCCESS SUCCESS" ]
        [ "$(wc -l <faults.port.requests)" -eq 2 ]
    done
}

@test "a second interrupt leaves at once" {
    printf '[pmon]\ntimeout = 30\n' >pmon.ini
    pmon-probe "$FAULTS/delay?20" >out &
    local pid=$!
    PIDS+=("$pid")
    wait_until 30 seen_requests 1
    SECONDS=0
    # Two of the same kind at once would arrive as one, and of two kinds either may come last.
    kill -s INT "$pid"
    kill -s TERM "$pid"
    status=0
    wait "$pid" || status=$?
    [ "$status" -eq 143 ] || [ "$status" -eq 130 ]
    [ "$SECONDS" -lt 10 ]
    [ ! -s out ]
}

@test "an interrupt ends the wait for stdin" {
    mkfifo in
    pmon-probe - <in >out &
    local pid=$!
    PIDS+=("$pid")
    exec 8>in
    echo "$FAULTS/ok" >&8
    wait_until 30 test -s out
    kill -s TERM "$pid"
    status=0
    wait "$pid" || status=$?
    exec 8>&-
    [ "$status" -eq 143 ]
    [ "$(wc -l <out)" -eq 1 ]
}

@test "a slow reader changes no verdict" {
    # Few at once, so that the server itself is in time on a busy machine.
    printf '[pmon]\ntimeout = 3\nconcurrency = 32\n' >pmon.ini
    for i in $(seq 3000); do echo "$FAULTS/ok?$i"; done >in
    [ "$(pmon-probe - <in | (sleep 4; jq -r .result) | sort | uniq -c | xargs)" = "3000 SUCCESS" ]
}

@test "explanations name phases and expectations, on stderr" {
    run --separate-stderr pmon-probe --explain "$FAULTS/nope"
    [ "$status" -eq 0 ]
    [ "${#lines[@]}" -eq 1 ]
    [[ "$stderr" == *"connect "*"wait "*"total "*"NOT MET"*"status 404, expected"* ]]
}
