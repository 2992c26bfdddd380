#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-mail --replay: the mails that a history would have caused are the mails that it did cause.

load helpers
load mail_helpers

setup_file() { make_certificates "$BATS_FILE_TMPDIR"; }

# A history of three addresses over $1 scans, one line a record, in the order of time, and each scan in a file of its
# own; with `cut` in $2 some scans are cut off, with `shared` there are two targets of one address, and two places.
write_history() {
    rm -f scan.*
    "$PYTHON" - "$1" "${2:-}" <<'END'
import datetime, json, random, sys

chance = random.Random(6)
cuts = random.Random(7)
for scan in range(int(sys.argv[1])):
    start = 1795350000 + 60 * scan
    file = open(f"scan.{scan:04d}", "w")
    checks = [("a", "url.1", None), ("b", "url.2", None), ("c", "url.3", None)]
    if sys.argv[2] == "shared":
        checks = [("a", "url.1", None), ("a", "url.2", None), ("b", "url.3", "rome"), ("b", "url.3", "wien")]
        cuts.shuffle(checks)
    count = cuts.choice([1, 2, 3, 3, 3, 3]) if sys.argv[2] == "cut" else len(checks)
    for number, (name, target, place) in enumerate(checks[:count]):
        at = start + number / 8
        result = chance.choices(["SUCCESS", "APPLICATION_ERROR", "EXCEPTION_ERROR"], [6, 2, 2])[0]
        print(json.dumps({
            "url": f"http://{name}.example.org/", "time": str(datetime.datetime.fromtimestamp(at)) + ("" if number else ".000000"),
            "result": result, "message": "OK" if result == "SUCCESS" else 404 if result[0] == "A" else "refused <&>",
            "at": at, "run": start * 1000, "of": len(checks), "target": target, **({"place": place} if place else {}), "warnings": ["slow"] if scan % 7 == 0 else [],
        }), file=file)
    file.close()
END
    cat scan.* >history
}

# What live runs over the scans send, in ./live, and what a replay of them prints, in ./replayed.
run_both() {
    rm -f current.json* pmon.json*
    local scan count number
    for scan in scan.*; do
        pmon-store --data pmon.json --latest current.json <"$scan"
        pmon-mail
    done
    pmon-mail --replay <history >mbox
    count=$(mails)
    [ "$count" -gt 5 ]
    [ "$(grep -c '^From ' mbox)" -eq "$count" ]
    for number in $(seq "$count"); do mail "$number" | tr -d '\r' | cat - <(echo); done >live
    grep -v '^From ' mbox >replayed
}

@test "a replay is what live runs have sent, byte for byte" {
    write_history 25
    start_receiver
    configure_mail 'tls = none' 'on = change' 'after = 2' 'remind = 5m'
    run_both
    diff replayed live
}

@test "so it is under all rules, where scans are cut off, too" {
    write_history 20 cut
    for rules in 'on = always' 'on = failure' 'on = change' 'on = change,after = 3,remind = 3m'; do
        start_receiver
        IFS=, read -ra lines <<<"$rules"
        configure_mail 'tls = none' "${lines[@]}"
        run_both
        if ! diff replayed live; then
            echo "$rules" >&2
            return 1
        fi
        kill "$LAST_PID"
    done
}

@test "so it is where targets and places share an address, in any order" {
    write_history 25 shared
    for rules in 'on = always' 'on = change' 'on = change,after = 2,remind = 4m'; do
        start_receiver
        IFS=, read -ra lines <<<"$rules"
        configure_mail 'tls = none' "${lines[@]}"
        run_both
        diff replayed live
        grep -q '^Subject: .* of 4' live
        kill "$LAST_PID"
    done
}

@test "the order of the input does not matter" {
    write_history 40
    configure_mail_offline
    pmon-mail --replay --on change <history >ordered
    [ "$(grep -c '^From ' ordered)" -gt 10 ]
    sort history | pmon-mail --replay --on change >by-address
    cmp ordered by-address
    pmon-mail --replay --on change <history >again
    cmp ordered again
}

@test "records that the store has marked as of the future count as if they had not come" {
    write_history 30
    configure_mail_offline
    pmon-mail --replay --on change <history >without
    jq -c 'select(.url | test("//a")) | .at += 500000 | .run += 500000000 | .result = "EXCEPTION_ERROR" | .clock = "ahead"' history >ahead
    [ "$(wc -l <ahead)" = 30 ]
    cat ahead history | pmon-mail --replay --on change >with
    cmp without with
}

configure_mail_offline() {
    export PORT=25
    configure_mail 'tls = none'
}

@test "an mbox that CPython reads without defects" {
    write_history 20
    configure_mail_offline
    pmon-mail --replay <history >mbox
    "$PYTHON" "$MAIL_TOOLS/parse.py" mbox >mails.json
    [ "$(jq length mails.json)" -eq 20 ]
    [ "$(jq '[.[].defects[]] | length' mails.json)" -eq 0 ]
    [ "$(jq '[.[].id] | unique | length' mails.json)" -eq 20 ]
    [ "$(jq '[.[].date] == ([.[].date] | sort)' mails.json)" = true ]
}

@test "a bad line is named, kept out, and the rest goes on" {
    write_history 5
    configure_mail_offline
    pmon-mail --replay <history >good
    { head -n 4 history; echo '{"url": 1}'; echo; echo 'x'; tail -n +5 history; } >bad
    run --separate-stderr bash -c 'pmon-mail --replay <bad >mbox'
    [ "$status" -eq 65 ]
    [[ "$stderr" == *"line 5: "* ]]
    [[ "$stderr" == *"line 7: "* ]]
    [ "$(wc -l <<<"$stderr")" -eq 2 ]
    cmp good mbox
}

@test "a scan that was cut off is mailed as such" {
    write_history 3
    configure_mail_offline
    sed -i '$d' history
    pmon-mail --replay <history >mbox
    "$PYTHON" "$MAIL_TOOLS/parse.py" mbox >mails.json
    [[ "$(jq -r '.[2].subject' mails.json)" == '[CUT OFF: 2 of 3 checked'* ]]
}

@test "an empty history gives an empty mbox, and replaying writes no file" {
    configure_mail_offline
    run --separate-stderr pmon-mail --replay </dev/null
    [ "$status" -eq 0 ]
    [ -z "$output$stderr" ]
    mkdir only
    write_history 5
    cd only
    pmon-mail --conf ../pmon.ini --replay <../history >/dev/null
    [ -z "$(ls -A)" ]
}

@test "no room for the history is 73 or 74, and says where" {
    write_history 1
    configure_mail_offline
    TMPDIR=$PWD/nowhere run --separate-stderr pmon-mail --replay <history
    [ "$status" -eq 73 ]
    [[ "$stderr" == *nowhere* ]]
}
