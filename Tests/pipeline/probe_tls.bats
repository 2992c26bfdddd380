#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-probe against nginx over TLS: certificates good and bad, verdicts beside those of the curl program.
# shellcheck disable=SC2154 # bats sets stderr

load helpers
load probe_helpers

setup_file() {
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

@test "the certificate of a failing check is told, too" {
    for name in expired future self-signed untrusted wrong-name; do
        subject="CN = $name"
        issuer="CN = pmon test CA"
        case "$name" in
        self-signed) subject="CN = localhost" issuer="CN = localhost" ;;
        untrusted) issuer="CN = another CA" ;;
        esac
        end=$(date -u -d "$(openssl x509 -in "$name.pem" -noout -enddate | cut -d= -f2)" +%Y-%m-%dT%H:%M:%SZ)
        url=https://localhost:${PORT_TLS[$name]}/
        for target in "$url" "{\"url\":\"$url\",\"insecure\":true}"; do
            output=$(pmon-probe - <<<"$target")
            [ "$(member .certificate.subject .certificate.issuer .certificate.expires)" = "$subject $issuer $end" ]
        done
    done
    output=$(pmon-probe "https://localhost:${PORT_TLS[expired]}/")
    jq -e '.certificate.days | . < -0.9 and . > -1.5' <<<"$output"
    run --separate-stderr pmon-probe --explain "https://localhost:${PORT_TLS[expired]}/"
    [[ "$stderr" == *"certificate CN = expired"*"issued by CN = pmon test CA"* ]]
    # What never came is not told.
    output=$(pmon-probe "https://localhost:$PORT_PLAIN/")
    [ "$(member .certificate)" = null ]
}

@test "each check tells its own certificate, however many there are at once" {
    for _ in $(seq 40); do
        for name in good soon expired wrong-name untrusted; do echo "https://localhost:${PORT_TLS[$name]}/?$name"; done
    done >many
    pmon-probe - <many >out
    [ "$(wc -l <out)" -eq 200 ]
    jq -e -s 'map(.certificate.subject == "CN = " + (.url | split("?")[1])) | all' out
}

@test "a proxy that speaks TLS is verified, and its certificate is not the server's" {
    printf '[pmon]\nca.file = ca.pem\ntimeout = 5\n[urls]\n' >pmon.ini
    start_faults soon proxy
    proxy=https://localhost:${FAULTS##*:}
    url=https://localhost:${PORT_TLS[good]}/
    output=$(pmon-probe - <<<"{\"url\":\"$url\",\"proxy\":\"$proxy\"}")
    [ "$(member .result .certificate.subject)" = "SUCCESS CN = good" ]
    output=$(pmon-probe - <<<"{\"url\":\"https://localhost:${PORT_TLS[expired]}/\",\"proxy\":\"$proxy\"}")
    # TLS within TLS: libcurl 7.88 loses OpenSSL's words on the certificate, the curl program too; pmon has them.
    [ "$(member .reason .message .certificate.subject)" = "certificate SSL certificate problem: certificate has expired CN = expired" ]
    output=$(pmon-probe - <<<"{\"url\":\"https://localhost:${PORT_TLS[expired]}/\",\"proxy\":\"$proxy\",\"insecure\":true}")
    [ "$(member .result)" = SUCCESS ]
    output=$(pmon-probe - <<<"{\"url\":\"${proxy/https/http}/\",\"proxy\":\"$proxy\"}")
    [ "$(member .message .certificate)" = "404 null" ]
    start_faults untrusted liar
    proxy=https://localhost:${FAULTS##*:}
    for url in "$url" http://localhost/; do
        output=$(pmon-probe - <<<"{\"url\":\"$url\",\"proxy\":\"$proxy\"}")
        [ "$(member .reason .certificate)" = "proxy null" ]
        [[ "$(member .message)" == *"unable to get local issuer certificate"* ]]
    done
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
    output=$(pmon-probe - <<<"{\"url\":\"$url\",\"ca\":\"$PWD/ca.pem\",\"cert\":\"$PWD/ca.key\",\"key\":\"$PWD/client.key\"}") || [ $? -eq 78 ]
    [ "$(member .reason)" = config ]
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
    # Once by pmon before the first check, once by libcurl.
    [ "$(grep -c 'ca\.pem' trace)" -eq 2 ]
}

@test "a file of trusted certificates that cannot be used costs the addresses that need it" {
    printf '[pmon]\nca.file = none.pem\n' >bad.ini
    run --separate-stderr pmon-probe --conf bad.ini "https://localhost:${PORT_TLS[good]}/" "http://localhost:$PORT_PLAIN/"
    [ "$status" -eq 78 ]
    [ "$(jq -r '[.result, .reason, .message] | join(" ")' <<<"$output" | sort)" = "EXCEPTION_ERROR config bad.ini:2: ca.file: cannot open: none.pem: No such file or directory
SUCCESS  OK" ]
    [ "$stderr" = "pmon-probe: error: bad.ini:2: ca.file: cannot open: none.pem: No such file or directory" ]
    echo '-----BEGIN CERTIFICATE-----' >half.pem
    printf '{"url":"https://localhost:%s/","ca":"%s/half.pem"}\n' "${PORT_TLS[good]}" "$PWD" >in
    run --separate-stderr pmon-probe - <in
    [ "$status" -eq 78 ]
    [ "$(member .reason)" = config ]
    printf '[pmon]\nca.file = noise\n[urls]\nurl.1 = https://localhost/\nurl.2 = https://localhost/\n[checks]\nurl.1.cert = none.pem\nurl.1.key = good.key\nurl.2.ca = other\nurl.2.key = noise\n' >bad.ini
    echo no certificate | tee noise >other
    run --separate-stderr pmon-probe --conf bad.ini --check-config
    [ "$status" -eq 78 ]
    [[ "$stderr" == *"bad.ini:2: ca.file: cannot read: noise: no PEM in it"* ]]
    [[ "$stderr" == *"bad.ini:7: url.1.cert: cannot open: none.pem"* ]]
    [[ "$stderr" != *"url.1.key"* ]]
    [[ "$stderr" == *"bad.ini:9: url.2.ca: cannot read: other: no PEM in it"* ]]
    [[ "$stderr" == *"bad.ini:10: url.2.key: expected cert beside it"* ]]
    [[ "$stderr" == *"bad.ini:10: url.2.key: cannot use: noise: no private key in it"* ]]
}

@test "a passphrase opens the client's key, from wherever it comes; a wrong one costs its own record" {
    openssl pkey -in client.key -aes256 -passout pass:'open "sésame" 1' -out locked.key
    openssl ec -in client.key -aes128 -passout pass:'open "sésame" 1' -out older.key 2>/dev/null
    cat locked.key client.pem >both.pem
    echo 'open "sésame" 1' >phrase
    chmod 600 phrase
    echo oops >wrong
    {
        printf '[pmon]\nca.file = ca.pem\n[urls]\n'
        for n in $(seq 10); do echo "url.$n = https://localhost:${PORT_TLS[mutual]}/$n"; done
        cat <<'END'
[checks]
url.1.cert = client.pem
url.1.key = locked.key
url.1.passphrase = file:phrase
url.2.cert = client.pem
url.2.key = older.key
url.2.passphrase = env:PHRASE
url.3.cert = both.pem
url.3.passphrase = open "sésame" 1
url.4.cert = client.pem
url.4.key = client.key
url.4.passphrase = of no use
url.5.cert = client.pem
url.5.key = locked.key
url.5.passphrase = canary-of-a-passphrase
url.6.cert = client.pem
url.6.key = older.key
url.6.passphrase = file:wrong
url.7.cert = both.pem
url.7.passphrase = env:NO_SUCH_PHRASE
url.8.cert = client.pem
url.8.key = locked.key
url.9.passphrase = open "sésame" 1
url.10.cert = client.pem
url.10.key = wrong
url.10.passphrase = x
END
    } >pmon.ini
    export PHRASE='open "sésame" 1'
    run --separate-stderr pmon-probe --check-config
    [ "$status" -eq 78 ]
    [ "$(sed -n 's/^pmon-probe: error: pmon.ini:[0-9]*: \(url[^:]*\): .*/\1/p' <<<"$stderr" | sort -V | xargs)" = \
        "url.5.passphrase url.6.passphrase url.7.passphrase url.8.key url.9.passphrase url.10.key" ]
    [[ "$stderr" == *"url.5.passphrase: cannot use: locked.key: its key does not open with this passphrase"* ]]
    [[ "$stderr" == *"url.8.key: cannot use: locked.key: its key needs a passphrase, set by passphrase"* ]]
    run --separate-stderr pmon-probe
    [ "$status" -eq 78 ]
    [ "$(jq -r 'select(.result == "SUCCESS") | .target' <<<"$output" | sort -V | xargs)" = "url.1 url.2 url.3 url.4" ]
    [ "$(jq -r 'select(.reason == "config") | .target' <<<"$output" | sort -V | xargs)" = "url.5 url.6 url.7 url.8 url.9 url.10" ]
    [[ "$output$stderr" != *canary-of-a-passphrase* ]]
    [[ "$output$stderr" != *sésame* ]]
    pmon-probe --list >list
    run ! grep -qE '"passphrase":|sésame|canary' list
    # A line that names its target gets the passphrase back.
    run --separate-stderr pmon-probe - < <(grep -E '"url\.[13]"' list)
    [ "$(jq -r .result <<<"$output" | xargs)" = "SUCCESS SUCCESS" ]
    [ "$(pmon-probe --show url.5.passphrase)" = "$(printf '***\tpmon.ini:%s' "$(grep -n url.5.pass pmon.ini | cut -d: -f1)")" ]
}
