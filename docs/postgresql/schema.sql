-- SPDX-License-Identifier: MIT
-- The records of pmon in PostgreSQL 15 or newer, and the questions that the page answers. Can be run again.

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
    record   jsonb not null,
    -- Addresses and targets of any length: an index takes 2,700 bytes at most, so it holds their hashes.
    address  uuid generated always as (md5(url)::uuid) stored,
    -- One record of an address is that of a run, target and place; without a run, identical content is the same record,
    -- as in pmon-store.
    identity uuid generated always as (md5(
        md5(url) || coalesce(run::text, md5(record::text))
        || coalesce(md5((record -> 'target')::text), '-') || coalesce(md5((record -> 'place')::text), '-')
    )::uuid) stored,
    constraint records_identity unique (identity)
);

create index if not exists records_address_at on pmon.records (address, at desc) include (result);
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

-- Moves the lines of the table `incoming` into the records and tells how many were new.
-- PostgreSQL knows no NUL in texts; JSON does (\u0000), which becomes U+FFFD.
create or replace function pmon.take() returns bigint
language plpgsql as $$
declare
    taken bigint;
begin
    insert into pmon.records
        (url, target, place, run, "of", at, result, reason, message, status, total_ms, record)
    select record ->> 'url',
           record ->> 'target',
           record ->> 'place',
           pmon.whole(record -> 'run', -9223372036854775808, 9223372036854775807)::bigint,
           pmon.whole(record -> 'of', 0, 2147483647)::integer,
           pmon.instant(record),
           record ->> 'result',
           record ->> 'reason',
           record ->> 'message',
           pmon.whole(record -> 'status', 0, 2147483647)::integer,
           pmon.number(record -> 'timing' -> 'total', -1e300, 1e300)::double precision,
           record
    from (select (case when strpos(line, '\u0000') > 0
                       then regexp_replace(line, '(?<!\\)((?:\\\\)*)\\u0000', '\1\\ufffd', 'g')
                       else line end)::jsonb as record
          from incoming where line <> ''
          -- Keeps the planner from parsing each line again for each column.
          offset 0) as lines
    on conflict do nothing;
    get diagnostics taken = row_count;
    return taken;
end
$$;

-- All addresses; as quick as there are few of them, however long the history.
create or replace view pmon.addresses as
with recursive address as (
    (select address, url from pmon.records order by address limit 1)
    union all
    select next.address, next.url
    from address
    cross join lateral (
        select records.address, records.url from pmon.records
        where records.address > address.address order by records.address limit 1
    ) as next
)
select url, address from address;

-- The newest record of each address: what the latest file says.
create or replace view pmon.current as
select newest.*
from pmon.addresses
cross join lateral (
    -- A record from the future, which a wrong clock makes, counts only while there is no other.
    (select * from pmon.records where records.address = addresses.address
     and record ->> 'clock' is distinct from 'ahead' order by at desc limit 1)
    union all
    (select * from pmon.records where records.address = addresses.address order by at desc limit 1)
    limit 1
) as newest;

-- Share of time in percent that each address was up, and of the window that was observed. A check speaks for the time
-- up to the next one, at most for 2.5 times the usual distance (the median); the rest of the window is no data.
create or replace function pmon.uptime(since timestamptz, until timestamptz default now())
returns table (url text, up numeric, observed numeric)
language sql stable as $$
    with checks as (
        select addresses.url, checks.at, checks.result
        from pmon.addresses
        cross join lateral (
            (select at, result from pmon.records
             where records.address = addresses.address and at < since and at > '-infinity'
             order by at desc limit 1)
            union all
            select at, result from pmon.records
            where records.address = addresses.address and at >= since and at <= until and at > '-infinity'
        ) as checks
    ), spans as (
        select checks.url, at, result = 'SUCCESS' as is_up,
               lead(at) over (partition by checks.url order by at) as next
        from checks
    ), usual as (
        select spans.url, percentile_cont(0.5) within group (order by extract(epoch from next - at)) as distance
        from spans group by spans.url
    ), parts as (
        select spans.url, is_up,
               greatest(0, extract(epoch from
                   least(coalesce(next, until), at + make_interval(secs => 2.5 * usual.distance))
                   - greatest(at, since))) as seconds
        from spans join usual using (url)
    )
    select parts.url,
           round((100 * sum(seconds) filter (where is_up) / nullif(sum(seconds), 0))::numeric, 2),
           round((100 * sum(seconds) / extract(epoch from until - since))::numeric, 2)
    from parts group by parts.url order by parts.url
$$;

-- Rows of failed checks that went on after `since`, the latest first. `ended` is the first good check after them.
create or replace function pmon.incidents(since timestamptz default '-infinity')
returns table (url text, began timestamptz, ended timestamptz, checks bigint, message text)
language sql stable as $$
    with marked as (
        select records.url, at, result, records.message, lead(at) over by_time as next,
               count(*) filter (where result = 'SUCCESS') over by_time as island
        from pmon.records
        window by_time as (partition by records.url order by at)
    )
    select marked.url, min(at), nullif(max(coalesce(next, 'infinity')), 'infinity'), count(*),
           (array_agg(marked.message order by at desc))[1]
    from marked
    where result <> 'SUCCESS'
    group by marked.url, island
    having max(coalesce(next, 'infinity')) >= since
    order by min(at) desc, marked.url
$$;

-- Milliseconds of the checks since then: median, 95th percentile and worst, the slowest address first.
create or replace function pmon.slowest(since timestamptz default '-infinity')
returns table (url text, median double precision, p95 double precision, worst double precision, checks bigint)
language sql stable as $$
    select records.url,
           percentile_cont(0.5) within group (order by total_ms),
           percentile_cont(0.95) within group (order by total_ms),
           max(total_ms), count(*)
    from pmon.records
    where at >= since and total_ms is not null
    group by records.url
    order by 3 desc, 1
$$;
