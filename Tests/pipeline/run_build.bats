#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# The first run builds: its steps are shown, and a build that fails is told with its log.
# shellcheck disable=SC2154 # run sets stderr and stderr_lines

load helpers

# A source tree whose compiler is a script: it prints steps as SwiftPM does, and leaves the programs.
setup() {
    common_setup
    TOOLS=$PMON_BIN
    unset PMON_BIN
    mkdir -p tree/Sources tree/scripts compiler
    cp -r "$PROJECT/scripts/pmon" "$PROJECT/scripts/lib" tree/scripts/
    printf '#!/bin/sh\n' >tree/scripts/setup
    touch tree/Package.swift
    cat >compiler/swift <<END
#!/bin/sh
echo 'Building for production...'
step=0
while [ \$step -lt 250 ]; do step=\$((step + 1)); echo "[\$step/250] Compiling Module File\$step.swift"; done
mkdir -p tree/.build/release
for tool in probe ssh store mail serve; do cp "$TOOLS/pmon-\$tool" tree/.build/release/; done
END
    chmod 755 compiler/swift tree/scripts/setup
    PATH=$PWD/compiler:$PATH
    printf '[urls]\nurl.a = http://127.0.0.1:1/\n' >pmon.ini
}

@test "a build shows some of its steps, keeps its log, and the run goes on" {
    run --separate-stderr tree/scripts/pmon
    [ "$status" -eq 0 ]
    [ "$stderr" = "pmon: building, which takes some minutes the first time
[100/250] Compiling Module File100.swift
[200/250] Compiling Module File200.swift" ]
    [[ "${lines[0]}" == DOWN* ]]
    grep -qF '[250/250]' tree/.build/build.log
    run --separate-stderr tree/scripts/pmon
    [ -z "$stderr" ]
}

@test "on a terminal the steps are one line that changes" {
    run script -qec tree/scripts/pmon /dev/null
    [ "$status" -eq 0 ]
    [[ "$output" == *$'\r\e[K[249/250] Compiling Module File249.swift\r\e[K[250/250]'* ]]
    [[ "$output" == *$'\r\e[KDOWN'* || "$output" == *$'\r\e[K\e['*DOWN* ]]
}

@test "a build that fails is 70, with the end of its log" {
    printf '#!/bin/sh\necho "[1/9] Compiling A"\necho "A.swift:1: error: no such thing" >&2\nexit 1\n' >compiler/swift
    run --separate-stderr tree/scripts/pmon
    [ "$status" -eq 70 ]
    [[ "$stderr" == *"A.swift:1: error: no such thing"* ]]
    [ "${stderr_lines[-1]}" = "pmon: error: the build failed, see $PWD/tree/.build/build.log" ]
    [ ! -e pmon.json ]
}
