#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Absurd numbers in records: kept out by the store, harmless in files that hold them.
# shellcheck disable=SC2154 # run sets stderr

load helpers
load serve_helpers

setup() {
    common_setup
    ABSURD=$PROJECT/Tests/pipeline/store/absurd.py
}

@test "the store takes what docs/records.md allows, and rejects every other number with a sentence" {
    python3 "$ABSURD" lines >all
    jq -r 'select(.possible).line' all >possible
    jq -r 'select(.possible | not).line' all >impossible
    [ "$(wc -l <impossible)" -gt 300 ]
    run -0 pmon-store --data good.json <possible
    run -65 --separate-stderr pmon-store --data bad.json <impossible
    cmp impossible bad.json.rejected
    [ "$(pmon-store export --data bad.json 2>/dev/null | wc -l)" = 0 ]
    grep -qE 'line 1: wrong "at", expected a number from 0 to 253402300799$' <<<"$stderr"
    grep -qE 'wrong "total" in "timing", expected a number from 0 to 31536000000' <<<"$stderr"
    [ "$(grep -cE 'line [0-9]+: (wrong "|number out of range)' <<<"$stderr")" = "$(wc -l <impossible)" ]
}

@test "pmon-store works with files that hold them" {
    python3 "$ABSURD" files .
    run pmon-store check
    [ "$status" = 0 ] || [ "$status" = 65 ]
    before=$(pmon-store export 2>/dev/null | wc -l)
    [ "$before" -gt 500 ]
    # Folding needs the order of all records, keeping by age their instants.
    printf '[pmon]\ndata.keep = 1000d\ndata.archive = old.ndjson\n' >pmon.ini
    # The latest file has addresses of its own, which looks as if the journal had lost them.
    record SUCCESS '"OK"' "$(date +%s)" ',"run":1,"url":"http://7.example.org/"' >late
    run -65 pmon-store <late
    [[ "$output" == *"current.json has newer ones of http://0.example.com/ and "* ]]
    pmon-store repair
    pmon-store fold
    [ "$({ pmon-store export 2>/dev/null; cat old.ndjson; } | wc -l)" = $((before + 1)) ]
    jq -e . current.json >/dev/null
}

@test "pmon-serve serves files that hold them, on every page and in every answer" {
    python3 "$ABSURD" files .
    printf '[pmon]\nevery = 60s\n' >pmon.ini
    start_server
    for path in / /api/v1/monitors /api/v1/status /api/v1/incidents /metrics /incidents /badge/all.svg /feed '/?q=example'; do
        code=$(curl -s -o body -w '%{http_code}' -H 'Accept: text/html' "$SITE$path")
        [ "$code" -lt 500 ] || { echo "$path: $code"; false; }
    done
    curl -s "$SITE/api/v1/monitors?limit=10000" | jq -r '.monitors[].key' >keys
    [ "$(wc -l <keys)" -gt 800 ]
    curl -s "$SITE/metrics" >metrics
    run ! grep -E '[0-9]e\+?[0-9]{3}|-[0-9]{15}' metrics
    awk 'NR % 9 == 0' keys | while read -r key; do
        for path in "/m/$key" "/api/v1/monitors/$key" "/api/v1/monitors/$key/history?days=30"; do
            [ "$(curl -s -o body -w '%{http_code}' -H 'Accept: text/html' "$SITE$path")" -lt 500 ]
        done
    done
    [ "$(curl -s -o body -w '%{http_code}' "$SITE/healthz")" = 200 ]
    kill -0 "$SERVER"
}

@test "pmon-mail reports from files that hold them" {
    python3 "$ABSURD" files .
    cat >pmon.ini <<'INI'
[pmon]
every = 60s
[email]
to = ops@example.org
from = pmon@example.org
server = localhost
INI
    run --separate-stderr pmon-mail --print
    [ "$status" = 0 ] || [ "$status" = 65 ]
    [[ $output == *'ops@example.org'* ]]
    python3 "$ABSURD" lines | jq -r .line >input
    run --separate-stderr pmon-mail --replay <input
    [ "$status" = 0 ] || [ "$status" = 65 ]
    [[ $output == *'From '* ]]
}

@test "an instant in milliseconds does not silence pmon-mail" {
    printf '[pmon]\nevery = 60s\n[email]\nto = a@example.org\nfrom = b@example.org\nserver = localhost\non = failure\n' >pmon.ini
    now=$(date +%s)
    {
        printf '{"http://a/":%s,' "$(record SUCCESS '"OK"' "${now}123")" | sed 's/"time":"[^"]*"/"time":"'"$(date -d "@$now" '+%F %T')"'.000000"/'
        printf '"http://b/":%s}' "$(record EXCEPTION_ERROR '"cut"' "$now")"
    } >current.json
    run -0 pmon-mail --print
    [[ $output == *'http://b/'* ]] || [[ $output == *Subject:* ]]
    [[ $output != *56[0-9][0-9][0-9]-* ]]
}

@test "amounts of memory beyond all measure do not end pmon-serve" {
    write_results d
    sed -i 's/MemTotal: 1000 kB.nMemAvailable: 100 kB/MemTotal: 9223372036854775807 kB\\nMemAvailable: -9223372036854775808 kB\\nSwapTotal: 5 kB\\nSwapFree: -9223372036854775807 kB/' current.json pmon.json
    start_server
    key=$(curl -s "$SITE/api/v1/monitors" | jq -r '.monitors[0].key')
    [ "$(curl -s -o body -w '%{http_code}' -H 'Accept: text/html' "$SITE/m/$key")" = 200 ]
    grep -q 9223372036854775807 body
}
