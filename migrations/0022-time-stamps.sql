-- What a time-stamping authority (RFC 3161) says of checkpoints: that they were there at a time. Verified before it is kept, and never changed.
create table evidence.log_time_stamp (
    study varchar not null,
    size bigint not null,
    authority text not null,
    -- As the authority says.
    stamped_at timestamptz not null,
    token bytea not null,
    primary key (study, size),
    foreign key (study, size) references evidence.log_checkpoint (study, size)
);
create index log_time_stamp_latest on evidence.log_time_stamp (study, stamped_at desc);

create trigger log_time_stamp_is_not_changed before update on evidence.log_time_stamp
    for each row execute function evidence.refuse_change_of_log();
create trigger log_time_stamp_is_not_removed before delete or truncate on evidence.log_time_stamp
    for each statement execute function evidence.refuse_change_of_log();

grant select, insert on evidence.log_time_stamp to :service_role;
