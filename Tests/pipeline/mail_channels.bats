#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# shellcheck disable=SC2154 # run sets stderr
# Channels: what is news, judged by a model in another language; receipts, commands that fail, and real receivers.

bats_require_minimum_version 1.5.0

load helpers
load mail_helpers

setup() { common_setup; }

teardown() { common_teardown; }

# The events on stdin as the model writes them.
projected() {
    jq -c 'def name: .target + (if .place then "@" + .place else "" end);
        [.at, ([.down[] | [name, (.needs // null)]] | sort), ([.fresh[] | name] | sort),
         ([.recovered[] | [name, .downtime]] | sort), ([.warnings[] | select(.fresh) | name] | sort),
         ([.ended[] | [name, .kinds]] | sort), ([.maintenance[] | [name, .window]] | sort)]'
}

# Compares two files of JSON lines, whose numbers may be spelled differently.
same_json() {
    "$PYTHON" - "$1" "$2" <<'END'
import json, sys
one, two = ([json.loads(line) for line in open(name)] for name in sys.argv[1:])
for number, (left, right) in enumerate(zip(one, two)):
    if left != right:
        sys.exit(f"event {number} differs:\n{left}\n{right}")
if len(one) != len(two):
    sys.exit(f"{len(one)} and {len(two)} events")
END
}

# One failing address in a latest file, and a channel for each line of arguments.
configure() {
    printf '[pmon]\nid = vm\nlatest.file = current.json\n[urls]\nurl.1 = http://localhost/a\n[tell]\n' >pmon.ini
    printf '%s\n' "$@" >>pmon.ini
    latest EXCEPTION_ERROR 1
}

@test "what is news is what a model says, over rules of all kinds" {
    local seed events=0
    for seed in 1 2 3 4 5 6 7 8; do
        rm -f scan.*
        "$PYTHON" "$MAIL_TOOLS/news.py" "$seed" 400
        printf '[tell]\nops.command = true\n' >>pmon.ini
        cat scan.* | pmon-mail --replay --events >events
        projected <events >found.ndjson
        same_json found.ndjson expected.ndjson
        events=$((events + $(wc -l <events)))
        [ "$("$PYTHON" "$MAIL_TOOLS/schema.py" "$PROJECT/docs/event.schema.json" <events)" -eq "$(wc -l <events)" ]
    done
    [ "$events" -gt 300 ]
}

@test "live runs tell what a replay says, to each channel" {
    "$PYTHON" "$MAIL_TOOLS/news.py" 21 70
    cat >>pmon.ini <<'END'
[tell]
ops.command = cat >>ops.ndjson
part.command = cat >>part.ndjson
part.only = c, http://shared/
part.on = failure
END
    touch ops.ndjson part.ndjson
    local scan
    for scan in scan.*; do
        pmon-store --data pmon.json --latest current.json <"$scan"
        pmon-mail
    done
    cat scan.* | pmon-mail --replay --events >events
    [ "$(wc -l <ops.ndjson)" -gt 10 ]
    [ "$(wc -l <part.ndjson)" -gt 10 ]
    # Live runs know of the records what the latest file keeps of them; all else is the same, to the byte.
    for channel in ops part; do
        jq -c --arg channel "$channel" 'select(.channel == $channel)' events >replayed
        jq -c . "$channel.ndjson" | cmp - replayed
    done
    [ "$(jq -r '.down[].target' part.ndjson | sort -u | tr '\n' ' ')" = "url.a url.b url.c " ]
}

@test "a channel that was not told is told by the next run, the others only once" {
    configure 'good.command = cat >>good' 'bad.command = echo no such room >&2; exit 3' 'gone.command = nosuchtool'
    run -75 --separate-stderr pmon-mail
    [[ "$stderr" == *"cannot tell bad: the command ended with status 3"* ]]
    [[ "$stderr" == *"bad: no such room"* ]]
    [[ "$stderr" == *"cannot tell gone: the command ended with status 127"* ]]
    sed -i 's/^bad.command.*/bad.command = cat >>bad/' pmon.ini
    run -75 pmon-mail
    [ "$(wc -l <good)" -eq 1 ]
    [ "$(wc -l <bad)" -eq 1 ]
    sed -i '/^gone/d' pmon.ini
    pmon-mail
    [ "$(wc -l <bad)" -eq 1 ]
    latest SUCCESS 3 3 1 EXCEPTION_ERROR
    pmon-mail
    [ "$(jq -r '.recovered[].downtime' good | tail -n 1)" = 120 ]
    [ "$(wc -l <bad)" -eq 2 ]
}

@test "a command that hangs delays no other one and no mail, and is ended" {
    make_certificates "$BATS_FILE_TMPDIR"
    start_receiver
    configure_mail 'on = change' 'tls = none'
    latest EXCEPTION_ERROR 1
    cat >>pmon.ini <<'END'
[tell]
slow.command = until [ -e go ]; do sleep 0.05; done; cat >slow
slow.timeout = 100s
quick.command = cat >quick
END
    # The others are told while it hangs.
    pmon-mail 2>words 3>&- &
    keep $!
    wait_until 30 test -s quick || { cat words; false; }
    has_mail() { [ "$(mails)" -eq 1 ]; }
    wait_until 30 has_mail || { cat words; false; }
    kill -0 "$LAST_PID"
    touch go
    wait "$LAST_PID"
    [ -s slow ]
    sed -i 's/^slow.command.*/slow.command = echo $$ >slow.pid; sleep 1000/; s/^slow.timeout.*/slow.timeout = 3s/' pmon.ini
    rm current.json.told
    run -75 pmon-mail
    [[ "$output" == *'cannot tell slow: the command took longer than 3s'* ]]
    run ! kill -0 "$(cat slow.pid)"
    [ "$(mails)" -eq 2 ]
}

@test "what becomes of the mail does not keep a channel's receipt from being noted" {
    configure 'slow.command = sleep 1; cat >>slow' '[email]' 'server = 127.0.0.1' 'port = 1' 'tls = none' 'from = a@example.org' 'to = b@example.org' 'on = change'
    run -69 pmon-mail
    [ "$(wc -l <slow)" -eq 1 ]
    run -69 pmon-mail
    [ "$(wc -l <slow)" -eq 1 ]
    rm -f slow current.json.told
    run -69 pmon-mail --test
    [ "$(jq -r .kind slow)" = test ]
}

@test "after a kill in the middle, what was told is not told again, and what was not is" {
    local at
    for at in 1 2 3; do
        rm -f current.json.told
        # A command goes on after the kill, beyond its turn.
        mkdir "$at"
        configure "a.command = cat >>$at/a" "b.command = sleep 2; cat >>$at/b"
        pmon-mail 2>/dev/null 3>&- &
        keep $!
        wait_until 30 test -s "$at/a"
        [ "$at" -eq 1 ] || wait_until 30 grep -q tell:a current.json.told
        [ "$at" -lt 3 ] || wait_until 30 test -s "$at/b"
        kill -9 "$LAST_PID" || true
        wait "$LAST_PID" || true
        pmon-mail
        pmon-mail
        # Between the receipt and the file that remembers it a kill may repeat an event, never lose it.
        [ "$(wc -l <"$at/a")" -le 2 ]
        [ "$at" -eq 1 ] || [ "$(wc -l <"$at/a")" -eq 1 ]
        [ "$(wc -l <"$at/b")" -ge 1 ]
        [ "$(wc -l <"$at/b")" -le 2 ]
    done
}

@test "events are in nobody's arguments, and a command in nobody's messages" {
    configure "ops.command = tr '\\\\0' ' ' </proc/\$\$/cmdline >args; cat >event; curl -s -H 'X-Token: geheim' http://127.0.0.1:1/ >&2; exit 9"
    echo 'log.file = pmon.log' | sed -i '/^id/r /dev/stdin' pmon.ini
    run -75 pmon-mail
    [[ "$output" != *geheim* ]]
    run ! grep -q geheim pmon.log current.json.told
    run ! grep -q localhost/a args
    grep -q localhost/a event
    [[ "$(pmon-mail --show ops.command)" == '***'$'\t'* ]]
}

@test "--events shows what is due and marks nothing, --test tells and marks nothing" {
    configure 'ops.command = cat >>ops' 'other.command = cat >>other'
    [ "$(pmon-mail --events | jq -r '[.channel, .kind, .fresh[0].target // .fresh[0].url] | @tsv' | tr '\t\n' ' ;')" = \
        "ops change http://localhost/a;other change http://localhost/a;" ]
    [ ! -e current.json.told ]
    [ "$(pmon-mail --test ops)" = "told ops" ]
    [ "$(jq -r '[.kind, .subject, .counts.down] | @tsv' ops)" = $'test\t[test] pmon vm\t0' ]
    [ ! -e other ] && [ ! -e current.json.told ]
    run -64 pmon-mail --test nosuch
    [[ "$output" == *"no channel 'nosuch', expected one of ops, other"* ]]
    run -64 pmon-mail ops
    [ "$("$PYTHON" "$MAIL_TOOLS/schema.py" "$PROJECT/docs/event.schema.json" <ops)" -eq 1 ]
}

@test "a wrong mail setting or rule keeps no channel from being told" {
    configure 'ops.command = cat >>ops' 'ops.timeout = soon' '[email]' 'server = x' 'port = none' '[checks]' 'url.1.after = often'
    run -78 --separate-stderr pmon-mail
    [[ "$stderr" == *"pmon.ini:"*"ops.timeout: expected a duration"* ]]
    [[ "$stderr" == *"url.1.after: expected a number of runs"* ]]
    [[ "$stderr" == *"port: expected a number from 1 to 65535"* ]]
    [ "$(wc -l <ops)" -eq 1 ]
    run -78 pmon-mail --check-config
    [ "$(grep -c 'pmon.ini:' <<<"$output")" -ge 3 ]
}

@test "what failed only with what it needs is neither reported as down nor as recovered, from run to run" {
    printf '[pmon]\nid = vm\nlatest.file = current.json\n[urls]\nurl.gw = http://gw/\nurl.shop = http://shop/\n[checks]\nurl.shop.needs = gw\n[tell]\nops.command = cat >>ops\n' >pmon.ini
    scan() {
        local minute=$1 target letter
        for target in gw shop; do
            letter=${2:0:1}
            set -- "$1" "${2:1}"
            jq -nc --argjson at "$((1795350000 + 60 * minute))" --arg target "$target" --arg letter "$letter" '
                {url: "http://\($target)/", time: ($at | strflocaltime("%Y-%m-%d %H:%M:%S.000000")), at: $at, run: ($at * 1000), of: 2,
                 target: "url.\($target)", message: "x", result: (if $letter == "F" then "EXCEPTION_ERROR" else "SUCCESS" end)}'
        done | pmon-store --data pmon.json --latest current.json
        pmon-mail
    }
    scan 0 SS
    scan 1 FS
    scan 2 FF
    scan 3 FF
    scan 4 SS
    [ "$(jq -c '[[.fresh[].target], [.recovered[].target]]' ops | tr '\n' ' ')" = '[["url.gw"],[]] [[],["url.gw"]] ' ]
    scan 5 FF
    scan 6 SF
    scan 7 SS
    [ "$(jq -c '[[.fresh[].target], [.recovered[].target]]' ops | tail -n 3 | tr '\n' ' ')" = \
        '[["url.gw"],[]] [["url.shop"],["url.gw"]] [[],["url.shop"]] ' ]
}

@test "what is down stays so until it was well for long enough, and says how long that was" {
    configure 'ops.command = cat >>ops' '[checks]' 'url.1.recover = 3'
    pmon-mail
    latest SUCCESS 2 2 1 EXCEPTION_ERROR
    jq -c '."http://localhost/b" = (."http://localhost/a" + {result: "EXCEPTION_ERROR", message: "refused"})' current.json >both
    mv both current.json
    pmon-mail
    [ "$(tail -n 1 ops | jq -c '[.counts.down, .counts.recovered, (.down[] | select(.url == "http://localhost/a").message)]')" = \
        '[2,0,"well for 1 of 3 runs"]' ]
}

@test "a thousand failures are one event a channel, its text below 100 KB" {
    printf '[pmon]\nid = vm\nlatest.file = current.json\n[tell]\nops.command = cat >>ops\n' >pmon.ini
    seq 1000 | jq -c '{url: "http://host-\(. % 40).example.org/\(.)", time: "2026-11-22 10:00:00.000000",
        result: "EXCEPTION_ERROR", reason: "timeout", message: "no answer within 10 s", at: (1795350000 + . / 1000),
        run: 1795350000000, of: 1000}' | pmon-store --data pmon.json --latest current.json
    pmon-mail
    [ "$(wc -l <ops)" -eq 1 ]
    [ "$(jq '.text | utf8bytelength' ops)" -lt 100000 ]
    [ "$(jq -c '[.counts.down, (.down | length), (.fresh | length)]' ops)" = "[1000,1000,1000]" ]
    # Each machine has one entry with all its failures.
    [ "$(jq -r .text ops | grep -Ec '^  ✖ host-[0-9]+.example.org/[0-9]+ and 24 more')" -eq 40 ]
}

@test "only selects a record without a target by the key, name and group of its address" {
    local only expected
    while IFS='|' read -r only expected; do
        rm -f ops current.json.told
        configure 'ops.command = cat >>ops' "ops.only = $only" '[checks]' 'url.1.name = The shop' 'url.1.group = Sales'
        sed -i 's|^url.1 = .*|&\nurl.2 = http://localhost/other|' pmon.ini
        touch ops
        pmon-mail
        [ "$(wc -l <ops)" -eq "$expected" ] || { echo "$only" >&2; return 1; }
    done <<'END'
url.1|1
"The shop"|1
group:Sales|1
http://localhost/?|1
url.2|0
group:Other|0
END
}

@test "a real receiver: apprise hands the event to a service on this machine" {
    cat >receiver.py <<'END'
import http.server, sys
class Receiver(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        open("received", "ab").write(self.rfile.read(int(self.headers["Content-Length"])) + b"\n")
        self.send_response(200)
        self.end_headers()
server = http.server.HTTPServer(("127.0.0.1", 0), Receiver)
open("port", "w").write(str(server.server_port))
server.serve_forever()
END
    start "$PYTHON" receiver.py 2>receiver.log
    wait_until 30 test -s port
    echo "json://127.0.0.1:$(cat port)/" >apprise.conf
    configure "ops.command = jq -r '\"\\(.subject)\\n\\n\\(.text)\"' | apprise --config apprise.conf" 'ops.timeout = 60s'
    pmon-mail
    [[ "$(jq -r .message received)" == "[1 down of 1: localhost/a] pmon vm"* ]]
    [[ "$(jq -r .message received)" == *"no answer within 10 s"* ]]
}
