#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-probe: when a certificate is worth a warning; the openssl program tells how long each one lasts.
# shellcheck disable=SC2154 # bats sets stderr

load helpers
load probe_helpers

setup() {
    common_setup
    make_certificates
    start_nginx
    printf '[pmon]\nca.file = ca.pem\ntimeout = 5\n' >pmon.ini
}

@test "cert.warn = auto goes by the lifetime of the certificate, as openssl tells it" {
    local names=() port
    while read -r name start end; do
        names+=("$name")
        sign_certificate "$name" DNS:localhost "$end" "$start" 2>>certificates.log >&2
    done <<'END'
long-fine -68days 22days
long-due -70days 20days
middle-fine -31days 16days
middle-due -32days 15days
week-fine -95hours 49hours
week-due -97hours 47hours
hour-fine -32minutes 28minutes
hour-due -42minutes 18minutes
END
    mapfile -t ports < <(free_ports "${#names[@]}")
    {
        echo "daemon off; master_process off; pid $PWD/auto.pid; error_log $PWD/auto.log; events {} http { access_log off;"
        sed -n '/_temp_path/p' nginx.conf
        for index in "${!names[@]}"; do nginx_tls_server "${names[index]}" "${ports[index]}" ""; done
        echo '}'
    } >auto.conf
    start nginx -c "$PWD/auto.conf" 2>auto.err
    for port in "${ports[@]}"; do wait_for_port "$port"; done
    for index in "${!names[@]}"; do
        name=${names[index]}
        left=$(openssl x509 -in "$name.pem" -noout -startdate -enddate -dateopt iso_8601 | python3 -c '
import datetime, sys
begin, end = (datetime.datetime.fromisoformat(line.split("=")[1].strip().replace("Z", "+00:00")) for line in sys.stdin)
print(int(min(21 * 86400, (end - begin).total_seconds() / 3)))')
        expected=1
        openssl x509 -in "$name.pem" -noout -checkend "$left" >/dev/null || expected=0
        [ "$expected" = "$([[ $name == *-due ]] && echo 0 || echo 1)" ]
        for setting in '' ',"cert.warn":"AUTO"' ',"addresses":"all","ip":"4"'; do
            output=$(pmon-probe - <<<"{\"url\":\"https://localhost:${ports[index]}/\"$setting}")
            [ "$(member .result)" = SUCCESS ]
            jq -e --argjson expected "$expected" '((.warnings // []) | length) == 1 - $expected' <<<"$output"
        done
        begin=$(date -u -d "$(openssl x509 -in "$name.pem" -noout -startdate | cut -d= -f2)" +%Y-%m-%dT%H:%M:%SZ)
        [ "$(member .certificate.begins)" = "$begin" ]
        output=$(pmon-probe - <<<"{\"url\":\"https://localhost:${ports[index]}/\",\"cert.warn\":\"none\"}")
        [ "$(member .warnings)" = null ]
    done
    # One that is not valid yet has its whole life before it; an expired one that is accepted expects no more warning than asked for.
    output=$(pmon-probe - <<<"{\"url\":\"https://localhost:${PORT_TLS[future]}/\",\"insecure\":true}")
    [ "$(member .result .warnings)" = "SUCCESS null" ]
    output=$(pmon-probe - <<<"{\"url\":\"https://localhost:${PORT_TLS[expired]}/\",\"insecure\":true}")
    [[ "$(member '.warnings[0]')" == "certificate expired on "* ]]
    output=$(pmon-probe - <<<"{\"url\":\"https://localhost:${PORT_TLS[expired]}/\",\"insecure\":true,\"cert.warn\":\"none\"}")
    [ "$(member .result .warnings)" = "SUCCESS null" ]
    printf '[pmon]\ncert.warn = soon\n' >wrong.ini
    run -78 --separate-stderr pmon-probe --conf=wrong.ini --check-config
    [[ "$stderr" == *"wrong.ini:2"*"auto, none or "* ]]
    [ "$(pmon-probe --conf=pmon.ini --show cert.warn)" = $'auto\tdefault' ]
}
