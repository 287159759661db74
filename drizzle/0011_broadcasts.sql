CREATE TABLE `broadcasts` (
	`message_id` integer PRIMARY KEY NOT NULL,
	`room_id` integer NOT NULL,
	`seq` integer NOT NULL,
	`author_id` integer NOT NULL,
	`to` text NOT NULL,
	`count` integer DEFAULT 0 NOT NULL,
	`ids` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`message_id`) REFERENCES `messages`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `broadcasts_room` ON `broadcasts` (`room_id`,`seq`);--> statement-breakpoint
CREATE INDEX `broadcasts_inbox` ON `broadcasts` (`room_id`,`message_id`);--> statement-breakpoint
ALTER TABLE `members` ADD `joined_seq` integer DEFAULT 0 NOT NULL;