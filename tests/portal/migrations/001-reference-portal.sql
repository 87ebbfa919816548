-- Instants are UTC text as they travel. Events are kept as the JSON text that arrived: `jsonb` would refuse some strings
-- (an escaped NUL, a lone surrogate) that JSON allows, and one of them must not stop a push.

create table offices (
  id text primary key,
  name_vi text not null,
  unit text not null,
  enrolment_hash text,
  -- Last place given in the order the office's counters pull by. Given under the row's lock, so commit order is pull order.
  cursor integer not null default 0,
  portal_position integer not null default 0,
  portal_hash text not null
);

-- Running numbers of a unit: one sequence, never reset, so no two ranges overlap.
create table units (
  unit text primary key,
  next integer not null default 1
);

create table counters (
  id text primary key,
  office text not null references offices (id),
  number integer not null,
  device_id text,
  device_name text not null,
  position integer not null default 0,
  last_hash text not null,
  revoked boolean not null default false,
  unique (office, number)
);

create table counter_tokens (
  hash text primary key,
  counter text not null references counters (id)
);

create table staff (
  id text primary key,
  office text not null references offices (id),
  username text not null,
  name text not null,
  role text not null,
  password_hash text not null,
  unique (office, username)
);

create table sessions (
  hash text primary key,
  staff text not null references staff (id),
  counter text not null references counters (id),
  expires_at text not null
);

-- `counter` is null for the ranges the portal keeps to link final codes to provisional ones; `used` counts only there.
create table leases (
  id text primary key,
  office text not null references offices (id),
  counter text references counters (id),
  unit text not null references units (unit),
  first integer not null,
  last integer not null,
  used integer not null default 0,
  request_id text,
  unique (unit, first),
  unique (counter, request_id)
);

create table catalogues (
  version integer primary key,
  published_at text not null,
  body text not null
);

create table dossiers (
  id text primary key,
  office text not null references offices (id)
);

-- A final code is taken by its unit and running number, whatever its date.
create table codes (
  key text primary key,
  dossier text not null references dossiers (id)
);

-- Every event a counter ever handed over, accepted or not: its hash is what the next one must point back to.
create table seen (
  hash text primary key,
  counter text not null references counters (id),
  position integer not null,
  id text not null,
  dossier text not null,
  -- A second event at a position already taken: a log that went two ways.
  forked boolean not null,
  -- Why no retry can help: a broken chain, or an id with two contents.
  flaw text,
  -- Null when accepted.
  refusal text,
  event text not null
);
create unique index seen_position on seen (counter, position) where not forked;
create index seen_id on seen (id);
create index seen_refused on seen (counter, dossier) where refusal is not null;

create table events (
  id text primary key,
  office text not null references offices (id),
  cursor integer not null,
  counter text not null,
  dossier text not null references dossiers (id),
  event text not null,
  unique (office, cursor)
);
create index events_dossier on events (dossier);

create table portal_numbers (
  year integer primary key,
  next integer not null
);
