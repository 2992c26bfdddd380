-- SPDX-License-Identifier: MIT
-- Takes records from stdin, one JSON object a line, and prints how many were new. All or none of them.
--
--     pmon-store export | psql -qAtX -f import.sql
--
-- As CSV with a quote and a delimiter that JSON never holds raw, each line arrives as it is.

\set ON_ERROR_STOP on
begin;
create temporary table incoming (line text) on commit drop;
\copy incoming from pstdin with (format csv, quote E'\x01', delimiter E'\x02')
select pmon.take();
commit;
