#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Workers beside targets that cannot be read, do not end, or have to wait: the others have their records.
# shellcheck disable=SC2030,SC2031,SC2153,SC2154 # each test is a subshell; `run --separate-stderr` sets stderr

load helpers
load postgresql_helpers
load queue_helpers
load fleet_helpers

teardown() { common_teardown; }

setup() { queue_setup; }

@test "a target that a worker cannot read gets a record that says so, the others theirs" {
    write_queue 5 ok
    ask "update pmon.targets set object = '{\"url\":\"http://127.0.0.1:1/x\",\"target\":\"url.3\",\"timeout\":\"soon\"}' where target = 'url.3'"
    ask "update pmon.targets set object = '{\"url\":\"ssh://elsewhere\",\"target\":\"url.4\"}' where target = 'url.4'"
    sed -i '/^url.[34] =/d' pmon.ini
    run --separate-stderr "$WORKER" --once
    [ "$status" -eq 0 ]
    expect_once
    [ "$(ask "select target, result, reason from pmon.records where result <> 'SUCCESS' order by 1")" = 'url.3|EXCEPTION_ERROR|config
url.4|EXCEPTION_ERROR|config' ]
    [[ "$(ask "select message from pmon.records where target = 'url.3'")" == "the worker $HOSTNAME cannot read this target" ]]
}

@test "a target whose check does not end within the limit holds nobody else up" {
    write_queue 9 ok
    ask "update pmon.targets set object = '{\"url\":\"http://127.0.0.1:$(cat port)/silent\",\"target\":\"url.5\",\"timeout\":\"50s\"}' where target = 'url.5'"
    start_worker one --limit 8
    expect_once 120
    [ "$(ask "select target, reason from pmon.records where result <> 'SUCCESS'")" = 'url.5|timeout' ] ||
        [[ "$(ask "select target, message from pmon.records where result <> 'SUCCESS'")" == "url.5|the check does not end as it should"* ]]
}

@test "a check without an end is found out beside targets of one place; its turn comes when it is alone" {
    write_queue 9 ok
    ask "update pmon.targets set place = 'home' where target in ('url.2', 'url.4', 'url.6', 'url.8')"
    sed -i '1a place = home' pmon.ini
    ask "update pmon.targets set object = '{\"url\":\"http://127.0.0.1:$(cat port)/silent\",\"target\":\"url.5\",\"timeout\":\"50s\"}' where target = 'url.5'"
    expect_due
    start_worker one --limit 8
    expect_once 120
    [ "$(ask "select count(*) from pmon.records where result <> 'SUCCESS'")" = 1 ]
    kill -TERM "$(script_of "$LAST_PID")"
    wait_until 20 is_free
    # Of one target a worker takes one, whatever else is due.
    ask "update pmon.targets set due = now() - interval '1 h'"
    [ "$(ask "begin; call pmon.begin_work(); select count(*) from pmon.claim('home', null, 1); rollback")" = 1 ]
    [ "$(ask "begin; call pmon.begin_work(); select count(*) from pmon.claim('home', null, 3); rollback")" = 6 ]
}

@test "machines stay due while pmon-ssh cannot read its configuration, the other targets do not wait" {
    write_queue 4 ok
    ask "update pmon.targets set object = '{\"url\":\"ssh://elsewhere\",\"target\":\"url.4\"}' where target = 'url.4'"
    sed -i '/^url.4 =/d' pmon.ini
    mkdir bin
    ln -s "$PMON_BIN"/pmon-* bin/
    rm bin/pmon-ssh
    # shellcheck disable=SC2016 # the stand-in expands it
    printf '#!/bin/sh\n[ "$*" = "${*%%--list}" ] || exit 66\nexec "%s/pmon-ssh" "$@"\n' "$PMON_BIN" >bin/pmon-ssh
    chmod +x bin/pmon-ssh
    PMON_BIN=$PWD/bin run --separate-stderr "$WORKER" --once
    [ "$status" -eq 75 ]
    [ "$(ask "select string_agg(target, ' ' order by target) from pmon.records")" = 'url.1 url.2 url.3' ]
    [ "$(ask "select target from pmon.targets where due <= now()")" = url.4 ]
    # Now that it is read, what it does not have is told.
    run --separate-stderr "$WORKER" --once
    [ "$status" -eq 0 ]
    [ "$(ask "select target, reason from pmon.records where result <> 'SUCCESS'")" = 'url.4|config' ]
}
