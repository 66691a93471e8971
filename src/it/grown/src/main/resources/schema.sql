-- The first book is named after its database.
CREATE TABLE book (title VARCHAR(100));
INSERT INTO book VALUES (CURRENT_CATALOG);
