-- Accounts of people on a server, as ASP.NET Core Identity reads and writes them, and what we keep beside them. No account is ever deleted and no
-- name changed: names are the actors of events.
create schema account;

create table account.account (
    id uuid not null constraint pk_account primary key,
    display_name text,
    administers boolean not null,
    created_at timestamptz not null,
    disabled_at timestamptz,
    name varchar(256) not null,
    normalized_name varchar(256) not null,
    email varchar(256),
    normalized_email varchar(256),
    email_confirmed boolean not null,
    password_hash text,
    security_stamp text not null,
    concurrency_stamp text,
    two_factor_enabled boolean not null,
    lockout_end timestamptz,
    access_failed_count integer not null
);
create index account_normalized_email on account.account (normalized_email);
create unique index account_normalized_name on account.account (normalized_name);

-- Sign-in with an institution: its issuer, and the account's subject there.
create table account.login (
    login_provider varchar(255) not null,
    provider_key varchar(255) not null,
    provider_display_name text,
    user_id uuid not null constraint login_of_account references account.account (id) on delete cascade,
    constraint pk_login primary key (login_provider, provider_key)
);
create index login_user_id on account.login (user_id);

-- The keys of authenticator apps and the recovery codes, encrypted.
create table account.token (
    user_id uuid not null constraint token_of_account references account.account (id) on delete cascade,
    login_provider varchar(255) not null,
    name varchar(255) not null,
    value text,
    constraint pk_token primary key (user_id, login_provider, name)
);

create table account.passkey (
    credential_id bytea not null constraint pk_passkey primary key,
    user_id uuid not null constraint passkey_of_account references account.account (id) on delete cascade,
    data jsonb not null
);
create index passkey_user_id on account.passkey (user_id);

-- Browsers that are signed in, as long as the stamp is still the account's.
create table account.session (
    id uuid primary key,
    account_id uuid not null references account.account (id),
    security_stamp text not null,
    began_at timestamptz not null
);
create index session_began_at on account.session (began_at);

-- Links that work once. Only a hash is kept: who reads this table cannot use a link.
create table account.link (
    id uuid primary key,
    hash bytea not null unique,
    purpose text not null,
    study varchar,
    role text,
    name varchar(256),
    note text,
    created_by text,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    taken_by varchar(256),
    used_at timestamptz,
    revoked_at timestamptz
);
create index link_study on account.link (study, created_at);

grant usage on schema account to :service_role;
grant select, insert on account.account to :service_role;
grant update (display_name, administers, disabled_at, email, normalized_email, email_confirmed, password_hash, security_stamp, concurrency_stamp,
    two_factor_enabled, lockout_end, access_failed_count) on account.account to :service_role;
grant select, insert, update, delete on account.login, account.token, account.passkey to :service_role;
grant select, insert, delete on account.session to :service_role;
grant select, insert on account.link to :service_role;
grant update (taken_by, used_at, revoked_at) on account.link to :service_role;
