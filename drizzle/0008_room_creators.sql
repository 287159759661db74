ALTER TABLE `rooms` ADD `created_by` integer REFERENCES users(id);--> statement-breakpoint
CREATE INDEX `rooms_creator` ON `rooms` (`created_by`,`kind`) WHERE created_by IS NOT NULL;