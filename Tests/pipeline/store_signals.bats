#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-store: stopped by a signal, or by a terminal that is closed, at any moment of its input.

load helpers
load store_helpers

@test "whatever signal stops a store, and when: what it took is stored, and what it left begins with a whole line" {
    run -0 python3 "$BATS_TEST_DIRNAME/store/signals.py" "${PMON_LONG_TESTS:+300}"
    [[ $output == *'lines taken and stored' ]]
}

@test "a terminal that is closed ends a store that has stored what it read, and nohup keeps it" {
    cat >terminal.py <<'END'
import os, pty, signal, sys, time
process, terminal = pty.fork()
if process == 0:
    if sys.argv[1] == "nohup":
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    os.execvp("pmon-store", ["pmon-store", "--follow", "--flush", "1h"])
while not os.path.exists("pmon.json.lock"):
    time.sleep(0.01)
os.write(terminal, open("one", "rb").read())
time.sleep(0.3)
if sys.argv[1] == "nohup":
    os.kill(process, signal.SIGHUP)
    time.sleep(0.3)
    assert os.waitpid(process, os.WNOHANG)[0] == 0
os.close(terminal)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) % 256)
END
    record http://a/ 1 SUCCESS >one
    run -0 python3 terminal.py plain
    pmon-store export | cmp one -
    record http://a/ 2 SUCCESS >one
    # Its input ends all the same.
    run -0 python3 terminal.py nohup
    [ "$(pmon-store export | wc -l)" = 2 ]
}
