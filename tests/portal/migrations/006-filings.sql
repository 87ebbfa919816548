-- What citizens filed online in their own name. It becomes a dossier at an office when a counter there names its number:
-- `dossier` is then the one a counter had begun for it, else `id`. One number never becomes two.
create table filings (
  number text primary key,
  id text not null unique,
  dossier text unique,
  identity text not null,
  birth_date text,
  phone text not null,
  details text not null
);
create index filings_identity on filings (identity);

-- A dossier handed on to another office takes its history along: each office pulls by its own cursor.
alter table events drop constraint events_pkey;
alter table events add primary key (office, id)
