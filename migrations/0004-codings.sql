-- Codings, one row each, so that one more coding costs one more row however large the sheet is. A row says between which positions of the
-- study the coding stands.
create table evidence.coding (
    study varchar not null,
    id uuid not null,
    key text,
    sheet_id uuid not null,
    layer text not null,
    document_id uuid,
    revision int,
    segment int4range,
    interview_id uuid,
    code_ids uuid[] not null,
    from_position bigint not null,
    to_position bigint,
    version bigint not null,
    position bigint not null,
    state json not null,
    primary key (study, id)
);
create index coding_document on evidence.coding (study, document_id, id) where document_id is not null;
create index coding_interview on evidence.coding (study, interview_id, id) where interview_id is not null;
create index coding_codes on evidence.coding using gin (code_ids);

grant select, insert, update, delete on evidence.coding to :service_role;
