#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# The way into PostgreSQL: every record once, and the questions of the page answered alike.
# shellcheck disable=SC2030,SC2031,SC2154 # each test is a subshell; `run --separate-stderr` sets stderr

load helpers
load postgresql_helpers

setup() { schema_setup; }

# A day of checks every ten minutes from 2026-11-22 00:00 UTC: a.example.org fails from 06:00 to 07:00 and from 23:50 on,
# was not observed from 12:00 to 18:00; b.example.org is always well.
write_day() {
    python3 - <<'END'
import json
midnight = 1795305600
for tick in range(144):
    for name in "ab":
        at = midnight + 600 * tick + (0.25 if name == "b" else 0)
        if name == "a" and 72 <= tick < 108:
            continue
        bad = name == "a" and (36 <= tick < 42 or tick == 143)
        print(json.dumps({
            "url": f"http://{name}.example.org/", "time": "2026-11-22 00:00:00.000000",
            "result": "APPLICATION_ERROR" if bad else "SUCCESS", "message": 503 if bad else "OK",
            "at": at, "run": int(at * 1000) // 1000 * 1000, "of": 2, "target": "url." + name,
            "timing": {"total": 100.5 if name == "a" else 10 + tick}}))
END
}

@test "the history arrives whole, and only once however often it is imported" {
    write_day >records
    pmon-store --data day.json <records
    [ "$(jq -c . records | wc -l)" -eq 252 ]
    run --separate-stderr import <records
    [ "$status" -eq 0 ]
    [ "$output" = 252 ]
    [ "$stderr" = "" ]
    [ "$(import <records)" = 0 ]
    [ "$(ask 'select count(*), count(distinct url) from pmon.records')" = '252|2' ]
    ask 'select record from pmon.records' | jq -cS . | sort >stored
    jq -cS . records | sort | diff - stored
}

@test "two imports of the same records at once store each once" {
    write_day >records
    import <records >first &
    import <records >second
    wait $!
    [ "$(($(cat first) + $(cat second)))" -eq 252 ]
    [ "$(ask 'select count(*) from pmon.records')" = 252 ]
}

@test "records of the older pmon, NUL and quotes in texts" {
    cat >records <<'END'
{"url":"http://old.example.org/","time":"2026-11-22 17:23:51.179231","result":"APPLICATION_ERROR","message":404}
{"url":"http://old.example.org/","time":"2026-11-22 17:23:51.179231","result":"APPLICATION_ERROR","message":404}
{"url":"http://new.example.org/","time":"2026-11-22 17:23:51.5","result":"SUCCESS","message":"a\u0000b \\u0000 \"'$1, \\.","at":1795368231.5,"run":1,"x":1e5}

END
    [ "$(import <records)" = 2 ]
    [ "$(ask "select at from pmon.records where url ~ 'old'")" = '2026-11-22 17:23:51.179231+00' ]
    [ "$(ask "select message from pmon.records where url ~ 'new'")" = $'a\ufffdb \\u0000 "\'$1, \\.' ]
}

@test "what the store accepts the import accepts" {
    python3 - >records <<'END'
import json
usual = {"url": "http://a/", "time": "2026-11-22 17:23:51.5", "result": "SUCCESS", "message": "OK"}
number = 0
def put(**more):
    global number
    number += 1
    print(json.dumps({**usual, "url": f"http://{number}/", **more}))
put(url="http://long/" + "x" * 20000)
put(url="http://long/" + "x" * 20000 + "y")
put(url="ö" * 3000, target="t" * 5000, place="p" * 5000, run=1)
put(time="yesterday")
put(time="2026-02-30 25:61:61")
put(time="2026-11-22T17:23:51.5")
for odd in ("x", 1.5, -1.5, True, None, [], {}, [1, {"a": 2}], {"total": "fast"}):
    for key in ("run", "of", "status", "at", "timing", "target", "place", "reason", "certificate"):
        put(**{key: odd})
put(timing={"total": None})
put(message=404)
put(message="\u0000\u0001")
put(**{"deep": [[[[[[1e300, -1e-300, 12345678901234567890]]]]]]})
END
    pmon-store --data odd.json <records || [ $? -eq 65 ]
    pmon-store export --data odd.json >taken
    [ "$(wc -l <taken)" -gt 60 ]
    run --separate-stderr import <taken
    [ "$status" -eq 0 ] || { echo "$stderr"; false; }
    [ "$output" -eq "$(wc -l <taken)" ]
    [ "$(import <taken)" = 0 ]
    [ "$(ask 'select count(*) from pmon.current')" = "$(jq -r .url taken | sort -u | wc -l)" ]
    ask "select * from pmon.uptime('2026-01-01')" >/dev/null
    ask "select * from pmon.incidents()" >/dev/null
    ask "select * from pmon.slowest()" >/dev/null
}

@test "local times are read in the zone of the monitor, not of the database" {
    echo '{"url":"http://old/","time":"2026-07-22 17:23:51.179231","result":"SUCCESS","message":"OK"}' >records
    [ "$(TZ=Europe/Berlin import <records)" = 1 ]
    [ "$(ask "select at from pmon.records where url = 'http://old/'")" = '2026-07-22 15:23:51.179231+00' ]
    ask 'delete from pmon.records'
    [ "$(TZ=:America/New_York import <records)" = 1 ]
    [ "$(ask "select extract(epoch from at)::bigint from pmon.records")" = "$(TZ=America/New_York date -d '2026-07-22 17:23:51' +%s)" ]
    ask 'delete from pmon.records'
    [ "$(TZ=Europe/Berlin psql -qAtX -v zone=Asia/Tokyo -f "$SQL/import.sql" <records)" = 1 ]
    [ "$(ask "select at from pmon.records")" = '2026-07-22 08:23:51.179231+00' ]
}

@test "a line that is no record: nothing is taken, and the status says so" {
    { write_day | head -n 3; echo '{"url":'; } >records
    run --separate-stderr import <records
    [ "$status" -eq 3 ]
    [[ "$stderr" == *"invalid input syntax for type json"* ]]
    echo '{"url":"u","time":"2026-11-22 17:23:51","result":"GOOD","message":"OK"}' >records
    run --separate-stderr import <records
    [ "$status" -eq 3 ]
    [ "$(ask 'select count(*) from pmon.records')" = 0 ]
}

@test "current state: the newest record of each address" {
    write_day | sort -R >records
    import <records
    [ "$(ask 'select url, result, message from pmon.current order by url')" = 'http://a.example.org/|APPLICATION_ERROR|503
http://b.example.org/|SUCCESS|OK' ]
}

@test "uptime is by time, and time without checks is no data" {
    write_day >records
    import <records
    # Of 24 h a.example.org is observed for 18 h and the 15 minutes by which the last check before the gap
    # reaches into it (2.5 times ten minutes, less ten), and fails for 70 min of them.
    observed=$((18 * 60 + 15))
    expected=$(awk -v seen=$observed 'BEGIN { printf "%.2f|%.2f", 100 * (seen - 70) / seen, 100 * seen / 1440 }')
    [ "$(ask "select up, observed from pmon.uptime('2026-11-22', '2026-11-23') where url ~ 'a.ex'")" = "$expected" ]
    [ "$(ask "select up from pmon.uptime('2026-11-22', '2026-11-23') where url ~ 'b.ex'")" = 100.00 ]
    # The state at the window's begin is that of the check before it.
    [ "$(ask "select up from pmon.uptime('2026-11-22 06:55', '2026-11-22 07:05') where url ~ 'a.ex'")" = 50.00 ]
}

@test "incidents: from the first failed check to the next good one, open ones too" {
    write_day >records
    import <records
    [ "$(ask 'select url, began, ended, checks, message from pmon.incidents()')" = 'http://a.example.org/|2026-11-22 23:50:00+00||1|503
http://a.example.org/|2026-11-22 06:00:00+00|2026-11-22 07:00:00+00|6|503' ]
    [ "$(ask "select began from pmon.incidents('2026-11-22 12:00')")" = '2026-11-22 23:50:00+00' ]
}

@test "uptime and incidents are those of the page" {
    # The last fifteen hours, with a gap of three and an hour of failures.
    python3 - >records <<'END'
import json, time
last = int(time.time()) - 30
for tick in range(91):
    if 40 <= tick < 58:
        continue
    at = last - 600 * (90 - tick)
    bad = 20 <= tick < 26
    print(json.dumps({
        "url": "http://a.example.org/", "time": time.strftime("%Y-%m-%d %H:%M:%S.000000", time.localtime(at)),
        "at": at, "run": at * 1000, "result": "APPLICATION_ERROR" if bad else "SUCCESS", "message": 503 if bad else "OK"}))
END
    import <records
    port=$(free_port)
    printf '[pmon]\nhttp.port = %s\n[urls]\nurl.a = http://a.example.org/\n' "$port" >pmon.ini
    pmon-store <records
    start pmon-serve
    wait_for_port "$port"
    page=$(curl -s "http://127.0.0.1:$port/api/v1/monitors" | jq '.monitors[0].uptime | (.up, .coverage) | . * 100')
    ours=$(ask "select up, observed from pmon.uptime(now() - interval '30 days')" | tr '|' '\n')
    echo "page: $page, PostgreSQL: $ours"
    paste <(echo "$page") <(echo "$ours") | awk '{ d = $1 - $2; if (d < -0.02 || d > 0.02) exit 1 } END { if (NR != 2) exit 1 }'
    [ "$(curl -s "http://127.0.0.1:$port/api/v1/incidents" | jq -r '.incidents[] | [.start, .end, .checks] | @tsv' |
        while read -r start end checks; do echo "$(date -d "$start" +%s)|$(date -d "$end" +%s)|$checks"; done)" = \
        "$(ask 'select extract(epoch from began)::bigint, extract(epoch from ended)::bigint, checks from pmon.incidents()')" ]
}

@test "the slowest addresses come first" {
    write_day >records
    import <records
    [ "$(ask 'select url, median, worst, checks from pmon.slowest()')" = 'http://b.example.org/|81.5|153|144
http://a.example.org/|100.5|100.5|108' ]
}

@test "the state of many addresses is found by index, not by reading the history" {
    write_day >records
    import <records
    ask "insert into pmon.records (url, run, at, result, message, record)
         select 'http://' || n % 10 || '.example.org/', n, to_timestamp(1795305600 + n), 'SUCCESS', 'OK', '{}'
         from generate_series(1, 50000) as n; analyze pmon.records"
    plan=$(ask 'explain select * from pmon.current')
    [[ "$plan" != *"Seq Scan on records"* ]]
    [ "$(ask 'select count(*) from pmon.current')" = 12 ]
}

@test "records of maintenance are left out of uptime and incidents, their hours stand beside" {
    python3 "$BATS_TEST_DIRNAME/maintenance/model.py" write 5 model.ini >records
    import <records
    python3 "$BATS_TEST_DIRNAME/maintenance/model.py" sql model.ini <records >expected
    [ "$(cut -d '|' -f 5 expected | grep -vc '^0$')" -gt 0 ]
    ask 'select url, round(extract(epoch from began)), round(extract(epoch from ended)), checks, round(extract(epoch from maintenance))
        from pmon.incidents() order by url, began' | diff - expected
    # 24 h of checks every ten minutes, six hours of them under maintenance, in which most fail.
    ask 'delete from pmon.records'
    write_day | grep '"url.b"' | jq -c 'if .at >= 1795327200 and .at < 1795348800
        then . + {maintenance: "w", result: "EXCEPTION_ERROR", message: "refused"} else . end' | import
    [ "$(ask "select up, observed, maintenance from pmon.uptime('2026-11-22', '2026-11-23')")" = '100.00|100.00|6.00' ]
    [ "$(ask 'select count(*) from pmon.incidents()')" = 0 ]
}

@test "each check of an address has a state, an uptime and incidents of its own, as in the latest file" {
    python3 - >records <<'END'
import json
for run in range(6):
    for target, place in [("url.1", None), ("url.2", "rome"), ("url.2", "wien"), (None, None)]:
        if target is None and run:
            continue
        at = 1795305600 + 60 * run + (0.5 if target else 0)
        bad = place == "wien" and run >= 3
        print(json.dumps({
            "url": "http://a/", "time": "x", "at": at, "run": 1795305600000 + 60000 * run,
            "result": "EXCEPTION_ERROR" if bad else "SUCCESS", "message": "m",
            **({"target": target} if target else {}), **({"place": place} if place else {})}))
END
    pmon-store --data day.json --latest latest.json <records
    [ "$(pmon-store export --data day.json | import)" = 19 ]
    ask 'select target, place, result from pmon.current order by target, place nulls first' >found
    [ "$(cat found)" = 'url.1||SUCCESS
url.2|rome|SUCCESS
url.2|wien|EXCEPTION_ERROR' ]
    jq -r '."http://a/".checks[] | "\(.target)|\(.place // "")|\(.result)"' latest.json | diff - found
    [ "$(ask "select target, place, up from pmon.uptime('2026-11-22 00:00:00.5', '2026-11-22 00:06:00.5') where target is not null")" = \
        'url.1||100.00
url.2|rome|100.00
url.2|wien|50.00' ]
    [ "$(ask 'select target, place, began, ended, checks from pmon.incidents()')" = 'url.2|wien|2026-11-22 00:03:00.5+00||3' ]
}

@test "the newest record of an address is none of the future, while there is another one" {
    now=$(date +%s)
    on() {
        printf '{"url":"http://%s/","time":"x","result":"%s","message":"OK","at":%d,"run":%d000}\n' "$1" "$2" "$3" "$3"
    }
    { on a SUCCESS $((now - 60)); on a EXCEPTION_ERROR $((now + 400000)); on a APPLICATION_ERROR $((now - 120)); on b SUCCESS $((now + 300000))
        on b APPLICATION_ERROR $((now + 200000)); on c SUCCESS $((now + 3000)); on c APPLICATION_ERROR "$now"; } | pmon-store --data day.json --latest latest.json
    pmon-store export --data day.json | import
    ask 'select url, result from pmon.current order by url' >found
    jq -r 'to_entries[] | "\(.key)|\(.value.result)"' latest.json | diff - found
    [ "$(cut -d'|' -f2 found | tr '\n' ' ')" = 'SUCCESS SUCCESS SUCCESS ' ]
}
