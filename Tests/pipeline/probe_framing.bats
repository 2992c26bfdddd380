#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Replies whose end is not clear, or whose transfer coding nobody asked for.
# shellcheck disable=SC2154 # bats sets stderr

load helpers
load probe_helpers

setup() { replies_setup; }

# check NAME KEY=VALUE...: the record of /NAME with those keys.
check() {
    output=$(target_of "$SERVER/$1" "${@:2}" | pmon-probe -) || [ $? -eq 78 ]
}

deflate() { python3 -c 'import sys, zlib; sys.stdout.buffer.write(zlib.compress(sys.stdin.buffer.read()))'; }

# coded NAME CODING [HEADER...]: a reply whose body, from stdin, is sent in one chunk after those codings.
coded() {
    local name=$1 coding=$2
    shift 2
    cat >body
    {
        printf 'HTTP/1.1 %s\r\n%s\r\n' "${status_line:-200 OK}" "$coding"
        for header in "$@"; do printf '%s\r\n' "$header"; done
        printf '\r\n%x\r\n' "$(wc -c <body)"
        cat body
        printf '\r\n0\r\n\r\n'
    } >"replies/$name"
}

@test "a transfer coding that nobody asked for is refused, whole or not, whatever its spelling" {
    seq 1 900 >text
    gzip -c text | coded whole 'Transfer-Encoding: gzip, chunked'
    gzip -c text | head -c 200 | coded cut 'transfer-encoding:x-gzip,chunked'
    gzip -c text | coded lines 'Transfer-Encoding: gzip' 'TRANSFER-ENCODING: chunked'
    deflate <text | coded deflate 'Transfer-Encoding: deflate;level=9, chunked'
    gzip -c text | head -c -8 | coded unchunked 'Transfer-Encoding: gzip'
    echo damaged | coded damaged 'Transfer-Encoding: gzip, chunked'
    coded unknown 'Transfer-Encoding: rot13, chunked' <text
    for name in whole cut lines deflate unchunked damaged unknown; do
        check $name
        [ "$(jq -r '[.result, .reason, .status] | join(" ")' <<<"$output")" = "EXCEPTION_ERROR protocol 200" ] || { echo "$name: $output"; false; }
        [[ "$(jq -r .message <<<"$output")" == *" sends transfer encoding "*", which was not asked for" ]]
    done
    coded chunked 'Transfer-Encoding:   ChunKed ' <text
    coded identity 'Transfer-Encoding: identity, chunked' <text
    gzip -c text | coded content 'Transfer-Encoding: chunked' 'Content-Encoding: gzip' 'X-Transfer-Encoding: gzip'
    for name in chunked identity content; do
        check $name expect.body='(?m)^900$'
        [ "$(jq -r .result <<<"$output")" = SUCCESS ] || { echo "$name: $output"; false; }
    done
    # A redirect's own body does not matter, nor does one that is not sent.
    status_line='302 Found' coded moved 'Transfer-Encoding: gzip' 'Location: /chunked' <text
    check moved expect.body='(?m)^900$'
    [ "$(jq -r .result <<<"$output")" = SUCCESS ]
    check whole method=HEAD
    [ "$(jq -r .result <<<"$output")" = SUCCESS ]
}

# lengths NAME HEADER...: a reply of four bytes with those headers.
lengths() {
    local name=$1
    shift
    {
        printf '%s\r\n' "HTTP/1.1 ${status_line:-200 OK}" "$@" ''
        printf '%s' "${body_text-four}"
    } >"replies/$name"
}

@test "lengths that contradict each other make no success, equal ones do" {
    lengths twice 'Content-Length: 4' 'content-length: 3'
    lengths longer 'Content-Length: 4' 'Content-Length: 400'
    lengths list 'Content-Length: 4, 3'
    for name in twice longer list; do
        check $name
        [ "$(jq -r '[.result, .reason] | join(" ")' <<<"$output")" = "EXCEPTION_ERROR protocol" ]
        [ "$(jq -r .message <<<"$output")" = "lengths in Content-Length of ${SERVER#http://} differ" ]
    done
    lengths same 'Content-Length: 4' 'Content-Length: 4'
    lengths equal 'Content-Length: 4, 4'
    body_text=$'4\r\nfour\r\n0\r\n\r\n' lengths chunked 'Content-Length: 4' 'Content-Length: 5' 'Transfer-Encoding: chunked'
    for name in same equal chunked; do
        check $name expect.body='^four$'
        [ "$(jq -r .result <<<"$output")" = SUCCESS ] || { echo "$name: $output"; false; }
    done
    status_line='302 Found' lengths moved 'Content-Length: 4' 'Content-Length: 3' 'Location: /same'
    check moved
    [ "$(jq -r .result <<<"$output")" = SUCCESS ]
}
