CREATE TABLE "absences" (
	"community_id" text NOT NULL,
	"id" text NOT NULL,
	"person_id" text NOT NULL,
	"from" timestamp (3) with time zone NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	"said_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "absences_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "answered_writes" (
	"community_id" text NOT NULL,
	"person_id" text NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"status" integer,
	"content_type" text,
	"body" text,
	CONSTRAINT "answered_writes_community_id_person_id_key_pk" PRIMARY KEY("community_id","person_id","key")
);
--> statement-breakpoint
CREATE TABLE "api_tokens" (
	"community_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"secret_hash" text NOT NULL,
	"person_id" text NOT NULL,
	"scopes" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"last_used_at" timestamp (3) with time zone,
	CONSTRAINT "api_tokens_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"community_id" text NOT NULL,
	"position" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor_id" text,
	"action" text NOT NULL,
	"target" text NOT NULL,
	"detail" jsonb NOT NULL,
	CONSTRAINT "audit_community_id_position_pk" PRIMARY KEY("community_id","position")
);
--> statement-breakpoint
CREATE TABLE "blocks" (
	"community_id" text NOT NULL,
	"person_id" text NOT NULL,
	"blocked_by" text NOT NULL,
	"blocked_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "blocks_community_id_person_id_pk" PRIMARY KEY("community_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "board_hidden" (
	"community_id" text NOT NULL,
	"ticket_id" text NOT NULL,
	"hidden_by" text NOT NULL,
	"hidden_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "board_hidden_community_id_ticket_id_pk" PRIMARY KEY("community_id","ticket_id")
);
--> statement-breakpoint
CREATE TABLE "calendar_links" (
	"community_id" text NOT NULL,
	"person_id" text NOT NULL,
	"whose" text NOT NULL,
	"secret_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "calendar_links_community_id_person_id_whose_pk" PRIMARY KEY("community_id","person_id","whose")
);
--> statement-breakpoint
CREATE TABLE "erasure_requests" (
	"community_id" text NOT NULL,
	"number" integer NOT NULL,
	"person_id" text,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"state" text NOT NULL,
	"decided_by" text,
	"decided_at" timestamp (3) with time zone,
	CONSTRAINT "erasure_requests_community_id_number_pk" PRIMARY KEY("community_id","number")
);
--> statement-breakpoint
CREATE TABLE "login_links" (
	"community_id" text NOT NULL,
	"id" text NOT NULL,
	"secret_hash" text NOT NULL,
	"person_id" text NOT NULL,
	"origin" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"browser_hash" text,
	"used_at" timestamp (3) with time zone,
	CONSTRAINT "login_links_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "meeting_matters" (
	"community_id" text NOT NULL,
	"meeting_number" integer NOT NULL,
	"ticket_id" text NOT NULL,
	"why" jsonb NOT NULL,
	"reason" text NOT NULL,
	"called_by" text,
	"called_at" timestamp (3) with time zone,
	"plan" text,
	"until" timestamp (3) with time zone,
	"minuted_by" text,
	"minuted_at" timestamp (3) with time zone,
	CONSTRAINT "meeting_matters_community_id_meeting_number_ticket_id_pk" PRIMARY KEY("community_id","meeting_number","ticket_id")
);
--> statement-breakpoint
CREATE TABLE "meetings" (
	"community_id" text NOT NULL,
	"number" integer NOT NULL,
	"at" timestamp (3) with time zone,
	"place" text NOT NULL,
	"called_by" text,
	"called_at" timestamp (3) with time zone,
	"minuted_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "meetings_community_id_number_pk" PRIMARY KEY("community_id","number")
);
--> statement-breakpoint
CREATE TABLE "open311_requests" (
	"community_id" text NOT NULL,
	"message_id" text NOT NULL,
	"token_id" text NOT NULL,
	"reference" text,
	"request_hash" text NOT NULL,
	"ticket_id" text NOT NULL,
	"lat" text,
	"long" text,
	"media_url" text,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "open311_requests_community_id_message_id_pk" PRIMARY KEY("community_id","message_id")
);
--> statement-breakpoint
CREATE TABLE "retention_runs" (
	"community_id" text NOT NULL,
	"date" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"tickets_before" timestamp (3) with time zone NOT NULL,
	"pictures_before" timestamp (3) with time zone NOT NULL,
	"counts" jsonb NOT NULL,
	CONSTRAINT "retention_runs_community_id_date_pk" PRIMARY KEY("community_id","date")
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"community_id" text NOT NULL,
	"id" text NOT NULL,
	"person_id" text NOT NULL,
	"name" text NOT NULL,
	"shared" boolean NOT NULL,
	"query" jsonb NOT NULL,
	"columns" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "saved_views_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"community_id" text NOT NULL,
	"id" text NOT NULL,
	"person_id" text NOT NULL,
	"secret_hash" text NOT NULL,
	"next_hash" text,
	"next_at" timestamp (3) with time zone,
	"previous_hash" text,
	"rotated_at" timestamp (3) with time zone NOT NULL,
	"agent" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sessions_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "shift_swaps" (
	"community_id" text NOT NULL,
	"id" text NOT NULL,
	"asked_by" text NOT NULL,
	"asked_of" text NOT NULL,
	"date" text NOT NULL,
	"state" text NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"settled_at" timestamp (3) with time zone,
	CONSTRAINT "shift_swaps_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
CREATE TABLE "signing_keys" (
	"community_id" text NOT NULL,
	"secret" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "signing_keys_community_id_pk" PRIMARY KEY("community_id")
);
--> statement-breakpoint
CREATE TABLE "ticket_followers" (
	"community_id" text NOT NULL,
	"person_id" text NOT NULL,
	"number" integer NOT NULL,
	CONSTRAINT "ticket_followers_community_id_number_person_id_pk" PRIMARY KEY("community_id","number","person_id")
);
--> statement-breakpoint
CREATE TABLE "ticket_words" (
	"doc" bigserial PRIMARY KEY NOT NULL,
	"community_id" text NOT NULL,
	"number" integer NOT NULL,
	"terms" "tsvector" NOT NULL,
	"stale" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"community_id" text NOT NULL,
	"id" text NOT NULL,
	"position" bigint NOT NULL,
	"webhook_id" text NOT NULL,
	"event" text NOT NULL,
	"body" text NOT NULL,
	"state" text NOT NULL,
	"attempts" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"claimed_at" timestamp (3) with time zone,
	"settled_at" timestamp (3) with time zone,
	"status" integer,
	"answer" text,
	"problem" text,
	CONSTRAINT "webhook_deliveries_community_id_id_pk" PRIMARY KEY("community_id","id"),
	CONSTRAINT "webhook_deliveries_state" CHECK (state in ('pending', 'sending', 'delivered', 'dead'))
);
--> statement-breakpoint
CREATE TABLE "webhooks" (
	"community_id" text NOT NULL,
	"id" text NOT NULL,
	"url" text NOT NULL,
	"secret" text NOT NULL,
	"events" jsonb NOT NULL,
	"active" boolean NOT NULL,
	"person_id" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "webhooks_community_id_id_pk" PRIMARY KEY("community_id","id")
);
--> statement-breakpoint
DROP INDEX "tickets_room";--> statement-breakpoint
DROP INDEX "tickets_assignee";--> statement-breakpoint
DROP INDEX "tickets_status";--> statement-breakpoint
DROP INDEX "tickets_opened";--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "uncertain_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "duty_shifts" ADD COLUMN "instead" text;--> statement-breakpoint
ALTER TABLE "duty_shifts" ADD COLUMN "on_call" boolean;--> statement-breakpoint
ALTER TABLE "duty_shifts" ADD COLUMN "by_chat" boolean;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "taken" text;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "complex" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "satisfaction" text;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "rated_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "called_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "call_tries" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "verifier_id" text;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "verify_asked_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "verified_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "solved_by" text;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "split_from" integer;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "held_by" jsonb;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "parts" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "meeting_matters" ADD CONSTRAINT "meeting_matters_meeting" FOREIGN KEY ("community_id","meeting_number") REFERENCES "public"."meetings"("community_id","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "absences_until" ON "absences" USING btree ("community_id","until");--> statement-breakpoint
CREATE INDEX "answered_writes_at" ON "answered_writes" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "api_tokens_secret" ON "api_tokens" USING btree ("secret_hash");--> statement-breakpoint
CREATE INDEX "audit_action" ON "audit" USING btree ("community_id","action","position");--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_links_secret" ON "calendar_links" USING btree ("secret_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "erasure_requests_person" ON "erasure_requests" USING btree ("community_id","person_id") WHERE state = 'asked';--> statement-breakpoint
CREATE UNIQUE INDEX "login_links_secret" ON "login_links" USING btree ("secret_hash");--> statement-breakpoint
CREATE INDEX "login_links_expires" ON "login_links" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "meeting_matters_ticket" ON "meeting_matters" USING btree ("community_id","ticket_id");--> statement-breakpoint
CREATE UNIQUE INDEX "meetings_open" ON "meetings" USING btree ("community_id") WHERE closed_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "open311_requests_reference" ON "open311_requests" USING btree ("community_id","token_id","reference");--> statement-breakpoint
CREATE INDEX "open311_requests_ticket" ON "open311_requests" USING btree ("community_id","ticket_id");--> statement-breakpoint
CREATE UNIQUE INDEX "sessions_secret" ON "sessions" USING btree ("secret_hash");--> statement-breakpoint
CREATE INDEX "sessions_next" ON "sessions" USING btree ("next_hash");--> statement-breakpoint
CREATE INDEX "sessions_previous" ON "sessions" USING btree ("previous_hash");--> statement-breakpoint
CREATE INDEX "sessions_person" ON "sessions" USING btree ("community_id","person_id");--> statement-breakpoint
CREATE INDEX "sessions_expires" ON "sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "shift_swaps_asked" ON "shift_swaps" USING btree ("community_id","asked_of","state");--> statement-breakpoint
CREATE INDEX "ticket_followers_person" ON "ticket_followers" USING btree ("community_id","person_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "ticket_words_number" ON "ticket_words" USING btree ("community_id","number");--> statement-breakpoint
CREATE INDEX "ticket_words_stale" ON "ticket_words" USING btree ("community_id","number") WHERE stale > 0;--> statement-breakpoint
CREATE INDEX "webhook_deliveries_hook" ON "webhook_deliveries" USING btree ("community_id","webhook_id","position");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_due" ON "webhook_deliveries" USING btree ("due_at") WHERE state in ('pending', 'sending');--> statement-breakpoint
CREATE INDEX "webhook_deliveries_settled" ON "webhook_deliveries" USING btree ("settled_at");--> statement-breakpoint
CREATE INDEX "outbox_undelivered" ON "outbox" USING btree ("community_id","position") WHERE state in ('failed', 'unknown');--> statement-breakpoint
CREATE INDEX "tickets_unit" ON "tickets" USING btree ("community_id","org_id","opened_at","number","category");--> statement-breakpoint
CREATE INDEX "tickets_person" ON "tickets" USING btree ("community_id","assignee_id","opened_at","number","category");--> statement-breakpoint
CREATE INDEX "tickets_building" ON "tickets" USING btree ("community_id","building_id","opened_at","number","category");--> statement-breakpoint
CREATE INDEX "tickets_grid" ON "tickets" USING btree ("community_id","grid_id","opened_at","number","category");--> statement-breakpoint
CREATE INDEX "tickets_category" ON "tickets" USING btree ("community_id","category","opened_at","number");--> statement-breakpoint
CREATE INDEX "tickets_due" ON "tickets" USING btree ("community_id","resolve_by","number");--> statement-breakpoint
CREATE INDEX "tickets_last" ON "tickets" USING btree ("community_id","last_at","number");--> statement-breakpoint
CREATE INDEX "tickets_unclosed" ON "tickets" USING btree ("community_id","opened_at","number") WHERE status in ('open', 'accepted', 'suspended', 'resolved');--> statement-breakpoint
CREATE INDEX "tickets_unclosed_due" ON "tickets" USING btree ("community_id","resolve_by","number") WHERE status in ('open', 'accepted', 'suspended', 'resolved');--> statement-breakpoint
CREATE INDEX "tickets_merged" ON "tickets" USING btree ("community_id","merged_into") WHERE merged_into is not null;--> statement-breakpoint
CREATE INDEX "tickets_split" ON "tickets" USING btree ("community_id","split_from") WHERE split_from is not null;--> statement-breakpoint
CREATE INDEX "tickets_asked" ON "tickets" USING btree ("community_id","kind","opened_at","number") WHERE kind <> 'report';--> statement-breakpoint
CREATE INDEX "tickets_urgent" ON "tickets" USING btree ("community_id","urgency","opened_at","number") WHERE urgency <> 'normal';--> statement-breakpoint
CREATE INDEX "tickets_room" ON "tickets" USING btree ("community_id","room_id","status","status_at");--> statement-breakpoint
CREATE INDEX "tickets_assignee" ON "tickets" USING btree ("community_id","assignee_id","status","status_at");--> statement-breakpoint
CREATE INDEX "tickets_status" ON "tickets" USING btree ("community_id","status","resolved_at","assignee_id");--> statement-breakpoint
CREATE INDEX "tickets_opened" ON "tickets" USING btree ("community_id","opened_at","number");
--> statement-breakpoint
CREATE INDEX "ticket_words_terms" ON "ticket_words" USING gin ("terms");
