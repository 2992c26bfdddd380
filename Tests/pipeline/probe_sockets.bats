#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-probe's addresses tcp:// and tls://: connections, certificates and what is said over them.
# shellcheck disable=SC2034,SC2154 # bats sets stderr, a helper reads CONF

load helpers
load probe_helpers
load socket_helpers

# Starts the servers that misbehave, by TLS with a certificate; ${PORT_OF[NAME]} tells where.
start_socket_faults() {
    local name port
    rm -f sockets.port
    start python3 "$BATS_TEST_DIRNAME/servers/socket_faults.py" sockets.port ${1:+"$1.pem" "$1.key"}
    wait_until 10 test -s sockets.port
    declare -gA PORT_OF=()
    while read -r name port; do PORT_OF[$name]=$port; done <sockets.port
}

@test "a connection is enough where nothing is expected, and nothing is waited for" {
    start_socket_faults
    for name in banner silent tar-pit endless; do
        check "tcp://127.0.0.1:${PORT_OF[$name]}" timeout=5s
        [ "$(member .result .message .address '(.timing|keys_unsorted|join(","))' .status .size)" = \
            "SUCCESS OK 127.0.0.1 connect,total null null" ]
        jq -e '.timing.total < 2000' <<<"$output"
    done
    check tcp://127.0.0.1:1
    [ "$(member .result .reason .message)" = "EXCEPTION_ERROR refused connection refused by 127.0.0.1:1" ]
    check "tcp://localhost:${PORT_OF[banner]}" send='QUIT\r\n'
    [ "$(member .result)" = SUCCESS ]
    jq -e '.timing.dns > 0' <<<"$output"
}

@test "a real server is asked in its own words" {
    port=$(free_port)
    start redis-server --port "$port" --bind 127.0.0.1 --save '' --requirepass geheim123 >/dev/null
    wait_for_port "$port"
    check "tcp://127.0.0.1:$port" 'send=PING\r\n' 'expect.body=PONG' timeout=2s
    [ "$(member .result .reason .message)" = \
        'APPLICATION_ERROR body body "-NOAUTH Authentication required.  ", expected to match "PONG"' ]
    [ "$(member .response.body)" = "-NOAUTH Authentication required.
" ] || [ "$(member .response.body)" = "-NOAUTH Authentication required." ]
    check "tcp://127.0.0.1:$port" 'send=AUTH geheim123\r\nPING\r\n' 'expect.body=^\+OK\r\n\+PONG\r\n$'
    [ "$(member .result)" = SUCCESS ]
    jq -e '.timing.wait > 0 and .size == 12' <<<"$output"
    check "tcp://127.0.0.1:$port" 'send=AUTH\x20geheim123\r\n\x50\x49NG\t\r\n' 'expect.body=PONG'
    [ "$(member .result)" = SUCCESS ]
}

# targets SCHEME: a target object for each of the servers that misbehave, with each of the dialogues.
targets() {
    local name
    for name in "${!PORT_OF[@]}"; do
        jq -cn --arg url "$1://localhost:${PORT_OF[$name]}" --arg name "$1-$name" '
            [{"expect.body": "220 ready"}, {send: "PING\\r\\n", "expect.body": "PONG"},
             {"expect.body": "220 ready\\r\\n$"}, {"expect.body": "^\\x00"}, {send: "x", "expect.body": "neverthere"}]
            | to_entries[] | .value + {url: $url, target: "\($name)-\(.key)"}'
    done
}

@test "verdicts on what is said are those of a model, plain and by TLS" {
    make_certificates
    printf '[pmon]\nca.file = ca.pem\ntimeout = 6s\nmax.body = 256 KiB\nkeep.size = 64 KiB\n' >model.ini
    for scheme in tcp tls; do
        if [ "$scheme" = tls ]; then start_socket_faults good; else start_socket_faults; fi
        targets "$scheme" >targets.json
        [ "$(wc -l <targets.json)" -eq 80 ]
        pmon-probe --conf model.ini --allow tcp,tls - <targets.json >records.json
        jq -r '.target + " " + (.reason // .result)' records.json | sort >"$scheme.found"
        python3 "$BATS_TEST_DIRNAME/servers/socket_judge.py" 6 262144 ca.pem <targets.json | sort >"$scheme.model"
        diff "$scheme.model" "$scheme.found"
        jq -se 'all(.timing.total < 7900 and ((.response.body // "") | utf8bytelength) <= 65536)' records.json
        [ "$(awk '{ if (length($0) > most) most = length($0) } END { print most }' records.json)" -lt 200000 ]
    done
    # All kinds of verdicts came up.
    for kind in SUCCESS body timeout reset; do grep -q " $kind$" tcp.found; done
}

@test "certificates are judged as openssl judges them, and a handshake is enough" {
    make_certificates
    start_nginx
    printf '[pmon]\nca.file = ca.pem\n' >ca.ini
    CONF=ca.ini
    for name in good wrong-name expired future soon self-signed untrusted; do
        check "tls://localhost:${PORT_TLS[$name]}"
        code=$(openssl s_client -connect "localhost:${PORT_TLS[$name]}" -CAfile ca.pem -verify_hostname localhost \
            </dev/null 2>/dev/null | sed -n 's/^ *Verify return code: \([0-9]*\).*/\1/p' | tail -1)
        if [ "$code" -eq 0 ]; then
            [ "$(member .result)" = SUCCESS ]
            jq -e '.timing.tls > 0 and .certificate.days > 0' <<<"$output"
        else
            [ "$(member .result .reason)" = "EXCEPTION_ERROR certificate" ]
            jq -e '.certificate.subject | length > 0' <<<"$output"
        fi
        echo "$name $code" >>codes
    done
    [ "$(cut -d' ' -f2 codes | sort -u | wc -l)" -ge 4 ]
    check "tls://localhost:${PORT_TLS[soon]}"
    jq -e '.warnings[0] | startswith("certificate expires in")' <<<"$output"
    check "tls://localhost:${PORT_TLS[self-signed]}" insecure=true
    [ "$(member .result)" = SUCCESS ]
    check "tls://localhost:$PORT_PLAIN"
    [ "$(member .result .reason)" = "EXCEPTION_ERROR tls" ]
    check "tls://localhost:${PORT_TLS[mutual]}" cert="$PWD/client.pem" key="$PWD/client.key"
    [ "$(member .result)" = SUCCESS ]
}

@test "a way there that is set is taken, and a proxy's tunnel is none of the server's" {
    start_socket_faults
    start_faults
    port=$(free_port)
    start microsocks -i 127.0.0.1 -p "$port"
    wait_for_port "$port"
    check "tcp://nowhere.invalid:${PORT_OF[banner]}" resolve=127.0.0.1 'expect.body=ready'
    [ "$(member .result .address)" = "SUCCESS 127.0.0.1" ]
    for proxy in "$FAULTS" "socks5h://127.0.0.1:$port" "socks5://127.0.0.1:$port"; do
        check "tcp://localhost:${PORT_OF[banner]}" "proxy=$proxy" 'expect.body=ready'
        [ "$(member .result)" = SUCCESS ]
        check tcp://localhost:1 "proxy=$proxy"
        [ "$(member .result .reason)" = "EXCEPTION_ERROR proxy" ]
        check "tcp://localhost:${PORT_OF[close]}" "proxy=$proxy" 'expect.body=ready'
        [ "$(member .reason)" = reset ]
    done
    check "tcp://localhost:${PORT_OF[banner]}" addresses=all ip=4 'expect.body=ready'
    [ "$(member .result '(.addresses|length)')" = "SUCCESS 1" ]
}

@test "keys that mean nothing to a scheme are errors with their line" {
    cat >keys.ini <<'END'
[urls]
url.a = tcp://127.0.0.1:1
url.b = http://127.0.0.1:1
url.c = tls://127.0.0.1:1
url.d = https://127.0.0.1:1
[checks]
url.a.method = GET
url.a.header.X-Trace = 1
url.a.expect.status = 200
url.a.expect.json.a = 1
url.a.reject.body = x
url.a.user = bob
url.a.insecure = true
url.a.timeout = 1s
url.b.send = PING
url.c.follow = 3
url.c.tls = starttls
url.c.expect.body = x
url.d.tls = starttls
url.d.expect.body = x
END
    run -78 --separate-stderr pmon-probe --conf keys.ini --check-config
    # shellcheck disable=SC2154
    [ "$(grep -c 'keys.ini:' <<<"$stderr")" -eq 11 ]
    for line in 7 8 9 10 11 12 13 15 16 17 19; do grep -q "keys.ini:$line: url" <<<"$stderr"; done
    grep -q 'keys.ini:15: url.b.send: expected an address of tcp or tls, found one of http' <<<"$stderr"
    run -78 --separate-stderr pmon-probe --conf keys.ini
    [ "$(jq -r .reason <<<"$output" | sort -u)" = config ]
    printf '[urls]\nurl.a = tcp://127.0.0.1:1\n[checks]\nurl.a.send = a\\q\n' >escape.ini
    run -78 --separate-stderr pmon-probe --conf escape.ini --check-config
    # shellcheck disable=SC1003
    grep -qF 'escape.ini:4: url.a.send: expected \r, \n, \t, \\ or \xHH after a backslash' <<<"$stderr"
}

@test "arguments and stdin may name other schemes only where that is allowed" {
    start_socket_faults
    url="tcp://127.0.0.1:${PORT_OF[dialogue]}"
    printf '[urls]\nurl.a = %s\n[checks]\nurl.a.send = PING\\r\\n\nurl.a.expect.body = PONG\n' "$url" >allow.ini
    message="scheme tcp is not allowed in arguments and on stdin, expected --allow tcp"
    output=$(pmon-probe "$url")
    [ "$(member .reason .message)" = "url $message" ]
    output=$(pmon-probe - <<<"$url")
    [ "$(member .reason .message)" = "url $message" ]
    output=$(pmon-probe --allow tcp "$url")
    [ "$(member .result)" = SUCCESS ]
    output=$(pmon-probe --allow TLS,tcp - <<<"$url")
    [ "$(member .result)" = SUCCESS ]
    output=$(pmon-probe --conf allow.ini)
    [ "$(member .result)" = SUCCESS ]
    # What the configuration names is permitted to whoever names its key, but not in other words or on another way.
    pmon-probe --conf allow.ini --list >list.json
    output=$(pmon-probe --conf allow.ini - <list.json)
    [ "$(member .result .target)" = "SUCCESS url.a" ]
    for change in '.send = "FLUSHALL\\r\\n"' 'del(.send)' '.resolve = "127.0.0.2"' \
        '.proxy = "http://127.0.0.1:9"' '.url = "tcp://127.0.0.1:22"' 'del(.target)'; do
        output=$(jq -c "$change" list.json | pmon-probe --conf allow.ini -)
        [ "$(member .reason)" = url ]
    done
    run -64 pmon-probe --allow gopher "$url"
    for scheme in file gopher dict telnet scp sftp tftp smb rtsp ldapi ws; do
        output=$(pmon-probe --allow tcp "$scheme://127.0.0.1:1/" || true)
        [ "$(member .reason)" = url ]
        grep -q "scheme $scheme is not supported" <<<"$output"
    done
}

@test "a redirect does not leave http and https" {
    start_script redirects.py
    for scheme in tcp tls smtp imaps ftp ldap mqtt ping; do
        output=$(pmon-probe --allow "$scheme" "$SCRIPTED/to-$scheme")
        [ "$(member .reason .message)" = \
            "redirect redirect that cannot be followed: scheme $scheme is not supported, expected http or https" ]
    done
}

@test "what is sent is not shown where it is secret" {
    start_socket_faults
    printf 'AUTH s3cr3t-word\\r\\nPING\\r\\n\n' >word
    url="tcp://127.0.0.1:${PORT_OF[dialogue]}"
    printf '[urls]\nurl.a = %s\nurl.b = %s\n[checks]\nurl.a.send = file:word\nurl.a.expect.body = nope\nurl.b.send = AUTH other-word\\r\\n\nurl.b.expect.body = nope\n' \
        "$url" "$url" >secret.ini
    chmod 600 secret.ini
    pmon-probe --conf secret.ini --list >list.json
    run --separate-stderr pmon-probe --conf secret.ini --explain
    [ "$(grep -c 's3cr3t-word\|other-word' <<<"$output$stderr$(cat list.json)")" -eq 0 ]
    [ "$(jq -r .response.body <<<"$output" | grep -c -F '***')" -eq 2 ]
    # A target object that names the key gets the secret back.
    output=$(pmon-probe --conf secret.ini - <list.json)
    [ "$(jq -r .reason <<<"$output" | sort -u)" = body ]
}
