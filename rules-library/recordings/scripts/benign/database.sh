# A database is created, filled, asked, dumped and put back.
sqlite3 shop.db 'create table sales (id integer primary key, amount integer); insert into sales (amount) values (1), (2), (3);'
sqlite3 shop.db 'select sum(amount) from sales;'
sqlite3 shop.db .dump > shop.sql
sqlite3 copy.db < shop.sql
rm copy.db
