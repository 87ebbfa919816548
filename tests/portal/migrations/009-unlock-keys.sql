-- What the portal keeps for each counter's machine: given to whoever signs in there, it opens the machine of a clerk who forgot
-- their PIN. Alone it opens nothing.
alter table counters add column unlock_key text not null
  default replace(cast(gen_random_uuid() as text) || cast(gen_random_uuid() as text), '-', '');
