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
--> statement-breakpoint
CREATE INDEX `attachments_message` ON `attachments` (`community_id`,`message_id`);--> statement-breakpoint
CREATE INDEX `attachments_ticket` ON `attachments` (`community_id`,`ticket_id`);--> statement-breakpoint
CREATE INDEX `attachments_hash` ON `attachments` (`hash`);--> statement-breakpoint
CREATE INDEX `attachments_pending` ON `attachments` (`next_at`) WHERE state = 'pending';--> statement-breakpoint
CREATE TABLE `bind_codes` (
	`community_id` text NOT NULL,
	`code` text NOT NULL,
	`person_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	PRIMARY KEY(`community_id`, `code`)
);
--> statement-breakpoint
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
--> statement-breakpoint
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
--> statement-breakpoint
CREATE TABLE `gaps` (
	`id` text PRIMARY KEY NOT NULL,
	`account` text NOT NULL,
	`from` integer NOT NULL,
	`to` integer NOT NULL,
	`reason` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `gaps_to` ON `gaps` (`to`);--> statement-breakpoint
CREATE TABLE `grids` (
	`community_id` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	PRIMARY KEY(`community_id`, `id`),
	FOREIGN KEY (`community_id`) REFERENCES `communities`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
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
--> statement-breakpoint
CREATE UNIQUE INDEX `groups_external` ON `groups` (`external_id`);--> statement-breakpoint
CREATE TABLE `identities` (
	`community_id` text NOT NULL,
	`account` text NOT NULL,
	`external_id` text NOT NULL,
	`person_id` text NOT NULL,
	`name` text NOT NULL,
	PRIMARY KEY(`community_id`, `external_id`, `account`)
);
--> statement-breakpoint
CREATE INDEX `identities_person` ON `identities` (`community_id`,`person_id`);--> statement-breakpoint
CREATE TABLE `job_claims` (
	`name` text NOT NULL,
	`tick` text NOT NULL,
	`claimed_at` integer NOT NULL,
	PRIMARY KEY(`name`, `tick`)
);
--> statement-breakpoint
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
--> statement-breakpoint
CREATE INDEX `leads_pending` ON `leads` (`community_id`,`at`) WHERE state = 'pending';--> statement-breakpoint
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
--> statement-breakpoint
CREATE INDEX `messages_room` ON `messages` (`community_id`,`room_id`,`heard_order`);--> statement-breakpoint
CREATE INDEX `messages_peer` ON `messages` (`community_id`,`peer_id`,`heard_order`);--> statement-breakpoint
CREATE INDEX `messages_matter` ON `messages` (`community_id`,`matter_id`);--> statement-breakpoint
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
--> statement-breakpoint
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
--> statement-breakpoint
CREATE INDEX `outages_until` ON `outages` (`community_id`,`until`);--> statement-breakpoint
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
	`problem` text,
	PRIMARY KEY(`community_id`, `id`),
	CONSTRAINT "outbox_state" CHECK(state in ('pending', 'sending', 'sent', 'unknown', 'failed', 'dropped'))
);
--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`due_at`,`position`) WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX `outbox_unsettled` ON `outbox` (`state`) WHERE state in ('pending', 'sending');--> statement-breakpoint
CREATE INDEX `outbox_chat` ON `outbox` (`community_id`,`target_id`,`position`);--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_coalesce` ON `outbox` (`community_id`,`coalesce_key`) WHERE state = 'pending' and coalesce_key is not null;--> statement-breakpoint
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
--> statement-breakpoint
CREATE INDEX `people_role` ON `people` (`community_id`,`role`);--> statement-breakpoint
CREATE TABLE `second_readings` (
	`community_id` text NOT NULL,
	`key` text NOT NULL,
	`at` integer NOT NULL,
	`opinion` text,
	PRIMARY KEY(`community_id`, `key`)
);
--> statement-breakpoint
CREATE INDEX `second_readings_at` ON `second_readings` (`community_id`,`at`);--> statement-breakpoint
CREATE TABLE `duty_shifts` (
	`community_id` text NOT NULL,
	`id` text NOT NULL,
	`person_id` text NOT NULL,
	`days` text,
	`date` text,
	`from` text NOT NULL,
	`to` text NOT NULL,
	PRIMARY KEY(`community_id`, `id`),
	FOREIGN KEY (`community_id`) REFERENCES `communities`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
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
--> statement-breakpoint
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
	`version` integer NOT NULL,
	PRIMARY KEY(`community_id`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tickets_number` ON `tickets` (`community_id`,`number`);--> statement-breakpoint
CREATE INDEX `tickets_room` ON `tickets` (`community_id`,`room_id`,`status_at`);--> statement-breakpoint
CREATE INDEX `tickets_assignee` ON `tickets` (`community_id`,`assignee_id`,`status`);--> statement-breakpoint
CREATE INDEX `tickets_reporter` ON `tickets` (`community_id`,`reporter_id`,`opened_at`);--> statement-breakpoint
CREATE INDEX `tickets_status` ON `tickets` (`community_id`,`status`,`resolved_at`);--> statement-breakpoint
CREATE INDEX `tickets_opened` ON `tickets` (`community_id`,`opened_at`);--> statement-breakpoint
CREATE INDEX `tickets_closed` ON `tickets` (`community_id`,`closed_at`);--> statement-breakpoint
CREATE INDEX `tickets_source` ON `tickets` (`community_id`,`account`,`message_id`);