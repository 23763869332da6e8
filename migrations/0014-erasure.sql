-- What was erased: looked up at every start, so that a key whose destruction was interrupted is destroyed then.
create index register_erased on evidence.register (study, id) where facts ? 'erased';
