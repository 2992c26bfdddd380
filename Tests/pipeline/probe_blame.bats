#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-probe names what is at fault: which certificate, the proxy or the server, TLS or the connection.

load helpers
load probe_helpers

setup_file() {
    mkdir "$BATS_FILE_TMPDIR/blame"
    cd "$BATS_FILE_TMPDIR/blame" || return 1
    make_certificates
    {
        sign_certificate client-expired DNS:client '-1 day'
        sign_certificate client-unknown DNS:client '+60 days' '-10 days' other
        sign_intermediate old '-1 day'
        sign_intermediate early '+60 days' '+30 days'
        sign_intermediate fine '+60 days'
    } >>certificates.log 2>&1
}

setup() {
    common_setup
    cd "$BATS_FILE_TMPDIR/blame" || return 1
    printf '[pmon]\nca.file = ca.pem\ntimeout = 20\n' >pmon.ini
}

# sign_intermediate NAME END [START]: NAME-chain.pem has a good certificate under an intermediate one with those dates.
sign_intermediate() {
    sign_certificate "$1" DNS:none "$2" "${3:--10 days}"
    sed 's/^subjectAltName.*/basicConstraints=critical,CA:true/' "$1.cnf" >"$1-ca.cnf"
    openssl ca -batch -config "$1-ca.cnf" -extensions x -notext -in "$1.csr" -out "$1.pem" -cert ca.pem -keyfile ca.key \
        -startdate "$(date -u -d "${3:--10 days}" +%Y%m%d%H%M%SZ)" -enddate "$(date -u -d "$2" +%Y%m%d%H%M%SZ)"
    sign_certificate "$1-leaf" DNS:localhost '+50 days' '-10 days' "$1"
    cat "$1-leaf.pem" "$1.pem" >"$1-chain.pem"
}

# start_tls OPTION...: starts openssl's own server; $URL is its address.
start_tls() {
    local port
    port=$(free_port)
    start openssl s_server -accept "127.0.0.1:$port" -www -quiet "$@" >/dev/null 2>&1
    wait_for_port "$port"
    URL=https://localhost:$port/
}

# start_odd NAME MODE [PORT]: starts a proxy that fails; $ODD is its host and port.
start_odd() {
    rm -f "$1.port"
    start python3 "$BATS_TEST_DIRNAME/servers/odd_proxy.py" "$1.port" "${@:2}"
    wait_until 30 test -s "$1.port"
    ODD=127.0.0.1:$(cat "$1.port")
}

# check URL KEY VALUE...: probes an address with those settings; the record is in $output.
check() {
    output=$(jq -nc --args '[$ARGS.positional | _nwise(2) | {key: .[0], value: .[1]}] | from_entries' url "$@" | pmon-probe -)
}

@test "an intermediate certificate that is not valid is named, the server's own is not blamed" {
    for name in old early; do
        start_tls -cert "$name-chain.pem" -key "$name-leaf.key" -cert_chain "$name-chain.pem"
        run curl -s --cacert ca.pem "$URL"
        [ "$status" -eq 60 ]
        check "$URL"
        [ "$(member .reason .certificate.subject)" = "certificate CN = $name-leaf" ]
        [[ "$(member .message)" == "SSL certificate problem: certificate "*": intermediate certificate CN = $name" ]]
        check "$URL" insecure true
        [ "$(member .result)" = SUCCESS ]
    done
    start_tls -cert fine-chain.pem -key fine-leaf.key -cert_chain fine-chain.pem
    check "$URL"
    [ "$(member .result)" = SUCCESS ]
    start_tls -cert expired.pem -key expired.key
    check "$URL"
    [ "$(member .message)" = "SSL certificate problem: certificate has expired" ]
}

@test "an alert on the client's certificate is TLS, not a connection that was reset" {
    for version in tls1_2 tls1_3; do
        start_tls -cert good.pem -key good.key -CAfile ca.pem -Verify 1 -verify_return_error "-$version"
        check "$URL"
        [ "$(member .reason)" = tls ]
        [[ "$(member .message)" == "TLS ended by ${URL:8:-1}: "*alert* ]] || { echo "$output"; false; }
        check "$URL" cert "$PWD/client-unknown.pem" key "$PWD/client-unknown.key"
        [ "$(member .reason)" = tls ]
        [[ "$(member .message)" == *"unknown ca"* ]]
        check "$URL" cert "$PWD/client-expired.pem" key "$PWD/client-expired.key"
        [ "$(member .reason)" = tls ]
        [[ "$(member .message)" == *expired* ]]
        check "$URL" cert "$PWD/client.pem" key "$PWD/client.key"
        [ "$(member .result)" = SUCCESS ]
    done
}

@test "a refused client is blamed on TLS in the same words, whenever the alert comes" {
    start_script redirects.py mutual good ca.pem
    for _ in {1..150}; do echo "{\"url\":\"$SCRIPTED/ok\",\"ca\":\"$PWD/ca.pem\"}"; done >in
    printf '[pmon]\nconcurrency = 8\ntimeout = 30\n' >pmon.ini
    pmon-probe - <in >out
    # The server closes with a request unread, so the connection may be reset before the alert is read.
    jq -r 'select(.reason != "reset") | "\(.reason) \(.message)"' out | sort | uniq -c >told
    [ "$(wc -l <told)" -eq 1 ] || { cat told; false; }
    grep -q "tls TLS ended by localhost:[0-9]*: .*certificate required" told || { cat told; false; }
    [ "$(grep -c '"reset"' out)" -lt 50 ]
}

@test "records that were damaged on their way are TLS" {
    start_tls -cert good.pem -key good.key -tls1_2
    port=${URL%/}
    for mode in server client; do
        start_odd "$mode" "$mode" "${port##*:}"
        run curl -s --cacert ca.pem "https://localhost:${ODD#*:}/"
        [ "$status" -eq 56 ]
        check "https://localhost:${ODD#*:}/"
        [ "$(member .reason)" = tls ]
        [[ "$(member .message)" == *" routines::"* || "$(member .message)" == *"alert bad record mac" ]]
    done
}

@test "replies that end too early do so over TLS, too" {
    start_script redirects.py tls good
    for path in /head-only /head-line /100-then-cut; do
        check "$SCRIPTED$path"
        [ "$(member .reason)" = protocol ]
    done
    for path in /cut /reset-body /gate; do
        check "$SCRIPTED$path"
        [ "$(member .result .redirects)" = "SUCCESS 1" ]
    done
    check "$SCRIPTED/head-reset"
    [ "$(member .reason)" = reset ]
}

@test "the certificate is that of the first hop that has one, with its warning" {
    start_script redirects.py soon soon
    second=$SCRIPTED
    cat >first.py <<END
REPLIES = {"/": b"HTTP/1.1 301 Moved\r\nLocation: $second/ok\r\nContent-Length: 0\r\n\r\n"}
END
    start python3 "$BATS_TEST_DIRNAME/servers/scripted_server.py" first.port first.py
    wait_until 30 test -s first.port
    check "http://localhost:$(cat first.port)/"
    [ "$(member .result .redirects .certificate.subject)" = "SUCCESS 1 CN = soon" ]
    [[ "$(member '.warnings[0]')" == "certificate expires in "* ]]
    printf '[pmon]\nca.file = other.pem\n' >other.ini
    output=$(pmon-probe --conf other.ini "http://localhost:$(cat first.port)/")
    [ "$(member .reason .certificate.subject)" = "certificate CN = soon" ]
}

@test "a proxy that wants a login is at fault, also in plain HTTP" {
    start_odd login 407
    for url in http://localhost:1/ https://localhost:1/; do
        check "$url" proxy "http://$ODD"
        [ "$(member .result .reason)" = "EXCEPTION_ERROR proxy" ]
        [[ "$(member .message)" == "proxy $ODD failed: "*407 ]]
    done
    # Unless just that is expected.
    check http://localhost:1/ proxy "http://$ODD" expect.status 407
    [ "$(member .result)" = SUCCESS ]
}

@test "a proxy that breaks off, floods or is silent is named, not the server" {
    start_odd silent silent
    for pair in "https://localhost:1/ http" "http://localhost:1/ socks5h" "https://localhost:1/ socks5h"; do
        check "${pair% *}" proxy "${pair#* }://$ODD" timeout 1s
        [ "$(member .reason .message)" = "timeout timed out after 1s waiting for proxy $ODD to connect to localhost:1" ]
    done
    start_odd socks socks
    check https://localhost:1/ proxy "socks5h://$ODD" timeout 1s
    [ "$(member .message)" = "timed out after 1s waiting for proxy $ODD to connect to localhost:1" ]
    for mode in huge cut; do
        start_odd "$mode" "$mode"
        check https://localhost:1/ proxy "http://$ODD"
        [ "$(member .reason)" = proxy ]
        [[ "$(member .message)" == "proxy $ODD failed: "* ]]
        [[ "$(member .message)" != *"reset by"* ]]
    done
}

@test "where a proxy asks in plain text, silence may be its own" {
    start_odd mute silent
    check http://localhost:1/ proxy "http://$ODD" timeout 1s
    [ "$(member .reason .message)" = "timeout timed out after 1s waiting for the reply of localhost:1 through proxy $ODD" ]
    check https://localhost:1/ proxy "http://$ODD" timeout 1s
    [ "$(member .reason .message)" = "timeout timed out after 1s waiting for proxy $ODD to connect to localhost:1" ]
}

@test "behind a proxy the server is still blamed for what is its own" {
    port=$(free_port)
    start microsocks -i 127.0.0.1 -p "$port"
    wait_for_port "$port"
    start_tls -cert expired.pem -key expired.key
    check "$URL" proxy "socks5h://127.0.0.1:$port"
    [ "$(member .reason)" = certificate ]
    start_odd quiet silent
    check "https://localhost:${ODD#*:}/" proxy "socks5h://127.0.0.1:$port" timeout 3s
    [ "$(member .message)" = "timed out after 3s in the TLS handshake with localhost:${ODD#*:}" ]
    check "http://localhost:${ODD#*:}/" proxy "socks5h://127.0.0.1:$port" timeout 3s
    [ "$(member .message)" = "timed out after 3s waiting for the reply of localhost:${ODD#*:}" ]
    check https://localhost:1/ proxy "socks5h://127.0.0.1:$port"
    [ "$(member .reason)" = proxy ]
}
