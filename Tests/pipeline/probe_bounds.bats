#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# What no server, name server, key or signal can make of pmon-probe: grow, wait, ask, or go on.
# shellcheck disable=SC2154 # run sets stderr

load helpers
load probe_helpers

setup() {
    common_setup
    start_faults
    printf '[pmon]\ntimeout = 10\n' >pmon.ini
}

@test "trailers without end are the end of the reply, and cost no memory" {
    for path in endless-trailers endless-head endless-100; do
        run --separate-stderr /usr/bin/time -f %M pmon-probe "$FAULTS/$path"
        [ "$status" -eq 0 ]
        [ "$(member .result .reason)" = "EXCEPTION_ERROR protocol" ]
        [ "$(jq -r .message <<<"$output")" = "header lines of ${FAULTS#http://} exceed 300 KiB" ]
        [ "$stderr" -lt 60000 ]
    done
    output=$(pmon-probe "$FAULTS/trailers")
    [ "$(member .result .size)" = "SUCCESS 2" ]
}

@test "a proxy whose answer to CONNECT does not end costs its own check alone, and no more than its time" {
    # The floods keep a processor busy as well, while the others wait.
    printf '[pmon]\ntimeout = 6\n' >pmon.ini
    for mode in flood chunks; do
        start python3 "$BATS_TEST_DIRNAME/servers/odd_proxy.py" "$mode.port" "$mode"
        wait_until 30 test -s "$mode.port"
        proxy=127.0.0.1:$(cat "$mode.port")
        for n in 1 2 3; do echo "{\"url\":\"https://$n.example.org/\",\"proxy\":\"http://$proxy\"}"; echo "$FAULTS/delay?1"; done >in
        pmon-probe - <in >out
        [ "$(jq -r 'select(.url | startswith("https:")) | [.reason, .message] | join(" ")' out | sort -u)" = \
            "proxy proxy $proxy failed: its answer to CONNECT does not end" ]
        [ "$(jq -r 'select(.url | startswith("http:")) | .result' out | sort | uniq -c | xargs)" = "3 SUCCESS" ] || { cat out; false; }
        jq -e '.timing.total < 9000' out >/dev/null
    done
}

@test "a key that needs a passphrase is a wrong setting without one, nobody is asked" {
    make_certificates
    openssl pkey -in client.key -aes256 -passout pass:x -out locked.key
    openssl ec -in client.key -aes256 -passout pass:x -out older.key 2>/dev/null
    cat client.pem locked.key >both.pem
    {
        printf '[urls]\nurl.1 = https://127.0.0.1:1/1\nurl.2 = https://127.0.0.1:1/2\nurl.3 = https://127.0.0.1:1/3\nurl.4 = %s/ok\n' "$FAULTS"
        printf '[checks]\nurl.1.cert = client.pem\nurl.1.key = locked.key\nurl.2.cert = client.pem\nurl.2.key = older.key\nurl.3.cert = both.pem\n'
    } >>pmon.ini
    # On a terminal of its own, where OpenSSL would ask.
    run --separate-stderr timeout 20 script -qec "pmon-probe >records" /dev/null
    [ "$status" -eq 78 ]
    [ "$(jq -r .reason records | sort | uniq -c | xargs)" = "3 config 1 null" ]
    [ "$(grep -c 'needs a passphrase' records)" -eq 3 ]
    run --separate-stderr pmon-probe --check-config
    [ "$status" -eq 78 ]
    [ "$(grep -c 'needs a passphrase' <<<"$stderr")" -eq 3 ]
}

@test "no record exceeds its line: long sentences are cut, and many are counted" {
    {
        printf '{"url":"%s/json?{}"' "$FAULTS"
        for n in $(seq 350); do printf ',"expect.header.X%s":"%s"' "$n" "$(printf 'y%.0s' $(seq 900))"; done
        echo '}'
        printf '{"url":"%s/redirect?http://[%s"}\n' "$FAULTS" "$(printf 'é%.0s' $(seq 20000))"
    } >in
    pmon-probe - <in >out
    [ "$(wc -l <out)" -eq 2 ]
    [ "$(awk 'length > 200000' out | wc -l)" -eq 0 ]
    jq -se 'map(select(.failed)) | length == 1
        and (.[0] | (.failed | length == 64) and (.failed[63] | test("^… and [0-9]+ more$")) and (.message | endswith("…")))' out
    pmon-store --data d.json --latest l.json <out
    [ "$(jq length l.json)" -eq 2 ]
}

@test "a signal ends a scan whose addresses come by thousands" {
    for _ in $(seq 5000); do echo "$FAULTS/delay?0.3"; done >in
    sed -i 's/^timeout.*/concurrency = 4/' pmon.ini
    pmon-probe - <in >out 3>&- &
    probe=$!
    PIDS+=("$probe")
    wait_until 30 test -s out
    kill -TERM "$probe"
    begin=$SECONDS
    wait "$probe" && status=0 || status=$?
    [ "$status" -eq 143 ]
    # All of them would take six minutes.
    [ $((SECONDS - begin)) -le 20 ]
    [ "$(wc -l <out)" -lt 300 ]
}

@test "hostile replies by the hundred, each kind in a row, stay within 60 MB" {
    make_certificates
    local memory=$BATS_TEST_DIRNAME/../memory
    printf '[pmon]\ntimeout = 3\nmax.body = 100 KiB\nfollow = 3\nconcurrency = 64\n' >pmon.ini
    : >in
    while read -r kind targets count scheme certificate; do
        start python3 "$memory/http_server.py" "$kind.attacks" "$kind" ${certificate:+good.pem good.key}
        wait_until 30 test -s "$kind.attacks"
        # shellcheck disable=SC2086 # none or one
        python3 "$memory/targets.py" "$targets" "$scheme://127.0.0.1:$(cat "$kind.attacks")" ${count#-} |
            jq -c '. + {insecure: true}' >>in
    done <<'END'
http http - http
https http - https good
tls turns 35 https
h2 turns 68 https good
END
    python3 "$memory/targets.py" connect "http://127.0.0.1:$(cat http.attacks)" >>in
    [ "$(wc -l <in)" -ge 530 ]
    /usr/bin/time -f %M pmon-probe - <in >out 2>used
    [ "$(jq -r .url out | wc -l)" -eq "$(wc -l <in)" ]
    [ "$(jq -r .reason out | grep -c config)" -eq 0 ]
    jq -e '.timing.total < 6000' out >/dev/null
    # Each kind of attack arrives.
    [ "$(jq -r .message out | sort -u | wc -l)" -ge 60 ]
    echo "$(cat used) KB"
    [ "$(cat used)" -lt 60000 ]
}
