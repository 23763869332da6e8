-- A code of an authenticator app counts once: those that were taken, as long as the app could show them again.
create table account.taken_code (
    account_id uuid not null references account.account (id),
    code text not null,
    taken_at timestamptz not null,
    primary key (account_id, code)
);

-- With what a browser signed in, what it calls itself, and when it was last seen, so that people tell theirs from others'.
alter table account.session
    add column method text not null default 'Password',
    add column browser text,
    add column seen_at timestamptz;
update account.session set seen_at = began_at;
alter table account.session alter column seen_at set not null;
create index session_account_id on account.session (account_id);

grant select, insert, update, delete on account.taken_code to :service_role;
grant update (seen_at) on account.session to :service_role;
