-- Where each counter's log stood after a push, and when: what the portal witnesses of it. Rows are only ever added, so a log
-- rewritten later, on the counter or here, no longer fits one of them.
create table anchors (
  counter text not null references counters (id),
  position integer not null,
  hash text not null,
  at text not null,
  primary key (counter, position)
);
-- Of what came before, only where it ends is known; when is not.
insert into anchors (counter, position, hash, at)
  select id, position, last_hash, '1970-01-01T00:00:00.000Z' from counters where position > 0;
