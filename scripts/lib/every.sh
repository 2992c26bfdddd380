# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# The whole monitor in the foreground: the page, and a run again and again.
# shellcheck disable=SC2154 # set by the script

# Runs after each $1 until a signal asks it to end, and serves the page meanwhile; the other arguments are those of the runs.
# Both are children whose ends are waited for: nothing outlives this process.
run_every() {
    local period seconds due now
    # Of all functions, as traps outlive this one.
    child='' told='' ended=0
    read_seconds "$1" || fail 64 "--every: expected a time such as 90s, 5m or 1h, found '$1'"
    period=$seconds
    shift
    trap 'ended=1; tell' HUP INT QUIT TERM
    "$bin/pmon-serve" --conf "$conf" "${mail[@]}" &
    page=$!
    trap clean_up EXIT
    due=$EPOCHSECONDS
    while [ "$ended" -eq 0 ]; do
        # In a session of its own a Ctrl-C reaches it once, as the TERM from here.
        setsid --wait "$self" --conf="$conf" "$@" &
        await
        expect_page
        # One look at the clock: by a second one the time of the next run may have come, and sleep(1) takes no negative time.
        due=$((due + period)) now=$EPOCHSECONDS
        [ "$due" -gt "$now" ] || due=$now
        [ "$ended" -ne 0 ] || pause "$((due - now))"
        expect_page
    done
}

# Ends this process as the page ended, if it did: it says why, and a supervisor starts both again.
expect_page() {
    [ "$ended" -eq 0 ] && ! kill -0 "$page" 2>/dev/null || return 0
    code=0
    wait "$page" || code=$?
    page=
    exit "$code"
}

# Waits for $1 seconds, or until the page ends or a signal comes.
pause() {
    sleep "$1" &
    child=$!
    # The signal may have come before there was a child to end.
    [ "$ended" -eq 0 ] || tell
    while kill -0 "$child" 2>/dev/null && kill -0 "$page" 2>/dev/null; do wait -n "$child" "$page" || true; done
    tell
    child=
}

# Waits for the job just started, however often a trap interrupts that.
await() {
    child=$!
    # The signal may have come before there was a child to end. A second one would end a run without storing what came.
    [ "$ended" -eq 0 ] || [ "$told" = "$child" ] || tell
    while kill -0 "$child" 2>/dev/null; do wait "$child" || true; done
    child=
}

# Passes a signal on to the child, if there is one.
tell() {
    [ -z "$child" ] || { told=$child && kill -s TERM "$child"; } 2>/dev/null || true
}

# Sets `seconds` to those of 90s, 5m, 1h, 1d or 90.
read_seconds() {
    [[ "$1" =~ ^([0-9]{1,6})([smhd]?)$ ]] || return 1
    local -A unit=([s]=1 [m]=60 [h]=3600 [d]=86400)
    seconds=$((10#${BASH_REMATCH[1]} * ${unit[${BASH_REMATCH[2]:-s}]}))
    [ "$seconds" -gt 0 ]
}
