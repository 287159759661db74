ALTER TABLE `rooms` ADD `last_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
UPDATE rooms SET last_at = coalesce((SELECT m.created_at FROM messages m WHERE m.room_id = rooms.id AND m.seq = rooms.last_seq), created_at);
