-- Who signed in or failed to, used which token, was refused, took out and read what of the confidential. Written by the service, changed by nobody.
-- No secret stands in it, nothing that somebody typed, and no word of an interview.
create table evidence.access_trail (
    number bigint generated always as identity primary key,
    at timestamptz not null,
    -- Null for what belongs to no study, or to one that does not exist.
    study varchar,
    actor text,
    token text,
    address text,
    action text not null,
    thing_kind text,
    thing_id uuid,
    thing_key text,
    detail text
);
create index access_trail_study on evidence.access_trail (study, number);

create function evidence.refuse_change_of_trail() returns trigger
language plpgsql as $$
begin
    raise exception 'The trail is append-only: % refused', tg_op using errcode = 'insufficient_privilege';
end;
$$;

create trigger trail_is_append_only before update or delete on evidence.access_trail
    for each row execute function evidence.refuse_change_of_trail();
create trigger trail_is_not_truncated before truncate on evidence.access_trail
    for each statement execute function evidence.refuse_change_of_trail();

grant select, insert on evidence.access_trail to :service_role;
