#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-import: configurations as they grow in use. Each setting is taken over truly, or named; nothing is invented.
# shellcheck disable=SC2154 # run sets stderr

load helpers

setup() {
    common_setup
    PATH=$PROJECT/scripts:$PATH
    umask 077
}

# Imports; pmon.ini has to be without a fault, and `remarks` has what was said.
import() {
    run -0 --separate-stderr pmon-import "$@"
    printf '%s\n' "$output" >pmon.ini
    printf '%s\n' "$stderr" >remarks
    pmon-probe --check-config
}

# The file $1 has each of the lines $2...
has() {
    local file=$1 line
    shift
    for line; do grep -qxF -- "$line" "$file" || { echo "missing: $line" && cat "$file" && false; }; done
}

@test "Gatus: what is said over a connection, mail servers, families, and conditions that meet" {
    port=$(free_port)
    start redis-server --port "$port" --bind 127.0.0.1 --save '' >/dev/null
    wait_for_port "$port"
    cat >gatus.yaml <<END
endpoints:
  - {name: cache, url: "tcp://127.0.0.1:$port", body: "PING\r\n", conditions: ["[CONNECTED] == true", "[BODY] == pat(*PONG*)"]}
  - {name: two lines, url: "tcp://127.0.0.1:$port", body: " a\\\\b\n\tc ", conditions: ["[CONNECTED] == true"]}
  - {name: mx, group: "\${TEAM}", url: "starttls://mx.example.org:587", client: {insecure: true}, conditions: ["[CONNECTED] == true"]}
  - {name: six, url: "icmp://::1", client: {network: ip6, dns-resolver: "tcp://1.1.1.1:53"}, conditions: ["[CONNECTED] == true"]}
  - name: api
    url: http://api.example.org/
    maintenance-windows: [{start: "21:00", duration: 2h}]
    client: {network: ip, tls: {renegotiation: once}}
    conditions: ["[BODY].n > 1", "[BODY].n < 9", "has([BODY].n) == true", "[BODY].id == [BODY].other", "[BODY].cost == \$\$5", "[BODY] == pat(v[0-9]?[^[]*)", "[BODY] != pat(*[*)", "[BODY].t > 5m", "[RESPONSE_TIME] < 500", "[RESPONSE_TIME] < 200", "[RESPONSE_TIME] < 900"]
END
    TEAM='Core & more' import gatus gatus.yaml
    has pmon.ini 'url.cache.send = PING\r\n' 'url.cache.expect.body = PONG' 'url.two-lines.send = \x20a\\b\n\tc\x20' \
        'url.mx = smtp://mx.example.org:587' 'url.mx.tls = starttls' 'url.mx.insecure = true' 'url.mx.group = Core & more' \
        'url.api.expect.json.n = > 1' 'url.api.expect.json.cost = '"\$5" 'url.api.expect.time = 200ms' 'url.api.expect.body = (?s)^v[0-9].[^\[]'
    [ "$(grep -c "^url.api.expect" pmon.ini)" -eq 5 ]
    has remarks 'pmon-import: six: left out: not an address' \
        'pmon-import: api: maintenance-windows is not taken over' 'pmon-import: api: client.tls.renegotiation is not taken over' \
        'pmon-import: api: only one condition on n is taken over, not < 9' \
        'pmon-import: api: condition [BODY].id == [BODY].other: not taken over' \
        'pmon-import: api: condition [BODY] != pat(*[*): not taken over' 'pmon-import: api: condition [BODY].t > 5m: not taken over'
    [ "$(pmon-probe --only cache | jq -r .result)" = SUCCESS ]
    sed -i 's/PING/ECHO 1/' pmon.ini
    [ "$(pmon-probe --only cache | jq -r .result)" = APPLICATION_ERROR ]
}

@test "Uptime Kuma: mail servers, queries, groups and proxies that are off, families" {
    cat >kuma.json <<'END'
{"proxyList": [{"id": 1, "protocol": "http", "host": "p", "port": 1, "active": 0}, {"id": 2, "protocol": "socks5", "host": "p", "port": 2, "active": 1}],
 "monitorList": [
  {"id": 1, "type": "group", "name": "Off", "active": 0}, {"id": 2, "type": "group", "name": "Inner", "parent": 1, "active": 1},
  {"id": 3, "type": "http", "name": "resting", "url": "http://a.example/", "parent": 2, "active": 1},
  {"id": 4, "type": "smtp", "name": "mx", "hostname": "mx.example", "port": 25, "smtpSecurity": "starttls", "ipFamily": "ipv6"},
  {"id": 5, "type": "smtp", "name": "mxs", "hostname": "2001:db8::1", "port": 465, "smtpSecurity": "secure"},
  {"id": 6, "type": "smtp", "name": "any", "hostname": "mx.example", "port": 25},
  {"id": 7, "type": "json-query", "name": "path", "url": "http://a.example/", "jsonPath": "$.a.`b-c.d`[0].e", "expectedValue": "any(1)", "proxyId": 1},
  {"id": 8, "type": "json-query", "name": "minus", "url": "http://a.example/", "jsonPath": "a-b", "expectedValue": "1", "proxyId": 2},
  {"id": 9, "type": "json-query", "name": "order", "url": "http://a.example/", "jsonPath": "n", "jsonPathOperator": "<", "expectedValue": "many"},
  {"id": 10, "type": "keyword", "name": "quoted", "url": "http://a.example/über uns", "keyword": "\"state\":\"up\"", "maxretries": 1, "interval": 60, "retryInterval": 20, "tags": [{"name": "x"}]},
  {"id": 11, "type": "port", "name": "odd", "hostname": "a.example", "port": "x"}
 ]}
END
    import kuma kuma.json
    has pmon.ini 'url.mx = smtp://mx.example:25' 'url.mx.tls = starttls' 'url.mx.ip = 6' 'url.mxs = smtps://[2001:db8::1]:465' \
        'url.any = smtp://mx.example:25' 'url.path.expect.json.a.b-c\.d.0.e = any(1)' 'url.minus.proxy = socks5://p:2' \
        'url.quoted = http://a.example/über%20uns'
    run ! grep -E '^url\.(resting|path\.proxy|minus\.expect\.json|order\.expect\.json|any\.tls)' pmon.ini
    has remarks 'pmon-import: resting: left out: paused' 'pmon-import: odd: left out: not an address' \
        'pmon-import: minus: JSON query a-b == 1: not taken over' 'pmon-import: order: JSON query n < many: not taken over' \
        'pmon-import: quoted: retryInterval is not taken over: pmon keeps its period'
    grep -q 'any: the connection is not upgraded' remarks
    grep -q 'quoted: keyword: compared with the body as it came' remarks
    grep -q 'tags are not taken over' remarks
}

@test "blackbox: relabelling decides over target, module, job and period, and files have targets" {
    cat >blackbox.yml <<'END'
modules:
  web: {prober: http, timeout: 5s, http: {preferred_ip_protocol: ip6, ip_protocol_fallback: false, http_headers: {X: {values: [y]}}}}
  forbidden: {prober: http, http: {valid_status_codes: [401, 403]}}
  icmp: {prober: icmp, icmp: {preferred_ip_protocol: ip4, ttl: 3}}
END
    cat >prometheus.yml <<'END'
global: {scrape_interval: 30s, scrape_timeout: 3s}
scrape_configs:
  - job_name: first
    metrics_path: /probe
    params: {module: [web]}
    static_configs:
      - {targets: [shop, bank, test-1], labels: {module: forbidden, tier: A}}
    relabel_configs:
      - {source_labels: [__address__], regex: 'test-.*', action: drop}
      - {source_labels: [__address__, tier], separator: '/', regex: '(\w+)/(?P<tier>.)', target_label: __param_target, replacement: 'https://$1.example.org/${tier}/$$/$1x'}
      - {source_labels: [tier], target_label: tier, action: lowercase}
      - {source_labels: [tier], target_label: job, replacement: 'tier $1'}
      - {source_labels: [__address__], regex: bank, target_label: __param_module, replacement: forbidden}
      - {source_labels: [__address__], regex: bank, target_label: __scrape_interval__, replacement: 2m}
      - {target_label: __address__, replacement: 'exporter:9115'}
  - job_name: hosts
    metrics_path: /probe
    params: {module: [icmp]}
    file_sd_configs: [{files: [hosts/*.yml, none/*.json]}]
    ec2_sd_configs: [{region: x}]
    relabel_configs:
      - {regex: __meta_(.+), action: labelmap, replacement: '${1}'}
      - {source_labels: [__address__], target_label: __param_target}
  - job_name: unknown
    metrics_path: /probe
    params: {module: [web]}
    static_configs: [{targets: [odd.example]}]
    relabel_configs: [{source_labels: [__address__], action: shuffle}]
END
    mkdir hosts
    printf -- '- targets: [192.0.2.1, 192.0.2.2]\n  labels: {name: Router}\n' >hosts/a.yml
    printf '[{"targets": ["2001:db8::7"]}]' >hosts/b.yml
    import blackbox blackbox.yml prometheus.yml
    sed -n 's/^url\.[a-z0-9-]* = //p' pmon.ini >found
    diff found - <<'END'
https://shop.example.org/A/$/
https://bank.example.org/A/$/
ping://192.0.2.1
ping://192.0.2.2
ping://[2001:db8::7]
END
    has pmon.ini 'every = 30s' 'url.shop-example-org-a.timeout = 3s' 'url.shop-example-org-a.expect.status = 200-299' \
        'url.shop-example-org-a.ip = 6' 'url.shop-example-org-a.group = tier a' 'url.bank-example-org-a.expect.status = 401,403' \
        'url.bank-example-org-a.every = 2m' 'url.router-2.group = hosts'
    has remarks 'pmon-import: test-1: left out: relabel_configs drop it' \
        'pmon-import: odd.example: left out: relabel_configs: action shuffle: not understood' \
        'pmon-import: module web: http.http_headers is not taken over' 'pmon-import: module icmp: icmp.ttl is not taken over' \
        'pmon-import: hosts: ec2_sd_configs: its targets are not known here' \
        'pmon-import: hosts: file_sd_configs: none/*.json: no such file here, its targets are not known' \
        'pmon-import: 5 of 7 monitors taken over'
}

@test "blackbox: what a probe of tcp says and waits for" {
    port=$(free_port)
    start redis-server --port "$port" --bind 127.0.0.1 --save '' >/dev/null
    wait_for_port "$port"
    cat >blackbox.yml <<'END'
modules:
  redis: {prober: tcp, tcp: {query_response: [{send: "PING"}, {expect: "^\\+PONG$"}]}}
  banner: {prober: tcp, tcp: {query_response: [{expect: "^SSH-2.0-"}, {send: "SSH-2.0-x"}]}}
  upgrade: {prober: tcp, tcp: {query_response: [{expect: OK}, {send: STARTTLS}, {expect: OK}, {starttls: true}]}}
  login: {prober: tcp, tcp: {query_response: [{send: "AUTH geheim"}, {expect: "^-"}]}}
END
    {
        echo 'scrape_configs:'
        for module in redis banner upgrade login; do
            echo "  - {job_name: $module, metrics_path: /probe, params: {module: [$module]}, static_configs: [{targets: ['127.0.0.1:$port'], labels: {name: $module}}]}"
        done
    } >prometheus.yml
    import blackbox blackbox.yml prometheus.yml
    has pmon.ini 'url.redis.send = PING\n' 'url.redis.expect.body = (?m)^\+PONG\r?$' 'url.banner.expect.body = (?m)^SSH-2.0-'
    run ! grep -E '^url\.(upgrade|banner)\.send' pmon.ini
    grep -q 'module upgrade: tcp.query_response is not taken over' remarks
    grep -q 'module banner: tcp.query_response: SSH-2.0-x is not sent after the answer' remarks
    grep -q 'the output holds secrets' remarks
    [ "$(pmon-probe --only redis,login | jq -r '.result' | sort -u)" = SUCCESS ]
}
