ALTER TABLE `rooms` ADD `retention_days` integer;--> statement-breakpoint
ALTER TABLE `rooms` ADD `held_at` integer;