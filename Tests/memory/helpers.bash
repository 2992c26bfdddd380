# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# Runs the tools under valgrind's memcheck, and judges what it found.

load ../pipeline/helpers

# Copies the tool $1 without its debugging information, which valgrind of Debian 12 cannot read for every tool.
strip_tool() {
    [ -x "./$1" ] || strip --strip-debug -o "$1" "$PMON_BIN/$1"
}

# memcheck TOOL ARGUMENTS...: runs it; what memcheck finds goes to the files valgrind.*, and makes the status 99.
memcheck() {
    strip_tool "$1"
    "${MEMCHECK[@]}" "./$1" "${@:2}" 3>&-
}

# The same in the background; the process is $LAST_PID, which is the tool itself, and ends with the test.
start_memcheck() {
    strip_tool "$1"
    "${MEMCHECK[@]}" "./$1" "${@:2}" 3>&- &
    LAST_PID=$!
    PIDS+=("$LAST_PID")
}

MEMCHECK=(valgrind --quiet --error-exitcode=99 --num-callers=30 --child-silent-after-fork=yes
    --leak-check=full --show-leak-kinds=definite --errors-for-leak-kinds=definite
    "--suppressions=$BATS_TEST_DIRNAME/valgrind.supp" --log-file=valgrind.%p)

# Fails, and shows what memcheck found, where the status $1 is not $2.
is_clean() {
    local findings
    findings=$(cat valgrind.*)
    if [ "$1" -ne "$2" ] || [ -n "$findings" ]; then
        echo "status $1, expected $2" >&2
        head -n 100 <<<"$findings" >&2
        return 1
    fi
    rm -f valgrind.*
}
