#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Names whose addresses are all checked: one record a name, judged by a model of what each address does.

load helpers
load probe_helpers

setup() {
    common_setup
    unshare -mn true 2>/dev/null || skip "needs a network namespace (root)"
}

in_namespace() {
    unshare -mn "$BATS_TEST_DIRNAME/servers/in_namespace" --bare "$PWD" "$@"
}

@test "each address is checked, the worst stands for all, and the message names those that fail" {
    for seed in 1 2; do
        run in_namespace python3 "$BATS_TEST_DIRNAME/servers/all_addresses.py" "$seed"
        echo "$output"
        [ "$output" = "done" ]
    done
}

@test "a name whose server does wrong costs its own record, and has the right one to blame" {
    run in_namespace python3 "$BATS_TEST_DIRNAME/servers/bad_names.py"
    echo "$output"
    [ "$output" = "done" ]
}
