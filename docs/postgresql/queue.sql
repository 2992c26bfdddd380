-- SPDX-License-Identifier: MIT
-- The queue of pmon-worker, and what pmon-targets and pmon-follow ask for. Needs schema.sql; can be run again.
--
--     psql -qX -v ON_ERROR_STOP=1 -f schema.sql -f queue.sql

set client_min_messages = warning;

-- One row for each target and place where it is due.
create table if not exists pmon.targets (
    id       bigint generated always as identity primary key,
    -- `[pmon] id` of the configuration that it was listed from.
    monitor  text not null,
    target   text not null,
    -- Where it is due; null for anywhere.
    place    text check (octet_length(place) <= 1000),
    -- The place that its records name if it is due anywhere: `[pmon] place` of that configuration.
    named    text,
    every    interval not null check (every >= interval '1 ms'),
    due      timestamptz not null,
    -- What `pmon-probe -` reads, without secrets.
    object   json not null,
    identity uuid generated always as (md5(
        md5(monitor) || md5(target) || coalesce(md5(place), '-')
    )::uuid) stored,
    constraint targets_identity unique (identity)
);

-- What is due at a place comes out of it in order of time.
create index if not exists targets_due on pmon.targets (place, due);
create index if not exists targets_monitor on pmon.targets (md5(monitor));
-- Each check leaves a dead row behind.
alter table pmon.targets set (autovacuum_vacuum_scale_factor = 0.02, fillfactor = 80);

-- A duration as pmon writes it: 500ms, 90s, 5m, 2h, 30d; null for anything else.
create or replace function pmon.span(text text) returns interval
language sql immutable as $$
    select case when text ~ '^[0-9]{1,12}([.][0-9]{1,6})?(ms|s|m|h|d)$' then
        substring(text from '^[0-9.]+')::numeric
        * case substring(text from '[a-z]+$')
            when 'ms' then interval '1 ms' when 's' then interval '1 s' when 'm' then interval '1 min'
            when 'h' then interval '1 hour' else interval '24 hours' end
    end
$$;

create or replace function pmon.microseconds(span interval) returns numeric
language sql immutable as $$ select trunc(extract(epoch from span) * 1000000) $$;

-- The last instant not after `until` that is a whole number of periods from `start`: whatever time a check takes, the
-- instants when it is due stay those of a clock.
create or replace function pmon.slot(start timestamptz, every interval, until timestamptz) returns timestamptz
language sql stable as $$
    select start + (floor(pmon.microseconds(until - start) / pmon.microseconds(every))
                    * pmon.microseconds(every))::bigint * interval '1 microsecond'
$$;

-- Where in its period a target is due: spread by its name, the same in all places, so that their verdicts can be compared.
create or replace function pmon.phase(monitor text, target text, every interval) returns timestamptz
language sql stable as $$
    select to_timestamp(0)
        + (('x' || substr(md5(monitor || E'\n' || target), 1, 12))::bit(48)::bigint
           % greatest((pmon.microseconds(every) / 1000)::bigint, 1)) * interval '1 ms'
$$;

-- Makes the targets of a monitor those of the table `listed`, one target object a line, and tells how many were added,
-- changed and removed. `named` is the place of its configuration, `usual` the period of targets that have none.
create or replace function pmon.bring(of_monitor text, named_place text, usual interval)
returns table (added bigint, changed bigint, removed bigint)
language plpgsql as $$
begin
    -- Two at once would add the same target twice.
    perform pg_advisory_xact_lock(hashtextextended('pmon.targets ' || of_monitor, 0));
    create temporary table wanted on commit drop as
        select read.target, places.place, read.every, read.line
        from (select line, parsed ->> 'target' as target, parsed,
                     coalesce(pmon.span(parsed ->> 'every'), usual) as every
              from (select line, pmon.parsed(line) as parsed from listed where line <> '' offset 0) as lines) as read
        cross join lateral (
            select trim(name) as place from unnest(string_to_array(parsed ->> 'places', ',')) as name
            union select null where parsed ->> 'places' is null
        ) as places;
    analyze wanted;
    delete from pmon.targets
    where md5(monitor) = md5(of_monitor) and monitor = of_monitor
      and not exists (select from wanted where wanted.target = targets.target
                      and wanted.place is not distinct from targets.place);
    get diagnostics removed = row_count;
    -- Only what differs is touched: a row that a worker holds is waited for.
    update pmon.targets
    set object = wanted.line::json, named = named_place, every = wanted.every,
        due = case when targets.every = wanted.every and due <= now() + wanted.every then due
                   else pmon.slot(pmon.phase(of_monitor, targets.target, wanted.every), wanted.every, now()) end
    from wanted
    where md5(monitor) = md5(of_monitor) and monitor = of_monitor and targets.target = wanted.target
      and targets.place is not distinct from wanted.place
      and (object::text <> wanted.line or targets.every <> wanted.every or named is distinct from named_place
           -- By a clock that was ahead.
           or due > now() + wanted.every);
    get diagnostics changed = row_count;
    -- Due at once: the present period has begun.
    insert into pmon.targets (monitor, target, place, named, every, due, object)
    select of_monitor, target, place, named_place, every,
           pmon.slot(pmon.phase(of_monitor, target, every), every, now()), line::json
    from wanted
    on conflict do nothing;
    get diagnostics added = row_count;
    drop table wanted;
    return next;
end
$$;

-- The tables of a worker's session.
create or replace procedure pmon.begin_work()
language sql as $$
    create temporary table claimed (
        id bigint, batch integer, run bigint, next timestamptz, monitor text, target text, place text, named text,
        object text
    ) on commit delete rows;
    create temporary table probed (batch integer, line text) on commit delete rows;
    create temporary table found (id bigint, record jsonb) on commit delete rows;
    create temporary table incoming (line text) on commit delete rows;
$$;

-- Locks up to `most` targets that are due in a place, and as many that are due anywhere, until the transaction ends: another
-- worker passes over them. With 1, only the one that is due first is claimed. Each is a line, `BATCH OBJECT`: batch 1 is for the first monitor of `known`, and so on; monitors
-- that are not known have batches of their own.
create or replace function pmon.claim(here text, known text[], most integer) returns setof text
language plpgsql
-- By index alone, whatever the planner knows of a table that has just been filled.
set enable_seqscan = off set enable_bitmapscan = off set jit = off set plan_cache_mode = force_custom_plan
as $$
begin
    insert into claimed (id, batch, run, next, monitor, target, place, named, object)
    with anywhere as (
        select * from pmon.targets where place is null and due <= now() order by place, due limit most for update skip locked
    ), placed as (
        select * from pmon.targets where place = here and due <= now() order by place, due limit most for update skip locked
    ), due as (
        select *, pmon.slot(due, every, now()) as slot
        from (
            select * from anywhere union all select * from placed
            -- One alone must be one: a target that stops its worker is found by that.
            order by due limit case when most = 1 then 1 else 2 * most end
        ) as both_kinds
    )
    select id,
           coalesce(array_position(known, monitor), coalesce(cardinality(known), 0)
                    + dense_rank() over (order by array_position(known, monitor) is null desc, monitor)),
           floor(extract(epoch from slot) * 1000)::bigint, slot + every, monitor, target, place, named, object::text
    from due;
    return query select batch || ' ' || object from claimed order by batch;
end
$$;

-- A line as JSON; null for one that the database cannot take.
create or replace function pmon.parsed_or_null(line text) returns jsonb
language plpgsql immutable as $$
begin
    return pmon.parsed(line);
exception when data_exception or program_limit_exceeded then
    return null;
end
$$;

-- Stores the records that the table `probed` has of the targets claimed, and lets those be due again when it is time. Their
-- `run` is the instant when they were due, so that a target that is probed twice has one record. A target of a batch in
-- `refused` that has no record gets one that says so; others stay due. Tells how many targets were claimed, have a
-- record, were refused; and how many records belong to none.
create or replace function pmon.deliver(here text, host text, refused integer[], reason text)
returns table (claims bigint, recorded bigint, refusals bigint, strays bigint)
language plpgsql as $$
declare
    began timestamptz := now();
begin
    insert into found
        select claimed.id, lines.record
        from (select batch, pmon.parsed_or_null(line) as record from probed where line <> '' offset 0) as lines
        left join claimed on claimed.batch = lines.batch and claimed.target = lines.record ->> 'target';
    select count(*) into claims from claimed;
    select count(distinct id), count(*) filter (where id is null) into recorded, strays from found;
    insert into found
    select id, jsonb_build_object(
        'url', coalesce(pmon.parsed_or_null(object) ->> 'url', target), 'time', to_char(began, 'YYYY-MM-DD HH24:MI:SS.US'),
        'result', 'EXCEPTION_ERROR', 'message', reason, 'at', extract(epoch from began),
        'target', target, 'reason', 'config')
    from claimed
    where batch = any (refused) and not exists (select from found where found.id = claimed.id);
    get diagnostics refusals = row_count;
    insert into incoming (line)
    select ((record - 'of' - 'place' - 'host')
            || jsonb_build_object('run', run, 'monitor', monitor)
            || case when place is not null then jsonb_build_object('place', place)
                    when named is not null then jsonb_build_object('place', named, 'host', coalesce(here, deliver.host))
                    else jsonb_build_object('host', coalesce(here, deliver.host)) end)::text
    from found join claimed using (id);
    perform pmon.take();
    update pmon.targets set due = claimed.next
    from claimed
    where targets.id = claimed.id and exists (select from found where found.id = claimed.id);
    return next;
end
$$;

-- Where targets have been due for more than 2.5 of their periods, and a minute: no worker is there, or too few; or are due
-- later than they can be, because a clock was ahead. Null is anywhere.
create or replace view pmon.overdue as
select place, count(*) as targets, min(due) as since
from pmon.targets
where due < now() - 2.5 * every - interval '1 minute' or due > now() + every + interval '1 minute'
group by place;

-- Which database this is: another one, or a copy that was promoted, counts transactions anew.
create or replace view pmon.origin as
select system_identifier || ':' || timeline_id || ':'
       || (select oid from pg_database where datname = current_database()) as origin
from pg_control_system(), pg_control_checkpoint();

-- The snapshot of a follower. A copy of the database does not tell which transactions are under way, only the first and the
-- last of them: those between that have no records here count as under way.
create or replace function pmon.position() returns pg_snapshot
language sql stable as $$
    select case when pg_is_in_recovery() then
        (pg_snapshot_xmin(present) || ':' || pg_snapshot_xmax(present) || ':' || coalesce((
            select string_agg(number::text, ',' order by number)
            from generate_series(pg_snapshot_xmin(present)::text::bigint, pg_snapshot_xmax(present)::text::bigint - 1) as number
            where not exists (select from pmon.records where arrived = number::text::xid8)
        ), ''))::pg_snapshot
        else present end
    from pg_current_snapshot() as present
$$;

-- Whether a position belongs to this database. One that was put back to an earlier state without a new timeline, as by a copy
-- of its disk, has fewer transactions than the position; a copy may have fewer because it is behind.
create or replace function pmon.is_known(last_origin text, last pg_snapshot) returns boolean
language sql stable as $$
    select origin = last_origin and (pg_is_in_recovery() or pg_snapshot_xmax(last) <= pg_snapshot_xmax(pg_current_snapshot()))
    from pmon.origin
$$;

-- The records that came into sight after a snapshot, those too that are older than others which had come before.
create or replace function pmon.arrivals(last pg_snapshot) returns setof jsonb
language sql stable as $$
    select record from pmon.records
    where arrived >= pg_snapshot_xmin(last) and not pg_visible_in_snapshot(arrived, last)
      and arrived < pg_snapshot_xmax(pg_current_snapshot())
    order by at
$$;

reset client_min_messages;
