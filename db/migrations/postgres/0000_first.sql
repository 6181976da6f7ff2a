CREATE TABLE "attachments" (
	"community_id" text NOT NULL,
	"id" text NOT NULL,
	"account" text NOT NULL,
	"message_id" text NOT NULL,
	"name" text NOT NULL,
	"hash" text,
	"mime" text,
	"size" integer,
	"state" text NOT NULL,
	"attempts" integer NOT NULL,
	"next_at" timestamp (3) with time zone,
	"problem" text,
	"purpose" text NOT NULL,
	"ticket_id" text,
	CONSTRAINT "attachments_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "bind_codes" (
	"community_id" text NOT NULL,
	"code" text NOT NULL,
	"person_id" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	CONSTRAINT "bind_codes_community_id_code_pk" PRIMARY KEY("community_id","code")
);
--> statement-breakpoint
CREATE TABLE "buildings" (
	"community_id" text NOT NULL,
	"id" text NOT NULL,
	"grid_id" text NOT NULL,
	"estate" text,
	"name" text NOT NULL,
	"aliases" jsonb NOT NULL,
	CONSTRAINT "buildings_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "communities" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"timezone" text NOT NULL,
	"language" text NOT NULL,
	"settings" jsonb NOT NULL,
	"revision" integer NOT NULL,
	"last_ticket_number" integer NOT NULL,
	"last_lead_number" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "gaps" (
	"id" text PRIMARY KEY NOT NULL,
	"account" text NOT NULL,
	"from" timestamp (3) with time zone NOT NULL,
	"to" timestamp (3) with time zone NOT NULL,
	"reason" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "grids" (
	"community_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "grids_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "groups" (
	"community_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"grid_id" text,
	"building_ids" jsonb NOT NULL,
	"org_id" text,
	"mode" text NOT NULL,
	"language" text NOT NULL,
	"external_id" text,
	CONSTRAINT "groups_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "identities" (
	"community_id" text NOT NULL,
	"account" text NOT NULL,
	"external_id" text NOT NULL,
	"person_id" text NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "identities_community_id_external_id_account_pk" PRIMARY KEY("community_id","external_id","account")
);
--> statement-breakpoint
CREATE TABLE "job_claims" (
	"name" text NOT NULL,
	"tick" text NOT NULL,
	"claimed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "job_claims_name_tick_pk" PRIMARY KEY("name","tick")
);
--> statement-breakpoint
CREATE TABLE "leads" (
	"community_id" text NOT NULL,
	"number" integer NOT NULL,
	"account" text NOT NULL,
	"message_id" text NOT NULL,
	"group_id" text,
	"room_id" text,
	"person_id" text NOT NULL,
	"sender_name" text NOT NULL,
	"text" text NOT NULL,
	"reading" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"state" text NOT NULL,
	"told_at" timestamp (3) with time zone,
	"ticket_id" text,
	CONSTRAINT "leads_community_id_number_pk" PRIMARY KEY("community_id","number")
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"community_id" text NOT NULL,
	"account" text NOT NULL,
	"id" text NOT NULL,
	"group_id" text,
	"room_id" text,
	"peer_id" text,
	"sender_id" text NOT NULL,
	"sender_name" text NOT NULL,
	"person_id" text,
	"role" text NOT NULL,
	"kind" text NOT NULL,
	"text" text NOT NULL,
	"quote" jsonb,
	"mentions" jsonb NOT NULL,
	"mentions_bot" boolean NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"heard_order" bigint NOT NULL,
	"recalled_at" timestamp (3) with time zone,
	"reading" jsonb,
	"action" text,
	"matter_id" text,
	CONSTRAINT "messages_community_id_account_id_pk" PRIMARY KEY("community_id","account","id")
);
--> statement-breakpoint
CREATE TABLE "organisations" (
	"community_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"phone" text,
	"grid_ids" jsonb NOT NULL,
	CONSTRAINT "organisations_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "outages" (
	"community_id" text NOT NULL,
	"id" text NOT NULL,
	"category" text NOT NULL,
	"building_ids" jsonb NOT NULL,
	"reason" text NOT NULL,
	"announced_by" text NOT NULL,
	"announced_at" timestamp (3) with time zone NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	"ticket_id" text,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "outages_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"community_id" text NOT NULL,
	"id" text NOT NULL,
	"position" bigint NOT NULL,
	"target" text NOT NULL,
	"target_id" text NOT NULL,
	"text" text NOT NULL,
	"mentions" jsonb NOT NULL,
	"picture_hash" text,
	"ticket_id" text,
	"coalesce_key" text,
	"pace" text NOT NULL,
	"fallback_room_id" text,
	"due_at" timestamp (3) with time zone NOT NULL,
	"state" text NOT NULL,
	"attempts" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"claimed_at" timestamp (3) with time zone,
	"settled_at" timestamp (3) with time zone,
	"platform_message_id" text,
	"problem" text,
	CONSTRAINT "outbox_community_id_id_pk" PRIMARY KEY("community_id","id"),
	CONSTRAINT "outbox_state" CHECK (state in ('pending', 'sending', 'sent', 'unknown', 'failed', 'dropped'))
);
--> statement-breakpoint
CREATE TABLE "people" (
	"community_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"org_id" text,
	"title" text,
	"phone" text,
	"supervisor" boolean NOT NULL,
	"admin" boolean NOT NULL,
	"grid_ids" jsonb NOT NULL,
	"active" boolean NOT NULL,
	CONSTRAINT "people_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "second_readings" (
	"community_id" text NOT NULL,
	"key" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"opinion" jsonb,
	CONSTRAINT "second_readings_community_id_key_pk" PRIMARY KEY("community_id","key")
);
--> statement-breakpoint
CREATE TABLE "duty_shifts" (
	"community_id" text NOT NULL,
	"id" text NOT NULL,
	"person_id" text NOT NULL,
	"days" jsonb,
	"date" text,
	"from" text NOT NULL,
	"to" text NOT NULL,
	CONSTRAINT "duty_shifts_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "ticket_events" (
	"community_id" text NOT NULL,
	"ticket_id" text NOT NULL,
	"seq" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor_id" text,
	"type" text NOT NULL,
	"event" jsonb NOT NULL,
	CONSTRAINT "ticket_events_community_id_ticket_id_seq_pk" PRIMARY KEY("community_id","ticket_id","seq")
);
--> statement-breakpoint
CREATE TABLE "tickets" (
	"community_id" text NOT NULL,
	"id" text NOT NULL,
	"number" integer NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"category" text NOT NULL,
	"urgency" text NOT NULL,
	"title" text NOT NULL,
	"words" text NOT NULL,
	"place" jsonb NOT NULL,
	"building_id" text,
	"grid_id" text,
	"group_id" text,
	"room_id" text,
	"account" text NOT NULL,
	"message_id" text NOT NULL,
	"language" text NOT NULL,
	"reporter_id" text NOT NULL,
	"org_id" text,
	"assignee_id" text,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"accept_by" timestamp (3) with time zone NOT NULL,
	"act_by" timestamp (3) with time zone NOT NULL,
	"resolve_by" timestamp (3) with time zone NOT NULL,
	"accepted_at" timestamp (3) with time zone,
	"promised_at" timestamp (3) with time zone,
	"resolved_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"status_at" timestamp (3) with time zone NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	"place_asked_at" timestamp (3) with time zone,
	"suspended_until" timestamp (3) with time zone,
	"followers" jsonb NOT NULL,
	"said" jsonb NOT NULL,
	"urges" integer NOT NULL,
	"reopens" integer NOT NULL,
	"extensions" integer NOT NULL,
	"stars" integer,
	"confirmed" boolean NOT NULL,
	"merged_into" integer,
	"version" integer NOT NULL,
	CONSTRAINT "tickets_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
ALTER TABLE "buildings" ADD CONSTRAINT "buildings_community_id_communities_id_fk" FOREIGN KEY ("community_id") REFERENCES "public"."communities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grids" ADD CONSTRAINT "grids_community_id_communities_id_fk" FOREIGN KEY ("community_id") REFERENCES "public"."communities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "groups" ADD CONSTRAINT "groups_community_id_communities_id_fk" FOREIGN KEY ("community_id") REFERENCES "public"."communities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organisations" ADD CONSTRAINT "organisations_community_id_communities_id_fk" FOREIGN KEY ("community_id") REFERENCES "public"."communities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_community_id_communities_id_fk" FOREIGN KEY ("community_id") REFERENCES "public"."communities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duty_shifts" ADD CONSTRAINT "duty_shifts_community_id_communities_id_fk" FOREIGN KEY ("community_id") REFERENCES "public"."communities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_events" ADD CONSTRAINT "ticket_events_ticket" FOREIGN KEY ("community_id","ticket_id") REFERENCES "public"."tickets"("community_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attachments_message" ON "attachments" USING btree ("community_id","message_id");--> statement-breakpoint
CREATE INDEX "attachments_ticket" ON "attachments" USING btree ("community_id","ticket_id");--> statement-breakpoint
CREATE INDEX "attachments_hash" ON "attachments" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "attachments_pending" ON "attachments" USING btree ("next_at") WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX "gaps_to" ON "gaps" USING btree ("to");--> statement-breakpoint
CREATE UNIQUE INDEX "groups_external" ON "groups" USING btree ("external_id");--> statement-breakpoint
CREATE INDEX "identities_person" ON "identities" USING btree ("community_id","person_id");--> statement-breakpoint
CREATE INDEX "leads_pending" ON "leads" USING btree ("community_id","at") WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX "messages_room" ON "messages" USING btree ("community_id","room_id","heard_order");--> statement-breakpoint
CREATE INDEX "messages_peer" ON "messages" USING btree ("community_id","peer_id","heard_order");--> statement-breakpoint
CREATE INDEX "messages_matter" ON "messages" USING btree ("community_id","matter_id");--> statement-breakpoint
CREATE INDEX "outages_until" ON "outages" USING btree ("community_id","until");--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("due_at","position") WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX "outbox_unsettled" ON "outbox" USING btree ("state") WHERE state in ('pending', 'sending');--> statement-breakpoint
CREATE INDEX "outbox_chat" ON "outbox" USING btree ("community_id","target_id","position");--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_coalesce" ON "outbox" USING btree ("community_id","coalesce_key") WHERE state = 'pending' and coalesce_key is not null;--> statement-breakpoint
CREATE INDEX "people_role" ON "people" USING btree ("community_id","role");--> statement-breakpoint
CREATE INDEX "second_readings_at" ON "second_readings" USING btree ("community_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "tickets_number" ON "tickets" USING btree ("community_id","number");--> statement-breakpoint
CREATE INDEX "tickets_room" ON "tickets" USING btree ("community_id","room_id","status_at");--> statement-breakpoint
CREATE INDEX "tickets_assignee" ON "tickets" USING btree ("community_id","assignee_id","status");--> statement-breakpoint
CREATE INDEX "tickets_reporter" ON "tickets" USING btree ("community_id","reporter_id","opened_at");--> statement-breakpoint
CREATE INDEX "tickets_status" ON "tickets" USING btree ("community_id","status","resolved_at");--> statement-breakpoint
CREATE INDEX "tickets_opened" ON "tickets" USING btree ("community_id","opened_at");--> statement-breakpoint
CREATE INDEX "tickets_closed" ON "tickets" USING btree ("community_id","closed_at");--> statement-breakpoint
CREATE INDEX "tickets_source" ON "tickets" USING btree ("community_id","account","message_id");