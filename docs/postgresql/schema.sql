-- SPDX-License-Identifier: MIT
-- The records of pmon in PostgreSQL 15 or newer, and the questions that the page answers. Can be run again.

set client_min_messages = warning;
do $$ begin
    if getdatabaseencoding() <> 'UTF8' then
        raise warning 'this database is %: records with \uXXXX of other letters are refused; createdb --template template0 --encoding UTF8', getdatabaseencoding();
    end if;
end $$;
create schema if not exists pmon;

-- One row a record. What is asked for often has a column, everything is in `record`.
create table if not exists pmon.records (
    url      text not null,
    target   text,
    place    text,
    run      bigint,
    "of"     integer,
    at       timestamptz not null,
    result   text not null check (result in ('SUCCESS', 'APPLICATION_ERROR', 'EXCEPTION_ERROR')),
    reason   text,
    message  text not null,
    status   integer,
    total_ms double precision,
    record   jsonb not null
);

-- Addresses and targets of any length: an index takes 2,700 bytes at most, so it holds their hashes.
alter table pmon.records add column if not exists address uuid generated always as (md5(url)::uuid) stored;

-- One record of an address is that of a run, target and place; without a run, identical content is the same record, as in
-- pmon-store. The first versions told them apart by the columns themselves.
alter table pmon.records drop constraint if exists records_once, drop column if exists content;
alter table pmon.records add column if not exists identity uuid generated always as (md5(
    md5(url) || coalesce(run::text, md5(record::text))
    || coalesce(md5((record -> 'target')::text), '-') || coalesce(md5((record -> 'place')::text), '-')
)::uuid) stored;
create unique index if not exists records_identity on pmon.records (identity);
drop index if exists pmon.records_url_at;

-- A check is an address with a target and a place, see docs/storage.md.
alter table pmon.records add column if not exists check_id uuid generated always as (md5(
    md5(url) || coalesce(md5(target), '-') || coalesce(md5(place), '-')
)::uuid) stored;

-- The transaction that brought a record, for those who follow the table; records come visible in another order than that.
alter table pmon.records add column if not exists arrived xid8 default pg_current_xact_id();
create index if not exists records_arrived on pmon.records (arrived);

create index if not exists records_check_at on pmon.records (address, check_id, at desc) include (result);
drop index if exists pmon.records_address_at;
-- A few pages for any length of history, because records arrive in order of time.
create index if not exists records_at on pmon.records using brin (at);

-- A number of a record, if it is one and between two bounds; null for anything else.
create or replace function pmon.number(value jsonb, least_value numeric, greatest_value numeric) returns numeric
language sql immutable as $$
    -- One condition in the other, because the parts of an `and` may be evaluated in any order.
    select case when jsonb_typeof(value) = 'number' then
        case when value::numeric between least_value and greatest_value then value::numeric end
    end
$$;

-- The same for whole numbers.
create or replace function pmon.whole(value jsonb, least_value numeric, greatest_value numeric) returns numeric
language sql immutable as $$
    select case when value::text ~ '^-?[0-9]+$' then pmon.number(value, least_value, greatest_value) end
$$;

-- The text of a record's field; null for anything else.
create or replace function pmon.text(value jsonb) returns text
language sql immutable as $$
    select case when jsonb_typeof(value) = 'string' then value #>> '{}' end
$$;

-- The instant of a record: its `at`, else its local `time` in the zone of the session, else none (-infinity).
create or replace function pmon.instant(record jsonb) returns timestamptz
language plpgsql stable as $$
declare
    seconds numeric := pmon.number(record -> 'at', -62135596800, 253402300799);
begin
    if seconds is not null then return to_timestamp(seconds::double precision); end if;
    if record ->> 'time' ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}' then
        return (record ->> 'time')::timestamp at time zone current_setting('TimeZone');
    end if;
    return '-infinity';
exception when data_exception then
    return '-infinity';
end
$$;

-- Whether a record is one of planned maintenance: it carries the name of a window.
create or replace function pmon.planned(record jsonb) returns boolean
language sql immutable as $$
    select coalesce(pmon.text(record -> 'maintenance'), '') <> ''
$$;

-- A line as JSON. PostgreSQL knows no NUL in texts; JSON does (\u0000), which becomes U+FFFD.
create or replace function pmon.parsed(line text) returns jsonb
language sql immutable as $$
    select (case when strpos(line, '\u0000') > 0
                 then regexp_replace(line, '(?<!\\)((?:\\\\)*)\\u0000', '\1\\ufffd', 'g')
                 else line end)::jsonb
$$;

-- Moves the lines of the table `incoming` into the records and tells how many were new.
create or replace function pmon.take() returns bigint
language plpgsql as $$
declare
    taken bigint;
begin
    insert into pmon.records
        (url, target, place, run, "of", at, result, reason, message, status, total_ms, record)
    select record ->> 'url',
           pmon.text(record -> 'target'),
           pmon.text(record -> 'place'),
           pmon.whole(record -> 'run', -9223372036854775808, 9223372036854775807)::bigint,
           pmon.whole(record -> 'of', 0, 2147483647)::integer,
           pmon.instant(record),
           record ->> 'result',
           record ->> 'reason',
           record ->> 'message',
           pmon.whole(record -> 'status', 0, 2147483647)::integer,
           pmon.number(record -> 'timing' -> 'total', -1e300, 1e300)::double precision,
           record
    from (select pmon.parsed(line) as record
          from incoming where line <> ''
          -- Keeps the planner from parsing each line again for each column.
          offset 0) as lines
    on conflict do nothing;
    get diagnostics taken = row_count;
    return taken;
end
$$;

-- All checks; as quick as there are few of them, however long the history.
create or replace view pmon.checks as
with recursive known as (
    (select address, check_id, url, target, place from pmon.records order by address, check_id limit 1)
    union all
    select next.address, next.check_id, next.url, next.target, next.place
    from known
    cross join lateral (
        select records.address, records.check_id, records.url, records.target, records.place from pmon.records
        where (records.address, records.check_id) > (known.address, known.check_id)
        order by records.address, records.check_id limit 1
    ) as next
)
select url, target, place, address, check_id from known;

-- All addresses.
create or replace view pmon.addresses as
select distinct url, address from pmon.checks;

-- The newest record of each check: what the latest file says. A check without a target gives way to those of its address
-- that have one.
create or replace view pmon.current as
with known as materialized (select * from pmon.checks)
select newest.*
from known
cross join lateral (
    -- A record from the future, which a wrong clock makes, counts only while there is no other.
    (select * from pmon.records where records.address = known.address and records.check_id = known.check_id
     and record ->> 'clock' is distinct from 'ahead' order by at desc limit 1)
    union all
    (select * from pmon.records where records.address = known.address and records.check_id = known.check_id
     order by at desc limit 1)
    limit 1
) as newest
where known.target is not null
   or not exists (select from known as named where named.address = known.address and named.target is not null);

-- Share of time in percent that each check was up, and of the window that was observed. A check speaks for the time
-- up to its next run, at most for 2.5 times the usual distance (the median); the rest of the window is no data.
-- Planned maintenance counts neither as observed nor as part of the window; `maintenance` has its hours.
drop function if exists pmon.uptime(timestamptz, timestamptz);
create function pmon.uptime(since timestamptz, until timestamptz default now())
returns table (url text, target text, place text, up numeric, observed numeric, maintenance numeric)
language sql stable as $$
    with known as materialized (select * from pmon.checks), runs as (
        select known.check_id, runs.at, runs.result, runs.is_planned
        from known
        cross join lateral (
            (select at, result, pmon.planned(record) as is_planned from pmon.records
             where records.address = known.address and records.check_id = known.check_id
               and at < since and at > '-infinity' and record ->> 'clock' is distinct from 'ahead'
             order by at desc limit 1)
            union all
            select at, result, pmon.planned(record) from pmon.records
            where records.address = known.address and records.check_id = known.check_id
              and at >= since and at <= until and at > '-infinity' and record ->> 'clock' is distinct from 'ahead'
        ) as runs
    ), spans as (
        select runs.check_id, at, is_planned, result = 'SUCCESS' as is_up,
               lead(at) over (partition by runs.check_id order by at) as next
        from runs
    ), usual as (
        select spans.check_id, percentile_cont(0.5) within group (order by extract(epoch from next - at)) as distance
        from spans group by spans.check_id
    ), parts as (
        select spans.check_id, is_up, is_planned,
               greatest(0, extract(epoch from
                   least(coalesce(next, until), at + make_interval(secs => 2.5 * usual.distance))
                   - greatest(at, since))) as seconds
        from spans join usual using (check_id)
    ), totals as (
        select parts.check_id, count(seconds) > 0 as is_known,
               coalesce(sum(seconds) filter (where is_up and not is_planned), 0) as up,
               coalesce(sum(seconds) filter (where not is_planned), 0) as seen,
               coalesce(sum(seconds) filter (where is_planned), 0) as planned
        from parts group by parts.check_id
    ), sums as (
        select totals.check_id, round((100 * totals.up / nullif(seen, 0))::numeric, 2) as up,
               case when is_known then
                   round((100 * seen / nullif(extract(epoch from until - since) - planned, 0))::numeric, 2)
               end as observed,
               round((planned / 3600)::numeric, 2) as maintenance
        from totals
    )
    select known.url, known.target, known.place, sums.up, sums.observed, sums.maintenance
    from sums join known using (check_id)
    order by known.url, known.target nulls first, known.place nulls first
$$;

-- Rows of failed runs of a check that went on after `since`, the latest first. `ended` is the first good run after them.
-- Failures during planned maintenance begin none; `maintenance` is its time in one that began before.
drop function if exists pmon.incidents(timestamptz);
create function pmon.incidents(since timestamptz default '-infinity')
returns table (url text, target text, place text, began timestamptz, ended timestamptz, checks bigint, message text, maintenance interval)
language sql stable as $$
    with marked as (
        select records.url, records.target, records.place, check_id, at, result, records.message,
               pmon.planned(record) as is_planned,
               lead(at) over by_time as next,
               count(*) filter (where result = 'SUCCESS') over by_time as island
        from pmon.records
        where record ->> 'clock' is distinct from 'ahead'
        window by_time as (partition by check_id order by at)
    ), failed as (
        select marked.*, min(at) filter (where not is_planned) over (partition by check_id, island) as first
        from marked where result <> 'SUCCESS'
    )
    select min(failed.url), min(failed.target), min(failed.place), min(first),
           nullif(max(coalesce(next, 'infinity')), 'infinity'), count(*) filter (where not is_planned),
           (array_agg(failed.message order by at desc) filter (where not is_planned))[1],
           coalesce(sum(next - at) filter (where is_planned and at > first), interval '0')
    from failed
    where first is not null
    group by check_id, island
    having max(coalesce(next, 'infinity')) >= since
    order by min(first) desc, 1, 2, 3
$$;

-- Milliseconds of the runs since then: median, 95th percentile and worst, the slowest check first.
drop function if exists pmon.slowest(timestamptz);
create function pmon.slowest(since timestamptz default '-infinity')
returns table (
    url text, target text, place text,
    median double precision, p95 double precision, worst double precision, checks bigint
)
language sql stable as $$
    select min(records.url), min(records.target), min(records.place),
           percentile_cont(0.5) within group (order by total_ms),
           percentile_disc(0.95) within group (order by total_ms),
           max(total_ms), count(*)
    from pmon.records
    where at >= since and total_ms is not null
    group by check_id
    order by 5 desc, 1, 2, 3
$$;

reset client_min_messages;
