-- Who may do what. Roles stand as facts of the study's row in the register, written with the events that give them; those of studies that
-- are older than this are taken from the events.
update evidence.register r
set facts = r.facts || m.roles
from (
    select tenant_id, jsonb_object_agg('member:' || principal, role) as roles
    from (
        select distinct on (tenant_id, data ->> 'principal') tenant_id, data ->> 'principal' as principal, coalesce(initcap(data ->> 'role'), '') as role
        from evidence.mt_events
        where type in ('member_added', 'member_role_changed', 'member_removed')
        order by tenant_id, data ->> 'principal', seq_id desc) latest
    group by tenant_id) m
where r.study = m.tenant_id and r.kind = 'study';

-- In which studies someone is a member.
create index register_members on evidence.register using gin (facts) where kind = 'study';

-- Access tokens for scripts. Only a hash is kept: who reads this table cannot use a token.
create table evidence.access_token (
    id uuid primary key,
    hash bytea not null unique,
    study varchar not null,
    principal text not null,
    name text not null,
    rights text[] not null,
    created_by text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz,
    last_used_at timestamptz
);
create index access_token_study on evidence.access_token (study, created_at);

grant select, insert on evidence.access_token to :service_role;
grant update (revoked_at, last_used_at) on evidence.access_token to :service_role;
