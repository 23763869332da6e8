-- Files as they came, sealed like texts: in parts, so that no more than one of them has to be in memory to be read.
create table evidence.vault_file_part (
    study varchar not null,
    handle uuid not null,
    part int not null,
    parts int not null,
    holder uuid not null,
    nonce bytea not null,
    ciphertext bytea not null,
    primary key (study, handle, part)
);

-- Ciphertext does not compress; the attempt would only cost time.
alter table evidence.vault_file_part alter column ciphertext set storage external;

grant select, insert, update, delete on evidence.vault_file_part to :service_role;
