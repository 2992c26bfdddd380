#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-serve: the checks of one address, told apart by target and place, on the page, in the API, metrics and badges.
# shellcheck disable=SC2154 # run sets stderr

load helpers
load serve_helpers

setup() {
    serve_setup
    printf '[pmon]\nid = test\n[urls]\nurl.1 = http://a/\nurl.2 = http://a/\nurl.3 = http://b/\n' >pmon.ini
}

# A record of an address $1, target $2, place $3 or -, and result $4, $5 minutes ago.
check() {
    local at=$(($(date +%s) - 20 - 60 * $5)) place=
    [ "$3" = - ] || place=",\"place\":\"$3\""
    record "$4" '"m"' "$at" ",\"run\":${at}000,\"monitor\":\"test\",\"target\":\"$2\"$place" | jq -c --arg url "$1" '{url: $url} + .'
}

# Each monitor of the API as TARGET PLACE RESULT STREAK.
monitors() {
    curl -s "$SITE/api/v1/monitors" | jq -r '.monitors[] | [.target, .place // "-", .result, .streak] | @tsv' | sort
}

@test "in whatever order two targets of an address come, a failing one is failing everywhere" {
    start_server
    for order in "url.1 url.2" "url.2 url.1"; do
        for first in SUCCESS APPLICATION_ERROR EXCEPTION_ERROR; do
            for second in SUCCESS APPLICATION_ERROR EXCEPTION_ERROR; do
                rm -f pmon.json* current.json
                for minutes in 2 1; do
                    for target in $order; do
                        check http://a/ "$target" - "$([ "$target" = url.1 ] && echo $first || echo $second)" "$minutes"
                    done
                    check http://b/ url.3 - SUCCESS "$minutes"
                done | pmon-store
                python3 -c '
import sys
names = {"SUCCESS": "ok", "APPLICATION_ERROR": "app", "EXCEPTION_ERROR": "down"}
for number, result in enumerate(sys.argv[1:] + ["SUCCESS"], 1):
    print(f"url.{number}", "-", names[result], 2, sep="\t")
' "$first" "$second" >expected
                wait_until 10 eval 'monitors | cmp -s - expected'
                worst=$(printf '%s\n' ok app down | while read -r state; do cut -f 3 expected | grep -x "$state"; done | tail -n 1)
                [ "$(curl -s "$SITE/api/v1/status" | jq -r .state)" = "$worst" ]
                [ "$(curl -s "$SITE/metrics" | grep -c '^pmon_up{.*} 0$')" -eq "$(cut -f 3 expected | grep -cv ok)" ]
                [ "$(curl -s "$SITE/api/v2/components.json" | jq '[.components[] | select(.status != "operational")] | length')" -eq \
                    "$(cut -f 3 expected | grep -cv ok)" ]
            done
        done
    done
}

@test "places have rows and labels of their own, and the key of the address leads to all of them" {
    printf '[pmon]\nid = test\n[urls]\nurl.1 = http://a/\nurl.3 = http://b/\n' >pmon.ini
    check http://a/ url.1 rome SUCCESS 2 | pmon-store
    start_server
    key() { curl -s "$SITE/api/v1/monitors" | jq -r --arg url "$1" '.monitors[] | select(.url == $url) | .key' | head -n 1; }
    old=$(key http://a/)
    alone=$(key http://b/)
    [ "$(code "$SITE/m/$old")" = 200 ]
    {
        check http://b/ url.3 - SUCCESS 1
        check http://a/ url.1 rome SUCCESS 1
        check http://a/ url.1 wien EXCEPTION_ERROR 1
    } | pmon-store
    has_three() { [ "$(curl -s "$SITE/api/v1/monitors" | jq .total)" -eq 3 ]; }
    wait_until 10 has_three
    curl -s -H 'Accept: text/html' "$SITE/" >page
    grep -qF '1 of 2 places OK' page
    grep -qF 'url.1 (rome)' page
    grep -qF 'url.1 (wien)' page
    curl -s "$SITE/metrics" >metrics
    grep -F 'pmon_up{url="http://a/",target="url.1",place="wien"' metrics
    grep -F 'pmon_up{url="http://b/",target="url.3"} 1' metrics
    # The key of an address with one check stays, that of the other one leads to all its checks.
    [ "$(key http://b/)" = "$alone" ]
    [ "$(code "$SITE/m/$(key http://a/)")" = 200 ]
    curl -s -o /dev/null -D fields "$SITE/m/$old"
    grep -i '^location: /?q=http' fields
    [ "$(curl -s "$SITE/api/v1/monitors/$old" | jq -r '[.place, .result] | @tsv')" = $'wien\tdown' ]
    curl -s "$SITE/badge/$old.svg" | grep -qF down
}

@test "incidents, uptime and evidence are those of the check" {
    for minutes in 5 4 3 2 1; do
        check http://a/ url.1 - "$([ "$minutes" -gt 2 ] && echo EXCEPTION_ERROR || echo SUCCESS)" "$minutes"
        check http://a/ url.2 - SUCCESS "$minutes"
    done | pmon-store
    start_server
    [ "$(curl -s "$SITE/api/v1/incidents" | jq -r '.incidents[] | [.name, .checks, (.end != null)] | @tsv')" = $'url.1\t3\ttrue' ]
    [ "$(curl -s "$SITE/api/v1/monitors" | jq -r '.monitors[] | select(.target == "url.2") | .uptime.up')" = 1 ]
    [ "$(curl -s "$SITE/api/v1/monitors" | jq -r '.monitors[] | select(.target == "url.1") | .uptime.up | . > 0 and . < 1')" = true ]
    [ "$(curl -s "$SITE/feed.atom" | grep -c '<entry>')" -eq 1 ]
}
