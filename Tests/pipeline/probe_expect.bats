#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-probe and servers that are asked whether they want the body of a request (Expect: 100-continue).

load helpers
load probe_helpers

setup() {
    common_setup
    start python3 "$BATS_TEST_DIRNAME/servers/expect_server.py" expect.port
    wait_until 30 test -s expect.port
    printf '[pmon]\ntimeout = 20\n' >pmon.ini
}

# ask PATH [KEY VALUE...]: a check that sends a body and asks before; the record is in $output, the requests in $REQUESTS.
ask() {
    : >expect.port.requests
    output=$(jq -nc --args '[$ARGS.positional | _nwise(2) | {key: .[0], value: .[1]}] | from_entries' \
        url "http://127.0.0.1:$(cat expect.port)/$1" body hello "${@:2}" | pmon-probe -)
    REQUESTS=$(wc -c <expect.port.requests)
}

@test "a final reply counts, whether an interim one came, none, or the body was never wanted" {
    for path in never interim final-200 final-302; do
        ask "$path" header.Expect 100-continue expect.body '^second$'
        [ "$(member .result) $REQUESTS" = "SUCCESS 1" ] || { echo "$path: $output"; false; }
    done
    for code in 400 413 500; do
        ask "final-$code" header.Expect 100-continue
        [ "$(member .result .message) $REQUESTS" = "APPLICATION_ERROR $code 1" ] || { echo "$output"; false; }
    done
    for path in never-cut interim-cut; do
        ask "$path" header.Expect 100-continue
        [ "$(member .result)" = EXCEPTION_ERROR ] || { echo "$path: $output"; false; }
    done
}

@test "417 is said once, and the server is not asked for ever" {
    for path in refused unknown; do
        ask "$path" header.Expect 100-continue
        [ "$(member .result .reason .status)" = "APPLICATION_ERROR status 417" ] || { echo "$output"; false; }
        [[ "$(member .message)" == "status 417: 127.0.0.1:"*" does not do what the header Expect asks for" ]]
        [ "$REQUESTS" -le 2 ]
        ask "$path" header.Expect 100-continue expect.status 417
        [ "$(member .result .status)" = "SUCCESS 417" ] || { echo "$output"; false; }
        ask "$path"
        [ "$(member .result .status) $REQUESTS" = "SUCCESS 200 1" ] || { echo "$output"; false; }
    done
}

# libcurl asks by itself before it sends more than 1 MiB, and without asking where it is told 417.
@test "the reply to the second request is judged, not the 417 before it" {
    {
        printf '[pmon]\ntimeout = 20\n[urls]\n'
        for path in unknown unknown-cut; do printf 'url.%s = http://127.0.0.1:%s/%s\n' "$path" "$(cat expect.port)" "$path"; done
        printf '[checks]\n'
        for path in unknown unknown-cut; do
            printf 'url.%s.expect.body = ^second$\nurl.%s.body = ' "$path" "$path"
            head -c 1100000 /dev/zero | tr '\0' x
            printf '\n'
        done
    } >pmon.ini
    pmon-probe >out
    [ "$(jq -r 'select(.target == "url.unknown") | "\(.result) \(.status) \(.size)"' out)" = "SUCCESS 200 6" ] || { cat out; false; }
    [ "$(jq -r 'select(.target == "url.unknown-cut") | "\(.result) \(.reason) \(.message)"' out)" = \
        "EXCEPTION_ERROR protocol connection closed by 127.0.0.1:$(cat expect.port) within the header section of the reply" ] || { cat out; false; }
    [ "$(wc -c <expect.port.requests)" -eq 4 ]
}
