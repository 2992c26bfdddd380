#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# The queue in PostgreSQL: what pmon-targets brings, changes and leaves alone, and how targets are taken.
# shellcheck disable=SC2030,SC2031,SC2154 # each test is a subshell; `run --separate-stderr` sets stderr

load helpers
load postgresql_helpers
load queue_helpers

setup() { queue_setup; }

# What is in the table, without what differs from run to run.
table() { ask "select monitor, target, place, every, object from pmon.targets order by 1, 2, 3 nulls first"; }

@test "targets are added, changed and removed; what is the same stays, and what others brought" {
    printf '[pmon]\nid = shop\n[urls]\nurl.1 = http://a/\nurl.2 = http://b/\nurl.3 = ssh://c\nurl.4 = http://d/\n[checks]\nurl.1.every = 90s\nurl.2.places = berlin, paris, berlin\nurl.4.name = It is "5" %% \\ {off}\n' >shop.ini
    printf '[pmon]\nid = bank\nevery = 2m\nplace = rome\n[urls]\nurl.1 = http://a/\n' >bank.ini
    began=$(ask 'select now()')
    run "$TARGETS" --conf shop.ini --conf bank.ini --every 1h
    [ "$output" = 'shop: 5 added, 0 changed, 0 removed
bank: 1 added, 0 changed, 0 removed' ]
    [ "$(table)" = 'bank|url.1||00:02:00|{"url":"http://a/","target":"url.1"}
shop|url.1||00:01:30|{"url":"http://a/","target":"url.1","every":"90s"}
shop|url.2|berlin|01:00:00|{"url":"http://b/","target":"url.2","places":"berlin,paris"}
shop|url.2|paris|01:00:00|{"url":"http://b/","target":"url.2","places":"berlin,paris"}
shop|url.3||01:00:00|{"url":"ssh://c","target":"url.3"}
shop|url.4||01:00:00|{"url":"http://d/","target":"url.4","name":"It is \"5\" % \\ {off}"}' ]
    # All are due at once, for the period that had begun by then.
    [ "$(ask "select count(*) from pmon.targets where due > now() or due <= timestamptz '$began' - every")" = 0 ]
    before=$(ask "select id, due from pmon.targets where target in ('url.1', 'url.3') order by 1")
    run "$TARGETS" --conf shop.ini --every 1h
    [ "$output" = 'shop: 0 added, 0 changed, 0 removed' ]
    sed -i -e '/^url.4/d' -e 's/^url.2.places.*/url.2.places = paris/' -e 's|http://a/|http://x/|' shop.ini
    run "$TARGETS" --conf shop.ini --every 1h
    [ "$output" = 'shop: 0 added, 2 changed, 2 removed' ]
    [ "$(ask "select id, due from pmon.targets where target in ('url.1', 'url.3') order by 1")" = "$before" ]
    [ "$(table | wc -l)" -eq 4 ]
    # Another period begins at its own instants.
    sed -i 's/90s/10s/' shop.ini
    began=$(ask 'select now()')
    run "$TARGETS" --conf shop.ini --every 1h
    [ "$(ask "select due > timestamptz '$began' - interval '10 s' and due <= now() from pmon.targets where target = 'url.1' and monitor = 'shop'")" = t ]
}

@test "no secret of a configuration gets into the table" {
    cat >pmon.ini <<'END'
[pmon]
id = shop
proxy = http://u:geheim0@127.0.0.1:1
http.user = u
http.pwd = geheim1
[urls]
url.1 = https://user:geheim2@a.example.org/
url.2 = https://b.example.org/
url.3 = ssh://user:geheim3@c.example.org
[checks]
url.1.pwd = geheim4
url.1.bearer = geheim5
url.1.cert = /cert.pem
url.1.passphrase = geheim6
url.1.proxy = http://u:geheim7@127.0.0.1:1
url.1.header.Authorization = Basic geheim8
url.1.header.X-Api-Key = geheim9
url.1.header.Cookie = session=geheim10
url.2.body = {"password":"geheim11"}
url.2.header.X-Plain = env:GEHEIM
[remote]
url.3.pwd = geheim12
url.3.passphrase = geheim13
[email]
server = 127.0.0.1:1
from = a@b.c
to = a@b.c
user = u
pwd = geheim14
END
    chmod 600 pmon.ini
    GEHEIM=geheim15 "$TARGETS" || [ $? -eq 78 ]
    [ "$(table | wc -l)" -eq 3 ]
    pg_dump -n pmon >dump
    grep -q 'c.example.org' dump
    run grep -o 'geheim[0-9]*' dump
    [ "$status" -eq 1 ]
    # In no other form either.
    run grep -oiE 'Z2VoZWlt[A-Za-z0-9]*|%67%65|67656865696d' dump
    [ "$status" -eq 1 ]
}

@test "two configurations with one id, wrong ones, and a database that is away change nothing" {
    printf '[pmon]\nid = shop\n[urls]\nurl.1 = http://a/\n' >one.ini
    cp one.ini two.ini
    run --separate-stderr "$TARGETS" --conf one.ini --conf two.ini
    [ "$status" -eq 78 ]
    [[ "$stderr" == "pmon-targets: error: two.ini: id: 'shop' is that of one.ini too"* ]]
    printf '[pmon]\nid = none\n[urls]\n' >empty.ini
    run --separate-stderr "$TARGETS" --conf one.ini --conf empty.ini
    [ "$status" -eq 66 ]
    printf '[urls\n' >broken.ini
    run "$TARGETS" --conf one.ini --conf broken.ini
    [ "$status" -eq 78 ]
    run "$TARGETS" --conf nowhere.ini
    [ "$status" -eq 66 ]
    [ "$(table)" = '' ]
    # A wrong setting costs its target's check, not the others.
    printf '[checks]\nurl.1.timeout = soon\n' >>two.ini
    run --separate-stderr "$TARGETS" --conf two.ini
    [ "$status" -eq 78 ]
    [ "$output" = 'shop: 1 added, 0 changed, 0 removed' ]
    PGHOST=$PWD run --separate-stderr "$TARGETS" --conf one.ini
    [ "$status" -eq 69 ]
    [[ "$stderr" == 'pmon-targets: error: the database: connection to server on socket '*'failed: No such file or directory' ]]
    for arguments in --wrong '--every soon' '--every 0s' --conf; do
        # shellcheck disable=SC2086 # words on purpose
        run "$TARGETS" $arguments
        [ "$status" -eq 64 ]
    done
}

@test "odd names: quotes, blanks, letters of other scripts, long ones" {
    long=$(printf 'x%.0s' {1..5000})
    printf "[pmon]\nid = it's \\\\ \"odd\" \$(x);\nplace = Zürich; drop\n[urls]\nurl.a_-1 = http://a/\nurl.%s = http://b/%s\n[checks]\nurl.a_-1.places = København, it's\n" "$long" "$long" >odd.ini
    "$TARGETS" --conf odd.ini >brought
    run "$TARGETS" --conf odd.ini
    [ "$(ask 'select count(*), count(distinct monitor), min(named) from pmon.targets')" = "3|1|Zürich; drop" ]
    run "$TARGETS" --conf odd.ini
    [[ "$output" == *": 0 added, 0 changed, 0 removed" ]]
    sed 's/^place.*/place = København/' odd.ini >worker.ini
    sed -i 's|http://a/|http://127.0.0.1:1/|; s|http://b/|http://127.0.0.1:1/|' odd.ini
    "$TARGETS" --conf odd.ini >/dev/null
    "$WORKER" --conf worker.ini --once
    [ "$(ask "select place, record ->> 'host', reason from pmon.records order by 1")" = "København||refused
Zürich; drop|København|refused" ]
    [ "$(ask "select count(distinct record ->> 'monitor') from pmon.records join pmon.targets on record ->> 'monitor' = targets.monitor and records.target = targets.target")" = 1 ]
}

@test "taking is by index in a table of many, and leaves what another one holds" {
    ask "insert into pmon.targets (monitor, target, place, every, due, object)
        select 'm', 'url.' || n, case when n % 2 = 0 then 'rome' end, interval '1 h',
               now() + (n - 1000) * interval '1 s', json_build_object('url', 'http://a/', 'target', 'url.' || n)
        from generate_series(1, 100000) as n"
    # Neither a table that was never analysed nor one that was is read from end to end.
    for _ in 1 2; do
        psql -qAtX -v ON_ERROR_STOP=1 >plan 2>&1 <<'END'
load 'auto_explain';
set auto_explain.log_min_duration = 0; set auto_explain.log_nested_statements = on; set auto_explain.log_level = notice;
call pmon.begin_work();
begin;
select count(*) from pmon.claim('rome', array['m'], 100);
rollback;
END
        [ "$(grep -c 'Index Scan using targets_due on targets' plan)" -ge 2 ]
        run grep -E 'Seq Scan on targets|Bitmap' plan
        [ "$status" -eq 1 ]
        [ "$(grep -x 200 plan)" = 200 ]
        ask 'analyze pmon.targets'
    done
    # Two at once have nothing in common, and the most overdue come first.
    mkfifo gate
    psql -qAtX <gate >first 3>&- &
    keep $!
    exec 9>gate
    printf '%s\n' "call pmon.begin_work(); begin; select line::json ->> 'target' from (select substr(claim, 3) as line from pmon.claim('rome', null, 10)) as c;" >&9
    wait_until 10 test -s first
    psql -qAtX -c "call pmon.begin_work()" -c "select substr(claim, 3)::json ->> 'target' from pmon.claim('rome', null, 10)" >second
    exec 9>&-
    [ "$(sort first | uniq | wc -l)" -eq 20 ]
    [ "$(sort first second | uniq -d | wc -l)" -eq 0 ]
    [ "$(sed 's/url.//' first | sort -n | tail -n 1)" -eq 20 ]
}

@test "the queue can be made again over one that is in use" {
    write_queue 3 ok
    for _ in 1 2; do psql -qX -v ON_ERROR_STOP=1 -f "$SQL/schema.sql" -f "$SQL/queue.sql"; done
    "$WORKER" --once
    expect_once
}

@test "durations and instants: the arithmetic against Python's" {
    ask "select d, extract(epoch from pmon.span(d)) from unnest(array['500ms','0.5ms','1.5s','90s','5m','2h','30d','1','x','5 m','-1s','1w']) as d" >spans
    [ "$(cat spans)" = '500ms|0.500000
0.5ms|0.000500
1.5s|1.500000
90s|90.000000
5m|300.000000
2h|7200.000000
30d|2592000.000000
1|
x|
5 m|
-1s|
1w|' ]
    # Over changes of the clock too: periods are elapsed time.
    for zone in UTC Europe/Berlin America/St_Johns; do
        PGTZ=$zone psql -qAtXc "select extract(epoch from start)::bigint, every_s, extract(epoch from until)::bigint,
                extract(epoch from pmon.slot(start, every_s * interval '1 s', until))::bigint
            from (select to_timestamp(1780000000 + n * 7919) as start, 1 + n * 613 as every_s,
                         to_timestamp(1780000000 + n * 104729) as until from generate_series(0, 400) as n) as cases"
    done | python3 -c '
import sys
count = 0
for line in sys.stdin:
    start, every, until, slot = map(int, line.split("|"))
    assert slot == start + (until - start) // every * every, line
    count += 1
assert count == 1203'
}
