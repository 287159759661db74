CREATE TABLE `audit` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`action` text NOT NULL,
	`actor_id` integer,
	`user_id` integer,
	`room_id` integer,
	`detail` text DEFAULT '' NOT NULL,
	`for_admins` integer NOT NULL,
	FOREIGN KEY (`actor_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `audit_room` ON `audit` (`room_id`,`id`) WHERE room_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `audit_admins` ON `audit` (`id`) WHERE for_admins = 1;--> statement-breakpoint
CREATE TABLE `erasures` (
	`user_id` integer PRIMARY KEY NOT NULL,
	`next_id` integer NOT NULL,
	`last_id` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `mentions` (
	`message_id` integer NOT NULL,
	`user_id` integer NOT NULL,
	`room_id` integer NOT NULL,
	`seq` integer NOT NULL,
	`name` text,
	`position` integer DEFAULT 0 NOT NULL,
	`counts` integer NOT NULL,
	`here` integer DEFAULT false NOT NULL,
	`replies` integer DEFAULT false NOT NULL,
	PRIMARY KEY(`message_id`, `user_id`),
	FOREIGN KEY (`message_id`) REFERENCES `messages`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `mentions_room` ON `mentions` (`user_id`,`room_id`,`seq`);--> statement-breakpoint
CREATE INDEX `mentions_inbox` ON `mentions` (`user_id`,`message_id`);--> statement-breakpoint
CREATE TABLE `reactions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`message_id` integer NOT NULL,
	`emoji` text NOT NULL,
	`user_id` integer NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`message_id`) REFERENCES `messages`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reactions_once` ON `reactions` (`user_id`,`message_id`,`emoji`);--> statement-breakpoint
CREATE INDEX `reactions_kind` ON `reactions` (`message_id`,`emoji`,`id`);--> statement-breakpoint
CREATE TABLE `saves` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`user_id` integer NOT NULL,
	`message_id` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`message_id`) REFERENCES `messages`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `saves_once` ON `saves` (`user_id`,`message_id`);--> statement-breakpoint
CREATE INDEX `saves_order` ON `saves` (`user_id`,`id`);--> statement-breakpoint
ALTER TABLE `members` ADD `seen_seq` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `members` ADD `notify` text DEFAULT 'default' NOT NULL;--> statement-breakpoint
ALTER TABLE `members` ADD `muted_until` integer;--> statement-breakpoint
ALTER TABLE `members` ADD `starred` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `members` ADD `hidden_seq` integer;--> statement-breakpoint
ALTER TABLE `messages` ADD `deleted_by` integer REFERENCES users(id);--> statement-breakpoint
ALTER TABLE `messages` ADD `pinned_at` integer;--> statement-breakpoint
ALTER TABLE `messages` ADD `replies` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `messages` ADD `reaction_kinds` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `messages` ADD `named_mentions` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `messages` ADD `broadcast` text;--> statement-breakpoint
CREATE INDEX `messages_reply` ON `messages` (`reply_to`,`seq`) WHERE reply_to IS NOT NULL;--> statement-breakpoint
CREATE INDEX `messages_pinned` ON `messages` (`room_id`,`pinned_at`) WHERE pinned_at IS NOT NULL;--> statement-breakpoint
ALTER TABLE `rooms` ADD `archived_at` integer;--> statement-breakpoint
ALTER TABLE `rooms` ADD `broadcasts` text DEFAULT 'members' NOT NULL;--> statement-breakpoint
ALTER TABLE `rooms` ADD `direct_key` text;--> statement-breakpoint
CREATE UNIQUE INDEX `rooms_direct_key_unique` ON `rooms` (`direct_key`);--> statement-breakpoint
ALTER TABLE `users` ADD `erased_at` integer;--> statement-breakpoint
ALTER TABLE `users` ADD `username_key` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `users` ADD `display_key` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `users` ADD `status_emoji` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `users` ADD `status_text` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `users` ADD `status_until` integer;--> statement-breakpoint
ALTER TABLE `users` ADD `dnd_until` integer;--> statement-breakpoint
ALTER TABLE `users` ADD `quiet_from` text;--> statement-breakpoint
ALTER TABLE `users` ADD `quiet_to` text;--> statement-breakpoint
ALTER TABLE `users` ADD `quiet_zone` text;--> statement-breakpoint
ALTER TABLE `users` ADD `receipts` integer DEFAULT true NOT NULL;--> statement-breakpoint
CREATE INDEX `users_username_key` ON `users` (`username_key`);--> statement-breakpoint
CREATE INDEX `users_display_key` ON `users` (`display_key`);