#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-probe's keys of [checks]: what is sent, what is expected, and that secrets stay secret.
# shellcheck disable=SC2154 # bats sets stderr

load helpers
load probe_helpers

setup() {
    common_setup
    start_faults
}

# check KEY=VALUE...: the record of $FAULTS/echo, or of $url, with those keys.
check() {
    output=$(target_of "${url:-$FAULTS/echo}" "$@" | pmon-probe -)
}

@test "methods, bodies and headers are sent as configured" {
    check 'expect.body=^GET /echo HTTP/1[.]1\r\n'
    [ "$(member .result)" = SUCCESS ]
    check method=POST body=a=1 'expect.body=^POST (?s).*Content-Length: 3\r\n.*\r\n\r\n'
    [ "$(member .result)" = SUCCESS ]
    check body=a=1 'expect.body=^POST '
    [ "$(member .result)" = SUCCESS ]
    check method=PUT body=a=1 'expect.body=^PUT '
    [ "$(member .result)" = SUCCESS ]
    check method=DELETE 'expect.body=^DELETE '
    [ "$(member .result)" = SUCCESS ]
    check header.X-Mine=yes 'expect.body=X-Mine: yes\r\n'
    [ "$(member .result)" = SUCCESS ]
    check 'expect.body=User-Agent: pmon/[0-9.]+\r\n'
    [ "$(member .result)" = SUCCESS ]
    check http=1.0 'expect.body=^GET /echo HTTP/1[.]0'
    [ "$(member .result)" = SUCCESS ]
    check user=bob pwd=s3cret 'expect.body=Authorization: Basic Ym9iOnMzY3JldA==\r\n'
    [ "$(member .result)" = SUCCESS ]
    check bearer=t0k3n 'expect.body=Authorization: Bearer t0k3n\r\n'
    [ "$(member .result)" = SUCCESS ]
    url=$FAULTS/ok
    check method=HEAD
    [ "$(member .result .size)" = "SUCCESS 0" ]
}

@test "a header that would inject another makes a bad line" {
    run --separate-stderr pmon-probe - <<<"{\"url\":\"$FAULTS/echo\",\"header.X\":\"a\\r\\nY: b\"}"
    [ "$status" -eq 65 ]
    [ -z "$output" ]
}

@test "expectations are all evaluated, each unmet one with expected and actual" {
    url=$FAULTS'/json?{"items":[{"state":"up","n":5}],"ok":true}'
    check expect.json.items.0.state=up 'expect.json.items.0.n=> 4' 'expect.json.items.0.n=< 6' expect.json.ok=true \
        'expect.json.items=exists' 'expect.json.items.0.state=~ ^u' expect.json.items.0.n=!=6
    [ "$(member .result)" = SUCCESS ]
    check expect.status=201 expect.body=nowhere reject.body=items expect.json.items.0.state=down expect.json.x=exists \
        expect.header.Content-Length=^x expect.header.X-None=. expect.time=1h
    [ "$(member .result .reason)" = "APPLICATION_ERROR status" ]
    [ "$(jq '.failed | length' <<<"$output")" -eq 7 ]
    jq -e '.failed | map(test("expected")) | all' <<<"$output"
    jq -e '.failed | any(. == "json items.0.state is \"up\", expected down")' <<<"$output"
    jq -e '.failed | any(. == "header X-None is missing, expected to match \".\"")' <<<"$output"
    jq -e '.message | type == "string"' <<<"$output"
}

@test "reasons are those of the first unmet expectation" {
    check expect.header.Content-Type=^image
    [ "$(member .reason)" = header ]
    check expect.body=nowhere
    [ "$(member .reason)" = body ]
    check expect.json.a=1
    [ "$(member .reason)" = json ]
    url="$FAULTS/delay?0.3"
    check expect.time=100ms
    [ "$(member .result .reason)" = "APPLICATION_ERROR slow" ]
    check slow=100ms
    [ "$(member .result .reason)" = "SUCCESS null" ]
    [[ "$(member '.warnings[0]')" == "slow: took "* ]]
}

@test "a pattern that would exhaust the probe makes a bad line" {
    local pattern
    for pattern in "a*$(printf '*%.0s' $(seq 50000))" "a$(printf '{0,1}%.0s' $(seq 50000))" '(((a{99}){99}){99}){99}'; do
        printf '{"url":"%s/ok","expect.body":"%s"}\n' "$FAULTS" "$pattern"
    done >lines
    printf '{"url":"%s/ok","expect.body":"(){1000}{1000}{1000}{1000}{1000}{1000}"}\n' "$FAULTS" >>lines
    run --separate-stderr pmon-probe - <lines
    [ "$status" -eq 65 ]
    [ "${#lines[@]}" -eq 1 ]
    [ "$(member .result)" = SUCCESS ]
}

@test "text that is no UTF-8 can be matched" {
    url=$FAULTS/latin1
    check 'expect.body=^Gr..e$'
    [ "$(member .result)" = SUCCESS ]
}

@test "credentials do not follow a redirect to another origin" {
    local first=$FAULTS second
    start_faults '' second
    second=$FAULTS
    url="${first/\/\//\/\/bob:s3cret@}/redirect?$second/echo"
    check header.Authorization=canary header.X-Token=canary header.Plain=yes 'expect.body=Plain: yes' \
        'reject.body=Authorization|canary|Ym9i'
    [ "$(member .result .redirects .location)" = "SUCCESS 1 $second/echo" ]
    url="$first/redirect?$second/echo?canary-token"
    check header.X-Token=canary-token
    [ "$(member .result .location)" = "SUCCESS $second/echo?***" ]
    url="${first/\/\//\/\/bob:s3cret@}/redirect?/echo"
    check 'expect.body=Authorization: Basic Ym9iOnMzY3JldA=='
    [ "$(member .result)" = SUCCESS ]
}

@test "a password without a user is sent, as a token often is" {
    url=$FAULTS/echo
    check pwd=canary 'expect.body=Authorization: Basic OmNhbmFyeQ=='
    [ "$(member .result)" = SUCCESS ]
}

@test "a Host header does not follow a redirect to another host" {
    local port=${FAULTS##*:}
    url="$FAULTS/redirect?http://localhost:$port/echo"
    check header.Host=shop.example.org "expect.body=Host: localhost:$port"
    [ "$(member .result .redirects)" = "SUCCESS 1" ]
    url="$FAULTS/redirect?/echo"
    check header.Host=shop.example.org 'expect.body=Host: shop.example.org'
    [ "$(member .result .redirects)" = "SUCCESS 1" ]
}

@test "a redirect that quotes a secret is shown without it" {
    url="$FAULTS/redirect?/echo?canary"
    check header.X-Token=canary
    [ "$(member .result .location)" = "SUCCESS $FAULTS/echo?***" ]
}

@test "no redirect is followed where none is wanted" {
    url=$FAULTS/to-ok
    check follow=0
    [ "$(member .message .redirects)" = "301 null" ]
    check follow=0 expect.status=301
    [ "$(member .result)" = SUCCESS ]
}

@test "a name can be given its address, and an IP version" {
    local port=${FAULTS##*:}
    url=http://nowhere.invalid:$port/echo
    check resolve=127.0.0.1 "expect.body=Host: nowhere.invalid:$port"
    [ "$(member .result .address)" = "SUCCESS 127.0.0.1" ]
    url=http://localhost:$port/ok
    check ip=4
    [ "$(member .result .address)" = "SUCCESS 127.0.0.1" ]
    check ip=6
    [ "$(member .result)" = EXCEPTION_ERROR ]
}

@test "a proxy is used where configured, never the environment's" {
    url=http://nowhere.invalid/ok
    check "proxy=$FAULTS"
    [ "$(member .message)" = 404 ]
    # What ends before the proxy has said yes to CONNECT ends at the proxy.
    url=https://nowhere.invalid/ok
    check "proxy=$FAULTS"
    [ "$(member .result .reason .certificate)" = "EXCEPTION_ERROR proxy null" ]
    url=$FAULTS/ok
    export http_proxy=http://127.0.0.1:1 all_proxy=http://127.0.0.1:1
    check
    [ "$(member .result)" = SUCCESS ]
    check proxy=http://127.0.0.1:1
    [ "$(member .reason)" = proxy ]
    export no_proxy='*' NO_PROXY=127.0.0.1
    check proxy=http://127.0.0.1:1
    [ "$(member .reason)" = proxy ]
    check proxy=http://nowhere.invalid:3128
    [ "$(member .reason)" = proxy ]
}

@test "a SOCKS proxy resolves names itself where asked to, and its failures are its own" {
    local port host=localhost:${FAULTS##*:}
    port=$(free_port)
    start microsocks -i 127.0.0.1 -p "$port" 2>socks.log
    wait_for_port "$port"
    url=http://$host/ok
    check "proxy=socks5://127.0.0.1:$port"
    [ "$(member .result)" = SUCCESS ]
    # It was asked for an address; with the h it is asked for the name.
    grep -q "connected to 127.0.0.1:" socks.log
    run ! grep -q 'connected to localhost:' socks.log
    check "proxy=socks5h://127.0.0.1:$port"
    [ "$(member .result)" = SUCCESS ]
    grep -q "connected to $host" socks.log
    url=http://nowhere.invalid/
    check "proxy=socks5://127.0.0.1:$port"
    [ "$(member .reason)" = dns ]
    check "proxy=socks5h://127.0.0.1:$port"
    [ "$(member .reason)" = proxy ]
    url=http://$host/ok
    for scheme in socks4 socks4a socks5 socks5h; do
        check "proxy=$scheme://127.0.0.1:1"
        [ "$(member .result .reason)" = "EXCEPTION_ERROR proxy" ]
    done
}

@test "a SOCKS proxy is told who asks, and nobody else is" {
    local port
    port=$(free_port)
    start microsocks -i 127.0.0.1 -p "$port" -u bob -P canary-socks 2>socks.log
    wait_for_port "$port"
    url=$FAULTS/ok
    check "proxy=socks5h://bob:canary-socks@127.0.0.1:$port"
    [ "$(member .result)" = SUCCESS ]
    check "proxy=socks5h://bob:canary-wrong@127.0.0.1:$port"
    [ "$(member .reason)" = proxy ]
    [[ "$output" != *canary* ]]
}

@test "secrets reach neither records nor messages nor the process list" {
    mkdir -p home && printf 'canary-file\n' >home/secret
    cat >pmon.ini <<END
[pmon]
timeout = 5
log.file = pmon.log
log.level = DEBUG
[urls]
url.1 = http://bob:canary-url@${FAULTS#http://}/echo
url.2 = $FAULTS/echo
url.3 = $FAULTS/echo
url.4 = http://bob:canary-bad@127.0.0.1:1/
url.5 = http://bob:canary-broken@a b/
[checks]
url.1.expect.body = nowhere
url.1.expect.header.X = y
url.2.user = canary-user
url.2.pwd = env:CANARY
url.2.header.X-Token = canary-header
url.2.expect.body = nowhere
url.3.bearer = file:home/secret
url.3.expect.json.a = 1
url.3.expect.body = nowhere
END
    chmod 600 pmon.ini
    export CANARY=canary-env
    # The last address cannot be one, which the status says beside its record.
    local status=0
    pmon-probe --explain >out 2>err || status=$?
    [ "$status" -eq 78 ]
    pmon-probe --list >>out 2>>err
    [ "$(grep -c '"result"' out)" -eq 5 ]
    base64=$(printf 'bob:canary-url' | base64)
    base64_2=$(printf 'canary-user:canary-env' | base64)
    for secret in canary-url canary-env canary-header canary-file canary-bad canary-broken "$base64" "$base64_2"; do
        run grep -F -- "$secret" out err pmon.log
        [ "$status" -eq 1 ]
    done
}

@test "what one address has of its own never reaches the next one" {
    printf '[pmon]\nconcurrency = 1\n' >one.ini
    host=${FAULTS#http://}
    {
        printf '%s\n' "$FAULTS/echo"
        for own in '"header.X-Own":"1","expect.body":"X-Own: 1"' '"method":"POST","body":"own","expect.body":"own$"' \
            '"method":"HEAD"' '"user":"u","pwd":"p","expect.body":"Authorization: Basic"' '"http":"1.0","expect.body":"HTTP/1.0"' '"timeout":"3s"'; do
            printf '{"url":"%s/echo","name":"own",%s}\n%s\n' "$FAULTS" "$own" "$FAULTS/echo"
        done
        printf '%s\n' "http://u:p@$host/echo" "$FAULTS/echo" "$FAULTS/to-echo" "$FAULTS/echo" "$FAULTS/close" "$FAULTS/echo"
    } >in
    run --separate-stderr pmon-probe --conf one.ini - <in
    [ "$status" -eq 0 ]
    [ "${#lines[@]}" -eq 19 ]
    # The reply is the request, so that its size tells what was sent.
    for line in 0 2 4 6 8 10 12 14 16 18; do
        [ "$(jq -r '"\(.url) \(.result) \(.size)"' <<<"${lines[line]}")" = "$(jq -r '"\(.url) \(.result) \(.size)"' <<<"${lines[0]}")" ]
    done
    [ "$(jq -r .result <<<"$output" | sort | uniq -c | xargs)" = "1 EXCEPTION_ERROR 18 SUCCESS" ]
}
