#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# kill -9 at each stage of an import into PostgreSQL: after a new import the table is the history, record by record.

load helpers
load postgresql_helpers

setup() {
    schema_setup
    python3 - >records <<'END'
import json
for run in range(300):
    for name in "abc":
        record = {"url": f"http://{name}/", "time": "2023-11-14 22:13:20", "result": "SUCCESS", "message": "ü \\u0007 " + "m" * 200}
        if name != "c":
            record |= {"at": 1700000000 + run + 0.25, "run": 1700000000000 + run, "target": "url." + name}
        else:
            record["message"] = f"without a run {run}"
        print(json.dumps(record, ensure_ascii=run % 2 == 0))
END
    pmon-store <records
    pmon-store export >exported
    half=$(($(wc -l <exported) / 2))
}

# What a table or an export holds, in a form of its own.
spelled() { jq -cS . | sort; }

# A new import makes the table the history; before it, the table held all of an import or none of it.
expect_whole() {
    local before
    # The server may still be at work for a client that is gone.
    wait_until 60 psql -qAtXc "select 1 / (count(*) = 0)::int from pg_stat_activity
        where backend_type = 'client backend' and pid <> pg_backend_pid()"
    before=$(psql -qAtXc 'select count(*) from pmon.records')
    [[ $before == 0 || $before == "$half" || $before == "$1" || $before == 900 ]]
    pmon-store export | import >imported
    [ "$(cat imported)" = $((900 - before)) ]
    psql -qAtXc 'select record from pmon.records' | spelled >table
    spelled <exported | diff - table
    psql -qAtXc 'truncate pmon.records'
}

# Half of the history is there before, or nothing.
prepare() {
    if [ "$1" = half ]; then head -n "$half" exported | import >imported; fi
}

@test "the exporting store is killed at any of its writes" {
    strace -o /dev/null true || skip "strace is not permitted here"
    local call came
    for call in 1 2 3; do
        # The psql at the end of the pipe takes what came for all there is.
        strace -f -qq -o /dev/null -e "inject=write:signal=KILL:when=$call" pmon-store export 2>/dev/null >part || true
        [ "$(wc -l <part)" -lt 900 ]
        came=$(import <part 2>/dev/null || true)
        expect_whole "${came:-0}"
    done
    # A line of which only the beginning came.
    head -c -100 exported | import >/dev/null 2>&1 || true
    expect_whole 0
}

@test "psql is killed at any call that sends to the server or reads its input" {
    strace -o /dev/null true || skip "strace is not permitted here"
    local kind first call calls state killed=0
    for state in none half; do
        for kind in sendto recvfrom read; do
            [ "$state" = none ] || [ "$kind" = sendto ] || continue
            strace -f -qq -e "trace=$kind" -o calls psql -qAtX -f "$SQL/import.sql" <exported >/dev/null
            calls=$(grep -c "$kind(" calls)
            psql -qAtXc 'truncate pmon.records'
            # Its first reads are those of the libraries.
            first=1
            [ "$kind" != read ] || first=$((calls - 6))
            for call in $(seq "$first" $((calls > 12 ? 3 : 1)) "$calls"); do
                prepare "$state"
                # How many calls it takes to receive something may differ from time to time.
                strace -f -qq -o /dev/null -e "inject=$kind:signal=KILL:when=$call" psql -qAtX -f "$SQL/import.sql" \
                    <exported >/dev/null 2>&1 || killed=$((killed + 1))
                expect_whole 0
            done
        done
    done
    [ "$killed" -gt 8 ]
}

@test "the server's process is killed at each step of the import, and within the one that stores" {
    local line lines state
    lines=$(wc -l <"$SQL/import.sql")
    for state in none half; do
        for ((line = 8; line <= lines; line++)); do
            sed -n "$((line + 1))p" "$SQL/import.sql" | grep -qE '^(\\else|\\set zone|\\endif)' && continue
            prepare "$state"
            {
                echo "select pg_backend_pid() as pid \\gset"
                head -n "$line" "$SQL/import.sql"
                echo "\\setenv PID :pid"
                # shellcheck disable=SC2016 # psql's shell expands it
                echo '\! kill -9 $PID'
                tail -n +$((line + 1)) "$SQL/import.sql"
            } >stage.sql
            # After the last line nothing is left that could fail.
            if psql -qAtX -f stage.sql <exported >/dev/null 2>&1; then [ "$line" = "$lines" ]; fi
            expect_whole 0
        done
        prepare "$state"
        # At the 200th record that is taken.
        psql -qAtX <<'END'
create sequence taken;
create function killed() returns trigger language plpgsql as $$ begin
    if nextval('taken') = 200 then
        execute format('copy (select) to program %L', 'kill -9 ' || pg_backend_pid());
    end if;
    return new;
end $$;
create trigger killed after insert on pmon.records for each row execute function killed();
END
        run ! import <exported
        wait_until 60 psql -qAtXc 'select 1'
        psql -qAtXc 'drop trigger killed on pmon.records; drop function killed; drop sequence taken'
        expect_whole 0
    done
}

@test "the whole server is killed while imports go on" {
    local pid
    for _ in 1 2 3; do
        rm -f killed
        (for _ in {1..1000}; do
            [ ! -e killed ] || break
            import <exported
            psql -qAtXc 'truncate pmon.records'
        done) >/dev/null 2>&1 3>&- &
        keep $!
        pid=$!
        wait_until 20 psql -qAtXc "select 1 / count(*) from pg_stat_activity
            where query ~ 'incoming|take' and pid <> pg_backend_pid()"
        kill -9 "$POSTGRESQL_PID" "$(head -n 1 "$POSTGRESQL_FOLDER/data/postmaster.pid")" 
        : >killed
        run ! psql -qAtXc 'select 1'
        wait "$pid" || true
        wait_until 60 run_again
        expect_whole 0
    done
}

# Starts the server again as soon as the processes of the one before are gone.
run_again() {
    if ! psql -qAtXc 'select 1'; then
        kill -0 "$POSTGRESQL_PID" 2>/dev/null || run_postgresql
        sleep 0.5
        psql -qAtXc 'select 1'
    fi
}
