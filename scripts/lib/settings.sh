# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# What the scripts ask the tools about a configuration.
# shellcheck disable=SC2154 # bin is set by binaries.sh, work by the script

# Checks the configuration $1, empty for the default one, and reads the settings $2 and further ones. Ends the script
# where it cannot be used at all. Sets `found` to their values, and `faults` to yes if some of its targets are wrong.
# shellcheck disable=SC2034 # the caller reads both
read_settings() {
    local options=(${1:+--conf "$1"}) shown=() values='' code=0 key
    for key in "${@:2}"; do shown+=(--show "$key"); done
    PMON_CHECK_ALONE=1 "$bin/pmon-probe" "${options[@]}" --check-config || code=$?
    [ "$code" -eq 0 ] || [ "$code" -eq 78 ] || exit "$code"
    capture values "$bin/pmon-probe" "${options[@]}" --checked "${shown[@]}" || exit $?
    # A line is a value, a tab and where the value comes from.
    mapfile -t found <<<"$values"
    found=("${found[@]%%$'\t'*}")
    faults=no
    [ "$code" -eq 0 ] || faults=yes
}
