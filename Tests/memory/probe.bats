#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-probe under memcheck against replies that attack a client: no error, and a record for each.

bats_require_minimum_version 1.5.0
load helpers
load ../pipeline/probe_helpers

setup() {
    common_setup
    printf '[pmon]\nconcurrency = 1\ntimeout = 20s\nmax.body = 100 KiB\nfollow = 3\n' >pmon.ini
}

teardown() { common_teardown; }

# start_attacker KIND [CERTIFICATE]: the port of the server is in $PORT.
start_attacker() {
    rm -f port
    start python3 "$BATS_TEST_DIRNAME/http_server.py" port "$1" ${2:+"$2.pem" "$2.key"}
    wait_until 10 test -s port
    PORT=$(cat port)
}

# survives COUNT ARGUMENTS...: checks the targets that targets.py prints, which have to be that many at least.
survives() {
    local records=$1
    shift
    python3 "$BATS_TEST_DIRNAME/targets.py" "$@" >targets
    [ "$(wc -l <targets)" -ge "$records" ]
    memcheck pmon-probe - <targets >results 2>errors && status=0 || status=$?
    cat errors
    is_clean "$status" 0
    [ "$(jq -r .url results | wc -l)" -eq "$(wc -l <targets)" ]
}

@test "replies of each class after replies of each class" {
    start_attacker http
    survives 210 http "http://127.0.0.1:$PORT"
    [ "$(jq -r '.url' results | sort -u | wc -l)" -ge 200 ]
    # The attacks arrive: there are answers of many kinds.
    [ "$(jq -r '.message' results | sort -u | wc -l)" -ge 25 ]
}

@test "answers to CONNECT" {
    start_attacker http
    survives 55 connect "http://127.0.0.1:$PORT"
}

@test "replies over TLS, many at once" {
    sed -i 's/^concurrency.*/concurrency = 16\nca.file = ca.pem/' pmon.ini
    make_certificates
    start_attacker https good
    survives 70 some "https://127.0.0.1:$PORT"
}

@test "alerts and nonsense instead of a TLS handshake" {
    start_attacker tls
    survives 35 turns "https://127.0.0.1:$PORT" 35
}

@test "frames of HTTP/2" {
    echo 'ca.file = ca.pem' >>pmon.ini
    make_certificates
    start_attacker h2 good
    survives 34 turns "https://127.0.0.1:$PORT" 34
}
