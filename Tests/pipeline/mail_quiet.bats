#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# shellcheck disable=SC2154 # run sets stderr
# What is nobody's news: planned maintenance, silences; and warnings, which are news once.

bats_require_minimum_version 1.5.0

load helpers
load mail_helpers

# A run of one check a letter: S well, F failing, _ not checked; minutes from a fixed start. Extra members of the records follow.
run_of() {
    local minute=$1 letters=$2 members=${3:-{\}} number=0 key letter
    for key in a b c; do
        [ "$number" -lt "${#letters}" ] || break
        letter=${letters:number:1}
        number=$((number + 1))
        [ "$letter" != _ ] || continue
        jq -nc --argjson at "$((1795350000 + 60 * minute))" --arg key "$key" --arg letter "$letter" \
            --argjson of "$(tr -d _ <<<"$letters" | wc -L)" --argjson members "$members" '
            {url: "http://\($key)/", time: ($at | strflocaltime("%Y-%m-%d %H:%M:%S.000000")), at: $at, run: ($at * 1000),
             of: $of, target: "url.\($key)", message: "x",
             result: (if $letter == "F" then "EXCEPTION_ERROR" else "SUCCESS" end)} + $members'
    done | pmon-store --data pmon.json --latest current.json
    pmon-mail
}

# What each event has told: fresh, recovered, under maintenance, silenced.
told() { jq -c '[.fresh, .recovered, .maintenance, .silenced | map(.target[4:]) | join("")]' ops | tr '\n' ' '; }

three_checks() {
    printf '[pmon]\nid = vm\nlatest.file = current.json\n[urls]\nurl.a = http://a/\nurl.b = http://b/\nurl.c = http://c/\n' >pmon.ini
    printf '%s\n' "$@" '[tell]' 'ops.command = cat >>ops' >>pmon.ini
    touch ops
}

@test "planned maintenance is nobody's news until it is over" {
    # From the second minute to the sixth, in the machine's time.
    local from to
    from=$(date -d @$((1795350000 + 120)) '+%F %H:%M')
    to=$(date -d @$((1795350000 + 360)) '+%F %H:%M')
    three_checks '[maintenance]' "move = $from .. $to: a, b"
    run_of 0 SSS
    run_of 1 FSS
    [ "$(told)" = '["a","","",""] ' ]
    # a was told before and goes on, b begins and ends within, c is not covered.
    run_of 2 FFS
    run_of 3 FFS
    [ "$(wc -l <ops)" = 1 ]
    run_of 4 FSF
    [ "$(told)" = '["a","","",""] ["c","","a",""] ' ]
    [ "$(jq -r '.maintenance[].window' ops)" = move ]
    run_of 5 SSF
    [ "$(wc -l <ops)" = 2 ]
    # The end of a is told after the window; what b did is not told at all.
    run_of 6 SSF
    [ "$(told)" = '["a","","",""] ["c","","a",""] ["","a","",""] ' ]
    [ "$(jq -c '.recovered[].downtime' ops)" = 240 ]
    run_of 7 SSS
    [ "$(wc -l <ops)" = 4 ]
}

@test "what still fails when a window closes is news then; a record can name the window itself" {
    three_checks
    run_of 0 SSS
    run_of 1 FSS '{"maintenance": "by hand"}'
    run_of 2 FSS '{"maintenance": "by hand"}'
    [ ! -s ops ]
    run_of 3 FSS
    [ "$(told)" = '["a","","",""] ' ]
    # As on the page, the outage begins with the first failing run that is not maintenance.
    [ "$(jq '.down[].since' ops)" = 1795350180 ]
    for on in failure always; do
        rm -f current.json.told ops
        sed -i '/^ops.on/d' pmon.ini
        echo "ops.on = $on" >>pmon.ini
        touch ops
        run_of 4 FSS '{"maintenance": "by hand"}'
        [ "$(wc -l <ops)" = "$([ "$on" = always ] && echo 1 || echo 0)" ]
    done
    [ "$(told)" = '["","","a",""] ' ]
    [[ "$(jq -r .text ops)" == *"UNDER MAINTENANCE (1)"*"under maintenance: by hand"* ]]
    [[ "$(jq -r .subject ops)" == "[2 of 3 up, 1 under maintenance] pmon vm"* ]]
}

# A window over a, from one minute to another.
window() {
    echo "m = $(date -d @$((1795350000 + 60 * $1)) '+%F %H:%M') .. $(date -d @$((1795350000 + 60 * $2)) '+%F %H:%M'): a"
}

@test "the end of an outage is told with its own length, whatever came within the window" {
    three_checks '[maintenance]' "$(window 2 60)"
    local run
    for run in '0 SSS' '1 FSS' '2 SSS' '3 SSS' '50 FSS' '51 SSS' '61 SSS'; do
        # shellcheck disable=SC2086 # two words
        run_of $run
    done
    [ "$(told)" = '["a","","",""] ["","a","",""] ' ]
    [ "$(jq -c '.recovered[].downtime' ops)" = 60 ]
    # The next outage is news, and the end of the one before with it.
    rm -f ops pmon.json* current.json*
    for run in '0 SSS' '1 FSS' '2 SSS' '3 SSS' '50 FSS' '61 FSS'; do
        # shellcheck disable=SC2086 # two words
        run_of $run
    done
    [ "$(told)" = '["a","","",""] ["a","a","",""] ' ]
    [ "$(tail -n 1 ops | jq -c '[.recovered[].downtime, (.fresh[].since - 1795350000)]')" = '[60,3000]' ]
}

@test "what could not be told before a window or a silence is told after it" {
    three_checks '[maintenance]' "$(window 2 4)"
    sed -i 's/^ops.command.*/ops.command = test -e bad \&\& exit 1; cat >>ops/' pmon.ini
    run_of 0 SSS
    touch bad
    run -75 run_of 1 FSS
    rm bad
    run_of 2 FSS
    run_of 3 SSS
    [ ! -s ops ]
    run_of 4 SSS
    [ "$(told)" = '["","a","",""] ' ]
    # Without either, a channel that was never told anything hears of the outage, too.
    rm -f ops pmon.json* current.json*
    touch bad ops
    run_of 10 SSS
    run -75 run_of 11 FSS
    run -75 run_of 12 SSS
    rm bad
    run_of 13 SSS
    [ "$(told)" = '["","a","",""] ' ]
}

@test "nobody is reminded of what only waits, and an absurd told file ends nothing" {
    three_checks '[checks]' 'url.b.needs = a' '[maintenance]' "$(window 2 20)"
    echo 'ops.remind = 2m' >>pmon.ini
    run_of 0 SSF
    run_of 1 SSS
    local minute
    for minute in 2 3 4 5 6; do run_of "$minute" FFS; done
    [ "$(wc -l <ops)" = 2 ]
    sed -i 's/"before":[0-9]*/"before":9223372036854775807/' current.json.told
    grep -q 9223372036854775807 current.json.told
    run_of 7 FFS
    run_of 21 FFS
    [ "$(jq -c '[.fresh[].target]' ops | tail -n 1)" = '["url.a"]' ]
}

@test "what a window has hidden is told once the window is over, although no scan has looked at the check again" {
    three_checks '[maintenance]' "$(window 2 4)"
    run_of 0 SSS
    run_of 2 FSS
    run_of 3 _S
    [ ! -s ops ]
    # The window is over: what was last seen in it is still so.
    run_of 4 _S
    [ "$(told)" = '["a","","",""] ' ]
    [ "$(jq '.down[].since' ops)" = 1795350120 ]
    run_of 5 _S
    run_of 6 SSS
    [ "$(told)" = '["a","","",""] ["","a","",""] ' ]
    # Of a window that records alone name the end is not known: it lasts until the check should have run again.
    rm -f ops pmon.json* current.json*
    touch ops
    run_of 10 SSS
    run_of 11 FSS '{"maintenance": "by hand"}'
    run_of 12 FSS '{"maintenance": "by hand"}'
    run_of 13 _S
    run_of 14 _S
    [ ! -s ops ]
    run_of 15 _S
    [ "$(told)" = '["a","","",""] ' ]
    pmon-mail --explain a | grep -q 'muted      no'
}

@test "a silence until recovery holds for one outage of each check it selects" {
    three_checks
    run_of 0 SSS
    echo 'a, b until recovery # a new disk comes' >pmon.silence
    # a begins after the line, b fails when it comes: neither is told, and neither ends aloud.
    run_of 1 FSS
    run_of 2 FFF
    [ "$(told)" = '["c","","","ab"] ' ]
    [ "$(jq -r '.silenced[0].line' ops)" = 'a, b until recovery # a new disk comes' ]
    run_of 3 SFF
    run_of 4 SSF
    [ "$(wc -l <ops)" = 1 ]
    # The next outages are told.
    run_of 5 FSF
    [ "$(told)" = '["c","","","ab"] ["a","","",""] ' ]
    # What was told is reported as over, although it is silenced by then.
    echo 'c until recovery' >>pmon.silence
    run_of 6 FSF
    run_of 7 FSS
    [ "$(told)" = '["c","","","ab"] ["a","","",""] ["","c","",""] ' ]
    rm pmon.silence
    run_of 8 FSF
    [ "$(jq -c '[.fresh[].target]' ops | tail -n 1)" = '["url.c"]' ]
}

@test "a silence until an instant ends by the times of the records, and a wrong line silences nothing" {
    three_checks
    {
        echo "a until $(date -d @$((1795350000 + 180)) '+%F %H:%M')"
        echo 'b until whenever'
    } >pmon.silence
    run_of 0 SSS
    run -0 --separate-stderr run_of 1 FFS
    [[ "$stderr" == *"pmon.silence:2: "*"silences nothing"* ]]
    [ "$(told)" = '["b","","","a"] ' ]
    run_of 2 FFS
    run_of 3 FFS
    [ "$(told)" = '["b","","","a"] ["a","","",""] ' ]
}

@test "a warning is told when it begins and when it ends, once" {
    three_checks
    run_of 0 SSS
    run_of 1 S '{"warnings": ["certificate expires in 3.0 days, on X", "slow: took 9 ms, more than 1ms"]}'
    run_of 2 S '{"warnings": ["certificate expires in 2.9 days, on X"]}'
    # A failure ends no warning.
    run_of 3 F
    run_of 4 S '{"warnings": ["certificate expires in 2.8 days, on X"]}'
    run_of 5 S
    run_of 6 S
    [ "$(jq -c '[(.warnings[] | select(.fresh) | .kinds), (.ended[] | .kinds), (.fresh | length), (.recovered | length)]' ops | tr '\n' ' ')" = \
        '[["certificate","slow"],0,0] [["slow"],0,0] [1,0] [0,1] [["certificate"],0,0] ' ]
    [[ "$(head -n 1 ops | jq -r .subject)" == "[all 3 up, 1 new warning] pmon vm"* ]]
}

@test "--explain says rule by rule why a check is told or not, and marks nothing" {
    three_checks '[checks]' 'url.b.needs = a' 'url.c.after = 3'
    echo 'c until recovery' >pmon.silence
    run_of 0 SSS
    run_of 1 FFF
    cp current.json.told before
    run -0 pmon-mail --explain '*'
    cmp before current.json.told
    [[ "$output" == *"url.a  http://a/"*"after      1: down, 1 failing run"*"ops        on = change; last told of "*"; known as down since "*"; down, no news; nothing is due"* ]]
    [[ "$output" == *"url.b  http://b/"*"needs      url.a: fails, and this failure is reported as part of that one"*"waits for what it needs"* ]]
    [[ "$output" == *"url.c  http://c/"*"after      3: not yet down, 1 failing run"*"muted      silence 'c until recovery'"* ]]
    run -0 pmon-mail --explain b
    [ "$(grep -c '^url' <<<"$output")" = 1 ]
    run -64 --separate-stderr pmon-mail --explain nothing
    [[ "$stderr" == *"--explain: no check of "*" matches 'nothing'"* ]]
    run -64 --separate-stderr pmon-mail --explain a --print
}
