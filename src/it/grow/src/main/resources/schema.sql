-- Each test that starts a service of its own runs this on the same database.
DROP TABLE IF EXISTS book;
CREATE TABLE book (title VARCHAR(100));
