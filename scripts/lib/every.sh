# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# The whole monitor in the foreground: the page, and a run again and again.
# shellcheck disable=SC2154 # set by the script

# Runs after each $1 until SIGINT or SIGTERM, and serves the page meanwhile; the other arguments are those of the runs.
# Both are children whose ends are waited for: nothing outlives this process.
run_every() {
    local period due
    # Of all functions, as traps outlive this one.
    child='' ended=0
    period=$(seconds_of "$1") || fail 64 "--every: expected a time such as 90s, 5m or 1h, found '$1'"
    shift
    trap 'ended=1; [ -z "$child" ] || kill -s TERM "$child" 2>/dev/null || true' INT TERM HUP
    "$bin/pmon-serve" --conf "$conf" "${mail[@]}" &
    page=$!
    trap clean_up EXIT
    due=$(date +%s)
    while [ "$ended" -eq 0 ]; do
        # In a session of its own a Ctrl-C reaches it once, as the TERM from here.
        setsid --wait "$self" --conf="$conf" "$@" &
        await
        # Without a page the first run says so; a later end is for a supervisor.
        if [ "$ended" -eq 0 ] && ! kill -0 "$page" 2>/dev/null; then
            code=0
            wait "$page" || code=$?
            page=
            exit "$code"
        fi
        due=$((due + period))
        [ "$due" -gt "$(date +%s)" ] || due=$(date +%s)
        [ "$ended" -ne 0 ] || { sleep "$((due - $(date +%s)))" & await; }
    done
}

# Waits for the job just started, however often a trap interrupts that.
await() {
    child=$!
    # The signal may have come before there was a child to end.
    [ "$ended" -eq 0 ] || kill -s TERM "$child" 2>/dev/null || true
    while kill -0 "$child" 2>/dev/null; do wait "$child" || true; done
    child=
}

# The seconds of 90s, 5m, 1h, 1d or 90.
seconds_of() {
    [[ "$1" =~ ^([0-9]{1,6})([smhd]?)$ ]] || return 1
    local -A unit=([s]=1 [m]=60 [h]=3600 [d]=86400)
    local seconds=$((10#${BASH_REMATCH[1]} * ${unit[${BASH_REMATCH[2]:-s}]}))
    [ "$seconds" -gt 0 ] && echo "$seconds"
}
