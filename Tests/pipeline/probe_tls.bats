#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-probe against nginx over TLS: certificates good and bad, verdicts beside those of the curl program.

load helpers
load probe_helpers

setup_file() {
    bats_require_minimum_version 1.5.0
    mkdir "$BATS_FILE_TMPDIR/tls"
    cd "$BATS_FILE_TMPDIR/tls" || return 1
    PIDS=()
    make_certificates
    start_nginx
    declare -p PORT_TLS PORT_PLAIN >ports
    echo "${PIDS[@]}" >pids
}

teardown_file() {
    xargs kill <"$BATS_FILE_TMPDIR/tls/pids" || true
}

setup() {
    common_setup
    cd "$BATS_FILE_TMPDIR/tls" || return 1
    eval "$(sed 's/^declare -[-A]*/declare -g&/; s/^declare -gdeclare -A/declare -gA/; s/^declare -gdeclare --/declare -g/' ports)"
    printf '[pmon]\nca.file = ca.pem\ntimeout = 5\n' >pmon.ini
}

teardown() { common_teardown; }

@test "verdicts on certificates are those of the curl program" {
    for name in good soon wrong-name expired future self-signed untrusted; do
        url=https://localhost:${PORT_TLS[$name]}/
        code=0
        curl -s --cacert ca.pem -o /dev/null "$url" || code=$?
        output=$(pmon-probe "$url")
        case "$name" in
        good | soon) [ "$code $(member .result .status)" = "0 SUCCESS 200" ] ;;
        *) [ "$code $(member .result .reason)" = "60 EXCEPTION_ERROR certificate" ] ;;
        esac
        code=0
        curl -s -k -o /dev/null "$url" || code=$?
        output=$(pmon-probe - <<<"{\"url\":\"$url\",\"insecure\":true}")
        [ "$code $(member .result)" = "0 SUCCESS" ]
    done
}

@test "messages say what is wrong with a certificate" {
    expect_message() {
        output=$(pmon-probe "https://localhost:${PORT_TLS[$1]}/")
        [[ "$(member .message)" == *"$2"* ]]
    }
    expect_message expired 'has expired'
    expect_message future 'not yet valid'
    expect_message self-signed 'self-signed certificate'
    expect_message untrusted 'unable to get local issuer certificate'
    expect_message wrong-name "does not match target host name 'localhost'" ||
        expect_message wrong-name "no alternative certificate subject name matches target host name 'localhost'"
}

@test "the record tells of the certificate and warns before its end" {
    output=$(pmon-probe "https://localhost:${PORT_TLS[soon]}/")
    [ "$(member .result .certificate.subject .certificate.issuer)" = "SUCCESS CN = soon CN = pmon test CA" ]
    [[ "$(member '.warnings[0]')" == "certificate expires in "* ]]
    end=$(date -u -d "$(openssl x509 -in soon.pem -noout -enddate | cut -d= -f2)" +%Y-%m-%dT%H:%M:%SZ)
    [ "$(member .certificate.expires)" = "$end" ]
    jq -e '.certificate.days | . > 4.5 and . <= 5' <<<"$output"
    jq -e '.timing | .dns >= 0 and .tls > 0' <<<"$output"
    output=$(pmon-probe - <<<"{\"url\":\"https://localhost:${PORT_TLS[soon]}/\",\"cert.warn\":\"1d\"}")
    [ "$(member .warnings)" = null ]
}

@test "the certificate is that of the first host" {
    start_faults soon
    FAULTS=https://localhost:${FAULTS##*:}
    output=$(pmon-probe "$FAULTS/redirect?https://localhost:${PORT_TLS[good]}/")
    [ "$(member .result .redirects .certificate.subject)" = "SUCCESS 1 CN = soon" ]
}

@test "an own CA, a client certificate, and HTTP/2 where asked for" {
    printf '[pmon]\ntimeout = 5\n' >pmon.ini
    url=https://localhost:${PORT_TLS[good]}/
    output=$(pmon-probe "$url")
    [ "$(member .reason)" = certificate ]
    output=$(pmon-probe - <<<"{\"url\":\"$url\",\"ca\":\"$PWD/ca.pem\"}")
    [ "$(member .result .http)" = "SUCCESS 1.1" ]
    output=$(pmon-probe - <<<"{\"url\":\"$url\",\"ca\":\"$PWD/ca.pem\",\"http\":2}")
    [ "$(member .result .http)" = "SUCCESS 2" ]
    url=https://localhost:${PORT_TLS[mutual]}/
    output=$(pmon-probe - <<<"{\"url\":\"$url\",\"ca\":\"$PWD/ca.pem\"}")
    [ "$(member .message)" = 400 ]
    output=$(pmon-probe - <<<"{\"url\":\"$url\",\"ca\":\"$PWD/ca.pem\",\"cert\":\"$PWD/client.pem\",\"key\":\"$PWD/client.key\"}")
    [ "$(member .result)" = SUCCESS ]
    output=$(pmon-probe - <<<"{\"url\":\"$url\",\"ca\":\"$PWD/ca.pem\",\"cert\":\"$PWD/ca.key\",\"key\":\"$PWD/client.key\"}")
    [ "$(member .reason)" = tls ]
}

@test "plain HTTP behind https is a failure of TLS" {
    output=$(pmon-probe "https://localhost:$PORT_PLAIN/")
    [ "$(member .result .reason)" = "EXCEPTION_ERROR tls" ]
}

@test "trusted certificates are read once, not once a connection" {
    command -v strace >/dev/null || skip "strace is not installed"
    url=https://localhost:${PORT_TLS[good]}/
    strace -f -e trace=openat -o trace pmon-probe "$url" "$url" "$url" "$url" "$url" >out || skip "strace may not trace here"
    [ "$(jq -r .result out | sort | uniq -c | xargs)" = "5 SUCCESS" ]
    [ "$(grep -c 'ca\.pem' trace)" -eq 1 ]
}
