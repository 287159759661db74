CREATE TABLE `file_usage` (
	`user_id` integer PRIMARY KEY NOT NULL,
	`bytes` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `files` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`room_id` integer NOT NULL,
	`uploader_id` integer NOT NULL,
	`message_id` integer,
	`position` integer DEFAULT 0 NOT NULL,
	`hash` text NOT NULL,
	`name` text NOT NULL,
	`type` text NOT NULL,
	`size` integer NOT NULL,
	`width` integer,
	`height` integer,
	`thumb_hash` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`room_id`) REFERENCES `rooms`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`uploader_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`message_id`) REFERENCES `messages`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `files_message` ON `files` (`message_id`,`position`) WHERE message_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `files_unposted` ON `files` (`created_at`) WHERE message_id IS NULL;--> statement-breakpoint
CREATE INDEX `files_hash` ON `files` (`hash`);--> statement-breakpoint
CREATE INDEX `files_thumb` ON `files` (`thumb_hash`) WHERE thumb_hash IS NOT NULL;--> statement-breakpoint
ALTER TABLE `messages` ADD `file_count` integer DEFAULT 0 NOT NULL;