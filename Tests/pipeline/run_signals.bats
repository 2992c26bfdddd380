#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# scripts/pmon: what becomes of a run that is sent signals, or of which a stage crashes.
# shellcheck disable=SC2016,SC2154 # for the inner shell; set by bats
# shellcheck disable=SC2030,SC2031 # each test has its own PIDS

load helpers
load probe_helpers

setup() {
    common_setup
    export PMON="$PROJECT/scripts/pmon"
}

# Puts a program in front of a tool: its own shell text, in which $TOOL is the real one.
wrap() {
    mkdir -p bin
    for tool in probe ssh store mail serve; do
        [ -e "bin/pmon-$tool" ] || ln -s "$PMON_BIN/pmon-$tool" "bin/pmon-$tool"
    done
    rm "bin/$1"
    printf '#!/bin/sh\nTOOL=%s\n%s\n' "$PMON_BIN/$1" "$2" >"bin/$1"
    chmod 755 "bin/$1"
}

# A slow address, one that waits for its turn, and none that fails.
write_slow() {
    start_faults
    printf '[pmon]\nconcurrency = 1\ntimeout = 30\n[urls]\nurl.1 = %s\nurl.2 = %s\n' "$FAULTS/delay?$1" "$FAULTS/ok" >slow.ini
}

asked() { [ -s faults.port.requests ]; }

@test "a signal to the run alone ends the probe, and what came is stored" {
    write_slow 2
    for signal in TERM:143 INT:130; do
        rm -f faults.port.requests pmon.json pmon.json.journal current.json
        # A shell ignores SIGINT for what it starts behind itself.
        env --default-signal=INT "$PMON" --conf=slow.ini >out 2>err 3>&- &
        local pid=$!
        PIDS+=("$pid")
        wait_until 30 asked
        kill -s "${signal%:*}" "$pid"
        status=0
        wait "$pid" || status=$?
        [ "$status" -eq "${signal#*:}" ]
        [ "$(pmon-store --conf slow.ini export | jq -r .result)" = SUCCESS ]
        [ "$(wc -l <faults.port.requests)" -eq 1 ]
        [ ! -s out ]
    done
}

@test "each signal that ends a run, to the process, its group or both, stores what came" {
    write_slow 2
    for signal in HUP:129 INT:130 QUIT:131 TERM:143; do
        for to in '-PID' 'PID -PID' '-PID PID -PID'; do
            rm -f faults.port.requests pmon.json pmon.json.journal current.json
            setsid env --default-signal=INT,QUIT "$PMON" --conf=slow.ini >out 2>err 3>&- &
            local pid=$!
            PIDS+=("$pid")
            wait_until 30 asked
            # shellcheck disable=SC2086 # words on purpose
            kill -s "${signal%:*}" -- ${to//PID/$pid}
            status=0
            wait "$pid" || status=$?
            [ "$status" -eq "${signal#*:}" ]
            [ "$(pmon-store --conf slow.ini export | jq -r .result)" = SUCCESS ]
            [ "$(wc -l <faults.port.requests)" -eq 1 ]
            [ ! -s err ]
        done
    done
}

@test "a signal to the group before all stages have begun ends the probe, and what came is stored" {
    write_slow 2
    mkdir late
    # Programs that begin late, as on a busy machine.
    printf '#!/bin/sh\ncase "$1" in *-ssh | *-store) sleep 1 ;; esac\nexec %s "$@"\n' "$(command -v setsid)" >late/setsid
    printf '#!/bin/sh\nsleep 1\nexec %s "$@"\n' "$(command -v tee)" >late/tee
    chmod 755 late/*
    for signal in HUP:129 INT:130 QUIT:131 TERM:143; do
        rm -f faults.port.requests pmon.json pmon.json.journal current.json
        setsid env --default-signal=INT,QUIT PATH="$PWD/late:$PATH" "$PMON" --conf=slow.ini >out 2>err 3>&- &
        local pid=$!
        PIDS+=("$pid")
        wait_until 30 asked
        kill -s "${signal%:*}" -- "-$pid"
        status=0
        wait "$pid" || status=$?
        [ "$status" -eq "${signal#*:}" ]
        [ "$(pmon-store --conf slow.ini export | jq -r .result)" = SUCCESS ]
        [ ! -s err ]
    done
}

@test "a terminal that is closed, and one that is typed at, end a run and --every" {
    write_slow 2
    sed -i "1a http.port = 0" slow.ini
    mkdir scratch
    for case in '129 c' '130 i' '131 q' '0 c --every=1m' '0 qc --every=1m' '0 i --every=1m'; do
        read -r expected keys every <<<"$case"
        rm -f faults.port.requests pmon.json pmon.json.journal current.json
        TMPDIR=$PWD/scratch python3 "$BATS_TEST_DIRNAME/run/terminal.py" faults.port.requests "$expected" "$keys" "$PMON" --conf="$PWD/slow.ini" ${every:+"$every"}
        [ "$(pmon-store --conf slow.ini export | jq -r .result)" = SUCCESS ]
        [ -z "$(ls -A scratch)" ]
        run ! pgrep -f "conf[= ]$PWD/slow.ini"
    done
}

@test "a second signal to the run ends all stages at once" {
    printf '[urls]\nurl.1 = http://127.0.0.1/\n' >slow.ini
    # A probe that hears the first signal and goes on.
    wrap pmon-probe 'case "$*" in *--check-config*) exec "$TOOL" "$@" ;; esac
        trap "echo x >>heard" TERM; echo $$ >held; while :; do sleep 0.05; done'
    PMON_BIN=$PWD/bin "$PMON" --conf="$PWD/slow.ini" >out 2>err 3>&- &
    local pid=$!
    PIDS+=("$pid")
    wait_until 30 test -s held
    # Two at once, as of a supervisor that signals a process and its group, are one request.
    kill -s TERM "$pid"
    kill -s TERM "$pid"
    wait_until 30 test -s heard
    sleep 0.6
    kill -0 "$pid"
    kill -s TERM "$pid"
    status=0
    wait "$pid" || status=$?
    [ "$status" -eq 143 ]
    [ "$(wc -l <heard)" -eq 1 ]
    wait_until 10 eval '! kill -0 "$(cat held)"'
    wait_until 10 eval '! pgrep -f "conf $PWD/slow.ini"'
}

@test "timeout(1), which sends its signal twice, ends a run like one signal" {
    write_slow 2
    for _ in 1 2 3 4 5; do
        rm -f faults.port.requests pmon.json pmon.json.journal current.json
        timeout 300 "$PMON" --conf=slow.ini >out 2>err 3>&- &
        local pid=$!
        PIDS+=("$pid")
        wait_until 30 asked
        kill -s TERM "$pid"
        status=0
        wait "$pid" || status=$?
        [ "$status" -eq 143 ]
        [ "$(pmon-store --conf slow.ini export | jq -r .result)" = SUCCESS ]
        [ ! -s err ]
    done
}

@test "signals at any moment, one or two: nothing on stderr, no file and no process is left" {
    start_faults
    printf '[urls]\nurl.1 = %s\n' "$FAULTS/ok" >any.ini
    mkdir scratch
    PMON=$PMON TMPDIR=$PWD/scratch python3 - <<'END'
import os, random, signal, subprocess, time
random.seed(4)
for run in range(40):
    which = random.choice([signal.SIGTERM, signal.SIGINT])
    process = subprocess.Popen([os.environ["PMON"], "--conf=" + os.path.abspath("any.ini")], stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)
    time.sleep(random.uniform(0, 0.4))
    process.send_signal(which)
    if run % 2:
        time.sleep(random.uniform(0, 0.02))
        process.send_signal(which)
    words = process.communicate(timeout=120)[1]
    assert words == b"", words
    # 0: it was faster; less than 0: bash was not yet ready for the signal.
    assert process.returncode in (0, 128 + which, -which), process.returncode
END
    [ -z "$(ls -A scratch)" ]
    wait_until 10 eval '! pgrep -f "conf[= ]$PWD/any.ini"'
}

@test "a stage that crashes is named with its signal, what came is stored, and the status is 70" {
    printf '[urls]\n' >pmon.ini
    for n in 1 2 3 4; do echo "url.$n = http://127.0.0.1:$(free_port)/$n"; done >>pmon.ini
    wrap pmon-probe 'case "$*" in *--check-config*) exec "$TOOL" "$@" ;; esac; "$TOOL" "$@" | head -n 3; kill -s SEGV $$'
    PMON_BIN=$PWD/bin run --separate-stderr "$PMON"
    [ "$status" -eq 70 ]
    [[ "$stderr" == *"pmon: error: pmon-probe was ended by SIGSEGV; what it had found out is stored"* ]]
    [ "$(jq length current.json)" -eq 3 ]
    rm -rf bin pmon.json current.json
    # The first record is in its hands when it goes.
    wrap pmon-ssh 'case "$*" in *--check-config*) exec "$TOOL" "$@" ;; esac; read -r line; kill -s ABRT $$'
    PMON_BIN=$PWD/bin run --separate-stderr "$PMON"
    [ "$status" -eq 70 ]
    [[ "$stderr" == *"pmon: error: pmon-ssh was ended by SIGABRT; the records are stored, some without evidence"* ]]
    [ "$(jq length current.json)" -eq 4 ]
    [ "$(jq '[.[] | length] | unique == [1]' pmon.json)" = true ]
    [ "${#lines[@]}" -eq 6 ]
    rm -rf bin
    wrap pmon-store 'cat >/dev/null; kill -s BUS $$'
    PMON_BIN=$PWD/bin run --separate-stderr "$PMON"
    [ "$status" -eq 70 ]
    [[ "$stderr" == *"pmon: error: pmon-store was ended by SIGBUS"* ]]
}

# Signals the group of the job $! once a helper of it hangs: its status is $1, and it has said nothing.
expect_silent_end() {
    local pid=$! status=0
    PIDS+=("$pid")
    wait_until 30 test -s hit
    kill -s TERM -- "-$pid"
    wait "$pid" || status=$?
    [ "$status" -eq "$1" ]
    [ ! -s err ]
}

@test "a signal to the group that hits a helper of the run is no news" {
    write_slow 0
    printf '[tell]\nx.command = cat >/dev/null\n' >>slow.ini
    mkdir bin
    for helper in mkdir grep tr rm jq cut realpath; do
        rm -f bin/* hit
        # The first one hangs, those that clean up do not.
        printf '#!/bin/sh\n[ ! -e hit ] || exec /usr/bin/%s "$@"\necho >hit\nexec sleep 30\n' "$helper" >"bin/$helper"
        chmod 755 "bin/$helper"
        PATH=$PWD/bin:$PATH setsid bash -c 'exec "$PMON" --conf=slow.ini 3>&-' >out 2>err &
        expect_silent_end 143
    done
}

@test "so it is with the scripts of the database, before there is one" {
    printf '[urls]\nurl.1 = http://127.0.0.1:1/\n' >pmon.ini
    mkdir bin
    for case in 'pmon-targets mkdir 143' 'pmon-targets mv 143' 'pmon-targets psql 143' 'pmon-worker mkdir 0' \
        'pmon-worker mkfifo 0' 'pmon-worker rm 0' 'pmon-follow mkdir 0' 'pmon-follow rm 0'; do
        read -r script helper expected <<<"$case"
        rm -f bin/* hit
        printf '#!/bin/sh\nexit 1\n' >bin/psql
        printf '#!/bin/sh\n[ ! -e hit ] || exec /usr/bin/%s "$@"\necho >hit\nexec sleep 30\n' "$helper" | sed "s|\bhit\b|$PWD/&|g" >"bin/$helper"
        chmod 755 bin/*
        PATH=$PWD/bin:$PATH setsid bash -c 'exec "$PROJECT/scripts/$1" 3>&-' bash "$script" >out 2>err &
        expect_silent_end "$expected"
    done
}
