UPDATE `meta` SET `key` = 'workspaceName' WHERE `key` = 'placeName';--> statement-breakpoint
UPDATE `meta` SET `key` = 'workspaceId' WHERE `key` = 'placeId';
