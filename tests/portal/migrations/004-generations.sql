-- A counter taken over by another machine goes on as a counter of its own, under the next name, after a position of the
-- earlier one. Numbers stay unique among the generations in use.
alter table counters drop constraint counters_office_number_key;
alter table counters add column generation integer not null default 1;
alter table counters add column base text references counters (id);
alter table counters add column base_position integer not null default 0;
alter table counters add constraint counters_generation_key unique (office, number, generation);

-- Where the event stands in its counter's log: a counter pulls what its predecessor wrote beyond the take-over.
alter table events add column position integer not null default 0;
update events set position = coalesce(cast(substring(event from '"position":([0-9]+)') as integer), 0)
