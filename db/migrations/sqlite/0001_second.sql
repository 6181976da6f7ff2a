CREATE TABLE `absences` (
	`community_id` text NOT NULL,
	`id` text NOT NULL,
	`person_id` text NOT NULL,
	`from` integer NOT NULL,
	`until` integer NOT NULL,
	`said_at` integer NOT NULL,
	PRIMARY KEY(`community_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `absences_until` ON `absences` (`community_id`,`until`);--> statement-breakpoint
CREATE TABLE `answered_writes` (
	`community_id` text NOT NULL,
	`person_id` text NOT NULL,
	`key` text NOT NULL,
	`request_hash` text NOT NULL,
	`at` integer NOT NULL,
	`status` integer,
	`content_type` text,
	`body` text,
	PRIMARY KEY(`community_id`, `person_id`, `key`)
);
--> statement-breakpoint
CREATE INDEX `answered_writes_at` ON `answered_writes` (`at`);--> statement-breakpoint
CREATE TABLE `api_tokens` (
	`community_id` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`secret_hash` text NOT NULL,
	`person_id` text NOT NULL,
	`scopes` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer,
	`last_used_at` integer,
	PRIMARY KEY(`community_id`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `api_tokens_secret` ON `api_tokens` (`secret_hash`);--> statement-breakpoint
CREATE TABLE `audit` (
	`community_id` text NOT NULL,
	`position` integer NOT NULL,
	`at` integer NOT NULL,
	`actor_id` text,
	`action` text NOT NULL,
	`target` text NOT NULL,
	`detail` text NOT NULL,
	PRIMARY KEY(`community_id`, `position`)
);
--> statement-breakpoint
CREATE INDEX `audit_action` ON `audit` (`community_id`,`action`,`position`);--> statement-breakpoint
CREATE TABLE `blocks` (
	`community_id` text NOT NULL,
	`person_id` text NOT NULL,
	`blocked_by` text NOT NULL,
	`blocked_at` integer NOT NULL,
	PRIMARY KEY(`community_id`, `person_id`)
);
--> statement-breakpoint
CREATE TABLE `board_hidden` (
	`community_id` text NOT NULL,
	`ticket_id` text NOT NULL,
	`hidden_by` text NOT NULL,
	`hidden_at` integer NOT NULL,
	PRIMARY KEY(`community_id`, `ticket_id`)
);
--> statement-breakpoint
CREATE TABLE `calendar_links` (
	`community_id` text NOT NULL,
	`person_id` text NOT NULL,
	`whose` text NOT NULL,
	`secret_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`community_id`, `person_id`, `whose`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `calendar_links_secret` ON `calendar_links` (`secret_hash`);--> statement-breakpoint
CREATE TABLE `erasure_requests` (
	`community_id` text NOT NULL,
	`number` integer NOT NULL,
	`person_id` text,
	`asked_at` integer NOT NULL,
	`state` text NOT NULL,
	`decided_by` text,
	`decided_at` integer,
	PRIMARY KEY(`community_id`, `number`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `erasure_requests_person` ON `erasure_requests` (`community_id`,`person_id`) WHERE state = 'asked';--> statement-breakpoint
CREATE TABLE `login_links` (
	`community_id` text NOT NULL,
	`id` text NOT NULL,
	`secret_hash` text NOT NULL,
	`person_id` text NOT NULL,
	`origin` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`browser_hash` text,
	`used_at` integer,
	PRIMARY KEY(`community_id`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `login_links_secret` ON `login_links` (`secret_hash`);--> statement-breakpoint
CREATE INDEX `login_links_expires` ON `login_links` (`expires_at`);--> statement-breakpoint
CREATE TABLE `meeting_matters` (
	`community_id` text NOT NULL,
	`meeting_number` integer NOT NULL,
	`ticket_id` text NOT NULL,
	`why` text NOT NULL,
	`reason` text NOT NULL,
	`called_by` text,
	`called_at` integer,
	`plan` text,
	`until` integer,
	`minuted_by` text,
	`minuted_at` integer,
	PRIMARY KEY(`community_id`, `meeting_number`, `ticket_id`),
	FOREIGN KEY (`community_id`,`meeting_number`) REFERENCES `meetings`(`community_id`,`number`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `meeting_matters_ticket` ON `meeting_matters` (`community_id`,`ticket_id`);--> statement-breakpoint
CREATE TABLE `meetings` (
	`community_id` text NOT NULL,
	`number` integer NOT NULL,
	`at` integer,
	`place` text NOT NULL,
	`called_by` text,
	`called_at` integer,
	`minuted_at` integer,
	`closed_at` integer,
	PRIMARY KEY(`community_id`, `number`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `meetings_open` ON `meetings` (`community_id`) WHERE closed_at is null;--> statement-breakpoint
CREATE TABLE `open311_requests` (
	`community_id` text NOT NULL,
	`message_id` text NOT NULL,
	`token_id` text NOT NULL,
	`reference` text,
	`request_hash` text NOT NULL,
	`ticket_id` text NOT NULL,
	`lat` text,
	`long` text,
	`media_url` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`community_id`, `message_id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `open311_requests_reference` ON `open311_requests` (`community_id`,`token_id`,`reference`);--> statement-breakpoint
CREATE INDEX `open311_requests_ticket` ON `open311_requests` (`community_id`,`ticket_id`);--> statement-breakpoint
CREATE TABLE `retention_runs` (
	`community_id` text NOT NULL,
	`date` text NOT NULL,
	`at` integer NOT NULL,
	`tickets_before` integer NOT NULL,
	`pictures_before` integer NOT NULL,
	`counts` text NOT NULL,
	PRIMARY KEY(`community_id`, `date`)
);
--> statement-breakpoint
CREATE TABLE `saved_views` (
	`community_id` text NOT NULL,
	`id` text NOT NULL,
	`person_id` text NOT NULL,
	`name` text NOT NULL,
	`shared` integer NOT NULL,
	`query` text NOT NULL,
	`columns` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`community_id`, `id`)
);
--> statement-breakpoint
CREATE TABLE `sessions` (
	`community_id` text NOT NULL,
	`id` text NOT NULL,
	`person_id` text NOT NULL,
	`secret_hash` text NOT NULL,
	`next_hash` text,
	`next_at` integer,
	`previous_hash` text,
	`rotated_at` integer NOT NULL,
	`agent` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	PRIMARY KEY(`community_id`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sessions_secret` ON `sessions` (`secret_hash`);--> statement-breakpoint
CREATE INDEX `sessions_next` ON `sessions` (`next_hash`);--> statement-breakpoint
CREATE INDEX `sessions_previous` ON `sessions` (`previous_hash`);--> statement-breakpoint
CREATE INDEX `sessions_person` ON `sessions` (`community_id`,`person_id`);--> statement-breakpoint
CREATE INDEX `sessions_expires` ON `sessions` (`expires_at`);--> statement-breakpoint
CREATE TABLE `shift_swaps` (
	`community_id` text NOT NULL,
	`id` text NOT NULL,
	`asked_by` text NOT NULL,
	`asked_of` text NOT NULL,
	`date` text NOT NULL,
	`state` text NOT NULL,
	`asked_at` integer NOT NULL,
	`settled_at` integer,
	PRIMARY KEY(`community_id`, `id`)
);
--> statement-breakpoint
CREATE INDEX `shift_swaps_asked` ON `shift_swaps` (`community_id`,`asked_of`,`state`);--> statement-breakpoint
CREATE TABLE `signing_keys` (
	`community_id` text PRIMARY KEY NOT NULL,
	`secret` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `ticket_followers` (
	`community_id` text NOT NULL,
	`person_id` text NOT NULL,
	`number` integer NOT NULL,
	PRIMARY KEY(`community_id`, `number`, `person_id`)
);
--> statement-breakpoint
CREATE INDEX `ticket_followers_person` ON `ticket_followers` (`community_id`,`person_id`,`number`);--> statement-breakpoint
CREATE TABLE `ticket_words` (
	`doc` integer PRIMARY KEY NOT NULL,
	`community_id` text NOT NULL,
	`number` integer NOT NULL,
	`terms` text NOT NULL,
	`stale` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `ticket_words_number` ON `ticket_words` (`community_id`,`number`);--> statement-breakpoint
CREATE INDEX `ticket_words_stale` ON `ticket_words` (`community_id`,`number`) WHERE stale > 0;--> statement-breakpoint
CREATE TABLE `webhook_deliveries` (
	`community_id` text NOT NULL,
	`id` text NOT NULL,
	`position` integer NOT NULL,
	`webhook_id` text NOT NULL,
	`event` text NOT NULL,
	`body` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`created_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`claimed_at` integer,
	`settled_at` integer,
	`status` integer,
	`answer` text,
	`problem` text,
	PRIMARY KEY(`community_id`, `id`),
	CONSTRAINT "webhook_deliveries_state" CHECK(state in ('pending', 'sending', 'delivered', 'dead'))
);
--> statement-breakpoint
CREATE INDEX `webhook_deliveries_hook` ON `webhook_deliveries` (`community_id`,`webhook_id`,`position`);--> statement-breakpoint
CREATE INDEX `webhook_deliveries_due` ON `webhook_deliveries` (`due_at`) WHERE state in ('pending', 'sending');--> statement-breakpoint
CREATE INDEX `webhook_deliveries_settled` ON `webhook_deliveries` (`settled_at`);--> statement-breakpoint
CREATE TABLE `webhooks` (
	`community_id` text NOT NULL,
	`id` text NOT NULL,
	`url` text NOT NULL,
	`secret` text NOT NULL,
	`events` text NOT NULL,
	`active` integer NOT NULL,
	`person_id` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`community_id`, `id`)
);
--> statement-breakpoint
DROP INDEX `tickets_room`;--> statement-breakpoint
DROP INDEX `tickets_assignee`;--> statement-breakpoint
DROP INDEX `tickets_status`;--> statement-breakpoint
DROP INDEX `tickets_opened`;--> statement-breakpoint
ALTER TABLE `tickets` ADD `taken` text;--> statement-breakpoint
ALTER TABLE `tickets` ADD `complex` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `tickets` ADD `satisfaction` text;--> statement-breakpoint
ALTER TABLE `tickets` ADD `rated_at` integer;--> statement-breakpoint
ALTER TABLE `tickets` ADD `called_at` integer;--> statement-breakpoint
ALTER TABLE `tickets` ADD `call_tries` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `tickets` ADD `verifier_id` text;--> statement-breakpoint
ALTER TABLE `tickets` ADD `verify_asked_at` integer;--> statement-breakpoint
ALTER TABLE `tickets` ADD `verified_at` integer;--> statement-breakpoint
ALTER TABLE `tickets` ADD `solved_by` text;--> statement-breakpoint
ALTER TABLE `tickets` ADD `split_from` integer;--> statement-breakpoint
ALTER TABLE `tickets` ADD `held_by` text;--> statement-breakpoint
ALTER TABLE `tickets` ADD `parts` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
CREATE INDEX `tickets_unit` ON `tickets` (`community_id`,`org_id`,`opened_at`,`number`,`category`);--> statement-breakpoint
CREATE INDEX `tickets_person` ON `tickets` (`community_id`,`assignee_id`,`opened_at`,`number`,`category`);--> statement-breakpoint
CREATE INDEX `tickets_building` ON `tickets` (`community_id`,`building_id`,`opened_at`,`number`,`category`);--> statement-breakpoint
CREATE INDEX `tickets_grid` ON `tickets` (`community_id`,`grid_id`,`opened_at`,`number`,`category`);--> statement-breakpoint
CREATE INDEX `tickets_category` ON `tickets` (`community_id`,`category`,`opened_at`,`number`);--> statement-breakpoint
CREATE INDEX `tickets_due` ON `tickets` (`community_id`,`resolve_by`,`number`);--> statement-breakpoint
CREATE INDEX `tickets_last` ON `tickets` (`community_id`,`last_at`,`number`);--> statement-breakpoint
CREATE INDEX `tickets_unclosed` ON `tickets` (`community_id`,`opened_at`,`number`) WHERE status in ('open', 'accepted', 'suspended', 'resolved');--> statement-breakpoint
CREATE INDEX `tickets_unclosed_due` ON `tickets` (`community_id`,`resolve_by`,`number`) WHERE status in ('open', 'accepted', 'suspended', 'resolved');--> statement-breakpoint
CREATE INDEX `tickets_merged` ON `tickets` (`community_id`,`merged_into`) WHERE merged_into is not null;--> statement-breakpoint
CREATE INDEX `tickets_split` ON `tickets` (`community_id`,`split_from`) WHERE split_from is not null;--> statement-breakpoint
CREATE INDEX `tickets_asked` ON `tickets` (`community_id`,`kind`,`opened_at`,`number`) WHERE kind <> 'report';--> statement-breakpoint
CREATE INDEX `tickets_urgent` ON `tickets` (`community_id`,`urgency`,`opened_at`,`number`) WHERE urgency <> 'normal';--> statement-breakpoint
CREATE INDEX `tickets_room` ON `tickets` (`community_id`,`room_id`,`status`,`status_at`);--> statement-breakpoint
CREATE INDEX `tickets_assignee` ON `tickets` (`community_id`,`assignee_id`,`status`,`status_at`);--> statement-breakpoint
CREATE INDEX `tickets_status` ON `tickets` (`community_id`,`status`,`resolved_at`,`assignee_id`);--> statement-breakpoint
CREATE INDEX `tickets_opened` ON `tickets` (`community_id`,`opened_at`,`number`);--> statement-breakpoint
ALTER TABLE `outbox` ADD `uncertain_at` integer;--> statement-breakpoint
CREATE INDEX `outbox_undelivered` ON `outbox` (`community_id`,`position`) WHERE state in ('failed', 'unknown');--> statement-breakpoint
ALTER TABLE `duty_shifts` ADD `instead` text;--> statement-breakpoint
ALTER TABLE `duty_shifts` ADD `on_call` integer;--> statement-breakpoint
ALTER TABLE `duty_shifts` ADD `by_chat` integer;
--> statement-breakpoint
CREATE VIRTUAL TABLE `ticket_fts` USING fts5(terms, content='', contentless_delete=1, detail=none, tokenize="unicode61 remove_diacritics 0");--> statement-breakpoint
CREATE TRIGGER `ticket_words_new` AFTER INSERT ON `ticket_words` WHEN new.`terms` <> '' BEGIN
  DELETE FROM `ticket_fts` WHERE rowid = new.`doc`;
  INSERT INTO `ticket_fts` (rowid, terms) VALUES (new.`doc`, new.`terms`);
  UPDATE `ticket_words` SET `terms` = '' WHERE `doc` = new.`doc`;
END;--> statement-breakpoint
CREATE TRIGGER `ticket_words_changed` AFTER UPDATE OF `terms` ON `ticket_words` WHEN new.`terms` <> '' BEGIN
  DELETE FROM `ticket_fts` WHERE rowid = new.`doc`;
  INSERT INTO `ticket_fts` (rowid, terms) VALUES (new.`doc`, new.`terms`);
  UPDATE `ticket_words` SET `terms` = '' WHERE `doc` = new.`doc`;
END;--> statement-breakpoint
CREATE TRIGGER `ticket_words_gone` AFTER DELETE ON `ticket_words` BEGIN
  DELETE FROM `ticket_fts` WHERE rowid = old.`doc`;
END;
