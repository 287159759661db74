ALTER TABLE `users` ADD `preferences` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `users` ADD `avatar_hash` text;--> statement-breakpoint
CREATE INDEX `users_avatar` ON `users` (`avatar_hash`) WHERE avatar_hash IS NOT NULL;--> statement-breakpoint
CREATE INDEX `users_deactivated` ON `users` (`id`) WHERE deactivated_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX `members_owners` ON `members` (`room_id`) WHERE role = 'owner';--> statement-breakpoint
CREATE INDEX `rooms_listed` ON `rooms` (`id`) WHERE kind <> 'direct';