# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# PostgreSQL for the scripts: how they connect, and what they say when it is away.
# shellcheck disable=SC2154 # name is set by the script

export PGCONNECT_TIMEOUT=${PGCONNECT_TIMEOUT:-10}
# Records are UTF-8 whatever this says, and arrive as they are.
unset PGCLIENTENCODING

# What psql connects by; everything else is in the environment of libpq. A peer that is gone is noticed in half a minute.
connection="application_name=${name} keepalives_idle=10 keepalives_interval=5 keepalives_count=3 tcp_user_timeout=25000"

# psql as the scripts use it: no startup file, no question, bare output, the first error ends it.
database() { psql -qAtXw -v ON_ERROR_STOP=1 "$@" "$connection"; }

# Sets `cause` to the reason that psql gave in the file $1, in one line.
find_cause() {
    local line
    cause=
    {
        while IFS= read -r line || [ -n "$line" ]; do
            [[ ! "$line" =~ ^psql:[^:]*:[0-9]+:\ (.*) ]] || line=${BASH_REMATCH[1]}
            [[ ! "$line" =~ ^(psql:\ )?(error:\ |ERROR:\ +|FATAL:\ +)(.*) ]] || line=${BASH_REMATCH[3]}
            cause=${line//$'\t'/ }
            [ -z "$cause" ] || break
        done <"$1"
    } 2>/dev/null || true
    case "$cause" in
    *'"pmon" does not exist'* | *' pmon.'*' does not exist'* | *'"pmon.'*'" does not exist'*)
        cause+=": run schema.sql and queue.sql of docs/postgresql, of this version" ;;
    '') cause="the connection was cut" ;;
    esac
}

# What is in the way at present, by its kind.
declare -A complaints=()

# Says on stderr that something is in the way: once, until it is well again or for another reason. $1: its kind, $2: text.
complain() {
    [ "$2" != "${complaints["$1"]:-}" ] || return 0
    complaints["$1"]=$2
    echo "$name: warn: $2" >&2
}

# Says that it is well again, if there was a complaint. $1: its kind, $2: text.
recover() {
    [ -n "${complaints["$1"]:-}" ] || return 0
    unset "complaints[$1]"
    echo "$name: info: $2" >&2
}

# Sleeps for $1 seconds, or until a signal that is trapped.
rest() {
    # It must not hold a session open.
    sleep "$1" 7>&- 8<&- &
    local pid=$!
    wait "$pid" || kill "$pid" 2>/dev/null || true
}

# Sets `patience` to the seconds until the next try: 1, 2, 4, then 5.
be_patient() {
    patience=$((${patience:-0} == 0 ? 1 : patience * 2))
    [ "$patience" -le 5 ] || patience=5
}
