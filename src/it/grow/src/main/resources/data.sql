INSERT INTO book (title) VALUES ('Emma');
