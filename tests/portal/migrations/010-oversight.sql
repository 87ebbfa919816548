-- What counters tell of their logs at each contact. `level_at`: when a counter last told a length that the portal then had.
alter table counters add column last_contact text;
alter table counters add column reported integer not null default 0;
alter table counters add column reported_at text;
alter table counters add column level_at text;
-- Out of service with everything handed in. A contact puts it in service again.
alter table counters add column retired boolean not null default false;

-- The offices whose work a supervisor is given to read.
create table staff_offices (
  staff text not null references staff (id),
  office text not null references offices (id),
  primary key (staff, office)
);

-- For the portal's own count. Texts that JSON functions refuse (an escaped NUL, a surrogate) stay without.
alter table events add column type text;
alter table events add column instant text;
update events set type = event::json ->> 'type', instant = event::json -> 'at' ->> 'instant'
where event !~* '\\u(0000|d[89a-f])';
create index events_type on events (office, type)
