# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# Which jobs hear a signal, and when a second one is another request to end.

# Starts a job in a process group of its own, from its first moment: it never hears a signal to the group of the script,
# as terminals, timeout(1) and supervisors send them. Its process id is $!. Give it a stdin.
in_own_group() {
    set -m
    "$@" &
    set +m
}

# The status that the first signal asks for, and the microseconds since 1970 at which it came; empty before.
asked='' asked_at=''

# A trap calls it with the status to exit with: 129, 130, 131 or 143. True if this signal is another request than the
# first one: it is of another kind, or half a second younger. timeout(1) and supervisors send one to the process and to
# its group. SIGHUP comes beside others where a session ends, and is no request to hurry.
is_another_request() {
    local now=${EPOCHREALTIME//[.,]/}
    if [ -z "$asked" ]; then
        asked=$1 asked_at=$now
        return 1
    fi
    [ "$1" -ne 129 ] || return 1
    [ $((now - asked_at)) -ge 500000 ] || [[ "$1" != "$asked" && "$asked" -ne 129 ]]
}
