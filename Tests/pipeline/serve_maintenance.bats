#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-serve: planned maintenance and silences on the page, in the API, metrics, badges and the format of Statuspage.
# shellcheck disable=SC2154 # run sets stderr

load helpers
load serve_helpers

MODEL=$BATS_TEST_DIRNAME/maintenance/model.py

setup() { serve_setup; }

teardown() { common_teardown; }

# A configuration of the three addresses of write_results whose first one is under maintenance from an hour ago for three.
plan() {
    {
        echo "url.0 = http://host0.example.org/health"
        echo "url.1 = http://host1.example.org/health"
        echo "url.2 = http://host2.example.org/health"
        echo "[checks]"
        echo "url.0.name = Shop"
        echo "[maintenance]"
        echo "disk swap = $(date -ud '-1 hour' '+%F %H:%M') .. $(date -ud '+2 hours' '+%F %H:%M') UTC: Shop"
        echo "next = $(date -ud '+1 day' '+%F %H:%M') .. $(date -ud '+2 days' '+%F %H:%M') UTC: *"
        echo "far = $(date -ud '+10 days' '+%F %H:%M') .. $(date -ud '+11 days' '+%F %H:%M') UTC: *"
    } | sed '1i [urls]' >>pmon.ini
}

# The page as a browser gets it.
page() { curl -s -H 'Accept: text/html' "$@" "$SITE/"; }

page_has() { page | grep -qF -- "$1"; }

metrics_have() { curl -s "$SITE/metrics" | grep -q -- "$1"; }

silenced_are() { curl -s "$SITE/api/v1/status" | jq -e ".counts.silenced == $1" >/dev/null; }

@test "uptime, incidents, maintenance and state of random histories agree with another program's" {
    for seed in 1 2 3; do
        rm -f pmon.json* current.json
        python3 "$MODEL" write "$seed" pmon.ini | pmon-store
        start_server
        pmon-store export | python3 "$MODEL" page pmon.ini "$SITE"
        kill "$SERVER"
    done
}

@test "what fails under maintenance is not down anywhere" {
    plan
    write_results doo
    start_server
    state_is ok
    key=$(curl -s "$SITE/api/v1/monitors?state=maintenance" | jq -r '.monitors[0].key')
    curl -s "$SITE/api/v1/status" | jq -e '.counts == {ok: 2, app: 0, down: 0, maintenance: 1, stale: 0, silenced: 0, total: 3}
        and .headline == "2 OK, 1 under maintenance" and .title == null and .banner == "ok"'
    curl -s "$SITE/api/v1/monitors/$key" | jq -e '.state == "maintenance" and .result == "down" and .incidents == []
        and .maintenance.name == "disk swap" and (.maintenance.until > now) and .uptimes["24h"].maintenance_s > 600'
    [ "$(curl -s "$SITE/api/v1/monitors?state=failing" | jq .selected)" = 0 ]
    [ "$(curl -s "$SITE/api/v1/incidents" | jq '.incidents | length')" = 0 ]
    [ "$(curl -s "$SITE/badge/$key.json" | jq -r .message)" = maintenance ]
    [ "$(curl -s "$SITE/badge/all.json" | jq -r .message)" = '2 ok' ]
    [ "$(curl -s "$SITE/feed.atom" | grep -c '<entry>')" = 0 ]
    curl -s "$SITE/metrics" >metrics
    grep -q '^pmon_maintenance{url="http://host0.*} 1$' metrics
    [ "$(grep -c '^pmon_maintenance{.*} 0$' metrics)" = 2 ]
    [ "$(grep -c '^pmon_up{' metrics)" = 2 ]
    [ "$(curl -s -o /dev/null -w '%{http_code}' "$SITE/readyz")" = 200 ]
}

@test "Statuspage: open and coming windows, and components under maintenance" {
    plan
    write_results doo
    start_server
    curl -s "$SITE/api/v2/summary.json" >summary
    jq -e '[.scheduled_maintenances[] | [.name, .status, .impact, (.components | length)]] ==
        [["disk swap", "in_progress", "maintenance", 1], ["next", "scheduled", "maintenance", 3]]' summary
    jq -e '.scheduled_maintenances | all(.scheduled_for < .scheduled_until and (.incident_updates | length) == 1)' summary
    jq -e '[.components[].status] == ["operational", "operational", "under_maintenance"]' summary
    jq -e '.status.indicator == "none" and .incidents == []' summary
    [ "$(curl -s "$SITE/api/v2/scheduled-maintenances.json" | jq '.scheduled_maintenances | length')" = 2 ]
    [ "$(curl -s "$SITE/api/v2/scheduled-maintenances/active.json" | jq -r '.scheduled_maintenances[].name')" = 'disk swap' ]
    [ "$(curl -s "$SITE/api/v2/scheduled-maintenances/upcoming.json" | jq -r '.scheduled_maintenances[].name')" = next ]
    [ "$(code "$SITE/api/v2/scheduled-maintenances/none.json")" = 404 ]
}

@test "a silence until recovery that mail has used up marks no later failure" {
    printf '[urls]\nurl.1 = http://host1.example.org/health\n[tell]\nx.command = cat >>told.txt\n' >pmon.ini
    url=http://host1.example.org/health
    echo "$url until recovery" >pmon.silence
    write_results odo 180
    pmon-mail --quiet
    start_server
    wait_until 10 silenced_are 1
    write_results ooo 120
    pmon-mail --quiet
    wait_until 10 silenced_are 0
    write_results odo
    wait_until 10 state_is down
    pmon-mail --quiet
    wait_until 10 silenced_are 0
    grep -q '"kind":"change"' told.txt
    # For a line that is new the outage that goes on counts.
    echo "$url until recovery # again" >pmon.silence
    wait_until 10 silenced_are 1
}

@test "a silenced failure counts as failing and is marked; the file may change at any time" {
    plan
    write_results odo
    start_server
    state_is down
    url=http://host1.example.org/health
    echo "$url until recovery # ops: http://u:geheim@x/" >pmon.silence
    wait_until 10 metrics_have "^pmon_silenced{url=\"$url\".*} 1$"
    state_is down
    curl -s "$SITE/api/v1/status" | jq -e '.counts.silenced == 1 and .counts.down == 1 and .headline == "1 of 3 down"'
    curl -s "$SITE/api/v1/monitors?state=silenced" >silenced
    jq -e '.selected == 1 and .monitors[0].silence.line == 1 and (.monitors[0].silence.text | test("geheim") | not)' silenced
    curl -s -H 'Accept: text/html' "$SITE/m/$(jq -r '.monitors[0].key' silenced)" >detail
    grep -q 'silenced until recovery by line 1' detail
    [ "$(grep -c geheim detail)" = 0 ]
    # A wrong line silences nothing, is told to the owner, and leaves the other lines alone.
    printf 'x forever\n%s until 2099-01-01 08:00\n\377\n' "$url" >pmon.silence
    wait_until 10 page_has 'pmon.silence:1: '
    [ "$(curl -s "$SITE/api/v1/monitors?state=silenced" | jq '.monitors[0].silence.line')" = 2 ]
    [ "$(page -H 'X-Forwarded-For: 192.0.2.1' | grep -c 'pmon.silence:')" = 0 ]
    rm pmon.silence
    wait_until 10 silenced_are 0
    mkdir pmon.silence
    wait_until 10 page_has 'not a regular file'
    state_is down
}
