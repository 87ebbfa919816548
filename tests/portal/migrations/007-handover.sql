-- Handover batches the portal took: both sides have their events, each in its own order; `addressee` is null where the other side signs on paper. The sender is the office of
-- the stream.
create table batches (
  id text primary key references dossiers (id),
  addressee text references offices (id)
);

-- The dossiers each names, so that all batches of a dossier are found at once.
create table batch_lines (
  batch text not null references batches (id),
  dossier text not null,
  primary key (batch, dossier)
);
create index batch_lines_dossier on batch_lines (dossier)
