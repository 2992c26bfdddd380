# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# A PostgreSQL of one's own, on a Unix socket in a temporary folder.

# A file of tests has one; a file that starts it in another way defines its own.
setup_file() { start_postgresql; }
teardown_file() { stop_postgresql; }

# What a test of records begins with: an empty table.
schema_setup() {
    common_setup
    SQL=$PROJECT/docs/postgresql
    psql -qX -c 'drop schema if exists pmon cascade' -f "$SQL/schema.sql" 2>/dev/null
}

# Imports stdin; prints how many records were new.
import() { psql -qAtX -f "$SQL/import.sql"; }

# What the database answers to the statements $1.
ask() { psql -qAtX -v ON_ERROR_STOP=1 -c "$1"; }

# Starts it; psql finds it by the environment.
start_postgresql() {
    POSTGRESQL_BIN=$(dirname "$(find /usr/lib/postgresql -name initdb | sort -V | tail -n 1)")
    local as=()
    POSTGRESQL_FOLDER=$(mktemp -d /tmp/pmon-postgresql.XXXXXX)
    # It refuses to run as root.
    if [ "$(id -u)" -eq 0 ]; then
        chown postgres "$POSTGRESQL_FOLDER"
        as=(runuser -u postgres --)
    fi
    (cd / && "${as[@]}" "$POSTGRESQL_BIN/initdb" -D "$POSTGRESQL_FOLDER/data" -U pmon -A trust -E UTF8 --locale C.UTF-8 \
        --no-sync >"$BATS_FILE_TMPDIR/initdb.log" 2>&1)
    # Debian's /usr/bin/psql is a script of Perl that looks for this one, at five times its cost.
    PATH=$POSTGRESQL_BIN:$PATH
    export PATH PGHOST=$POSTGRESQL_FOLDER PGUSER=pmon PGDATABASE=postgres PGTZ=UTC POSTGRESQL_FOLDER POSTGRESQL_BIN
    run_postgresql
    wait_until 60 psql -qAtXc 'select 1'
}

# Runs the server over the folder that is there; $POSTGRESQL_PID is its process id.
run_postgresql() {
    local as=()
    [ "$(id -u)" -ne 0 ] || as=(setpriv --reuid postgres --regid postgres --clear-groups)
    (cd / && exec timeout 1800 "${as[@]}" "$POSTGRESQL_BIN/postgres" -D "$POSTGRESQL_FOLDER/data" -k "$POSTGRESQL_FOLDER" \
        -c listen_addresses= -c fsync=off >>"$BATS_FILE_TMPDIR/postgresql.log" 2>&1 3>&-) &
    POSTGRESQL_PID=$!
    echo "$POSTGRESQL_PID" >"$BATS_FILE_TMPDIR/postgresql.pid"
}

# Stops it and removes what it left.
stop_postgresql() {
    kill -INT "$(cat "$BATS_FILE_TMPDIR/postgresql.pid")" 2>/dev/null || true
    wait_until 60 is_stopped
    rm -rf "$POSTGRESQL_FOLDER"
}

# True once no server runs over the folder.
is_stopped() { [ ! -e "$POSTGRESQL_FOLDER/data/postmaster.pid" ]; }
