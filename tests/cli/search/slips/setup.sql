CREATE TABLE salesorderheader (id INTEGER PRIMARY KEY, state TEXT CHECK (state IN ('received', 'cancelled')));
CREATE TABLE productreview (id INTEGER PRIMARY KEY, stars INT);
CREATE TABLE "StudentAssessment" (id INTEGER PRIMARY KEY);
CREATE TABLE customer_address (id INTEGER PRIMARY KEY);
CREATE TABLE unrelated (id INTEGER PRIMARY KEY);
