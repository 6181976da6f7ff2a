CREATE TABLE `absences` (
	`community_id` text NOT NULL,
	`id` text NOT NULL,
	`person_id` text NOT NULL,
	`from` integer NOT NULL,
	`until` integer NOT NULL,
	`said_at` integer NOT NULL,
	PRIMARY KEY(`community_id`, `id`)
);

CREATE INDEX `absences_until` ON `absences` (`community_id`,`until`);

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

CREATE INDEX `answered_writes_at` ON `answered_writes` (`at`);

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

CREATE UNIQUE INDEX `api_tokens_secret` ON `api_tokens` (`secret_hash`);

CREATE TABLE `attachments` (
	`community_id` text NOT NULL,
	`id` text NOT NULL,
	`account` text NOT NULL,
	`message_id` text NOT NULL,
	`name` text NOT NULL,
	`hash` text,
	`mime` text,
	`size` integer,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`next_at` integer,
	`problem` text,
	`purpose` text NOT NULL,
	`ticket_id` text,
	PRIMARY KEY(`community_id`, `id`)
);

CREATE INDEX `attachments_hash` ON `attachments` (`hash`);

CREATE INDEX `attachments_message` ON `attachments` (`community_id`,`message_id`);

CREATE INDEX `attachments_pending` ON `attachments` (`next_at`) WHERE state = 'pending';

CREATE INDEX `attachments_ticket` ON `attachments` (`community_id`,`ticket_id`);

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

CREATE INDEX `audit_action` ON `audit` (`community_id`,`action`,`position`);

CREATE TABLE `bind_codes` (
	`community_id` text NOT NULL,
	`code` text NOT NULL,
	`person_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	PRIMARY KEY(`community_id`, `code`)
);

CREATE TABLE `blocks` (
	`community_id` text NOT NULL,
	`person_id` text NOT NULL,
	`blocked_by` text NOT NULL,
	`blocked_at` integer NOT NULL,
	PRIMARY KEY(`community_id`, `person_id`)
);

CREATE TABLE `board_hidden` (
	`community_id` text NOT NULL,
	`ticket_id` text NOT NULL,
	`hidden_by` text NOT NULL,
	`hidden_at` integer NOT NULL,
	PRIMARY KEY(`community_id`, `ticket_id`)
);

CREATE TABLE `buildings` (
	`community_id` text NOT NULL,
	`id` text NOT NULL,
	`grid_id` text NOT NULL,
	`estate` text,
	`name` text NOT NULL,
	`aliases` text NOT NULL,
	PRIMARY KEY(`community_id`, `id`),
	FOREIGN KEY (`community_id`) REFERENCES `communities`(`id`) ON UPDATE no action ON DELETE no action
);

CREATE TABLE `calendar_links` (
	`community_id` text NOT NULL,
	`person_id` text NOT NULL,
	`whose` text NOT NULL,
	`secret_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`community_id`, `person_id`, `whose`)
);

CREATE UNIQUE INDEX `calendar_links_secret` ON `calendar_links` (`secret_hash`);

CREATE TABLE `communities` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`timezone` text NOT NULL,
	`language` text NOT NULL,
	`settings` text NOT NULL,
	`revision` integer NOT NULL,
	`last_ticket_number` integer NOT NULL,
	`last_lead_number` integer NOT NULL
);

CREATE TABLE `duty_shifts` (
	`community_id` text NOT NULL,
	`id` text NOT NULL,
	`person_id` text NOT NULL,
	`days` text,
	`date` text,
	`from` text NOT NULL,
	`to` text NOT NULL, `instead` text, `on_call` integer, `by_chat` integer,
	PRIMARY KEY(`community_id`, `id`),
	FOREIGN KEY (`community_id`) REFERENCES `communities`(`id`) ON UPDATE no action ON DELETE no action
);

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

CREATE UNIQUE INDEX `erasure_requests_person` ON `erasure_requests` (`community_id`,`person_id`) WHERE state = 'asked';

CREATE TABLE `gaps` (
	`id` text PRIMARY KEY NOT NULL,
	`account` text NOT NULL,
	`from` integer NOT NULL,
	`to` integer NOT NULL,
	`reason` text NOT NULL
);

CREATE INDEX `gaps_to` ON `gaps` (`to`);

CREATE TABLE `grids` (
	`community_id` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	PRIMARY KEY(`community_id`, `id`),
	FOREIGN KEY (`community_id`) REFERENCES `communities`(`id`) ON UPDATE no action ON DELETE no action
);

CREATE TABLE `groups` (
	`community_id` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`grid_id` text,
	`building_ids` text NOT NULL,
	`org_id` text,
	`mode` text NOT NULL,
	`language` text NOT NULL,
	`external_id` text,
	PRIMARY KEY(`community_id`, `id`),
	FOREIGN KEY (`community_id`) REFERENCES `communities`(`id`) ON UPDATE no action ON DELETE no action
);

CREATE UNIQUE INDEX `groups_external` ON `groups` (`external_id`);

CREATE TABLE `identities` (
	`community_id` text NOT NULL,
	`account` text NOT NULL,
	`external_id` text NOT NULL,
	`person_id` text NOT NULL,
	`name` text NOT NULL,
	PRIMARY KEY(`community_id`, `external_id`, `account`)
);

CREATE INDEX `identities_person` ON `identities` (`community_id`,`person_id`);

CREATE TABLE `job_claims` (
	`name` text NOT NULL,
	`tick` text NOT NULL,
	`claimed_at` integer NOT NULL,
	PRIMARY KEY(`name`, `tick`)
);

CREATE TABLE `leads` (
	`community_id` text NOT NULL,
	`number` integer NOT NULL,
	`account` text NOT NULL,
	`message_id` text NOT NULL,
	`group_id` text,
	`room_id` text,
	`person_id` text NOT NULL,
	`sender_name` text NOT NULL,
	`text` text NOT NULL,
	`reading` text NOT NULL,
	`at` integer NOT NULL,
	`state` text NOT NULL,
	`told_at` integer,
	`ticket_id` text,
	PRIMARY KEY(`community_id`, `number`)
);

CREATE INDEX `leads_pending` ON `leads` (`community_id`,`at`) WHERE state = 'pending';

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

CREATE INDEX `login_links_expires` ON `login_links` (`expires_at`);

CREATE UNIQUE INDEX `login_links_secret` ON `login_links` (`secret_hash`);

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

CREATE INDEX `meeting_matters_ticket` ON `meeting_matters` (`community_id`,`ticket_id`);

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

CREATE UNIQUE INDEX `meetings_open` ON `meetings` (`community_id`) WHERE closed_at is null;

CREATE TABLE `messages` (
	`community_id` text NOT NULL,
	`account` text NOT NULL,
	`id` text NOT NULL,
	`group_id` text,
	`room_id` text,
	`peer_id` text,
	`sender_id` text NOT NULL,
	`sender_name` text NOT NULL,
	`person_id` text,
	`role` text NOT NULL,
	`kind` text NOT NULL,
	`text` text NOT NULL,
	`quote` text,
	`mentions` text NOT NULL,
	`mentions_bot` integer NOT NULL,
	`at` integer NOT NULL,
	`heard_order` integer NOT NULL,
	`recalled_at` integer,
	`reading` text,
	`action` text,
	`matter_id` text,
	PRIMARY KEY(`community_id`, `account`, `id`)
);

CREATE INDEX `messages_matter` ON `messages` (`community_id`,`matter_id`);

CREATE INDEX `messages_peer` ON `messages` (`community_id`,`peer_id`,`heard_order`);

CREATE INDEX `messages_room` ON `messages` (`community_id`,`room_id`,`heard_order`);

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

CREATE UNIQUE INDEX `open311_requests_reference` ON `open311_requests` (`community_id`,`token_id`,`reference`);

CREATE INDEX `open311_requests_ticket` ON `open311_requests` (`community_id`,`ticket_id`);

CREATE TABLE `organisations` (
	`community_id` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`phone` text,
	`grid_ids` text NOT NULL,
	PRIMARY KEY(`community_id`, `id`),
	FOREIGN KEY (`community_id`) REFERENCES `communities`(`id`) ON UPDATE no action ON DELETE no action
);

CREATE TABLE `outages` (
	`community_id` text NOT NULL,
	`id` text NOT NULL,
	`category` text NOT NULL,
	`building_ids` text NOT NULL,
	`reason` text NOT NULL,
	`announced_by` text NOT NULL,
	`announced_at` integer NOT NULL,
	`until` integer NOT NULL,
	`ticket_id` text,
	`ended_at` integer,
	PRIMARY KEY(`community_id`, `id`)
);

CREATE INDEX `outages_until` ON `outages` (`community_id`,`until`);

CREATE TABLE `outbox` (
	`community_id` text NOT NULL,
	`id` text NOT NULL,
	`position` integer NOT NULL,
	`target` text NOT NULL,
	`target_id` text NOT NULL,
	`text` text NOT NULL,
	`mentions` text NOT NULL,
	`picture_hash` text,
	`ticket_id` text,
	`coalesce_key` text,
	`pace` text NOT NULL,
	`fallback_room_id` text,
	`due_at` integer NOT NULL,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`created_at` integer NOT NULL,
	`claimed_at` integer,
	`settled_at` integer,
	`platform_message_id` text,
	`problem` text, `uncertain_at` integer,
	PRIMARY KEY(`community_id`, `id`),
	CONSTRAINT "outbox_state" CHECK(state in ('pending', 'sending', 'sent', 'unknown', 'failed', 'dropped'))
);

CREATE INDEX `outbox_chat` ON `outbox` (`community_id`,`target_id`,`position`);

CREATE UNIQUE INDEX `outbox_coalesce` ON `outbox` (`community_id`,`coalesce_key`) WHERE state = 'pending' and coalesce_key is not null;

CREATE INDEX `outbox_due` ON `outbox` (`due_at`,`position`) WHERE state = 'pending';

CREATE INDEX `outbox_undelivered` ON `outbox` (`community_id`,`position`) WHERE state in ('failed', 'unknown');

CREATE INDEX `outbox_unsettled` ON `outbox` (`state`) WHERE state in ('pending', 'sending');

CREATE TABLE `people` (
	`community_id` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`org_id` text,
	`title` text,
	`phone` text,
	`supervisor` integer NOT NULL,
	`admin` integer NOT NULL,
	`grid_ids` text NOT NULL,
	`active` integer NOT NULL,
	PRIMARY KEY(`community_id`, `id`),
	FOREIGN KEY (`community_id`) REFERENCES `communities`(`id`) ON UPDATE no action ON DELETE no action
);

CREATE INDEX `people_role` ON `people` (`community_id`,`role`);

CREATE TABLE `retention_runs` (
	`community_id` text NOT NULL,
	`date` text NOT NULL,
	`at` integer NOT NULL,
	`tickets_before` integer NOT NULL,
	`pictures_before` integer NOT NULL,
	`counts` text NOT NULL,
	PRIMARY KEY(`community_id`, `date`)
);

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

CREATE TABLE `second_readings` (
	`community_id` text NOT NULL,
	`key` text NOT NULL,
	`at` integer NOT NULL,
	`opinion` text,
	PRIMARY KEY(`community_id`, `key`)
);

CREATE INDEX `second_readings_at` ON `second_readings` (`community_id`,`at`);

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

CREATE INDEX `sessions_expires` ON `sessions` (`expires_at`);

CREATE INDEX `sessions_next` ON `sessions` (`next_hash`);

CREATE INDEX `sessions_person` ON `sessions` (`community_id`,`person_id`);

CREATE INDEX `sessions_previous` ON `sessions` (`previous_hash`);

CREATE UNIQUE INDEX `sessions_secret` ON `sessions` (`secret_hash`);

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

CREATE INDEX `shift_swaps_asked` ON `shift_swaps` (`community_id`,`asked_of`,`state`);

CREATE TABLE `signing_keys` (
	`community_id` text PRIMARY KEY NOT NULL,
	`secret` text NOT NULL,
	`created_at` integer NOT NULL
);

CREATE TABLE `ticket_events` (
	`community_id` text NOT NULL,
	`ticket_id` text NOT NULL,
	`seq` integer NOT NULL,
	`at` integer NOT NULL,
	`actor_id` text,
	`type` text NOT NULL,
	`event` text NOT NULL,
	PRIMARY KEY(`community_id`, `ticket_id`, `seq`),
	FOREIGN KEY (`community_id`,`ticket_id`) REFERENCES `tickets`(`community_id`,`id`) ON UPDATE no action ON DELETE no action
);

CREATE TABLE `ticket_followers` (
	`community_id` text NOT NULL,
	`person_id` text NOT NULL,
	`number` integer NOT NULL,
	PRIMARY KEY(`community_id`, `number`, `person_id`)
);

CREATE INDEX `ticket_followers_person` ON `ticket_followers` (`community_id`,`person_id`,`number`);

CREATE VIRTUAL TABLE `ticket_fts` USING fts5(terms, content='', contentless_delete=1, detail=none, tokenize="unicode61 remove_diacritics 0");

CREATE TABLE 'ticket_fts_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'ticket_fts_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'ticket_fts_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);

CREATE TABLE 'ticket_fts_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TRIGGER `ticket_words_changed` AFTER UPDATE OF `terms` ON `ticket_words` WHEN new.`terms` <> '' BEGIN
  DELETE FROM `ticket_fts` WHERE rowid = new.`doc`;
  INSERT INTO `ticket_fts` (rowid, terms) VALUES (new.`doc`, new.`terms`);
  UPDATE `ticket_words` SET `terms` = '' WHERE `doc` = new.`doc`;
END;

CREATE TRIGGER `ticket_words_gone` AFTER DELETE ON `ticket_words` BEGIN
  DELETE FROM `ticket_fts` WHERE rowid = old.`doc`;
END;

CREATE TRIGGER `ticket_words_new` AFTER INSERT ON `ticket_words` WHEN new.`terms` <> '' BEGIN
  DELETE FROM `ticket_fts` WHERE rowid = new.`doc`;
  INSERT INTO `ticket_fts` (rowid, terms) VALUES (new.`doc`, new.`terms`);
  UPDATE `ticket_words` SET `terms` = '' WHERE `doc` = new.`doc`;
END;

CREATE TABLE `ticket_words` (
	`doc` integer PRIMARY KEY NOT NULL,
	`community_id` text NOT NULL,
	`number` integer NOT NULL,
	`terms` text NOT NULL,
	`stale` integer NOT NULL
);

CREATE UNIQUE INDEX `ticket_words_number` ON `ticket_words` (`community_id`,`number`);

CREATE INDEX `ticket_words_stale` ON `ticket_words` (`community_id`,`number`) WHERE stale > 0;

CREATE TABLE `tickets` (
	`community_id` text NOT NULL,
	`id` text NOT NULL,
	`number` integer NOT NULL,
	`kind` text NOT NULL,
	`status` text NOT NULL,
	`category` text NOT NULL,
	`urgency` text NOT NULL,
	`title` text NOT NULL,
	`words` text NOT NULL,
	`place` text NOT NULL,
	`building_id` text,
	`grid_id` text,
	`group_id` text,
	`room_id` text,
	`account` text NOT NULL,
	`message_id` text NOT NULL,
	`language` text NOT NULL,
	`reporter_id` text NOT NULL,
	`org_id` text,
	`assignee_id` text,
	`opened_at` integer NOT NULL,
	`accept_by` integer NOT NULL,
	`act_by` integer NOT NULL,
	`resolve_by` integer NOT NULL,
	`accepted_at` integer,
	`promised_at` integer,
	`resolved_at` integer,
	`closed_at` integer,
	`status_at` integer NOT NULL,
	`last_at` integer NOT NULL,
	`place_asked_at` integer,
	`suspended_until` integer,
	`followers` text NOT NULL,
	`said` text NOT NULL,
	`urges` integer NOT NULL,
	`reopens` integer NOT NULL,
	`extensions` integer NOT NULL,
	`stars` integer,
	`confirmed` integer NOT NULL,
	`merged_into` integer,
	`version` integer NOT NULL, `taken` text, `complex` integer DEFAULT false NOT NULL, `satisfaction` text, `rated_at` integer, `called_at` integer, `call_tries` integer DEFAULT 0 NOT NULL, `verifier_id` text, `verify_asked_at` integer, `verified_at` integer, `solved_by` text, `split_from` integer, `held_by` text, `parts` text DEFAULT '[]' NOT NULL,
	PRIMARY KEY(`community_id`, `id`)
);

CREATE INDEX `tickets_asked` ON `tickets` (`community_id`,`kind`,`opened_at`,`number`) WHERE kind <> 'report';

CREATE INDEX `tickets_assignee` ON `tickets` (`community_id`,`assignee_id`,`status`,`status_at`);

CREATE INDEX `tickets_building` ON `tickets` (`community_id`,`building_id`,`opened_at`,`number`,`category`);

CREATE INDEX `tickets_category` ON `tickets` (`community_id`,`category`,`opened_at`,`number`);

CREATE INDEX `tickets_closed` ON `tickets` (`community_id`,`closed_at`);

CREATE INDEX `tickets_due` ON `tickets` (`community_id`,`resolve_by`,`number`);

CREATE INDEX `tickets_grid` ON `tickets` (`community_id`,`grid_id`,`opened_at`,`number`,`category`);

CREATE INDEX `tickets_last` ON `tickets` (`community_id`,`last_at`,`number`);

CREATE INDEX `tickets_merged` ON `tickets` (`community_id`,`merged_into`) WHERE merged_into is not null;

CREATE UNIQUE INDEX `tickets_number` ON `tickets` (`community_id`,`number`);

CREATE INDEX `tickets_opened` ON `tickets` (`community_id`,`opened_at`,`number`);

CREATE INDEX `tickets_person` ON `tickets` (`community_id`,`assignee_id`,`opened_at`,`number`,`category`);

CREATE INDEX `tickets_reporter` ON `tickets` (`community_id`,`reporter_id`,`opened_at`);

CREATE INDEX `tickets_room` ON `tickets` (`community_id`,`room_id`,`status`,`status_at`);

CREATE INDEX `tickets_source` ON `tickets` (`community_id`,`account`,`message_id`);

CREATE INDEX `tickets_split` ON `tickets` (`community_id`,`split_from`) WHERE split_from is not null;

CREATE INDEX `tickets_status` ON `tickets` (`community_id`,`status`,`resolved_at`,`assignee_id`);

CREATE INDEX `tickets_unclosed` ON `tickets` (`community_id`,`opened_at`,`number`) WHERE status in ('open', 'accepted', 'suspended', 'resolved');

CREATE INDEX `tickets_unclosed_due` ON `tickets` (`community_id`,`resolve_by`,`number`) WHERE status in ('open', 'accepted', 'suspended', 'resolved');

CREATE INDEX `tickets_unit` ON `tickets` (`community_id`,`org_id`,`opened_at`,`number`,`category`);

CREATE INDEX `tickets_urgent` ON `tickets` (`community_id`,`urgency`,`opened_at`,`number`) WHERE urgency <> 'normal';

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

CREATE INDEX `webhook_deliveries_due` ON `webhook_deliveries` (`due_at`) WHERE state in ('pending', 'sending');

CREATE INDEX `webhook_deliveries_hook` ON `webhook_deliveries` (`community_id`,`webhook_id`,`position`);

CREATE INDEX `webhook_deliveries_settled` ON `webhook_deliveries` (`settled_at`);

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
