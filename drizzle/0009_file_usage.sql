ALTER TABLE `file_usage` ADD `unposted_bytes` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `file_usage_bytes` ON `file_usage` (`bytes`,`user_id`);--> statement-breakpoint
UPDATE file_usage SET unposted_bytes = coalesce((SELECT sum(size) FROM files WHERE message_id IS NULL AND uploader_id = file_usage.user_id), 0);
