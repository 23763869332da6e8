-- The transparency log: for each study a Merkle tree over its events, in the order of their positions, and the checkpoints that were signed
-- of it. It is no view: it is never rebuilt from the events, for it is what they are checked against. It only grows.
create table evidence.log (
    study varchar primary key,
    origin text not null,
    size bigint not null,
    -- The sequence number of the last event in the log.
    sequence bigint not null
);

-- Up to 256 neighbouring hashes of one level, one after the other. A tile that is not full yet is the beginning of what it will be.
create table evidence.log_tile (
    study varchar not null,
    level smallint not null,
    number bigint not null,
    hashes bytea not null,
    -- Of the last event below a tile of level 0.
    last_sequence bigint,
    primary key (study, level, number)
);
alter table evidence.log_tile alter column hashes set storage external;

create table evidence.log_checkpoint (
    study varchar not null,
    size bigint not null,
    signed_at timestamptz not null,
    note text not null,
    primary key (study, size)
);

create function evidence.refuse_change_of_log() returns trigger
language plpgsql as $$
begin
    raise exception 'The transparency log only grows: % refused', tg_op using errcode = 'insufficient_privilege';
end;
$$;

create trigger log_only_grows before update on evidence.log
    for each row when (new.study <> old.study or new.origin <> old.origin or new.size < old.size or new.sequence < old.sequence)
    execute function evidence.refuse_change_of_log();
create trigger log_tile_only_grows before update on evidence.log_tile
    for each row when (
        new.study <> old.study or new.level <> old.level or new.number <> old.number or new.last_sequence < old.last_sequence
        or substring(new.hashes from 1 for length(old.hashes)) <> old.hashes)
    execute function evidence.refuse_change_of_log();
create trigger log_checkpoint_is_not_changed before update on evidence.log_checkpoint
    for each row execute function evidence.refuse_change_of_log();
create trigger log_is_not_removed before delete or truncate on evidence.log
    for each statement execute function evidence.refuse_change_of_log();
create trigger log_tile_is_not_removed before delete or truncate on evidence.log_tile
    for each statement execute function evidence.refuse_change_of_log();
create trigger log_checkpoint_is_not_removed before delete or truncate on evidence.log_checkpoint
    for each statement execute function evidence.refuse_change_of_log();

grant select, insert, update on evidence.log, evidence.log_tile to :service_role;
grant select, insert on evidence.log_checkpoint to :service_role;
