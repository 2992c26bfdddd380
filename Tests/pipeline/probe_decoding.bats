#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Expectations judge the text that a person would read: content encodings and charsets are undone first.
# Python's codecs and the programs gzip, brotli and zstd are the judges.
# shellcheck disable=SC2154 # bats sets stderr

load helpers
load probe_helpers

setup() { replies_setup; }

# reply NAME HEADER...: what the server answers at /NAME, its body from stdin.
reply() {
    local name=$1
    shift
    cat >body
    {
        printf 'HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n' "$(wc -c <body)"
        for header in "$@"; do printf '%s\r\n' "$header"; done
        printf '\r\n'
        cat body
    } >"replies/$name"
}

# check NAME KEY=VALUE...: the record of /NAME with those keys.
check() {
    output=$(target_of "$SERVER/$1" "${@:2}" | pmon-probe "${conf[@]}" -) || [ $? -eq 78 ]
}

conf=()

deflate() { python3 -c 'import sys, zlib; sys.stdout.buffer.write(zlib.compress(sys.stdin.buffer.read()))'; }
raw_deflate() {
    python3 -c 'import sys, zlib; c = zlib.compressobj(wbits=-15); sys.stdout.buffer.write(c.compress(sys.stdin.buffer.read()) + c.flush())'
}

@test "content encodings that come unasked are undone, also one after the other, and none is asked for" {
    seq 1 3000 >text
    echo 'the end: grün' >>text
    gzip -c text | reply gzip 'Content-Encoding: gzip'
    gzip -c text | reply x-gzip 'content-encoding:X-GZIP'
    deflate <text | reply deflate 'Content-Encoding: deflate'
    raw_deflate <text | reply raw 'Content-Encoding: deflate'
    brotli -c text | reply br 'Content-Encoding: br'
    zstd -qc text | reply zstd 'Content-Encoding: zstd'
    brotli -c text | gzip -c | reply twice 'Content-Encoding: br, gzip'
    reply identity 'Content-Encoding: identity' <text
    for name in gzip x-gzip deflate raw br zstd twice identity; do
        check "$name" 'expect.body=2999\n3000\nthe end: grün\n$' 'reject.body=\x{FFFD}'
        [ "$(member .result)" = SUCCESS ] || { echo "$name: $output"; false; }
        [ "$(grep -ci accept-encoding "replies/$name.request" || true)" -eq 0 ]
    done
    check gzip expect.body=nowhere
    [ "$(member .reason)" = body ]
    [[ "$(member .message)" == 'body "1 2 3 4'* ]]
    check gzip header.Accept-Encoding=gzip expect.body=end
    [ "$(member .result)" = SUCCESS ]
    grep -qi '^accept-encoding: gzip' replies/gzip.request
    printf '{"state": "up"}' | brotli -c | reply json 'Content-Encoding: br'
    check json expect.json.state=up
    [ "$(member .result)" = SUCCESS ]
}

@test "an encoding that lies breaks the protocol where the body counts, and is nobody's business elsewhere" {
    echo plain | reply lie 'Content-Encoding: gzip'
    echo plain | reply unknown 'Content-Encoding: compress'
    for name in lie unknown; do
        check "$name" reject.body=nothing
        [ "$(member .result .reason)" = "EXCEPTION_ERROR protocol" ]
        check "$name"
        [ "$(member .result)" = SUCCESS ]
    done
}

@test "an encoded body that ends before its text does is not whole, whatever its length says" {
    local name
    seq 1 3000 >text
    gzip -c text >gzip.whole
    deflate <text >deflate.whole
    raw_deflate <text >raw.whole
    brotli -c text >br.whole
    zstd -qc text >zstd.whole
    for name in gzip deflate raw br zstd; do
        for cut in 1 5 2000; do
            head -c "-$cut" "$name.whole" | reply "$name" "Content-Encoding: ${name/raw/deflate}"
            check "$name" reject.body=nothing
            [ "$(member .result .reason)" = "EXCEPTION_ERROR protocol" ] || { echo "$name $cut: $output"; false; }
            [ "$(member .message)" = "content encoding of ${SERVER#http://} ends too early" ]
        done
        check "$name"
        [ "$(member .result)" = SUCCESS ]
    done
    : | reply nothing 'Content-Encoding: gzip'
    check nothing 'expect.body=^$'
    [ "$(member .result)" = SUCCESS ]
    { brotli -c text | head -c 300; } | gzip -c | reply twice 'Content-Encoding: br, gzip'
    check twice reject.body=nothing
    [ "$(member .reason)" = protocol ]
}

@test "all members of gzip and all frames of zstd are the body, bytes after the end are not" {
    local name
    for name in gzip zstd; do
        { printf 'hello ' | "$name" -c; printf 'bo' | "$name" -c; printf 'dy' | "$name" -c; } | reply "$name" "Content-Encoding: $name"
        check "$name" 'expect.body=^hello body$'
        [ "$(member .result .size)" = "SUCCESS 10" ]
    done
    for name in gzip zstd brotli deflate; do
        { printf 'hello body' | if [ "$name" = deflate ]; then deflate; else "$name" -c; fi; printf '\0\0<!-- cached -->'; } |
            reply "$name" "Content-Encoding: ${name/brotli/br}"
        check "$name" 'expect.body=^hello body$'
        [ "$(member .result)" = SUCCESS ] || { echo "$name: $output"; false; }
    done
}

@test "a byte order mark tells the charset before any header, and is no part of the text" {
    local charset
    for charset in utf-8-sig utf-16 utf-32; do
        python3 -c 'import sys; sys.stdout.buffer.write("{\"a\": \"grün 😀\"}".encode(sys.argv[1]))' "$charset" >body.marked
        for type in 'text/plain' 'text/plain; charset=latin1' 'text/plain; charset=utf-16be' 'text/plain; charset=utf-8'; do
            reply marked "Content-Type: $type" <body.marked
            check marked 'expect.body=^\{"a": "grün 😀"\}$' 'expect.json.a=grün 😀'
            [ "$(member .result)" = SUCCESS ] || { echo "$charset $type: $output"; false; }
        done
    done
    printf '\376\377' | reply alone 'Content-Type: text/plain'
    check alone 'expect.body=^$'
    [ "$(member .result)" = SUCCESS ]
    printf 'gr\xc3\xbcn' | reply quoted 'Content-Type: text/plain; title="a; charset=koi8-r"; charset="utf-8"'
    check quoted 'expect.body=^grün$'
    [ "$(member .result)" = SUCCESS ]
}

@test "a bomb is cut at max.body of decoded bytes" {
    printf '[pmon]\nmax.body = 1 MiB\n' >small.ini
    conf=(--conf small.ini)
    head -c 300M /dev/zero | gzip -c9 | gzip -c9 | reply bomb 'Content-Encoding: gzip, gzip'
    head -c 300M /dev/zero | zstd -qc | reply zbomb 'Content-Encoding: zstd'
    for name in bomb zbomb; do
        check "$name" reject.body=nothing
        [ "$(member .result .truncated .size)" = "SUCCESS true 1048576" ]
    done
    gzip=$(printf 'gzip, %.0s' $(seq 20))
    seq 9 | reply many "Content-Encoding: ${gzip%, }"
    check many expect.body=9
    [ "$(member .reason)" = protocol ]
}

@test "charsets are undone as Python does, in any pieces" {
    local charset text
    while IFS='|' read -r charset text; do
        python3 -c 'import sys; sys.stdout.buffer.write(("x" * 1499 + sys.argv[2] * 800).encode(sys.argv[1]))' "$charset" "$text" |
            reply page "Content-Type: text/html; a=b; Charset=\"$charset\""
        check page "expect.body=x$text.*$text\$" 'reject.body=\x{FFFD}'
        [ "$(member .result)" = SUCCESS ] || { echo "$charset: $output"; false; }
    done <<'END'
iso-8859-1|grün für 10 £
iso-8859-15|10 € im Œuvre
windows-1252|“10 €” – ja
windows-1251|всё хорошо
koi8-r|всё хорошо
shift_jis|正常に動作
euc-jp|正常に動作
iso-2022-jp|正常に動作
gb2312|一切正常
gb18030|一切正常😀
big5|一切正常
euc-kr|정상 작동
utf-16|grün 😀
utf-16le|grün 😀
utf-16be|grün 😀
utf-32|grün 😀
utf-8|grün 😀
END
    printf '\x8f\xffa\x82\xa0b\x82' | reply broken 'Content-Type: text/plain; charset=shift_jis'
    check broken 'expect.body=\x{FFFD}aあb\x{FFFD}$'
    [ "$(member .result)" = SUCCESS ]
    printf 'gr\xc3\xbcn \xff' | reply odd 'Content-Type: text/plain; charset=no-such//IGNORE'
    check odd 'expect.body=grün \x{FFFD}$'
    [ "$(member .result)" = SUCCESS ]
    printf 'gr\xc3\xbcn' | reply none 'Content-Type: text/plain; charset='
    check none 'expect.body=^grün$'
    [ "$(member .result)" = SUCCESS ]
    printf '{"a":"gr\xfcn"}' | gzip -c | reply both 'Content-Type: application/json;charset=latin1' 'Content-Encoding: gzip'
    check both expect.json.a=grün
    [ "$(member .result)" = SUCCESS ]
}

@test "an empty header matches ^\$, a missing one does not" {
    echo ok | reply empty 'X-Empty:' 'X-Blank:   '
    check empty 'expect.header.X-Empty=^$' 'expect.header.X-Blank=^$'
    [ "$(member .result)" = SUCCESS ]
    check empty 'expect.header.X-None=^$'
    [ "$(member .reason)" = header ]
    check empty 'expect.header.X-Empty=.'
    [ "$(member .message)" = 'header X-Empty "", expected to match "."' ]
}

@test "JSON numbers are compared exactly, and keys may hold dots" {
    cat <<'END' | reply json
{"n": 9007199254740993, "f": 0.1000000000000000055511151231257827, "z": -0.0, "e": 12300e-2, "big": 1e400, "a.b": {"c\\d": "x"}}
END
    for pair in n=9007199254740993 n='> 9007199254740992' n='< 9007199254740994' f='!= 0.1' f='> 0.1' z=0 e=123.00 e='<= 1.23e2' \
        big='> 1e399' big=10e399 'a\.b.c\\d=x'; do
        check json "expect.json.$pair"
        [ "$(member .result)" = SUCCESS ] || { echo "$pair: $output"; false; }
    done
    for pair in n=9007199254740992 n='< 9007199254740993' f=0.1 big='< 1e399' a.b=exists; do
        check json "expect.json.$pair"
        [ "$(member .reason)" = json ] || { echo "$pair: $output"; false; }
    done
}

@test "JSON numbers may have any length, and JSON may be 512 values deep" {
    python3 -c 'print("{\"n\": 1" + "0" * 5000 + ".5, \"m\": -0." + "0" * 70000 + "1, \"w\": true}")' | reply long
    check long 'expect.json.n=> 1e4999' 'expect.json.m=< 0' expect.json.w=true
    [ "$(member .result)" = SUCCESS ]
    python3 -c 'print("[" * 512 + "]" * 512)' | reply deep
    check deep expect.json.0=exists
    [ "$(member .result)" = SUCCESS ]
    python3 -c 'print("[" * 513 + "]" * 513)' | reply deep
    check deep expect.json.0=exists
    [[ "$(member .message)" == *"nested deeper than 512"* ]]
    echo '{"a": truest}' | reply word
    check word expect.json.a=true
    [[ "$(member .message)" == *"invalid JSON at byte"* ]]
}

@test "JSON that repeats a key is not trusted, at whatever depth" {
    echo '{"a": 1, "b": [{"x": 1, "y": {"k": 1, "\u006b": 2}}]}' | reply twice
    check twice expect.json.a=1
    [ "$(member .reason)" = json ]
    [ "$(member .message)" = 'json a cannot be trusted (JSON repeats the key "k"), expected 1' ]
    echo '{"a": {"k": 1}, "b": [{"k": 1}, {"k": 1}], "k": {"k": 1}}' | reply apart
    check apart expect.json.k.k=1
    [ "$(member .result)" = SUCCESS ]
}
