#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# What one check of pmon-probe configures reaches no other, and what changes between two scans is seen.
# shellcheck disable=SC2154 # bats sets stderr and lines

load helpers
load probe_helpers

setup() {
    common_setup
    start_script redirects.py
    PORT=${SCRIPTED##*:}
    printf '[pmon]\ntimeout = 3\nconcurrency = 1\n' >pmon.ini
}

@test "a configured address answers for its own check alone" {
    # Nothing listens on 127.0.0.2 at this port, and the names do not exist.
    for host in 127.0.0.2 name.invalid; do
        for _ in 1 2 3; do
            echo "{\"url\":\"http://$host:$PORT/ok\",\"resolve\":\"127.0.0.1\"}"
            echo "{\"url\":\"http://$host:$PORT/ok\"}"
            echo "{\"url\":\"http://$host:$PORT/ok\",\"resolve\":\"127.0.0.3, 127.0.0.1\"}"
            echo "{\"url\":\"http://elsewhere.invalid/\",\"proxy\":\"http://$host:$PORT\"}"
        done >in
        pmon-probe - <in >records
        [ "$(jq -r '.reason // 0' records | paste -sd' ' | fold -w 200)" = "$(
            case "$host" in
            127.*) printf '0 refused 0 proxy 0 refused 0 proxy 0 refused 0 proxy' ;;
            *) printf '0 dns 0 proxy 0 dns 0 proxy 0 dns 0 proxy' ;;
            esac
        )" ]
    done
}

@test "an IPv6 address can have configured addresses, a proxy does not take them" {
    output=$(pmon-probe - <<<"{\"url\":\"http://[::1]:$PORT/ok\",\"resolve\":\"127.0.0.1\"}")
    [ "$(member .result .address)" = "SUCCESS 127.0.0.1" ]
    # The server stands where the proxy does; the setting is the server's.
    output=$(pmon-probe - <<<"{\"url\":\"http://127.0.0.1:$PORT/ok\",\"resolve\":\"127.0.0.9\",\"proxy\":\"http://127.0.0.1:$PORT\"}")
    [ "$(member .reason .status)" = "status 404" ]
    port=$(free_port)
    start microsocks -i 127.0.0.1 -p "$port"
    wait_for_port "$port"
    output=$(pmon-probe - <<<"{\"url\":\"http://name.invalid:$PORT/ok\",\"resolve\":\"127.0.0.1\",\"proxy\":\"socks5://127.0.0.1:$port\"}")
    [ "$(member .result)" = SUCCESS ]
}

@test "an address of the other family is refused" {
    printf '[urls]\nurl.a = http://localhost/\n[checks]\nurl.a.ip = 4\nurl.a.resolve = ::1\n' >bad.ini
    run --separate-stderr pmon-probe --conf bad.ini --check-config
    [ "$status" -eq 78 ]
    [[ "$stderr" == *"cannot use resolve: ::1: expected IPv4 addresses, because ip is 4"* ]]
}

@test "with --every a changed file of trusted certificates counts from the next scan on" {
    make_certificates
    start_script redirects.py tls good
    cp other.pem trust.pem
    cp other.pem own.pem
    printf '[pmon]\nca.file = trust.pem\n[urls]\nurl.a = %s/ok\nurl.b = %s/ok\n[checks]\nurl.b.ca = own.pem\n' \
        "$SCRIPTED" "$SCRIPTED" >tls.ini
    : >records
    start sh -c 'exec pmon-probe --conf tls.ini --every 1s >records'
    # results: what the records of the scans say that begin from now on, once there are two of each target.
    results() {
        local now
        now=$(date +%s%3N)
        wait_until 60 has_scans "$now" 4
        jq -r --argjson now "$now" 'select(.run > $now).result' records | sort -u
    }
    has_scans() { [ "$(jq -c --argjson now "$1" 'select(.run > $now)' records | wc -l)" -ge "$2" ]; }
    [ "$(results)" = EXCEPTION_ERROR ]
    cp ca.pem trust.pem.new && mv trust.pem.new trust.pem
    cp ca.pem own.pem.new && mv own.pem.new own.pem
    [ "$(results)" = SUCCESS ]
    cp other.pem trust.pem
    cp other.pem own.pem
    [ "$(results)" = EXCEPTION_ERROR ]
}

@test "with --every an address given several times has as many records in each scan" {
    url=$SCRIPTED/slow
    pmon-probe --every 300ms --count 3 "$url" "$url" "$SCRIPTED/ok" "$url" "$url" >records
    jq -e -s 'group_by(.run) | length == 3 and all(length == 5 and .[0].of == 5)' records
    [ "$(jq -r .result records | sort | uniq -c | xargs)" = "15 SUCCESS" ]
}
