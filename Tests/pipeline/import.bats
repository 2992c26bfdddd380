#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-import: what other monitors' configurations become, checked by pmon-probe and probed against a real server.
# shellcheck disable=SC2154 # run sets stderr

load helpers

setup() {
    common_setup
    PATH=$PROJECT/scripts:$PATH
    PORT=$(free_port)
    start python3 "$BATS_TEST_DIRNAME/import/server.py" "$PORT"
    wait_for_port "$PORT"
    for file in gatus.yaml kuma.json blackbox.yml prometheus.yml; do
        sed "s/@port@/$PORT/g" "$BATS_TEST_DIRNAME/import/$file" >"$file"
    done
    umask 077
    export API_KEY=env-key
}

# Imports, checks the configuration, and writes NAME RESULT of each check into the file `results`.
import() {
    run -0 --separate-stderr pmon-import "$@"
    printf '%s\n' "$output" >pmon.ini
    printf '%s\n' "$stderr" >remarks
    run -0 --separate-stderr pmon-probe --check-config
    [ -z "$stderr" ] || { echo "$stderr"; false; }
    pmon-probe | jq -r '"\(.target) \(.result) \(.reason // "-")"' | sort >results
}

@test "Gatus: conditions, headers, bodies, intervals, groups and odd names" {
    import gatus gatus.yaml
    diff results - <<'END'
url.any-status SUCCESS -
url.front-page SUCCESS -
url.front-page-2 SUCCESS -
url.gr-e-odd-name-1 SUCCESS -
url.line-ends SUCCESS -
url.moved SUCCESS -
url.must-fail APPLICATION_ERROR status
END
    grep -qxF 'url.front-page.group = Shop' pmon.ini
    grep -qxF 'url.front-page.every = 30s' pmon.ini
    grep -qxF 'url.front-page.after = 4' pmon.ini
    grep -qxF 'url.front-page.recover = 2' pmon.ini
    grep -qxF 'url.front-page-2.header.X-Api-Key = env:API_KEY' pmon.ini
    grep -qxF 'url.gr-e-odd-name-1.name = Grüße, [odd] % name; #1' pmon.ini
    grep -qxF 'url.any-status.expect.status = 100-999' pmon.ini
    [ "$(pmon-probe --show url.front-page.every | cut -f 1)" = 30s ]
    for remark in 'Off: left out: not enabled' 'Name server: left out: pmon does not check DNS' \
        'Line ends: body: a value with line ends' 'exclude each other' 'DOMAIN_EXPIRATION] > 48h: not taken over' \
        'condition nonsense: not understood' 'len([BODY].disks) == 2: not taken over' 'alerting is not taken over' \
        'pmon-import: 7 of 9 monitors taken over' 'the output holds secrets'; do
        grep -qF -- "$remark" remarks || { echo "missing: $remark"; cat remarks; false; }
    done
    # What must not hold does not hold: each expectation is really one.
    sed -i 's/all is/all was/; s/= up$/= down/; s/geheim-7$/geheim-0/' pmon.ini
    pmon-probe | jq -r 'select(.result != "SUCCESS") | .target' | sort | tr '\n' ' ' >failing
    grep -qx 'url.front-page url.front-page-2 url.gr-e-odd-name-1 url.must-fail ' failing
}

@test "Uptime Kuma: keywords, accepted statuses, JSON queries, groups, bodies, logins" {
    import kuma kuma.json
    diff results - <<END
url.127-0-0-1-$PORT-missing APPLICATION_ERROR status
url.closed SUCCESS -
url.form SUCCESS -
url.front-page SUCCESS -
url.keyword SUCCESS -
url.no-error APPLICATION_ERROR body
url.state SUCCESS -
END
    grep -qxF 'url.front-page.group = Production' pmon.ini
    grep -qxF 'url.front-page.expect.status = 200-299,404' pmon.ini
    grep -qxF 'url.front-page.timeout = 24s' pmon.ini
    grep -qxF 'url.front-page.after = 3' pmon.ini
    grep -qxF 'url.form.header.Content-Type = application/x-www-form-urlencoded' pmon.ini
    grep -qxF 'url.no-error.every = 20s' pmon.ini
    for remark in 'Paused: left out' 'Upside: left out' 'Game: left out: pmon does not check steam' 'Ops mail' \
        'authentication ntlm is not taken over' '7 of 10 monitors taken over'; do
        grep -qF -- "$remark" remarks || { echo "missing: $remark"; cat remarks; false; }
    done
    run -1 grep geheim remarks
    sed -i 's/geheim-9/geheim-0/; s/> 10/> 99/' pmon.ini
    pmon-probe | jq -r 'select(.result != "SUCCESS") | .target' | sort | tr '\n' ' ' >failing
    grep -qx "url.127-0-0-1-$PORT-missing url.closed url.no-error url.state " failing
}

@test "blackbox exporter: modules, targets, patterns, tokens, intervals" {
    import blackbox blackbox.yml prometheus.yml
    diff results - <<END
url.127-0-0-1-$PORT-echo SUCCESS -
url.127-0-0-1-$PORT-good SUCCESS -
url.127-0-0-1-$PORT-missing APPLICATION_ERROR status
url.127-0-0-1-$PORT-private SUCCESS -
url.front-page SUCCESS -
END
    grep -qxF 'every = 15s' pmon.ini
    grep -qxF 'url.front-page.every = 1m' pmon.ini
    grep -qxF 'url.front-page.group = content' pmon.ini
    grep -qxF 'url.front-page.reject.body = (?:panic)|(?:fatal)' pmon.ini
    for remark in 'pmon does not check by dns' 'no module absent' 'file_sd_configs' 'compression is not taken over' \
        '5 of 7 monitors taken over'; do
        grep -qF -- "$remark" remarks || { echo "missing: $remark"; cat remarks; false; }
    done
    # The other order, and one without the other.
    pmon-import blackbox prometheus.yml blackbox.yml 2>/dev/null | diff - pmon.ini
    run -65 pmon-import blackbox blackbox.yml
    [[ "$output" == *'the targets stand in prometheus.yml'* ]]
    run -65 pmon-import blackbox prometheus.yml
}

@test "wrong files and hostile values" {
    run -64 pmon-import
    run -64 pmon-import nagios x
    run -66 pmon-import gatus missing.yaml
    for text in '' '[]' 'a: [' '{}' 'endpoints: 7' 'endpoints: [7, null, [], "x"]' '!!python/object/apply:os.system ["touch pwned"]' \
        'endpoints: [{name: x, url: "javascript:alert(1)"}]'; do
        printf '%s' "$text" >odd.yaml
        run -65 --separate-stderr pmon-import gatus odd.yaml
        [ -z "$output" ]
        [[ "$stderr" != *Traceback* ]]
    done
    for text in '' '[' '7' '{"monitorList": {"1": 7}}' '[{"type": "http"}]'; do
        printf '%s' "$text" >odd.json
        run -65 --separate-stderr pmon-import kuma odd.json
        [[ "$stderr" != *Traceback* ]]
    done
    [ ! -e pwned ]
    # No value becomes a line of its own, no name a colour of the terminal.
    cat >evil.yaml <<'END'
endpoints:
  - name: "a\nurl.evil = http://evil.example.org/\e[31m"
    group: "g\n[remote]"
    url: "http://a.example.org/"
    headers: {"X-A\nB": c, X-B: "d\n[tell]\nx.command = touch pwned"}
    body: "x\n[tell]\nx.command = touch pwned"
  - {name: n, url: "http://a.example.org/ x"}
  - {name: n, url: "http://a.example.org/\n[tell]"}
END
    run -0 --separate-stderr pmon-import gatus evil.yaml
    [[ "$stderr" != *$'\e'* ]]
    printf '%s\n' "$output" >pmon.ini
    [ "$(grep -c '^\[' pmon.ini)" = 3 ]
    [ "$(grep -c '^url\.evil' pmon.ini)" = 0 ]
    pmon-probe --check-config
    run -74 bash -c 'pmon-import kuma kuma.json >/dev/full'
}

@test "ports and pings of other monitors are taken over, without what only HTTP has" {
    cat >socket.yaml <<END
endpoints:
  - {name: Port, url: "tcp://127.0.0.1:$PORT/", method: POST, headers: {X-A: b}, conditions: ["[CONNECTED] == true", "[STATUS] == 200"]}
  - {name: Closed port, url: "tcp://127.0.0.1:1", client: {timeout: 3s}, conditions: ["[CONNECTED] == true"]}
  - {name: Ping, url: "icmp://127.0.0.1", client: {insecure: true}, conditions: ["[CONNECTED] == true"]}
  - {name: Token, url: "http://127.0.0.1:$PORT/good", headers: {Authorization: "Bearer \${TOK}"}, conditions: ["[STATUS] == 200"]}
  - {name: Upgrade, url: "starttls://127.0.0.1:25", conditions: ["[CONNECTED] == true"]}
END
    import gatus socket.yaml
    grep -qxF 'url.port SUCCESS -' results
    grep -q '^url.closed-port EXCEPTION_ERROR refused' results
    # Whether this machine may send pings is not what is tested here.
    grep -q '^url.ping ' results
    grep -qxF 'url.ping = ping://127.0.0.1' pmon.ini
    grep -qxF "url.upgrade = smtp://127.0.0.1:25" pmon.ini
    grep -qxF "url.upgrade.tls = starttls" pmon.ini
    grep -qF 'Token: header.Authorization: a variable within a text is not taken over' remarks
    grep -qF 'Port: header.X-A is not taken over: it has no meaning for tcp' remarks
    grep -qF 'Ping: insecure is not taken over: it has no meaning for ping' remarks
    [ "$(grep -Ec '^url\.(port|closed-port|ping)\.(method|expect.status|follow)' pmon.ini)" = 0 ]
    echo '{"monitorList": [{"id": 1, "name": "Six", "type": "port", "active": true, "hostname": "::1", "port": 1, "accepted_statuscodes": ["200-299"]},
        {"id": 2, "name": "Echo", "type": "ping", "active": true, "hostname": "127.0.0.1"}]}' >socket.json
    import kuma socket.json
    grep -qxF 'url.six = tcp://[::1]:1' pmon.ini
    grep -q '^url.six EXCEPTION_ERROR' results
    printf 'modules: {banner: {prober: tcp, tcp: {query_response: [{send: GARBAGE}, {expect: "(?i)error response"}]}}, lock: {prober: tcp, tcp: {tls: true, tls_config: {insecure_skip_verify: true, ca_file: /etc/ssl/certs/ca-certificates.crt}}}, echo: {prober: icmp}}\n' >b.yml
    printf 'scrape_configs: [{job_name: a, metrics_path: /probe, params: {module: [banner]}, static_configs: [{targets: ["127.0.0.1:%s"]}]}, {job_name: b, metrics_path: /probe, params: {module: [echo]}, static_configs: [{targets: ["::1"]}]}, {job_name: c, metrics_path: /probe, params: {module: [lock]}, static_configs: [{targets: ["db:1"]}]}]\n' "$PORT" >p.yml
    import blackbox b.yml p.yml
    [ "$(grep -c SUCCESS results)" -ge 1 ]
    grep -qxF "url.127-0-0-1-$PORT.expect.body = (?m)(?i)error response" pmon.ini
    grep -q "\.ca = /" pmon.ini
    grep -q '\.insecure = true$' pmon.ini
    grep -q '= ping://\[::1\]$' pmon.ini
}
