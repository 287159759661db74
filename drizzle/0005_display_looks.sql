ALTER TABLE `users` ADD `display_folded` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `users` ADD `display_typed` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `users` ADD `has_twin` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `users_display_folded` ON `users` (`display_folded`);--> statement-breakpoint
CREATE INDEX `users_display_typed` ON `users` (`display_typed`);--> statement-breakpoint
CREATE INDEX `users_twins` ON `users` (`id`) WHERE has_twin;