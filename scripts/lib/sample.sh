# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# The sample configuration: for those who have none yet, and with the page that it watches.
# shellcheck disable=SC2154 # set by the script

# Sets `conf` to the configuration of a run that names none. $1: the folder of the calling script.
find_configuration() {
    conf=${PMON_CONF:-pmon.ini}
    [ -z "${PMON_CONF:-}" ] && [ ! -e "$conf" ] || return 0
    if [ -f "$1/../Package.swift" ]; then
        conf=$1/../pmon.ini
    else
        # The results lie beside the configuration, so it has to be where the user may write.
        cp "$1/../share/pmon/pmon.ini" pmon.ini || fail 73 "cannot create: $PWD/pmon.ini"
        echo "pmon: no pmon.ini here: the sample is copied to $PWD/pmon.ini" >&2
    fi
}

# Starts pmon-serve if `conf` is the sample, which watches the page itself: so it shows something real on a machine
# without a network. Sets `page` to the process id; the log is in the folder `work`.
start_page() {
    { grep -q '^# sample: the page is up while this file is scanned' "$conf"; } 2>/dev/null || return 0
    capture port "$bin/pmon-probe" --conf "$conf" --show http.port
    port=${port%%$'\t'*}
    "$bin/pmon-serve" --conf "$conf" >"$work/serve.log" 2>&1 &
    page=$!
    tries=0
    until "$bin/pmon-probe" --fail --quiet "http://127.0.0.1:$port/healthz" >/dev/null 2>&1; do
        tries=$((tries + 1))
        if [ "$tries" -ge 100 ] || ! kill -0 "$page" 2>/dev/null; then
            echo "pmon: warn: the page did not start, so its addresses will fail:" >&2
            cat "$work/serve.log" >&2
            break
        fi
        sleep 0.1
    done
}
