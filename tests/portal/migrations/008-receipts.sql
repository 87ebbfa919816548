-- Numbers of fee receipts that were taken, each with its place in the log that gave it: unique and rising in their series.
create table receipts (
  series text not null,
  number integer not null,
  position integer not null,
  dossier text not null references dossiers (id),
  primary key (series, number)
);
