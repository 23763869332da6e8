-- Replaying the history into a shadow, and proving that what is shown follows from it. The role that a replay reads and folds with may read
-- events and nothing else: what it makes cannot come from what is shown.
do $$
begin
    if not exists (select from pg_roles where rolname = 'evidencebase_replay') then
        create role evidencebase_replay nologin nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
    end if;
exception
    when duplicate_object or unique_violation then
        null; -- Another database of this server was migrated at the same moment.
    when insufficient_privilege then
        raise exception 'The role evidencebase_replay is missing, and % may not make roles', current_user
            using hint = 'Let an administrator run: create role evidencebase_replay nologin; grant evidencebase_replay to :service_role; – then start again.';
end;
$$;

do $$
begin
    if not pg_has_role(to_regrole(':service_role'), 'evidencebase_replay', 'member') then
        grant evidencebase_replay to :service_role;
    end if;
exception
    when insufficient_privilege then
        raise exception '% may not grant the role evidencebase_replay to the service', current_user
            using hint = 'Let an administrator run: grant evidencebase_replay to :service_role; – then start again.';
end;
$$;

grant usage on schema evidence to evidencebase_replay;
grant select on evidence.mt_events, evidence.mt_streams to evidencebase_replay;

-- Where the shadow is built. Its tables are made like those that are shown, in the transaction of the replay, and end with it.
create schema evidence_shadow;
grant usage, create on schema evidence_shadow to :service_role;
grant usage on schema evidence_shadow to evidencebase_replay;

-- With which version of the projection everything that is shown was made.
create table evidence.projection_version (
    only_row boolean primary key default true check (only_row),
    version int not null
);
insert into evidence.projection_version (version) values (1);
grant select, update on evidence.projection_version to :service_role;

create table evidence.replay (
    id uuid primary key,
    study varchar not null,
    requested_by text not null,
    requested_at timestamptz not null,
    state text not null,
    phase text,
    -- Up to which position of the study, and how many events of it have been read.
    position bigint,
    total bigint,
    events bigint not null default 0,
    started_at timestamptz,
    updated_at timestamptz,
    finished_at timestamptz,
    views bigint,
    differences bigint,
    failure text
);
-- A study is replayed once at a time: whoever asks while it is under way is told of that one.
create unique index replay_under_way on evidence.replay (study) where state in ('waiting', 'running');
create index replay_study on evidence.replay (study, requested_at);

create table evidence.replay_difference (
    replay uuid not null references evidence.replay,
    number bigint not null,
    difference text not null,
    "table" text not null,
    kind text,
    id uuid,
    key text,
    path text,
    primary key (replay, number)
);
grant select, insert, update on evidence.replay to :service_role;
grant select, insert, delete on evidence.replay_difference to :service_role;
