#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-probe under memcheck against replies that attack a client: no error, and a record for each.

bats_require_minimum_version 1.5.0
load helpers
load ../pipeline/probe_helpers
load ../pipeline/socket_helpers

setup() {
    common_setup
    printf '[pmon]\nconcurrency = 1\ntimeout = 20s\nmax.body = 100 KiB\nfollow = 3\n' >pmon.ini
}

teardown() { stop_servers; }

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

@test "steps with captured values, over TLS and without, many at once" {
    sed -i 's/^concurrency.*/concurrency = 16\nca.file = ca.pem/' pmon.ini
    make_certificates
    start_attacker http
    survives 70 steps "http://127.0.0.1:$PORT"
    # Some get as far as the last step.
    [ "$(jq 'select(.steps | length == 3) | 1' results | wc -l)" -ge 10 ]
    start_attacker https good
    survives 70 steps "https://127.0.0.1:$PORT"
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

@test "replies of HTTP/2 that end before the request, and those that are reset" {
    # One after the other: the server waits for four seconds.
    printf '[pmon]\nca.file = ca.pem\nconcurrency = 1\n[urls]\n' >early.ini
    make_certificates
    start /usr/bin/python3 "$BATS_TEST_DIRNAME/../pipeline/servers/http2_server.py" http2.port good.pem good.key
    wait_until 10 test -s http2.port
    # One byte more than the server takes.
    head -c 65536 /dev/zero | tr '\0' x >body
    local path number=0
    for path in 'hD?apart' hD-8 'e?apart' hdt-0 'hd-8?apart' 0; do
        number=$((number + 1))
        echo "url.$number = https://localhost:$(cat http2.port)/$path" >>early.ini
    done
    sed -n 's/^\(url[^ ]*\) = .*/\1.http = 2\n\1.body = file:body/p' early.ini >checks
    { echo '[checks]' && cat checks; } >>early.ini
    memcheck pmon-probe --conf early.ini >results 2>errors && status=0 || status=$?
    cat errors
    is_clean "$status" 0
    [ "$(jq -r .result results | sort | uniq -c | tr -s ' ' | tr '\n' ,)" = " 2 EXCEPTION_ERROR, 4 SUCCESS," ]
}

@test "directories that agree to TLS, refuse it, or say something else" {
    [ "$(id -u)" -eq 0 ] || skip "the server needs root"
    make_certificates
    server_folder
    start_slapd good
    start python3 "$BATS_TEST_DIRNAME/../pipeline/servers/mail_faults.py" scripts.port
    wait_until 10 test -s scripts.port
    printf '[pmon]\nca.file = ca.pem\ntimeout = 10s\n[urls]\n' >ldap.ini
    local name port
    for name in 1 2 3 4 5; do echo "url.$name = ldap://localhost:$LDAP" >>ldap.ini; done
    while read -r name port; do
        [[ "$name" != ldap-* ]] || echo "url.$name = ldap://localhost:$port" >>ldap.ini
    done <scripts.port
    sed -n 's/^\(url[^ ]*\) = .*/\1.tls = starttls/p' ldap.ini >checks
    { echo '[checks]' && cat checks && printf 'url.2.user = cn=bob,dc=example\nurl.2.pwd = %s\nurl.3.user = cn=bob,dc=example\nurl.3.pwd = wrong-word\n' "$WORD"; } >>ldap.ini
    memcheck pmon-probe --conf ldap.ini >results 2>errors && status=0 || status=$?
    cat errors
    is_clean "$status" 0
    [ "$(wc -l <results)" -eq "$(wc -l <checks)" ]
    [ "$(grep -c '"result":"SUCCESS"' results)" -eq 4 ]
}
