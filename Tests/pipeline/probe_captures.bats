#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-probe: values that steps capture, and hostile ones; the log of a shop and Python tell what was sent.
# shellcheck disable=SC2154 # bats sets stderr

load helpers
load probe_helpers
load step_helpers

setup() {
    common_setup
    start_shop
}

@test "what is captured is sent as it came: in addresses, headers, JSON and forms" {
    # A quote, an ampersand, a percent sign, a slash, a backslash, a question mark, a plus, an umlaut.
    value='a"b&c=d%41/e\f?g+h ä<'
    FIRST="/value?hex=$(printf %s "$value" | xxd -p | tr -d '\n')" config 'capture.v = json a.token' \
        'capture.n = json a.n' 'capture.l = json list.2.x' \
        "step.2 = $SITE/echo/{v}/{n}?q={v}&l={l}" 'step.2.header.X-Value = {v}' 'step.2.user = {l}' 'step.2.pwd = {v}' \
        "step.3 = $SITE/echo" 'step.3.header.Content-Type = application/json' 'step.3.body = {"v": "{v}", "n": {n}}' \
        "step.4 = $SITE/echo" 'step.4.body = v={v}&n={n}' \
        "step.5 = $SITE/echo" 'step.5.header.Content-Type = text/xml' 'step.5.body = <v a="{v}">{v}</v>' \
        "step.6 = $SITE/echo" 'step.6.header.Content-Type = text/plain' 'step.6.body = \{v} {v}' \
        "step.7 = $SITE/echo" 'step.7.body = {+v}' "step.8 = $SITE/echo" 'step.8.bearer = {l}'
    output=$(pmon-probe)
    [ "$(member .result)" = 'SUCCESS' ]
    python3 - "$value" <<'END'
import base64, json, sys, urllib.parse, xml.etree.ElementTree
value = sys.argv[1]
first, address, as_json, form, xml_, plain, raw, bearer = [json.loads(line) for line in open("requests")]
path, _, query = address["path"].partition("?")
assert [urllib.parse.unquote(part) for part in path.split("/")] == ["", "echo", value, "12345.60"], path
assert urllib.parse.parse_qs(query) == {"q": [value], "l": ["listed"]}, query
assert address["headers"]["x-value"].encode("latin1").decode() == value
assert base64.b64decode(address["headers"]["authorization"].split()[1]).decode() == "listed:" + value
text = lambda request: request["body"].encode("latin1").decode()
assert json.loads(text(as_json)) == {"v": value, "n": 12345.6}, text(as_json)
assert urllib.parse.parse_qs(text(form), strict_parsing=True) == {"v": [value], "n": ["12345.60"]}, text(form)
element = xml.etree.ElementTree.fromstring(text(xml_))
assert element.text == element.get("a") == value
assert text(plain) == "{v} " + value
assert text(raw) == value
assert bearer["headers"]["authorization"] == "Bearer listed"
END
}

@test "a value that cannot be sent, or that would lead elsewhere, fails the step that sends it" {
    hex() { printf %b "$1" | xxd -p | tr -d '\n'; }
    try() { # HEX KEY VALUE WORDS
        local more=("step.2 = $SITE/echo/x")
        [ "$2" != step.2 ] || more=()
        FIRST="/value?hex=$1" config 'capture.v = json a.token' "${more[@]}" "$2 = $3"
        output=$(pmon-probe)
        [[ "$(member .message)" == "step 2: $4"* ]]
        [ "$(member '[.reason, .result, (.steps | length)]')" = '["json","APPLICATION_ERROR",2]' ]
        [ "$(sent .path | wc -l)" -eq 1 ]
        : >requests
    }
    for value in 'a\r\nX-Evil: 1' 'a\nb' 'a\rb' 'a\0000b' '\0033[31m' 'a\0177'; do
        try "$(hex "$value")" step.2.header.X '{v}' 'captured v cannot be sent in header X: it holds a line end'
        try "$(hex "$value")" step.2.bearer '{v}' 'captured v cannot be sent in header Authorization'
        try "$(hex "$value")" step.2.pwd '{v}' 'captured v cannot be sent in pwd'
    done
    try "$(hex 'a:b')" step.2.user '{v}' 'captured v cannot be sent in user: it holds a line end, a control character or a colon'
    for value in .. . ../x x/../../y %2e%2E; do
        try "$(hex "$value")" step.2 "$SITE/items/{+v}" 'a captured value would lead to another folder'
    done
    try "$(hex ..)" step.2 "$SITE/items/{v}" 'a captured value would lead to another folder'
    # In an address, in JSON and in a form such a value does no harm.
    FIRST="/value?hex=$(hex 'a\r\nX-Evil: 1\0000')" config 'capture.v = json a.token' \
        "step.2 = $SITE/echo/{v}" "step.3 = $SITE/echo" 'step.3.body = {"v": "{v}"}' "step.4 = $SITE/echo" 'step.4.body = v={v}'
    [ "$(pmon-probe | jq -r .result)" = 'SUCCESS' ]
    [ "$(sent '.headers | has("x-evil")' | sort -u)" = false ]
    [ "$(sent 'select(.path | startswith("/echo/")) | .path')" = /echo/a%0D%0AX-Evil%3A%201%00 ]
    [ "$(sent 'select(.body | startswith("{")) | .body | fromjson | .v | @json')" = '"a\r\nX-Evil: 1\u0000"' ]
    [ "$(sent 'select(.body | startswith("v=")) | .body')" = v=a%0D%0AX-Evil%3A%201%00 ]
    # The server of an address is its own, whatever the value is.
    for value in @127.0.0.2/ //127.0.0.2/x http://127.0.0.2/ '\\\\127.0.0.2/' '?@127.0.0.2' '#@127.0.0.2'; do
        : >requests
        FIRST="/value?hex=$(hex "$value")" config 'capture.v = json a.token' "step.2 = $SITE/{+v}" 'step.2.expect.status = 100-999'
        [ "$(pmon-probe | jq -r .result)" = 'SUCCESS' ]
        [ "$(wc -l <requests)" -eq 2 ]
    done
}

@test "a value that is not there, empty, too long or no text fails the step that captures it" {
    try() { # FIRST CAPTURE REASON WORDS
        FIRST=$1 config "capture.v = $2" "step.2 = $SITE/echo"
        output=$(pmon-probe)
        [[ "$(member .reason) $(member .message)" == "$3 step 1: capture v: "$4 ]] || { echo "$output"; return 1; }
        [ "$(wc -l <requests)" -eq 1 ]
        : >requests
    }
    try '/value?hex=41' 'json a.tokn' json 'json a.tokn is missing'
    try '/value?hex=41' 'json a' json 'json a is an object'
    try '/value?hex=41' 'json list' json 'json list is an array'
    try '/value?hex=41' 'json list.0' json 'json list.0 is null'
    try '/value' 'json a.token' json 'json a.token is empty'
    try '/value?as=raw&hex=ff41' 'json a.token' json 'json a.token holds bytes that are no text'
    try '/value?as=raw&hex=22' 'json a.token' json 'json a.token cannot be trusted (invalid JSON at byte *)'
    try '/value?hex=41' 'header X-Token' header 'header X-Token is missing'
    try '/value?as=header&hex=41c3' 'header X-Token' header 'header X-Token holds bytes that are no text'
    try '/value?as=body&hex=41' 'body token=(*)' body 'body token=(*) is missing'
    try '/value?as=body' 'body token=[*]' body 'body token=\[*\] is empty'
    for size in 16385 65537 1048576; do
        try "/value?size=$size" 'json a.token' json 'json a.token is longer than 16 KiB'
        try "/value?as=body&size=$size" 'body token=[*]' body 'body token=\[*\] is longer than 16 KiB'
        [[ "$(member .response.body)" != *xxx* ]]
    done
    try '/value?as=header&size=20000' 'header X-Token' header 'header X-Token is longer than 16 KiB'
    # As long as it may be; of several matches the first; compressed; in another charset.
    works() { # FIRST CAPTURE VALUE
        FIRST=$1 config "capture.v = $2" "step.2 = $SITE/echo" 'step.2.header.Content-Type = text/plain' 'step.2.body = {v}'
        [ "$(pmon-probe | jq -r .message)" = OK ]
        [ "$(sent 'select(.method == "POST") | .body' | iconv -t latin1)" = "$3" ]
        : >requests
    }
    works '/value?as=body&size=16384' 'body token=[*]' "$(printf 'x%.0s' {1..16384})"
    works '/value?as=body&hex=415d20746f6b656e3d5b42' 'body token=[*]' A
    works '/value?as=json&hex=41&gzip=1' 'json a.token' A
    works '/value?as=body&hex=e4&type=text/plain;charset=latin1' 'body token=[*]' ä
    works '/value?as=body&hex=41&before=t%3D&after=%0d%0a' 'body t=*' A
    works '/value?as=header&hex=4142' 'header x-token' AB
}

@test "a body beyond max.body gives what came before, and is not shown where a value may be cut" {
    FIRST='/value?as=body&hex=53454352&more=5000' config 'capture.v = body token=[*]' "step.2 = $SITE/echo/{v}"
    sed -i 's/^timeout.*/&\nmax.body = 1000/' pmon.ini
    output=$(pmon-probe)
    [ "$(member .result)" = 'SUCCESS' ]
    FIRST='/value?as=body&hex=53454352&size=0&before=token%3D%5BSECRET-VALUE' config 'capture.v = body token=[*]!' "step.2 = $SITE/echo/{v}"
    sed -i 's/^timeout.*/&\nmax.body = 18/' pmon.ini
    output=$(pmon-probe)
    [ "$(member .message)" = 'step 1: capture v: body token=[*]! is missing (the body was cut)' ]
    [[ "$(jq -c 'del(.url, .steps[].url)' <<<"$output")" != *SECRET* ]]
}

@test "captured values are secrets wherever they come back" {
    secret='s3cr+t/v&lue"x'
    hex=$(printf %s "$secret" | xxd -p)
    forms=$(python3 - "$secret" <<'END'
import base64, html, json, sys, urllib.parse
value = sys.argv[1]
for form in (value, urllib.parse.quote(value), urllib.parse.quote(value, safe=""), json.dumps(value)[1:-1], html.escape(value),
             base64.b64encode(value.encode()).decode(), value.encode().hex(), "".join(f"&#x{ord(letter):x};" for letter in value)):
    print(form)
END
)
    # hidden FILE...: none of the forms stands there.
    hidden() {
        local file
        for file in "$@"; do
            # The address that the server takes the value from is no reply.
            sed "s/hex=$hex//g" "$file" >looked.at
            [ -s looked.at ]
            if grep -F -- "$forms" looked.at; then return 1; fi
        done
    }
    FIRST="/value?as=body&hex=$hex" config 'capture.v = body token=[*]' "step.2 = $SITE/echo/{v}?status=500&q={v}" \
        'step.2.header.X-V = {v}' 'step.2.body = v={v}' 'step.2.expect.body = never' 'step.2.expect.header.X-Echo = never'
    sed -i 's/^timeout.*/&\nlog.file = pmon.log\nlog.level = DEBUG\nkeep.response = always/' pmon.ini
    pmon-probe --explain >record 2>explained
    [ "$(jq -c '[.status, (.response | has("body"))]' record)" = '[500,true]' ]
    grep -q 'POST /echo/\*\*\*?status=500&q=\*\*\*' <(jq -r .response.body record)
    hidden record explained pmon.log
    [ "$(jq -r '.steps[1].url' record)" = "$SITE/echo/{v}?status=500&q={v}" ]
    # In the reply that it is taken from, in a redirect to it, and in one that fails for another reason.
    FIRST="/value?as=body&hex=$hex" config 'capture.v = body token=[*]' 'expect.status = 204'
    sed -i 's/^timeout.*/&\nlog.file = pmon.log\nlog.level = DEBUG/' pmon.ini
    pmon-probe --explain >record 2>explained
    [ "$(jq -r .response.body record)" = 'token=[***]' ]
    hidden record explained pmon.log
    FIRST="/away?to=$(python3 -c 'import sys,urllib.parse; print(urllib.parse.quote("/value?as=body&v=" + urllib.parse.quote(sys.argv[1], safe="") + "&hex=" + sys.argv[2]))' "$secret" "$hex")" \
        config 'capture.v = body token=[*]' "step.2 = $SITE/cart" 'step.2.expect.status = 204'
    pmon-probe --explain >record 2>explained
    [[ "$(jq -r .message record)" == 'step 2: status 401'* ]]
    grep -q 'redirects .*&v=\*\*\*&hex' explained
    hidden <(grep -v 'away?to' explained) <(jq 'del(.url, .steps[0].url)' record)
    # Where the page, the mail and the store have it from.
    pmon-store --data d.json --latest l.json <record
    hidden <(jq '.[] | del(.url, .steps)' l.json)
}

@test "what should have been captured, and what opens a session, is hidden too" {
    FIRST=/login config 'capture.v = json wrong.path' 'expect.status = 200' "step.2 = $SITE/cart"
    FIRST='/value?hex=414243&as=text&before=%7B%22access_token%22%3A%22s3cr3t-t0k3n%22%2C%22more%22%3A%22&after=%22%7D' \
        config 'capture.v = json acess_token' 'expect.body = nothing' "step.2 = $SITE/cart"
    pmon-probe --explain >record 2>explained
    jq -r .message record | grep 'body "{\"access_token\":\"\*\*\*\",\"more\"'
    [ "$(jq -r .response.body record)" = '{"access_token":"***","more":"ABC"}' ]
    [ "$(jq 'del(.url, .steps[].url)' record | grep -c s3cr3t)" -eq 0 ]
    [ "$(grep -v 'value?hex' explained | grep -c s3cr3t)" -eq 0 ]
    FIRST=/login config 'capture.v = body value="*"' "step.2 = $SITE/echo" 'step.2.expect.status = 204'
    output=$(pmon-probe)
    sid=$(sent '.headers.cookie // empty | sub("sid="; "")')
    [ "${#sid}" -eq 32 ]
    [[ "$(member .response.body)" == *'sid as the page shows it: ***'* && "$output" != *"$sid"* ]]
}
