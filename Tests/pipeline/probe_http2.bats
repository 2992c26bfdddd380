#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-probe and streams of HTTP/2 that end in every way, each in one piece and frame by frame.

load helpers
load probe_helpers

setup() {
    bats_require_minimum_version 1.5.0
    common_setup
    make_certificates
    start /usr/bin/python3 "$BATS_TEST_DIRNAME/servers/http2_server.py" http2.port good.pem good.key
    wait_until 10 test -s http2.port
    printf '[pmon]\nca.file = ca.pem\ntimeout = 5\n' >pmon.ini
}

teardown() { common_teardown; }

@test "a stream of HTTP/2 is whole with its END_STREAM, and only then" {
    for path in ok empty trailers after-end redirect no-error no-error-head no-error-before cancel refused reset-before \
        goaway body-goaway close head-close nothing; do
        for way in '' '?apart'; do
            url=https://localhost:$(cat http2.port)/$path$way
            output=$(pmon-probe - <<<"{\"url\":\"$url\",\"http\":2}")
            code=0
            curl -s -L --http2 --cacert ca.pem -m 5 -o /dev/null "$url" || code=$?
            case "$path" in
            ok | empty | trailers | after-end | redirect) expected=SUCCESS ;;
            *) expected=EXCEPTION_ERROR ;;
            esac
            [ "$(member .result)" = "$expected" ] || { echo "$path$way: $output" >&2; return 1; }
            # The curl program of Debian 12 takes a reset without an error for the end.
            case "$path" in no-error*) continue ;; esac
            [ "$((code == 0))" -eq "$([ "$expected" = SUCCESS ] && echo 1 || echo 0)" ]
        done
    done
}

@test "a refused or reset stream is the protocol's, in libcurl's words" {
    for path in refused cancel reset-before 'no-error?apart'; do
        output=$(pmon-probe - <<<"{\"url\":\"https://localhost:$(cat http2.port)/$path\",\"http\":2}")
        [ "$(member .reason)" = protocol ]
        [[ "$(member .message)" != *"connection reset"* ]]
    done
}
