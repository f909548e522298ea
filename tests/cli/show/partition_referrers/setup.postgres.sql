create table pa(id int, d int, primary key(id,d)) partition by range(d); create table pa1 partition of pa for values from (0) to (10) partition by range(d); create table pa11 partition of pa1 for values from (0) to (5); create table ch(id int, d int, foreign key (id,d) references pa);
create table own(id int, d int, constraint "own_fk" foreign key (id,d) references pa1 on delete cascade);
