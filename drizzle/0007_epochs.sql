CREATE TABLE `epoch_ends` (
	`room_id` integer NOT NULL,
	`n` integer NOT NULL,
	`rev` integer NOT NULL,
	PRIMARY KEY(`room_id`, `n`)
);
--> statement-breakpoint
CREATE INDEX `epoch_ends_age` ON `epoch_ends` (`n`);--> statement-breakpoint
CREATE TABLE `epochs` (
	`n` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`last_message_id` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `epochs_id_unique` ON `epochs` (`id`);