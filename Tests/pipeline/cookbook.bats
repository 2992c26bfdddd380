#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# The documents with pipelines: every block is run as it stands, and prints what the document shows.
# shellcheck disable=SC2016,SC2154 # Markdown in single quotes; `run --separate-stderr` sets stderr

load helpers
load postgresql_helpers

setup() {
    common_setup
    # Only what an installation puts into the path: scripts/ has an `install` of its own.
    mkdir installed
    ln -s "$PROJECT/scripts/pmon-fleet" "$PROJECT/scripts/pmon-import" "$PROJECT/scripts/pmon-quorum" installed
    export PATH=$PWD/installed:$PATH
    psql -qX -c 'drop schema if exists pmon cascade' 2>/dev/null
    ln -s "$PROJECT/docs" docs
}

# A week of checks every five minutes: the shop hiccups every five hours, and is down for one hour and for three.
write_week() {
    python3 - <<'END' | pmon-store --data week.json
import json, time
midnight = 1795305600 - 6 * 86400
for tick in range(7 * 288):
    for name, path in (("shop", ""), ("api", "health")):
        at = midnight + 300 * tick
        down = name == "shop" and (tick % 60 == 30 or 600 <= tick < 612 or 1400 <= tick < 1436)
        record = {
            "url": f"http://{name}.example.org/{path}",
            "time": time.strftime("%Y-%m-%d %H:%M:%S.000000", time.localtime(at)),
            "result": "EXCEPTION_ERROR" if down else "SUCCESS", "message": "timed out after 5 s" if down else "OK",
            "at": at, "run": at * 1000, "of": 2, "target": f"url.{name}",
            "timing": {"total": 5000 if down else 20 + tick % 7 if name == "api" else 100 + tick % 9},
            "address": "192.0.2.7"}
        if down:
            record["reason"] = "timeout"
        print(json.dumps(record))
END
}

# Runs a document in a small internet of its own.
run_document() {
    local enter=(unshare --net --mount)
    [ "$(id -u)" -eq 0 ] || enter=(unshare --user --map-root-user --net --mount)
    "${enter[@]}" "$PROJECT/Tests/pipeline/documents/world" "$PWD" \
        python3 "$PROJECT/Tests/pipeline/documents/run_blocks.py" "$1"
}

@test "the cookbook: every recipe runs as written and prints what it shows" {
    write_week
    run run_document docs/cookbook.md
    echo "$output"
    [ "$status" -eq 0 ]
    [[ "${lines[-1]}" =~ ": "([0-9]+)" blocks run, "([0-9]+)" of them compared, 0 left out, 0 failed"$ ]]
    [ "${BASH_REMATCH[1]}" -ge 22 ]
    [ "${BASH_REMATCH[2]}" -ge 18 ]
    # What left the machine arrived.
    grep -q '^hooks.slack.com/services/T000/B000/XXXX .*"text":.*timed out' received
    grep -q '^teams.example.org/workflows/7/invoke?sig=XXXX .*"AdaptiveCard"' received
    grep -q '^ntfy.example.org/ .*"topic":"pmon".*"priority":5' received
    grep -q '^tickets.example.org/api/issues .*"title":"shop is down"' received
    grep -q '^ntfy.example.org/apprise.*timed out' received
    grep -q 'pmon: change: \[1 down of 1' logged
    grep -q '^To: ops@example.org' mailed
    grep -q '^Subject: ' mailed
    sed -n '/^Subject: Availability in /,$p' mailed | grep -E '^[A-Za-z0-9+/]{60,}=*$' | base64 -d | grep -q '<h1>Availability of ops'
}

@test "PostgreSQL: every block of the document runs as written and prints what it shows" {
    write_week
    sed -n '/^```ini pmon.ini$/,/^```$/p' docs/cookbook.md | sed '1d;$d' >pmon.ini
    run run_document docs/postgresql.md
    echo "$output"
    [ "$status" -eq 0 ]
    [[ "${lines[-1]}" =~ ", 0 left out, 0 failed"$ ]]
    wait_until 60 grep -qx 4 imported
}

@test "the runner of documents sees a wrong output, a wrong status, and lets … stand for anything" {
    printf '```sh\necho 1 2 3\n```\n\n```text\n1 … 3\n```\n' >good.md
    python3 "$PROJECT/Tests/pipeline/documents/run_blocks.py" good.md
    printf '```sh\necho 1 2 3\n```\n\n```text\n1 … 4\n```\n' >wrong.md
    run python3 "$PROJECT/Tests/pipeline/documents/run_blocks.py" wrong.md
    [ "$status" -eq 1 ]
    [[ "$output" == "wrong.md:1: exit status 0"* ]]
    printf '```sh\nfalse | cat\n```\n' >fails.md
    run python3 "$PROJECT/Tests/pipeline/documents/run_blocks.py" fails.md
    [ "$status" -eq 1 ]
}
