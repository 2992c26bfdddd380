#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-probe: what the server answered, in the record of a check that fails; curl tells what came.
# shellcheck disable=SC2154 # bats sets stderr

load helpers
load probe_helpers

setup() {
    common_setup
    start python3 "$BATS_TEST_DIRNAME/servers/answers.py" port
    wait_until 30 test -s port
    SITE=http://127.0.0.1:$(cat port)
    printf '[pmon]\ntimeout = 20\n' >pmon.ini
}

@test "a failing check has the headers and the body that curl gets" {
    output=$(pmon-probe "$SITE/latin")
    [ "$(member .response.body)" = "$(curl -s "$SITE/latin" | iconv -f latin1)" ]
    headers() { grep ': ' | tr -d '\r' | grep -v '^Date:'; }
    [ "$(jq -r '.response.headers[]' <<<"$output" | headers)" = "$(curl -s -D - -o /dev/null "$SITE/latin" | headers)" ]
    [ "$(member .response.truncated)" = null ]
    # That of the last hop, and of a request with a body.
    [ "$(pmon-probe "$SITE/redirect" | jq -r .response.body)" = "Grüße aus Köln" ]
    output=$(pmon-probe - <<<"{\"url\":\"$SITE/echo?form=plain\",\"method\":\"POST\",\"body\":\"what was sent\"}")
    [ "$(member .response.body)" = "what was sent!end" ]
}

@test "encodings and charsets are undone, with and without an expectation of the body" {
    for encoding in gzip br zstd; do
        for more in '' ',"reject.body":"nothing"'; do
            output=$(pmon-probe - <<<"{\"url\":\"$SITE/latin?encoding=$encoding\"$more}")
            [ "$(member .response.body)" = "Grüße aus Köln" ]
        done
    done
    [ "$(pmon-probe "$SITE/utf16" | jq -r .response.body)" = "Grüße aus Köln" ]
    [ "$(pmon-probe "$SITE/wrong" | jq -r .response.body)" = "Gr��e aus K�ln" ]
    [ "$(pmon-probe "$SITE/png" | jq -r .response.body)" = "binary, $(curl -s "$SITE/png" | wc -c) bytes" ]
    output=$(pmon-probe "$SITE/nul")
    [ "$(member .response.body)" = $'a�b�[31mred� and more text behind it, to be read\nnext\nlast' ]
    [ "$(pmon-probe "$SITE/bidi" | jq -r .response.body)" = "user�gnp.exe and a long text behind it�" ]
    [ "$(pmon-probe "$SITE/empty" | jq -c '.response | has("body"), (.headers | length > 2)' | xargs)" = "false true" ]
}

@test "keep.response and keep.size say when, and how much" {
    output=$(pmon-probe "$SITE/long")
    [ "$(member .response.truncated)" = true ]
    [ "$(jq -j .response.body <<<"$output" | wc -c)" -eq 2048 ]
    [ "$(pmon-probe "$SITE/ok" | jq -c .response)" = null ]
    [ "$(pmon-probe http://127.0.0.1:1/ | jq -c .response)" = null ]
    printf '[pmon]\nkeep.response = always\nkeep.size = 3\n' >pmon.ini
    [ "$(pmon-probe "$SITE/ok" | jq -c '.response | [.body, .truncated]')" = '["fin",true]' ]
    printf '[pmon]\nkeep.size = 0\n' >pmon.ini
    [ "$(pmon-probe "$SITE/latin" | jq -c '.response | [.body, (.headers | length > 2)]')" = '[null,true]' ]
    printf '[pmon]\nkeep.response = never\n' >pmon.ini
    [ "$(pmon-probe "$SITE/latin" | jq -c .response)" = null ]
    printf '[pmon]\nkeep.size = 1 MiB\nkeep.response = sometimes\n' >pmon.ini
    run -78 --separate-stderr pmon-probe --check-config
    [[ "$stderr" == *"pmon.ini:2"*"64 KiB at most"*"pmon.ini:3"*"failure, always, never"* ]]
}

@test "headers have an end, cookies no value" {
    output=$(pmon-probe "$SITE/headers")
    [ "$(jq '[.response.headers[] | utf8bytelength] | add <= 4096 and length > 3' <<<"$output")" = true ]
    [ "$(member .response.truncated)" = true ]
    output=$(pmon-probe "$SITE/cookies")
    [[ "$output" != *geheim* ]]
    jq -e '.response.headers | contains(["Set-Cookie: sid=***; Path=/; HttpOnly", "set-cookie: ***", "X-Auth-Token: ***", "WWW-Authenticate: Basic realm=\"x\"", "X-Folded: one two"])' <<<"$output"
}

@test "no form of a secret is in the record, wherever the body is cut" {
    secret='Gx7/kP+2"q<Z&9ß-wert'
    for form in plain upper percent percent-lower quote plus json json-u html html-x base64 base64-within; do
        for pad in 100 2040; do
            for encoding in '' '&encoding=gzip'; do
                jq -cn --arg url "$SITE/echo?form=$form&pad=$pad$encoding" --arg secret "$secret" \
                    '{url: $url, method: "POST", "header.X-Api-Key": $secret, body: ("pin=" + $secret)}, {url: ($url + "&login=1"), user: "bob", pwd: $secret}'
            done
        done
    done >targets
    [ "$(wc -l <targets)" -eq 96 ]
    printf '[pmon]\ntimeout = 60\nconcurrency = 8\n' >pmon.ini
    pmon-probe - <targets >records
    [ "$(jq -s 'map(select(.response.body)) | length' records)" -eq 96 ]
    python3 - "$secret" records <<'END'
import base64, html, json, re, sys, urllib.parse
secret, records = sys.argv[1:]
def views(text):
    """The text, and all that can be read in it."""
    seen, left = set(), [text]
    while left:
        now = left.pop()
        if now in seen: continue
        seen.add(now)
        left += [urllib.parse.unquote(now), urllib.parse.unquote_plus(now), html.unescape(now)]
        left.append(re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), now).replace('\\"', '"'))
    for word in re.findall(r"[A-Za-z0-9+/_-]{8,}", text):
        for skip in range(4):
            part = word[skip:]
            part = part.replace("-", "+").replace("_", "/")
            data = base64.b64decode(part[: len(part) // 4 * 4])
            seen |= {data.decode("latin-1"), data.decode(errors="replace")}
    return [view.lower() for view in seen]
leaks = []
for line in open(records):
    record = json.loads(line)
    for text in [record["response"]["body"], *record["response"]["headers"]]:
        for view in views(text):
            for form in (secret, secret.encode().decode("latin-1")):
                # Six letters of it are a half of a secret.
                for start in range(len(form) - 5):
                    if form[start:start + 6].lower() in view:
                        leaks.append((record["url"], text[-60:], view[-60:]))
assert not leaks, leaks[:3]
END
}
