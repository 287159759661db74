CREATE TABLE `search_days` (
	`day` integer PRIMARY KEY NOT NULL,
	`first_id` integer NOT NULL,
	`last_id` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `search_progress` (
	`id` integer PRIMARY KEY NOT NULL,
	`indexed_to` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `search_stale` (
	`id` integer PRIMARY KEY NOT NULL
);
--> statement-breakpoint
INSERT INTO search_progress (id, indexed_to) VALUES (1, 0);
--> statement-breakpoint
CREATE VIRTUAL TABLE search USING fts5(body, files, marks, room, author, tokenize = 'trigram', content = '', contentless_delete = 1, detail = none);
--> statement-breakpoint
CREATE VIRTUAL TABLE search_terms USING fts5vocab(search, row);
--> statement-breakpoint
-- Its pieces are joined by the steps that follow the messages, a bounded number of pages at a time.
INSERT INTO search (search, rank) VALUES ('automerge', 0);
--> statement-breakpoint
INSERT INTO search (search, rank) VALUES ('crisismerge', 1000);
--> statement-breakpoint
INSERT INTO search (search, rank) VALUES ('usermerge', 8);
--> statement-breakpoint
-- What was indexed and is something else now. A post does not pass here.
CREATE TRIGGER search_follows AFTER UPDATE OF body, deleted_at ON messages
WHEN NEW.id <= (SELECT indexed_to FROM search_progress)
BEGIN
	INSERT INTO search_stale (id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
END;
