#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Addresses that never answer, at each stage, among many that do: in a network namespace with a silent name server.

load helpers
load probe_helpers

setup() {
    common_setup
    unshare -mn true 2>/dev/null || skip "needs a network namespace (root)"
    cat >nginx.conf <<END
daemon off; master_process off; pid $PWD/nginx.pid; error_log $PWD/nginx.log;
events { worker_connections 8192; }
http { access_log off; server { listen 127.0.0.1:80 backlog=4096; location / { return 200 "ok\n"; } } }
END
}

in_namespace() {
    unshare -mn "$BATS_TEST_DIRNAME/servers/in_namespace" "$PWD" "$@"
}

@test "a name whose server is silent takes no longer than the time limit" {
    printf '[pmon]\ntimeout = 1\n' >pmon.ini
    # The resolver itself takes ten seconds.
    # shellcheck disable=SC2016 # the inner shell expands
    output=$(in_namespace bash -c 'begin=$(date +%s%3N); pmon-probe http://dead.example.org/; echo $(($(date +%s%3N) - begin)) >took')
    [ "$(cat took)" -lt 4000 ]
    [ "$(member .result .reason .message)" = "EXCEPTION_ERROR timeout timed out after 1s resolving dead.example.org" ]
    jq -e '.timing | .total < 3000 and .dns >= 900' <<<"$output"
}

@test "a healthy name is looked up at once, however many names are silent" {
    printf '[pmon]\ntimeout = 2\nconcurrency = 8\n' >pmon.ini
    # More silent names than checks at once, then a healthy one; and again, while those lookups still hang.
    for round in 1 2 3; do
        for n in $(seq 24); do echo "http://dead-$round-$n.example.org/"; done
        for n in $(seq 8); do echo "http://localhost/$round/$n"; done
    done >in
    in_namespace sh -c 'exec pmon-probe - <in >out'
    [ "$(jq -r 'select(.url | startswith("http://localhost/")) | .result' out | sort | uniq -c | xargs)" = "24 SUCCESS" ]
    [ "$(jq -r 'select(.url | startswith("http://dead")) | .reason' out | sort | uniq -c | xargs)" = "72 timeout" ]
}

@test "silent names beyond all threads make checks begin later, and no healthy name is blamed" {
    printf '[pmon]\ntimeout = 1\nconcurrency = 4\nretries = 1\nretry.pause = 100ms\n' >pmon.ini
    # Room for a dozen lookups at once, of which each silent name holds one for ten seconds.
    for n in $(seq 12); do echo "http://dead-$n.example.org/"; done >in
    for n in $(seq 12); do echo "http://localhost/$n"; done >>in
    in_namespace sh -c 'ulimit -n 100; exec pmon-probe - <in >out'
    [ "$(jq -r 'select(.url | startswith("http://localhost/")) | .result' out | sort | uniq -c | xargs)" = "12 SUCCESS" ]
    [ "$(jq -r 'select(.url | startswith("http://dead")) | .message' out | sed 's/ dead.*//' | sort | uniq -c | xargs)" = "12 timed out after 1s resolving" ]
}

@test "2,000 addresses of which a fifth are dead take the time limit and a second" {
    printf '[pmon]\ntimeout = 2\nconcurrency = 1000\n' >pmon.ini
    for i in $(seq 1 2000); do
        case $((i % 20)) in
        0) echo "http://dead-$i.example.org/" ;;
        5) echo "http://127.0.0.1:81/$i" ;;
        10) echo "https://127.0.0.1:82/$i" ;;
        15) echo "http://127.0.0.1:82/$i" ;;
        *) echo "http://localhost/$i" ;;
        esac
    done >in
    for n in $(seq 2000); do echo "http://localhost/$n"; done >healthy
    # The limit and a second; on a busy machine twice what as many healthy addresses cost it at this moment, up to 4.5 s.
    for _ in 1 2 3; do
        # shellcheck disable=SC2016 # the inner shell expands
        in_namespace bash -c 'milliseconds() { local start; start=$(date +%s%3N); "$@"; echo $(($(date +%s%3N) - start)); }
            milliseconds pmon-probe - <in >out 2>err; tail -n 1 out >time; sed -i "\$d" out
            milliseconds pmon-probe - <healthy | tail -n 1 >busy'
        allowed=$((2000 + 2 * $(cat busy)))
        [ "$allowed" -gt 3000 ] || allowed=3000
        [ "$allowed" -le 4500 ] || allowed=4500
        [ "$(cat time)" -gt "$allowed" ] || break
    done
    [ "$(wc -l <out)" -eq 2000 ]
    [ "$(jq -r .url out | sort -u | wc -l)" -eq 2000 ]
    [ "$(jq -r .result out | sort | uniq -c | xargs)" = "400 EXCEPTION_ERROR 1600 SUCCESS" ]
    [ "$(jq -r 'select(.result != "SUCCESS").reason' out | sort -u)" = timeout ]
    for stage in resolving connecting "in the TLS" "waiting for the reply"; do
        [ "$(jq -r .message out | grep -c "timed out after 2s $stage")" -eq 100 ]
    done
    [ "$(cat time)" -le "$allowed" ]
    jq -e '.timing.total < 3000' out >/dev/null
}

@test "scan after scan of dead names costs one thread a name" {
    printf '[pmon]\ntimeout = 200ms\n' >pmon.ini
    # shellcheck disable=SC2016 # the inner shell expands
    in_namespace bash -c 'pmon-probe --every 300ms --count 6 http://{1..20}.example.org/ >out & pid=$!
        most=0
        while kill -0 $pid 2>/dev/null; do
            now=$(ls /proc/$pid/task 2>/dev/null | wc -l)
            [ "$now" -le "$most" ] || most=$now
            sleep 0.05
        done
        echo $most >threads'
    [ "$(wc -l <out)" -eq 120 ]
    [ "$(cat threads)" -le 24 ]
}
