#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-probe and streams of HTTP/2 that end in every way, each in one piece and frame by frame.

load helpers
load probe_helpers

setup() {
    common_setup
    make_certificates
    start /usr/bin/python3 "$BATS_TEST_DIRNAME/servers/http2_server.py" http2.port good.pem good.key
    wait_until 30 test -s http2.port
    printf '[pmon]\nca.file = ca.pem\ntimeout = 20\n' >pmon.ini
}

@test "a stream of HTTP/2 is whole with its END_STREAM, and only then" {
    for path in ok empty trailers after-end redirect no-error no-error-head no-error-before cancel refused reset-before \
        goaway body-goaway close head-close nothing; do
        for way in '' '?apart'; do
            url=https://localhost:$(cat http2.port)/$path$way
            output=$(pmon-probe - <<<"{\"url\":\"$url\",\"http\":2}")
            code=0
            curl -s -L --http2 --cacert ca.pem -m 20 -o /dev/null "$url" || code=$?
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

@test "a refused or reset stream is the protocol's" {
    for path in refused cancel reset-before 'no-error?apart'; do
        output=$(pmon-probe - <<<"{\"url\":\"https://localhost:$(cat http2.port)/$path\",\"http\":2}")
        [ "$(member .reason)" = protocol ]
        [[ "$(member .message)" != *"connection reset"* ]]
    done
}

@test "a header section beyond libcurl's usual buffer does not hide the end of the reply" {
    for way in '' '?apart'; do
        output=$(pmon-probe - <<<"{\"url\":\"https://localhost:$(cat http2.port)/wide$way\",\"http\":2}")
        [ "$(member .result .status)" = "SUCCESS 200" ]
    done
}

@test "a reset is one though the connection ends with it, in one piece or in several" {
    for code in 0 2 8 11; do
        for steps in h hd; do
            for way in '' '?apart' '?records'; do
                url=https://localhost:$(cat http2.port)/$steps-$code-c$way
                output=$(pmon-probe - <<<"{\"url\":\"$url\",\"http\":2}")
                [ "$(member .result .reason)" = "EXCEPTION_ERROR protocol" ] || { echo "$url: $output"; false; }
            done
        done
    done
    for way in '' '?apart' '?records'; do
        url=https://localhost:$(cat http2.port)/h-11-c$way
        output=$(pmon-probe - <<<"{\"url\":\"$url\",\"http\":2}")
        [ "$(member .message)" = "HTTP/2 stream reset by localhost:$(cat http2.port): ENHANCE_YOUR_CALM (11)" ]
    done
    # A reset after the end takes nothing from the reply.
    for code in 0 8; do
        output=$(pmon-probe - <<<"{\"url\":\"https://localhost:$(cat http2.port)/hD-$code-c\",\"http\":2}")
        [ "$(member .result .status)" = "SUCCESS 200" ] || { echo "$output"; false; }
    done
}

@test "a whole reply counts though the server reads no more of the request" {
    head -c 65536 /dev/zero | tr '\0' x >body
    local path way number=0
    local -a good=(hD hD-0 hD-2 hD-8 e e-0 e-8 hdt hdt-0 HD HD-0 hddddD hddddD-0 hdddddddt-11) bad=(hd-0 hd-8 h-0 0 7 hdddd-2)
    printf '[pmon]\nca.file = ca.pem\ntimeout = 30\n[urls]\n' >pmon.ini
    printf '[checks]\n' >checks
    for path in "${good[@]}" "${bad[@]}"; do
        for way in '' '?apart' '?records'; do
            number=$((number + 1))
            printf 'url.%s = https://localhost:%s/%s%s\n' "$number" "$(cat http2.port)" "$path" "$way" >>pmon.ini
            # One byte more than the server takes.
            printf 'url.%s.http = 2\nurl.%s.body = file:body\n' "$number" "$number" >>checks
        done
    done
    cat checks >>pmon.ini
    pmon-probe >out
    # results PATH: of all ways.
    results() { jq -r --arg path "$1" 'select(.url | split("?")[0] | endswith("/" + $path)) | "\(.result) \(.size)"' out | sort | uniq -c | tr -s ' '; }
    for path in "${good[@]}"; do
        # Each d or D is a piece of three bytes.
        [ "$(results "$path")" = " 3 SUCCESS $(($(tr -cd dD <<<"$path" | wc -c) * 3))" ] || { results "$path"; echo "$path" >&2; false; }
    done
    for path in "${bad[@]}"; do
        [[ "$(results "$path" | grep -c EXCEPTION_ERROR)" -gt 0 && "$(results "$path")" != *SUCCESS* ]] || { results "$path"; echo "$path" >&2; false; }
    done
}

@test "a connection that is reset after the reply takes nothing from it, and makes no cut one whole" {
    head -c 40000 /dev/zero | tr '\0' x >body
    local path way whole='whDx wex whdtx wHDx whddddDx whD-0-x' cut='wx whx whdx wHdx whddddx wh-0-x'
    for path in $whole $cut; do
        for way in '' '?apart' '?records'; do
            for _ in 1 2 3; do
                echo "{\"url\":\"https://localhost:$(cat http2.port)/$path$way\",\"http\":2,\"target\":\"$path\"}"
                echo "{\"url\":\"https://localhost:$(cat http2.port)/$path$way\",\"http\":2,\"target\":\"$path body\",\"body\":\"file:body\"}"
            done
        done
    done >targets
    pmon-probe - <targets >out
    jq -r '"\(.target) \(.result)"' out | sort | uniq -c | tr -s ' ' >results
    cat results
    for path in $whole; do
        grep -qx " 9 $path SUCCESS" results
        # A request that is still on its way may meet the reset before the reply is read.
        grep -q " $path body SUCCESS" results
    done
    for path in $cut; do
        grep -qx " 9 $path EXCEPTION_ERROR" results
        grep -qx " 9 $path body EXCEPTION_ERROR" results
    done
}

# start_attacks: starts the server that attacks with frames; $PORT is its port.
start_attacks() {
    start /usr/bin/python3 "$BATS_TEST_DIRNAME/servers/http2_attacks.py" attacks.port good.pem good.key
    wait_until 30 test -s attacks.port
    PORT=$(cat attacks.port)
    printf '[pmon]\ntimeout = 3\nmax.body = 1 MiB\n' >pmon.ini
}

# targets NAME...: a target object for each.
targets() {
    local name
    for name; do
        echo "{\"url\":\"https://$name.localhost:$PORT/\",\"http\":2,\"insecure\":true,\"resolve\":\"127.0.0.1\"}"
    done
}

@test "frames that attack are judged as the curl program judges them, and name what is wrong" {
    start_attacks
    mapfile -t names < <(python3 "$BATS_TEST_DIRNAME/servers/http2_attacks.py" --names | grep -v flood)
    targets "${names[@]}" >in
    sed -i 's/^timeout = .*/timeout = 8/' pmon.ini
    /usr/bin/time -f %M pmon-probe - <in >out 2>memory
    [ "$(cat memory)" -lt 60000 ]
    [ "$(wc -l <out)" -eq "${#names[@]}" ]
    for name in "${names[@]}"; do
        url=https://$name.localhost:$PORT/
        code=0
        curl -sk --http2 -m 1 --resolve "*:$PORT:127.0.0.1" -o /dev/null "$url" || code=$?
        output=$(jq -c --arg url "$url" 'select(.url == $url)' out)
        # On a busy machine a second is little, for a reply that does come.
        if [ "$code" -eq 28 ] && [ "$(member .result)" = SUCCESS ]; then
            code=0
            curl -sk --http2 -m 20 --resolve "*:$PORT:127.0.0.1" -o /dev/null "$url" || code=$?
        fi
        # pmon cuts a body without end.
        [ "$name" != over-window ] || code=0
        [ "$(member .result)" = "$([ "$code" -eq 0 ] && echo SUCCESS || echo EXCEPTION_ERROR)" ] || { echo "$code: $output"; false; }
        [[ "$(member .message)" != *nghttp2* ]] || { echo "$output"; false; }
    done
}

@test "a flood of frames costs its own check alone, and no more than its time" {
    start_attacks
    for name in $(python3 "$BATS_TEST_DIRNAME/servers/http2_attacks.py" --names | grep flood); do
        targets "$name" well "$name" well well >in
        /usr/bin/time -f %M pmon-probe - <in >out 2>memory
        [ "$(cat memory)" -lt 60000 ]
        [ "$(jq -r 'select(.url | startswith("https://well.")) | .result' out | paste -sd' ')" = "SUCCESS SUCCESS SUCCESS" ] || { cat out; false; }
        # A body without end is cut at max.body.
        [ "$(jq -r 'select(.url | startswith("https://flood")) | .result' out | sort -u)" = \
            "$([ "$name" = flood-data ] && echo SUCCESS || echo EXCEPTION_ERROR)" ] || { cat out; false; }
        jq -e '.timing.total < 4000' out >/dev/null || { cat out; false; }
    done
}
