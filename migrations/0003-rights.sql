-- History is append-only, and the service cannot change that: it is not the owner, may add events but neither change nor remove them,
-- and a trigger refuses it to everyone else as well.
create function evidence.refuse_change_of_history() returns trigger
language plpgsql as $$
begin
    raise exception 'The event table is append-only: % refused', tg_op using errcode = 'insufficient_privilege';
end;
$$;

create trigger history_is_append_only before update or delete on evidence.mt_events
    for each row execute function evidence.refuse_change_of_history();
create trigger history_is_not_truncated before truncate on evidence.mt_events
    for each statement execute function evidence.refuse_change_of_history();

grant usage on schema evidence to :service_role;
grant select, insert, update, delete on all tables in schema evidence to :service_role;
grant usage, select on all sequences in schema evidence to :service_role;
grant execute on all functions in schema evidence to :service_role;
revoke update, delete, truncate, references, trigger on evidence.mt_events from :service_role;
revoke update, delete on evidence.command_answer from :service_role;

-- Inserts alone do not make PostgreSQL vacuum often enough for index-only scans over a table that only grows.
alter table evidence.mt_events set (autovacuum_vacuum_insert_scale_factor = 0.02);
