#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-store: export: its filters, what it mends, and that the store takes it back.
# shellcheck disable=SC2154 # run sets stderr

load helpers
load store_helpers

setup() {
    common_setup
    for run in 1 2 3 4 5; do record http://a/ "$run" SUCCESS; done >five
}

@test "a time that is none is told with those that are" {
    for flag in --since --until; do
        run -64 --separate-stderr pmon-store export "$flag" 'last week'
        [[ "$stderr" == *"today, yesterday"*"3 days ago"* || "$stderr" == *"3 days ago"*"today, yesterday"* ]]
        [[ "$stderr" == *"last week"* ]]
    done
}

@test "export filters, and rebuilds a history" {
    { cat five; record http://b/x 9 EXCEPTION_ERROR; } | pmon-store
    run -0 pmon-store export --url 'http://b/*'
    [ "${#lines[@]}" = 1 ]
    run -0 pmon-store export --since 1700000002 --until 1700000005
    [ "$(jq -c .run <<<"$output" | tr '\n' ' ')" = '2 3 4 ' ]
    run -0 pmon-store export --result exception_error --result application_error
    [ "$(jq -c .run <<<"$output")" = 9 ]
    run -0 pmon-store export --since "$(date -d @1700000004 '+%F %T')"
    [ "${#lines[@]}" = 3 ]
    run -0 pmon-store export --since 1h
    [ -z "$output" ]
    run -64 pmon-store export --since soon
    run -0 pmon-store export --since yesterday
    [ -z "$output" ]
    pmon-store export | pmon-store --data copy.json
    cmp pmon.json copy.json
    run -66 --separate-stderr pmon-store export --data none.json
    [ "$stderr" = 'pmon-store: error: cannot open: none.json: No such file or directory' ]
}

@test "a reader of export that has enough ends it quietly" {
    for run in $(seq 3000); do echo "{\"url\":\"http://a/\",\"time\":\"x\",\"result\":\"SUCCESS\",\"message\":\"OK\",\"run\":$run}"; done | pmon-store
    pmon-store export 2>errors | head -n 1 >/dev/null && status=${PIPESTATUS[0]}
    [ "$status" = 141 ]
    [ ! -s errors ]
    run -74 --separate-stderr bash -c 'pmon-store export >/dev/full'
    [ "$stderr" = 'pmon-store: error: cannot write: stdout: No space left on device' ]
}

@test "what an older history has and stdin does not take is mended by export, and named by check" {
    cat >old.json <<'END'
{"http://a/": [
  {"time": "2018-01-01 00:00:00", "result": "SUCCESS", "message": "OK"},
  {"time": "2018-01-01 00:01:00", "result": "SUCCESS", "message": "cut \ud83d"},
  {"time": "2018-01-01 00:02:00", "result": "SUCCESS", "message": "first", "message": "last"},
  {"time": "2018-01-01 00:03:00", "result": "SUCCESS", "message": ["list"]}
]}
END
    cp old.json before.json
    run --separate-stderr pmon-store export --data old.json
    [ "$status" -eq 0 ]
    [ "$(jq -c .message <<<"$output" | xargs -d '\n')" = '"OK" "cut �" "last" ["list"]' ]
    [[ "$stderr" == *"old.json: 2 records mended: "*"old.json: 1 record printed that pmon-store does not take"* ]]
    cmp old.json before.json
    pmon-store export --data old.json 2>/dev/null | head -3 | pmon-store --data copy.json
    [ "$(pmon-store export --data copy.json | wc -l)" -eq 3 ]
    run --separate-stderr pmon-store check --data old.json
    [ "$status" -eq 0 ]
    for line in 3 4 5; do [[ "$stderr" == *"warn: old.json:$line: "* ]]; done
    [[ "$stderr" != *"old.json:2: "* ]]
}

@test "export --since prints what an outsider picks out of the whole export, whatever the order of the records" {
    run -0 python3 "$BATS_TEST_DIRNAME/store/since.py" 60
    [[ "$output" == *'lines picked alike' ]]
}

@test "records of about 1 MiB that the store takes are taken from its export, too" {
    run -0 python3 "$BATS_TEST_DIRNAME/store/limits.py"
}
