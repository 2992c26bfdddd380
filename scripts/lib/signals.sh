# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# Which jobs hear a signal, and when a second one is another request to end.
# shellcheck disable=SC2154 # work is a folder of the script

# A name that begins with a dash would be an option of the programs that get it.
case ${TMPDIR:-/} in
/*) ;;
*) TMPDIR=$PWD/$TMPDIR ;;
esac
# An exported BASHOPTS can turn it on; the last command of a pipeline would change the variables of the script.
shopt -u lastpipe

# Starts a job in a process group of its own, from its first moment: it never hears a signal to the group of the script,
# as terminals, timeout(1) and supervisors send them. Its process id is $!. Give it a stdin.
in_own_group() {
    set -m
    "$@" &
    set +m
}

# While signals have traps, no script expands $(...) or <(...): before version 5.3, bash reads a trap whose signal comes just
# before one of them as a part of it. Both are lost then, the trap and the command, and bash speaks of an unexpected end.
# scripts/layout checks it.

# Makes a temporary folder that only this account can enter, and sets `work` to it. Call it under the traps that remove it:
# its name is known before it is there.
make_work() {
    work=${TMPDIR:-/tmp}/pmon.$$.$SRANDOM
    # A signal to the group may end the first one.
    { mkdir -m 700 -- "$work" || mkdir -m 700 -- "$work"; } 2>/dev/null && return
    work=
    fail 73 "cannot create a temporary folder in ${TMPDIR:-/tmp}"
}

# Sets the variable $1 to what the command $2... writes, without its last line feed. The status is that of the command.
capture() {
    # A redirection would expand BASHPID in the process of the command.
    local file=$work/captured.$BASHPID code=0
    "${@:2}" >"$file" || code=$?
    read_text "$1" "$file"
    return "$code"
}

# Sets the variable $1 to the text of the file $2, without its last line feed; empty if it cannot be read.
read_text() {
    local text=''
    { IFS= read -r -d '' text <"$2" || true; } 2>/dev/null
    printf -v "$1" '%s' "${text%$'\n'}"
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
