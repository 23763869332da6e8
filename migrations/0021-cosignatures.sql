-- What witnesses have said of checkpoints: who saw which, and when. Verified before it is kept, and never changed.
create table evidence.log_cosignature (
    study varchar not null,
    size bigint not null,
    -- Of the witness in the study, and of the key that it signed with.
    witness uuid not null,
    key_name text not null,
    key_id bigint not null,
    seen_at timestamptz not null,
    -- As it stands under the checkpoint.
    line text not null,
    received_at timestamptz not null,
    received_from text not null,
    primary key (study, size, witness, seen_at),
    foreign key (study, size) references evidence.log_checkpoint (study, size)
);
create index log_cosignature_witness on evidence.log_cosignature (study, witness, size desc);

create trigger log_cosignature_is_not_changed before update on evidence.log_cosignature
    for each row execute function evidence.refuse_change_of_log();
create trigger log_cosignature_is_not_removed before delete or truncate on evidence.log_cosignature
    for each statement execute function evidence.refuse_change_of_log();

grant select, insert on evidence.log_cosignature to :service_role;
