-- The first book is named after its database.
CREATE TABLE book (title VARCHAR(100)) AS VALUES (CURRENT_CATALOG);
