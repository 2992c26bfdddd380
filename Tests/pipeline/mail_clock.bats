#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Records from the future, as a machine with a wrong clock makes them: they cost neither other checks nor later records.

bats_require_minimum_version 1.5.0

load helpers

setup() {
    common_setup
    NOW=$(($(date +%s) / 60 * 60 - 3600))
    touch ops
}

# One record: target, seconds after NOW, result, scan.
record() {
    jq -nc --arg target "$1" --argjson at "$((NOW + $2))" --arg result "$3" --argjson run "$((NOW + ${4:-$2}))" '
        {url: "http://\($target)/", time: ($at | strflocaltime("%Y-%m-%d %H:%M:%S.000000")), at: $at, run: ($run * 1000), of: 2,
         target: "url.\($target)", message: "x", result: $result}'
}

stored() { pmon-store --data pmon.json --latest current.json 2>/dev/null; }

configure() {
    printf '[pmon]\nid = vm\nlatest.file = current.json\n[urls]\nurl.a = http://a/\nurl.b = http://b/\n[tell]\nops.command = cat >>ops\n' >pmon.ini
    printf '%s\n' "$@" >>pmon.ini
    rm -f ops pmon.json* current.json*
    touch ops
}

YEAR=$((365 * 86400))

@test "after a record from the future, failures of its check are reported as without it" {
    local after first due
    while read -r after first due; do
        configure '[checks]' "url.a.after = $after" "url.b.after = $after"
        # Only a has a record from the future; both fail alike then.
        record a "$YEAR" "$first" | stored
        pmon-mail
        : >ops
        for minute in 1 2 3 4 5; do
            { record a $((60 * minute)) EXCEPTION_ERROR && record b $((60 * minute)) EXCEPTION_ERROR; } | stored
            pmon-mail
        done
        [ "$(jq -sc '[.[] | select(.fresh != []) | [.at, (.fresh | map(.target[4:]) | join(""))]]' ops)" = "[[$((NOW + 60 * due)),\"ab\"]]" ] || {
            echo "$after $first: $(jq -c '[.at, (.fresh | map(.target))]' ops)" >&2
            return 1
        }
        [ "$(jq -s 'last.down | map(.downtime) | unique | length' ops)" = 1 ]
    done <<'END'
2 EXCEPTION_ERROR 2
3 APPLICATION_ERROR 3
2/3 SUCCESS 2
3/4 SUCCESS 3
1 SUCCESS 1
END
}

@test "a check that only has records from the future is reported, and moves the present of no other one" {
    configure '[email]' 'from = a@example.org' 'to = b@example.org' 'server = 127.0.0.1' 'on = change'
    echo "b until $(date -d @$((NOW + 180)) '+%F %H:%M')" >pmon.silence
    record a "$YEAR" EXCEPTION_ERROR | stored
    record b 60 EXCEPTION_ERROR | stored
    pmon-mail --events >events
    [ "$(jq -c '[.at, (.fresh | map(.target[4:])), (.silenced | map(.target[4:]))]' events | sort -u)" = "[$((NOW + 60)),[\"a\"],[\"b\"]]" ]
    [ "$(jq -c '[.down[].downtime, .silenced[].downtime]' events | sort -u)" = '[0,0]' ]
    # A monitor that is silent is noticed all the same.
    sed -i 's/^id = .*/&\nevery = 1m/' pmon.ini
    [ "$(pmon-mail --events | jq -r .kind | sort -u)" = stale ]
}

@test "where all records lie in the future, the clock of this machine is the wrong one, and failures are reported" {
    configure
    { record a "$YEAR" EXCEPTION_ERROR && record b $((YEAR + 1)) SUCCESS "$YEAR"; } | stored
    pmon-mail
    [ "$(jq -c '[.at, (.fresh | map(.target[4:]))]' ops)" = "[$((NOW + YEAR + 1)),[\"a\"]]" ]
}

@test "reminders go on after a clock was set right" {
    configure 'ops.remind = 2m'
    { record a "$YEAR" EXCEPTION_ERROR && record b "$YEAR" EXCEPTION_ERROR; } | stored
    pmon-mail
    for minute in 1 2 3 4 5 6; do
        { record a $((60 * minute)) EXCEPTION_ERROR && record b $((60 * minute)) EXCEPTION_ERROR; } | stored
        pmon-mail
    done
    [ "$(jq -c "[.kind, (.at - $NOW)]" ops | tr '\n' ' ')" = "[\"change\",$YEAR] [\"reminder\",60] [\"reminder\",180] [\"reminder\",300] " ]
}
