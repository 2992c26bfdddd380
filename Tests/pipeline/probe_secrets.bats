#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# A secret that comes back from a server is shown nowhere, in whichever form it comes.
# shellcheck disable=SC2154 # bats sets stderr

load helpers
load probe_helpers

setup() { replies_setup; }

# Prints the forms in which the secret $1 of the user $2 can come back, one a line.
forms() {
    python3 - "$1" "$2" <<'END'
import base64, html, json, sys, urllib.parse
secret, user = sys.argv[1:]
raw = secret.encode()
forms = [secret, secret.upper(), secret.lower(), secret.swapcase(), urllib.parse.quote(secret, safe=""), urllib.parse.quote_plus(secret),
         "".join("%%%02x" % b for b in raw), "".join("%%%02X" % b for b in raw), urllib.parse.quote(urllib.parse.quote(secret, safe=""), safe=""),
         json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1], "".join("\\u%04x" % ord(c) for c in secret),
         html.escape(secret), "".join("&#%d;" % ord(c) for c in secret), "".join("&#x%X;" % ord(c) for c in secret), html.escape(html.escape(secret)),
         html.escape(secret).replace(";", ""), "".join("&#%d" % ord(c) for c in secret),
         urllib.parse.quote(html.escape(json.dumps(secret)[1:-1]), safe="")]
forms += [raw.hex(), raw.hex().upper(), raw.hex(" "), raw.hex(":"), "".join("\\%03o" % b for b in raw), "".join("\\u{%x}" % ord(c) for c in secret),
          "".join("%%u%04x" % ord(c) for c in secret)]
for text in [secret, f"{user}:{secret}", f"x{secret}y", f"12{secret}34", f"abc{secret}def"]:
    forms.append(base64.b64encode(text.encode()).decode())
    forms.append(base64.urlsafe_b64encode(text.encode()).decode().rstrip("="))
lines = base64.b64encode(f"see {secret} there".encode()).decode()
whole = base64.b64encode(json.dumps({"a": {"token": secret}, "b": "\u00e4\\"}).encode()).decode()
forms += [base64.b64encode(form.encode()).decode() for form in (json.dumps({"k": secret, "n": "\n"}), html.escape(secret), whole)]
forms += [" ".join(lines[i:i + 8] for i in range(0, len(lines), 8)), "\\n".join(whole[i:i + 20] for i in range(0, len(whole), 20))]
print("\n".join(dict.fromkeys(forms)))
END
}

# Fails if a form of the secret $1 (user $2) stands in the file $3.
expect_nothing_of() {
    forms "$1" "$2" >wanted
    # Within longer base64 only the letters that depend on the secret alone can be looked for.
    if grep -qiFf wanted "$3"; then
        grep -iFf wanted "$3" | head -5
        false
    fi
}

@test "a secret in any form is masked in message, failed, location, explanation, log and errors" {
    local secret='S3cr&t"Wört/p+q <%41>' number=0 form
    forms "$secret" bob >all
    : >in
    while IFS= read -r form; do
        number=$((number + 1))
        printf 'HTTP/1.1 200 OK\r\nContent-Length: %d\r\nX-Echo: a %s b\r\nConnection: close\r\n\r\n-- %s --' \
            $((6 + $(printf %s "$form" | wc -c))) "$form" "$form" >"replies/echo$number"
        printf 'HTTP/1.1 302 Moved\r\nContent-Length: 0\r\nLocation: /echo%d?q=%s\r\n\r\n' "$number" "${form// /%20}" >"replies/go$number"
        printf 'HTTP/1.1 302 Moved\r\nContent-Length: 0\r\nLocation: gopher://%s/\r\n\r\n' "${form// /%20}" >"replies/bad$number"
        printf 'HTTP/1.1 200 %s\r\nContent-Length: nonsense %s\r\n\r\n' "$form" "$form" >"replies/odd$number"
        for kind in echo go bad odd; do
            jq -cn --arg url "$SERVER/$kind$number" --arg pwd "$secret" \
                '{url: $url, user: "bob", pwd: $pwd, "expect.header.X-Echo": "nowhere", "expect.body": "nowhere", "expect.json.a": "1"}' >>in
        done
    done <all
    printf '[pmon]\nlog.file = log\nlog.level = DEBUG\n' >pmon.ini
    pmon-probe --explain - <in >out 2>err
    [ "$(wc -l <out)" -eq "$(wc -l <in)" ]
    grep -q '\*\*\*' out
    [ "$(jq -r 'select(.url | contains("/go")) | .location | contains("***")' out | sort -u)" = true ]
    jq -r '.. | strings' out | cat - out err log >seen
    expect_nothing_of "$secret" bob seen
}

@test "no part of a secret moves into what is shown where a server repeats it" {
    local secret=Zq7-unlikely-secret-0123456789 count
    for count in 3 12 20 29 31 45 60 200; do
        python3 - "$secret" "$count" <<'END' >replies/r
import sys
body = (sys.argv[1] * int(sys.argv[2])).encode()
sys.stdout.buffer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nX-Echo: %s\r\n\r\n" % (len(body), body[:8000]) + body)
END
        printf '[urls]\nurl.a = %s/r\n[checks]\nurl.a.bearer = %s\nurl.a.expect.body = welcome\nurl.a.expect.header.x-echo = hello\n' "$SERVER" "$secret" >pmon.ini
        chmod 600 pmon.ini
        pmon-probe >record 2>&1
        grep -q '"failed":' record
        # Any eight letters of it in a row.
        local start
        for start in 0 3 6 9 12 15 18 21; do
            run ! grep -qF -- "${secret:start:8}" record
        done
    done
}

@test "each cookie by itself, tokens, decoded logins and values of the body are secrets" {
    cat >pmon.ini <<END
[urls]
url.a = $SERVER/all
[checks]
url.a.header.Cookie = theme=c0ok1e-one; sid="c0ok1e-two"
url.a.header.Authorization = Basic $(printf 'ann:b4sic-word' | base64)
url.a.header.X-Api-Key = id=k3y-number-one
url.a.body = {"user": "ann", "password": "b0dy\"word", "n": 1}
url.a.expect.body = nowhere
url.a.expect.header.X-E = ^c0ok1e-two$
url.a.expect.json.a = nothing
END
    # shellcheck disable=SC2016 # the inner shell expands
    all='c0ok1e-one C0OK1E-TWO b4sic-word k3y-number-one b0dy"word b0dy\"word %62%30dy%22word YW5uOmI0c2ljLXdvcmQ='
    printf 'HTTP/1.1 200 OK\r\nX-E: %s\r\nConnection: close\r\n\r\n{"a": "%s"}' "$all" "${all//\"/\\u0022}" >replies/all
    pmon-probe >out
    jq -r '.failed[]' out >seen
    [ "$(wc -l <seen)" -eq 3 ]
    for word in c0ok1e b4sic k3y-number 'b0dy' '62%30' YW5uOmI; do
        if grep -i "$word" seen; then false; fi
    done
}

@test "--list leaves out bodies with secrets, and - takes them from the configuration" {
    export PMON_TEST_BODY='canary-of-the-environment'
    cat >pmon.ini <<END
[urls]
url.a = $SERVER/a
url.b = $SERVER/b
url.c = $SERVER/c
url.d = $SERVER/d
url.e = $SERVER/e
url.f = $SERVER/f
[checks]
url.a.body = env:PMON_TEST_BODY
url.b.body = user=x&api_token=canary-b
url.c.body = <login><password>canary-c</password></login>
url.d.body = {"query": "plain"}
url.e.body = login=a&pin=canary-e
url.f.body = {"name": "x", "userPW": "canary-f"}
END
    for name in a b c d e f; do printf 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n' >"replies/$name"; done
    pmon-probe --list >list
    if grep canary list; then false; fi
    [ "$(jq -r '.body // "-"' list | xargs -d '\n')" = '- - - {"query": "plain"} - -' ]
    # The server reads no bodies, but the length of each tells which one it was.
    pmon-probe - <list >out
    [ "$(grep -ai '^content-length' replies/[abcdef].request | tr -d '\r' | sed 's/.* //' | xargs)" = "25 25 44 18 20 35" ]
    pmon-probe --check-config >check 2>&1
    if grep canary check; then false; fi
}

@test "a secret in the names of a certificate is masked" {
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj '/O=of c4nary-word/CN=C4NARY-WORD' \
        -addext 'subjectAltName=IP:127.0.0.1' -keyout own.key -out own.pem 2>/dev/null
    start_faults own named
    printf '{"url":"%s/ok","bearer":"c4nary-word","ca":"%s/own.pem"}\n' "$FAULTS" "$PWD" >in
    pmon-probe --explain - <in >out 2>err
    [ "$(jq -r .result out)" = SUCCESS ]
    [ "$(jq -r .certificate.subject out)" = 'O = of ***, CN = ***' ]
    if grep -i c4nary out err; then false; fi
}
