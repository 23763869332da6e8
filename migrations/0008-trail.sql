-- Who signed in, failed to, used which token, took out and read what of the confidential. Written by the service, changed by nobody.
create table evidence.access_trail (
    number bigint generated always as identity primary key,
    at timestamptz not null,
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
create index access_trail_actor on evidence.access_trail (actor, number);

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
