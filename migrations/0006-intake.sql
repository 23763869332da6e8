-- Coded evidence that other systems hand in through the durable queue: what was accepted, and what became of it. Written once and never
-- changed; that a line has one outcome is what keeps a message that comes twice from being applied twice. Holds no text of an interview.
create table evidence.intake_receipt (
    study varchar not null,
    id uuid not null,
    actor text not null,
    accepted_at timestamptz not null,
    primary key (study, id)
);

-- The id of a line is that of its message, in the inbox and among the dead letters.
create table evidence.intake_line (
    id uuid not null primary key,
    study varchar not null,
    receipt uuid not null,
    line int not null,
    unique (study, receipt, line),
    foreign key (study, receipt) references evidence.intake_receipt (study, id)
);

create table evidence.intake_outcome (
    line uuid not null primary key references evidence.intake_line (id),
    settled_at timestamptz not null,
    coding uuid,
    refusal json,
    check ((coding is null) <> (refusal is null))
);

grant select, insert on evidence.intake_receipt, evidence.intake_line, evidence.intake_outcome to :service_role;
