-- A coding that is moved ends one row and begins another, so that the rows answer for any moment: what stood where, not only whether.
alter table evidence.coding drop constraint coding_pkey;
alter table evidence.coding add primary key (study, id, from_position);
