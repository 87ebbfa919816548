-- The key a counter signs with, bound to the token it came with: from then on that token alone is not enough.
alter table counter_tokens add column signing_key text;
-- Requests seen, until their time is too long ago to be taken anyway.
create table signature_nonces (
  counter text not null references counters (id),
  nonce text not null,
  time bigint not null,
  primary key (counter, nonce)
)
