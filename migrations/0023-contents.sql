-- Which content a thing has had from which version on: it tells whether what is cited still says, or says again, what it said when it was cited. Null
-- until its second event, and for what was folded before this was kept – nothing then tells what it said, and it passes for changed – until the views
-- are built anew.
alter table evidence.state add column contents json;
alter table evidence.coding add column contents json;

-- Where nothing has been recorded yet there is nothing to build anew.
update evidence.projection_version set version = 2 where not exists (select from evidence.mt_streams);
