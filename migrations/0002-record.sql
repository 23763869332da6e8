-- What the service keeps beside the event store. Everything here but register, command_answer and vault_entry follows from the events
-- and can be rebuilt from them.

-- Which things exist, under which key, in which stream, at which version and standing. Written with the events, so that decisions that
-- cross streams can lock what they cite.
create table evidence.register (
    study varchar not null,
    id uuid not null,
    kind text not null,
    key text,
    stream_id uuid not null,
    version bigint not null default 1,
    standing smallint not null default 0,
    facts jsonb not null default '{}',
    primary key (study, id)
);
create unique index register_key on evidence.register (study, kind, key) where key is not null;

-- The answers to commands, under principal, study and key: idempotency that does not expire. Holds no text of an interview.
create table evidence.command_answer (
    study varchar not null,
    actor text not null,
    idempotency_key text not null,
    digest bytea not null,
    created boolean not null,
    answer json not null,
    primary key (study, actor, idempotency_key)
);

-- Text sealed under a key that lies outside the database.
create table evidence.vault_entry (
    study varchar not null,
    handle uuid not null,
    holder uuid not null,
    nonce bytea not null,
    ciphertext bytea not null,
    primary key (study, handle)
);

-- The study's own dense numbering of its events, in the order in which they became certain.
create table evidence.study_position (
    study varchar not null,
    position bigint not null,
    sequence bigint not null,
    recorded_at timestamptz not null,
    about uuid[] not null,
    primary key (study, position)
);
create unique index study_position_sequence on evidence.study_position (study, sequence);
create index study_position_recorded_at on evidence.study_position (study, recorded_at);
create index study_position_about on evidence.study_position using gin (about);

-- Folded states, one row a stream.
create table evidence.state (
    study varchar not null,
    id uuid not null,
    kind text not null,
    key text,
    version bigint not null,
    created_position bigint not null,
    position bigint not null,
    data json not null,
    primary key (study, id)
);
create index state_kind on evidence.state (study, kind, created_position);

-- Rendered views, sent as they are.
create table evidence.view (
    study varchar not null,
    kind text not null,
    id uuid not null,
    key text,
    owner uuid not null,
    part uuid not null,
    version bigint not null,
    ordering text not null,
    position bigint not null,
    body json not null,
    primary key (study, kind, id)
);
create index view_key on evidence.view (study, kind, key);
create index view_order on evidence.view (study, kind, ordering, id);
create index view_owner on evidence.view (study, owner);

-- What each view was rendered from: ids of states, and kinds that it looked through whole.
create table evidence.dependency (
    study varchar not null,
    owner uuid not null,
    part uuid not null,
    rests_on text not null
);
create index dependency_owner on evidence.dependency (study, owner, part);
create index dependency_rests_on on evidence.dependency (study, rests_on);

-- A row of the register by Guid or by key.
create function evidence.register_named(p_study varchar, p_kind text, p_name text)
returns setof evidence.register
language plpgsql stable rows 1 as $$
begin
    if p_name ~ '^[0-9a-fA-F]{8}-?([0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}$' then
        return query select * from evidence.register where study = p_study and id = p_name::uuid and kind = p_kind;
    else
        return query select * from evidence.register where study = p_study and kind = p_kind and key = p_name;
    end if;
end;
$$;

-- Finds everything a command names and locks it: 0 not at all, 1 against withdrawal, 2 against any change, 3 as 2 and its stream as well.
-- Rows are locked in the order of their ids, whatever order they were named in, so that two commands never wait for each other in a circle.
create function evidence.lock_register(p_study varchar, p_kinds text[], p_names text[], p_modes smallint[])
returns table (
    ordinal int, of_stream boolean, kind text, id uuid, stream_id uuid, key text, version bigint, standing smallint, facts jsonb)
language plpgsql volatile as $$
declare
    wanted record;
    found_row evidence.register;
    resolved uuid[] := '{}';
    ordinals int[] := '{}';
    streams boolean[] := '{}';
    modes smallint[] := '{}';
begin
    for i in 1 .. coalesce(array_length(p_names, 1), 0) loop
        select r.* into found_row from evidence.register_named(p_study, p_kinds[i], p_names[i]) r;
        if found_row.id is null then
            continue;
        end if;
        resolved := resolved || found_row.id;
        ordinals := ordinals || (i - 1);
        streams := streams || false;
        modes := modes || p_modes[i];
        if p_modes[i] = 3 then
            resolved := resolved || found_row.stream_id;
            ordinals := ordinals || (i - 1);
            streams := streams || true;
            modes := modes || 2::smallint;
        end if;
    end loop;

    for wanted in
        select t.id as wanted_id, t.ordinal as wanted_ordinal, t.of_stream as wanted_stream,
               max(t.mode) over (partition by t.id) as strongest
        from unnest(resolved, ordinals, streams, modes) as t (id, ordinal, of_stream, mode)
        order by t.id
    loop
        if wanted.strongest >= 2 then
            select r.* into found_row from evidence.register r where r.study = p_study and r.id = wanted.wanted_id for no key update;
        elsif wanted.strongest = 1 then
            select r.* into found_row from evidence.register r where r.study = p_study and r.id = wanted.wanted_id for share;
        else
            select r.* into found_row from evidence.register r where r.study = p_study and r.id = wanted.wanted_id;
        end if;
        ordinal := wanted.wanted_ordinal;
        of_stream := wanted.wanted_stream;
        kind := found_row.kind;
        id := found_row.id;
        stream_id := found_row.stream_id;
        key := found_row.key;
        version := found_row.version;
        standing := found_row.standing;
        facts := found_row.facts;
        return next;
    end loop;
end;
$$;
