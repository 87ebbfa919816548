-- A refused event its counter gave up: kept, judged no more, and no longer in the way of later ones.
alter table seen add column set_aside boolean not null default false;

-- How often the counter was enrolled: each time it gets provisional numbers of its own, none of which was given before.
alter table counters add column enrolments integer not null default 0;
