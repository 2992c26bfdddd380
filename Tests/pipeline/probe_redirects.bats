#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-probe and redirects, heads that are cut, cookies and bodies of requests; verdicts beside those of the curl program.

load helpers
load probe_helpers

setup() {
    common_setup
    start_script redirects.py
    printf '[pmon]\ntimeout = 3\nmax.body = 1 MiB\n' >pmon.ini
}

# Prints what curl says of a path: its exit status, the last HTTP status, the redirects and the address at the end.
curl_says() {
    local code=0
    curl -s -L -b '' --max-redirs 10 --proto =http,https -m 3 -o curl.body -w '%{http_code} %{num_redirects} %{url_effective}\n' "$SCRIPTED$1" >curl.out || code=$?
    echo "$code $(cat curl.out)"
}

# The same of pmon-probe: 0 for SUCCESS, else the reason.
pmon_says() {
    output=$(pmon-probe "$SCRIPTED$1")
    jq -r '[.reason // 0, .status, .redirects // 0, .location // .url] | join(" ")' <<<"$output"
}

@test "redirects are followed as curl follows them" {
    for path in /ok /space /space-path /relative-space /latin1 /latin1-relative /utf8 /fragment /fragment-latin1 /dots \
        /empty /none /empty-then /two /on-300 /on-304 /on-305 /on-399 /after-103 /plain-cookie /gate /two-gates \
        /cut /cut-empty /longer /until-close /old; do
        expected=$(curl_says "$path")
        [ "${expected%% *}" = 0 ]
        [ "$(pmon_says "$path")" = "$expected" ] || { echo "$path: curl $expected, pmon $output" >&2; return 1; }
    done
}

@test "redirects that cannot be followed are failures of their own" {
    for path in /query-only /gopher /javascript /bad-port; do
        [ "$(curl_says "$path" | cut -d' ' -f1)" != 0 ]
        pmon_says "$path"
        [ "$(member .result .reason)" = "EXCEPTION_ERROR redirect" ]
    done
    pmon_says /javascript
    [ "$(member .message)" = "redirect that cannot be followed: scheme javascript is not supported, expected http or https" ]
    schemes="expected http, https, tcp, tls, ping, smtp, smtps, imap, imaps, pop3, pop3s, ftp, ftps, ldap, ldaps, mqtt"
    output=$(pmon-probe tel:+49891234 data:text/plain,x)
    [ "$(jq -r .message <<<"$output" | sort | xargs -d '\n')" = \
        "scheme data is not supported, $schemes scheme tel is not supported, $schemes" ]
}

@test "bytes that are not UTF-8 are asked for as they are" {
    pmon_says /latin1
    pmon_says /latin1-relative
    [ "$(grep -ac '^GET /echo?caf%e9 ' scripted.port.requests)" -eq 2 ]
}

@test "a redirect's own body is not judged, whatever becomes of it" {
    for path in /cut /cut-empty /longer /large /bad-chunk /cut-chunk /until-close /reset-body /old; do
        pmon_says "$path" >said
        [ "$(cat said)" = "0 200 1 $SCRIPTED/ok" ]
        [ "$(member .result .size .truncated)" = "SUCCESS 3 null" ]
    done
    # It is judged where redirects are not followed.
    output=$(pmon-probe - <<<"{\"url\":\"$SCRIPTED/cut\",\"follow\":0}")
    [ "$(member .result .reason)" = "EXCEPTION_ERROR reset" ]
    output=$(pmon-probe - <<<"{\"url\":\"$SCRIPTED/large\",\"follow\":0}")
    [ "$(member .result .status .truncated)" = "SUCCESS 302 true" ]
}

@test "max.body never turns a redirect into a success" {
    printf '[pmon]\nmax.body = 1\n' >pmon.ini
    for path in /large /longer /until-close; do
        [ "$(pmon_says "$path" | cut -d' ' -f2,3)" = "200 1" ]
    done
}

@test "a reply that ends within its header section breaks the protocol" {
    for path in /head-only /head-line /head-cut /head-404 /head-redirect /100-then-cut; do
        pmon_says "$path"
        [ "$(member .result .reason)" = "EXCEPTION_ERROR protocol" ]
        [[ "$(member .message)" == *"within the header section of the reply" ]]
    done
    for path in /only-100 /only-103; do
        pmon_says "$path"
        [ "$(member .reason)" = reset ]
        [[ "$(member .message)" == *"without a reply" ]]
    done
    for path in /bare-lf /100-then-ok /no-body /no-length /http10 /empty-close /trailers /both; do
        [ "$(pmon_says "$path" | cut -d' ' -f1)" = 0 ]
    done
}

@test "bodies that are cut or measured wrongly fail with curl's code" {
    for pair in /trailers-cut:18:reset /chunk-end-cut:18:reset /zero-cut:18:reset /lengths:18:protocol \
        /length-word:8:protocol /length-negative:8:protocol /head-reset:56:reset; do
        IFS=: read -r path code reason <<<"$pair"
        [ "$(curl_says "$path" | cut -d' ' -f1)" = "$code" ]
        [ "$(pmon_says "$path" | cut -d' ' -f1)" = "$reason" ]
    done
}

@test "cookies live from the first request of a check to its last" {
    for path in /gate /two-gates /gate; do
        [ "$(pmon_says "$path" | cut -d' ' -f1,2)" = "0 200" ]
    done
    # Neither another check nor another try begins with them.
    for _ in 1 2 3; do echo "$SCRIPTED/set-cookie"; echo "$SCRIPTED/echo"; done >urls
    printf '[pmon]\nconcurrency = 1\n' >one.ini
    : >scripted.port.requests
    pmon-probe --conf one.ini - <urls >records
    [ "$(jq -r .result records | sort | uniq -c | xargs)" = "6 SUCCESS" ]
    run grep -ai '^cookie:' scripted.port.requests
    [ "$status" -eq 1 ]
    # Path, domain and end of a cookie count.
    for path in /other-path /other-domain /expired; do pmon_says "$path"; done
    run grep -ai '^cookie:' scripted.port.requests
    [ "$status" -eq 1 ]
    # A configured cookie goes with them in one header.
    : >scripted.port.requests
    output=$(pmon-probe - <<<"{\"url\":\"$SCRIPTED/plain-cookie\",\"header.Cookie\":\"own=3\"}")
    [ "$(grep -ai '^cookie:' scripted.port.requests | tr -d '\r' | tail -1)" = "Cookie: d=2; c=1; own=3" ]
    [ "$(grep -aic '^cookie:' scripted.port.requests)" -eq 2 ]
}

@test "the login of a redirect's address is used there, and masked" {
    output=$(pmon-probe "$SCRIPTED/credentials")
    [ "$(member .result .location)" = "SUCCESS ${SCRIPTED/\/\////bob:***@}/echo" ]
    grep -aq "^Authorization: Basic Ym9iOnMzY3JldA==" scripted.port.requests
}

@test "methods after a redirect, and bodies without content" {
    expect_request() {
        : >scripted.port.requests
        output=$(pmon-probe - <<<"{\"url\":\"$SCRIPTED$1\",\"method\":\"$2\"}")
        [ "$(member .result)" = SUCCESS ]
        awk -v RS='\n--\n' 'NF { last = $0 } END { print last }' scripted.port.requests | tr -d '\r' >last
        [ "$(head -1 last)" = "$3 /echo HTTP/1.1" ]
        [ "$(grep -ci '^content-length: 0$' last)" -eq "$4" ]
    }
    expect_request /echo POST POST 1
    expect_request /echo PUT PUT 1
    expect_request /echo PATCH PATCH 1
    expect_request /echo DELETE DELETE 0
    expect_request /echo GET GET 0
    expect_request /301 POST GET 0
    expect_request /302 POST GET 0
    expect_request /303 PUT GET 0
    expect_request /307 POST POST 1
    expect_request /308 PUT PUT 1
}

@test "wait is the server's time, receive the reply's, whatever the size of the request's body" {
    for size in 0 1000 100000 600000; do
        output=$(jq -nc --arg url "$SCRIPTED/slow" --argjson size "$size" '{url: $url, method: "POST", body: ("x" * $size // "")}' | pmon-probe -)
        jq -e '.timing | .wait > 500 and .receive > 500' <<<"$output"
    done
}

@test "an argument without a scheme says what to write instead" {
    output=$(pmon-probe example.com)
    [ "$(member .reason .message)" = "url no scheme: did you mean https://example.com?" ]
    output=$(pmon-probe localhost:8080/x)
    [ "$(member .message)" = "no scheme: did you mean https://localhost:8080/x?" ]
    output=$(pmon-probe bob:s3cret@example.com)
    [[ "$output" != *s3cret* ]]
}
