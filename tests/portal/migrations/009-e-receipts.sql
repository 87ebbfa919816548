-- What is to be told the provider of e-receipts, in the order it happened: one row for each event that moved money.
create table e_receipts (
  number bigserial primary key,
  event text not null unique,
  dossier text not null references dossiers (id),
  -- series and number in one text.
  receipt text not null,
  document text not null,
  -- null while it waits; 'taken' or 'refused'.
  outcome text
);
create index e_receipts_waiting on e_receipts (receipt, number) where outcome is distinct from 'taken';
