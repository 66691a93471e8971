insert into book (title) values ('The Mythical Man-Month');
