#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# The schema over tables of older versions: nothing is lost, and it becomes the present one.
# shellcheck disable=SC2030,SC2031,SC2154 # each test is a subshell; `run --separate-stderr` sets stderr

load helpers
load postgresql_helpers

setup() { schema_setup; }

@test "the schema can be run again, over a table of the version before" {
    for number in 1 2 3; do
        printf '{"url":"http://%s.example.org/","time":"x","result":"SUCCESS","message":"OK","at":%d,"run":1}\n' "$number" $((1795305600 + number))
    done >records
    ask 'drop schema pmon cascade'
    sed -e '/^alter table pmon.records add column if not exists check_id/,/^)::uuid) stored;/d' -e '/arrived/d' -e '/records_check_at/d' -e '/^drop index/d' "$SQL/schema.sql" >before.sql
    psql -qX -f before.sql >/dev/null 2>&1 || true
    import <records
    ask 'create index records_address_at on pmon.records (address, at desc) include (result)'
    for _ in 1 2; do psql -qX -v ON_ERROR_STOP=1 -f "$SQL/schema.sql" 2>/dev/null; done
    [ "$(ask 'select count(*) from pmon.current')" = 3 ]
    [ "$(ask "select count(*) from pg_indexes where indexname = 'records_address_at'")" = 0 ]
    [ "$(import <records)" = 0 ]
}

@test "the schema of the first version, with records in it, becomes the present one" {
    ask 'drop schema pmon cascade; create schema pmon'
    ask "create table pmon.records (
            url text not null, target text, place text, run bigint, \"of\" integer, at timestamptz not null,
            result text not null check (result in ('SUCCESS', 'APPLICATION_ERROR', 'EXCEPTION_ERROR')),
            reason text, message text not null, status integer, total_ms double precision, record jsonb not null,
            content uuid generated always as (case when run is null then md5(record::text)::uuid end) stored,
            constraint records_once unique nulls not distinct (url, target, run, place, content));
        create index records_url_at on pmon.records (url, at desc) include (result);
        insert into pmon.records (url, run, at, result, message, record)
        select record ->> 'url', (record ->> 'run')::bigint, to_timestamp((record -> 'at')::float), record ->> 'result', 'm', record
        from (select jsonb_build_object('url', 'http://u/' || n % 3, 'run', nullif(n / 3, 2), 'at', n, 'result', 'SUCCESS', 'message', 'm')
              from generate_series(1, 30) as n) as made (record)"
    ask 'select record from pmon.records' >before.json
    psql -qX -v ON_ERROR_STOP=1 -f "$SQL/schema.sql" -f "$SQL/queue.sql"
    [ "$(psql -qAtX -f "$SQL/import.sql" <before.json)" = 0 ]
    [ "$(ask 'select count(*) from pmon.records')" = 30 ]
    [ "$(ask 'select count(*) from pmon.current')" = 3 ]
    # The database that is used by the others has the same columns, indexes and constraints as a new one.
    shape() {
        ask "select column_name, data_type, is_nullable, generation_expression from information_schema.columns
                where table_name = 'records' and table_schema = 'pmon' order by 1;
            select indexdef from pg_indexes where schemaname = 'pmon' and tablename = 'records' order by 1"
    }
    shape >upgraded
    ask 'set client_min_messages = error; drop schema pmon cascade'
    psql -qX -v ON_ERROR_STOP=1 -f "$SQL/schema.sql" -f "$SQL/queue.sql"
    shape | diff - upgraded
}

@test "a database that does not keep Unicode is named, once a run" {
    ask "create database odd template template0 encoding 'SQL_ASCII' lc_collate 'C' lc_ctype 'C'"
    export PGDATABASE=odd
    run --separate-stderr psql -qX -v ON_ERROR_STOP=1 -f "$SQL/schema.sql" -f "$SQL/queue.sql"
    [ "$status" -eq 0 ]
    [ "$(grep -c 'this database is SQL_ASCII' <<<"$stderr")" -eq 1 ]
}
