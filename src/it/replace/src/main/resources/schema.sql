CREATE TABLE purchase (id INT PRIMARY KEY, item VARCHAR(100));
INSERT INTO purchase (id, item) VALUES (7, 'tea');
