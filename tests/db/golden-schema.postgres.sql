-- columns
absences community_id text not null
absences id text not null
absences person_id text not null
absences from timestamptz(3) not null
absences until timestamptz(3) not null
absences said_at timestamptz(3) not null
answered_writes community_id text not null
answered_writes person_id text not null
answered_writes key text not null
answered_writes request_hash text not null
answered_writes at timestamptz(3) not null
answered_writes status integer
answered_writes content_type text
answered_writes body text
api_tokens community_id text not null
api_tokens id text not null
api_tokens name text not null
api_tokens secret_hash text not null
api_tokens person_id text not null
api_tokens scopes jsonb not null
api_tokens created_at timestamptz(3) not null
api_tokens expires_at timestamptz(3)
api_tokens last_used_at timestamptz(3)
attachments community_id text not null
attachments id text not null
attachments account text not null
attachments message_id text not null
attachments name text not null
attachments hash text
attachments mime text
attachments size integer
attachments state text not null
attachments attempts integer not null
attachments next_at timestamptz(3)
attachments problem text
attachments purpose text not null
attachments ticket_id text
audit community_id text not null
audit position bigint not null
audit at timestamptz(3) not null
audit actor_id text
audit action text not null
audit target text not null
audit detail jsonb not null
bind_codes community_id text not null
bind_codes code text not null
bind_codes person_id text not null
bind_codes expires_at timestamptz(3) not null
bind_codes used_at timestamptz(3)
blocks community_id text not null
blocks person_id text not null
blocks blocked_by text not null
blocks blocked_at timestamptz(3) not null
board_hidden community_id text not null
board_hidden ticket_id text not null
board_hidden hidden_by text not null
board_hidden hidden_at timestamptz(3) not null
buildings community_id text not null
buildings id text not null
buildings grid_id text not null
buildings estate text
buildings name text not null
buildings aliases jsonb not null
calendar_links community_id text not null
calendar_links person_id text not null
calendar_links whose text not null
calendar_links secret_hash text not null
calendar_links created_at timestamptz(3) not null
communities id text not null
communities name text not null
communities timezone text not null
communities language text not null
communities settings jsonb not null
communities revision integer not null
communities last_ticket_number integer not null
communities last_lead_number integer not null
duty_shifts community_id text not null
duty_shifts id text not null
duty_shifts person_id text not null
duty_shifts days jsonb
duty_shifts date text
duty_shifts from text not null
duty_shifts to text not null
duty_shifts instead text
duty_shifts on_call boolean
duty_shifts by_chat boolean
erasure_requests community_id text not null
erasure_requests number integer not null
erasure_requests person_id text
erasure_requests asked_at timestamptz(3) not null
erasure_requests state text not null
erasure_requests decided_by text
erasure_requests decided_at timestamptz(3)
gaps id text not null
gaps account text not null
gaps from timestamptz(3) not null
gaps to timestamptz(3) not null
gaps reason text not null
grids community_id text not null
grids id text not null
grids name text not null
groups community_id text not null
groups id text not null
groups name text not null
groups kind text not null
groups grid_id text
groups building_ids jsonb not null
groups org_id text
groups mode text not null
groups language text not null
groups external_id text
identities community_id text not null
identities account text not null
identities external_id text not null
identities person_id text not null
identities name text not null
job_claims name text not null
job_claims tick text not null
job_claims claimed_at timestamptz(3) not null
leads community_id text not null
leads number integer not null
leads account text not null
leads message_id text not null
leads group_id text
leads room_id text
leads person_id text not null
leads sender_name text not null
leads text text not null
leads reading jsonb not null
leads at timestamptz(3) not null
leads state text not null
leads told_at timestamptz(3)
leads ticket_id text
login_links community_id text not null
login_links id text not null
login_links secret_hash text not null
login_links person_id text not null
login_links origin text not null
login_links created_at timestamptz(3) not null
login_links expires_at timestamptz(3) not null
login_links browser_hash text
login_links used_at timestamptz(3)
meeting_matters community_id text not null
meeting_matters meeting_number integer not null
meeting_matters ticket_id text not null
meeting_matters why jsonb not null
meeting_matters reason text not null
meeting_matters called_by text
meeting_matters called_at timestamptz(3)
meeting_matters plan text
meeting_matters until timestamptz(3)
meeting_matters minuted_by text
meeting_matters minuted_at timestamptz(3)
meetings community_id text not null
meetings number integer not null
meetings at timestamptz(3)
meetings place text not null
meetings called_by text
meetings called_at timestamptz(3)
meetings minuted_at timestamptz(3)
meetings closed_at timestamptz(3)
messages community_id text not null
messages account text not null
messages id text not null
messages group_id text
messages room_id text
messages peer_id text
messages sender_id text not null
messages sender_name text not null
messages person_id text
messages role text not null
messages kind text not null
messages text text not null
messages quote jsonb
messages mentions jsonb not null
messages mentions_bot boolean not null
messages at timestamptz(3) not null
messages heard_order bigint not null
messages recalled_at timestamptz(3)
messages reading jsonb
messages action text
messages matter_id text
open311_requests community_id text not null
open311_requests message_id text not null
open311_requests token_id text not null
open311_requests reference text
open311_requests request_hash text not null
open311_requests ticket_id text not null
open311_requests lat text
open311_requests long text
open311_requests media_url text
open311_requests at timestamptz(3) not null
organisations community_id text not null
organisations id text not null
organisations name text not null
organisations kind text not null
organisations phone text
organisations grid_ids jsonb not null
outages community_id text not null
outages id text not null
outages category text not null
outages building_ids jsonb not null
outages reason text not null
outages announced_by text not null
outages announced_at timestamptz(3) not null
outages until timestamptz(3) not null
outages ticket_id text
outages ended_at timestamptz(3)
outbox community_id text not null
outbox id text not null
outbox position bigint not null
outbox target text not null
outbox target_id text not null
outbox text text not null
outbox mentions jsonb not null
outbox picture_hash text
outbox ticket_id text
outbox coalesce_key text
outbox pace text not null
outbox fallback_room_id text
outbox due_at timestamptz(3) not null
outbox state text not null
outbox attempts integer not null
outbox created_at timestamptz(3) not null
outbox claimed_at timestamptz(3)
outbox settled_at timestamptz(3)
outbox platform_message_id text
outbox problem text
outbox uncertain_at timestamptz(3)
people community_id text not null
people id text not null
people name text not null
people role text not null
people org_id text
people title text
people phone text
people supervisor boolean not null
people admin boolean not null
people grid_ids jsonb not null
people active boolean not null
retention_runs community_id text not null
retention_runs date text not null
retention_runs at timestamptz(3) not null
retention_runs tickets_before timestamptz(3) not null
retention_runs pictures_before timestamptz(3) not null
retention_runs counts jsonb not null
saved_views community_id text not null
saved_views id text not null
saved_views person_id text not null
saved_views name text not null
saved_views shared boolean not null
saved_views query jsonb not null
saved_views columns jsonb not null
saved_views created_at timestamptz(3) not null
second_readings community_id text not null
second_readings key text not null
second_readings at timestamptz(3) not null
second_readings opinion jsonb
sessions community_id text not null
sessions id text not null
sessions person_id text not null
sessions secret_hash text not null
sessions next_hash text
sessions next_at timestamptz(3)
sessions previous_hash text
sessions rotated_at timestamptz(3) not null
sessions agent text not null
sessions created_at timestamptz(3) not null
sessions last_seen_at timestamptz(3) not null
sessions expires_at timestamptz(3) not null
shift_swaps community_id text not null
shift_swaps id text not null
shift_swaps asked_by text not null
shift_swaps asked_of text not null
shift_swaps date text not null
shift_swaps state text not null
shift_swaps asked_at timestamptz(3) not null
shift_swaps settled_at timestamptz(3)
signing_keys community_id text not null
signing_keys secret text not null
signing_keys created_at timestamptz(3) not null
ticket_events community_id text not null
ticket_events ticket_id text not null
ticket_events seq integer not null
ticket_events at timestamptz(3) not null
ticket_events actor_id text
ticket_events type text not null
ticket_events event jsonb not null
ticket_followers community_id text not null
ticket_followers person_id text not null
ticket_followers number integer not null
ticket_words doc bigint not null default nextval('ticket_words_doc_seq'::regclass)
ticket_words community_id text not null
ticket_words number integer not null
ticket_words terms tsvector not null
ticket_words stale integer not null
tickets community_id text not null
tickets id text not null
tickets number integer not null
tickets kind text not null
tickets status text not null
tickets category text not null
tickets urgency text not null
tickets title text not null
tickets words text not null
tickets place jsonb not null
tickets building_id text
tickets grid_id text
tickets group_id text
tickets room_id text
tickets account text not null
tickets message_id text not null
tickets language text not null
tickets reporter_id text not null
tickets org_id text
tickets assignee_id text
tickets opened_at timestamptz(3) not null
tickets accept_by timestamptz(3) not null
tickets act_by timestamptz(3) not null
tickets resolve_by timestamptz(3) not null
tickets accepted_at timestamptz(3)
tickets promised_at timestamptz(3)
tickets resolved_at timestamptz(3)
tickets closed_at timestamptz(3)
tickets status_at timestamptz(3) not null
tickets last_at timestamptz(3) not null
tickets place_asked_at timestamptz(3)
tickets suspended_until timestamptz(3)
tickets followers jsonb not null
tickets said jsonb not null
tickets urges integer not null
tickets reopens integer not null
tickets extensions integer not null
tickets stars integer
tickets confirmed boolean not null
tickets merged_into integer
tickets version integer not null
tickets taken text
tickets complex boolean not null default false
tickets satisfaction text
tickets rated_at timestamptz(3)
tickets called_at timestamptz(3)
tickets call_tries integer not null default 0
tickets verifier_id text
tickets verify_asked_at timestamptz(3)
tickets verified_at timestamptz(3)
tickets solved_by text
tickets split_from integer
tickets held_by jsonb
tickets parts jsonb not null default '[]'::jsonb
webhook_deliveries community_id text not null
webhook_deliveries id text not null
webhook_deliveries position bigint not null
webhook_deliveries webhook_id text not null
webhook_deliveries event text not null
webhook_deliveries body text not null
webhook_deliveries state text not null
webhook_deliveries attempts integer not null
webhook_deliveries created_at timestamptz(3) not null
webhook_deliveries due_at timestamptz(3) not null
webhook_deliveries claimed_at timestamptz(3)
webhook_deliveries settled_at timestamptz(3)
webhook_deliveries status integer
webhook_deliveries answer text
webhook_deliveries problem text
webhooks community_id text not null
webhooks id text not null
webhooks url text not null
webhooks secret text not null
webhooks events jsonb not null
webhooks active boolean not null
webhooks person_id text not null
webhooks created_at timestamptz(3) not null

-- constraints
absences absences_community_id_id_pk PRIMARY KEY (community_id, id)
answered_writes answered_writes_community_id_person_id_key_pk PRIMARY KEY (community_id, person_id, key)
api_tokens api_tokens_community_id_id_pk PRIMARY KEY (community_id, id)
attachments attachments_community_id_id_pk PRIMARY KEY (community_id, id)
audit audit_community_id_position_pk PRIMARY KEY (community_id, "position")
bind_codes bind_codes_community_id_code_pk PRIMARY KEY (community_id, code)
blocks blocks_community_id_person_id_pk PRIMARY KEY (community_id, person_id)
board_hidden board_hidden_community_id_ticket_id_pk PRIMARY KEY (community_id, ticket_id)
buildings buildings_community_id_communities_id_fk FOREIGN KEY (community_id) REFERENCES communities(id)
buildings buildings_community_id_id_pk PRIMARY KEY (community_id, id)
calendar_links calendar_links_community_id_person_id_whose_pk PRIMARY KEY (community_id, person_id, whose)
communities communities_pkey PRIMARY KEY (id)
duty_shifts duty_shifts_community_id_communities_id_fk FOREIGN KEY (community_id) REFERENCES communities(id)
duty_shifts duty_shifts_community_id_id_pk PRIMARY KEY (community_id, id)
erasure_requests erasure_requests_community_id_number_pk PRIMARY KEY (community_id, number)
gaps gaps_pkey PRIMARY KEY (id)
grids grids_community_id_communities_id_fk FOREIGN KEY (community_id) REFERENCES communities(id)
grids grids_community_id_id_pk PRIMARY KEY (community_id, id)
groups groups_community_id_communities_id_fk FOREIGN KEY (community_id) REFERENCES communities(id)
groups groups_community_id_id_pk PRIMARY KEY (community_id, id)
identities identities_community_id_external_id_account_pk PRIMARY KEY (community_id, external_id, account)
job_claims job_claims_name_tick_pk PRIMARY KEY (name, tick)
leads leads_community_id_number_pk PRIMARY KEY (community_id, number)
login_links login_links_community_id_id_pk PRIMARY KEY (community_id, id)
meeting_matters meeting_matters_community_id_meeting_number_ticket_id_pk PRIMARY KEY (community_id, meeting_number, ticket_id)
meeting_matters meeting_matters_meeting FOREIGN KEY (community_id, meeting_number) REFERENCES meetings(community_id, number)
meetings meetings_community_id_number_pk PRIMARY KEY (community_id, number)
messages messages_community_id_account_id_pk PRIMARY KEY (community_id, account, id)
open311_requests open311_requests_community_id_message_id_pk PRIMARY KEY (community_id, message_id)
organisations organisations_community_id_communities_id_fk FOREIGN KEY (community_id) REFERENCES communities(id)
organisations organisations_community_id_id_pk PRIMARY KEY (community_id, id)
outages outages_community_id_id_pk PRIMARY KEY (community_id, id)
outbox outbox_community_id_id_pk PRIMARY KEY (community_id, id)
outbox outbox_state CHECK ((state = ANY (ARRAY['pending'::text, 'sending'::text, 'sent'::text, 'unknown'::text, 'failed'::text, 'dropped'::text])))
people people_community_id_communities_id_fk FOREIGN KEY (community_id) REFERENCES communities(id)
people people_community_id_id_pk PRIMARY KEY (community_id, id)
retention_runs retention_runs_community_id_date_pk PRIMARY KEY (community_id, date)
saved_views saved_views_community_id_id_pk PRIMARY KEY (community_id, id)
second_readings second_readings_community_id_key_pk PRIMARY KEY (community_id, key)
sessions sessions_community_id_id_pk PRIMARY KEY (community_id, id)
shift_swaps shift_swaps_community_id_id_pk PRIMARY KEY (community_id, id)
signing_keys signing_keys_community_id_pk PRIMARY KEY (community_id)
ticket_events ticket_events_community_id_ticket_id_seq_pk PRIMARY KEY (community_id, ticket_id, seq)
ticket_events ticket_events_ticket FOREIGN KEY (community_id, ticket_id) REFERENCES tickets(community_id, id)
ticket_followers ticket_followers_community_id_number_person_id_pk PRIMARY KEY (community_id, number, person_id)
ticket_words ticket_words_pkey PRIMARY KEY (doc)
tickets tickets_community_id_id_pk PRIMARY KEY (community_id, id)
webhook_deliveries webhook_deliveries_community_id_id_pk PRIMARY KEY (community_id, id)
webhook_deliveries webhook_deliveries_state CHECK ((state = ANY (ARRAY['pending'::text, 'sending'::text, 'delivered'::text, 'dead'::text])))
webhooks webhooks_community_id_id_pk PRIMARY KEY (community_id, id)

-- indexes
CREATE UNIQUE INDEX absences_community_id_id_pk ON public.absences USING btree (community_id, id);
CREATE INDEX absences_until ON public.absences USING btree (community_id, until);
CREATE INDEX answered_writes_at ON public.answered_writes USING btree (at);
CREATE UNIQUE INDEX answered_writes_community_id_person_id_key_pk ON public.answered_writes USING btree (community_id, person_id, key);
CREATE UNIQUE INDEX api_tokens_community_id_id_pk ON public.api_tokens USING btree (community_id, id);
CREATE UNIQUE INDEX api_tokens_secret ON public.api_tokens USING btree (secret_hash);
CREATE UNIQUE INDEX attachments_community_id_id_pk ON public.attachments USING btree (community_id, id);
CREATE INDEX attachments_hash ON public.attachments USING btree (hash);
CREATE INDEX attachments_message ON public.attachments USING btree (community_id, message_id);
CREATE INDEX attachments_pending ON public.attachments USING btree (next_at) WHERE (state = 'pending'::text);
CREATE INDEX attachments_ticket ON public.attachments USING btree (community_id, ticket_id);
CREATE INDEX audit_action ON public.audit USING btree (community_id, action, "position");
CREATE UNIQUE INDEX audit_community_id_position_pk ON public.audit USING btree (community_id, "position");
CREATE UNIQUE INDEX bind_codes_community_id_code_pk ON public.bind_codes USING btree (community_id, code);
CREATE UNIQUE INDEX blocks_community_id_person_id_pk ON public.blocks USING btree (community_id, person_id);
CREATE UNIQUE INDEX board_hidden_community_id_ticket_id_pk ON public.board_hidden USING btree (community_id, ticket_id);
CREATE UNIQUE INDEX buildings_community_id_id_pk ON public.buildings USING btree (community_id, id);
CREATE UNIQUE INDEX calendar_links_community_id_person_id_whose_pk ON public.calendar_links USING btree (community_id, person_id, whose);
CREATE UNIQUE INDEX calendar_links_secret ON public.calendar_links USING btree (secret_hash);
CREATE UNIQUE INDEX communities_pkey ON public.communities USING btree (id);
CREATE UNIQUE INDEX duty_shifts_community_id_id_pk ON public.duty_shifts USING btree (community_id, id);
CREATE UNIQUE INDEX erasure_requests_community_id_number_pk ON public.erasure_requests USING btree (community_id, number);
CREATE UNIQUE INDEX erasure_requests_person ON public.erasure_requests USING btree (community_id, person_id) WHERE (state = 'asked'::text);
CREATE UNIQUE INDEX gaps_pkey ON public.gaps USING btree (id);
CREATE INDEX gaps_to ON public.gaps USING btree ("to");
CREATE UNIQUE INDEX grids_community_id_id_pk ON public.grids USING btree (community_id, id);
CREATE UNIQUE INDEX groups_community_id_id_pk ON public.groups USING btree (community_id, id);
CREATE UNIQUE INDEX groups_external ON public.groups USING btree (external_id);
CREATE UNIQUE INDEX identities_community_id_external_id_account_pk ON public.identities USING btree (community_id, external_id, account);
CREATE INDEX identities_person ON public.identities USING btree (community_id, person_id);
CREATE UNIQUE INDEX job_claims_name_tick_pk ON public.job_claims USING btree (name, tick);
CREATE UNIQUE INDEX leads_community_id_number_pk ON public.leads USING btree (community_id, number);
CREATE INDEX leads_pending ON public.leads USING btree (community_id, at) WHERE (state = 'pending'::text);
CREATE UNIQUE INDEX login_links_community_id_id_pk ON public.login_links USING btree (community_id, id);
CREATE INDEX login_links_expires ON public.login_links USING btree (expires_at);
CREATE UNIQUE INDEX login_links_secret ON public.login_links USING btree (secret_hash);
CREATE UNIQUE INDEX meeting_matters_community_id_meeting_number_ticket_id_pk ON public.meeting_matters USING btree (community_id, meeting_number, ticket_id);
CREATE INDEX meeting_matters_ticket ON public.meeting_matters USING btree (community_id, ticket_id);
CREATE UNIQUE INDEX meetings_community_id_number_pk ON public.meetings USING btree (community_id, number);
CREATE UNIQUE INDEX meetings_open ON public.meetings USING btree (community_id) WHERE (closed_at IS NULL);
CREATE UNIQUE INDEX messages_community_id_account_id_pk ON public.messages USING btree (community_id, account, id);
CREATE INDEX messages_matter ON public.messages USING btree (community_id, matter_id);
CREATE INDEX messages_peer ON public.messages USING btree (community_id, peer_id, heard_order);
CREATE INDEX messages_room ON public.messages USING btree (community_id, room_id, heard_order);
CREATE UNIQUE INDEX open311_requests_community_id_message_id_pk ON public.open311_requests USING btree (community_id, message_id);
CREATE UNIQUE INDEX open311_requests_reference ON public.open311_requests USING btree (community_id, token_id, reference);
CREATE INDEX open311_requests_ticket ON public.open311_requests USING btree (community_id, ticket_id);
CREATE UNIQUE INDEX organisations_community_id_id_pk ON public.organisations USING btree (community_id, id);
CREATE UNIQUE INDEX outages_community_id_id_pk ON public.outages USING btree (community_id, id);
CREATE INDEX outages_until ON public.outages USING btree (community_id, until);
CREATE INDEX outbox_chat ON public.outbox USING btree (community_id, target_id, "position");
CREATE UNIQUE INDEX outbox_coalesce ON public.outbox USING btree (community_id, coalesce_key) WHERE ((state = 'pending'::text) AND (coalesce_key IS NOT NULL));
CREATE UNIQUE INDEX outbox_community_id_id_pk ON public.outbox USING btree (community_id, id);
CREATE INDEX outbox_due ON public.outbox USING btree (due_at, "position") WHERE (state = 'pending'::text);
CREATE INDEX outbox_undelivered ON public.outbox USING btree (community_id, "position") WHERE (state = ANY (ARRAY['failed'::text, 'unknown'::text]));
CREATE INDEX outbox_unsettled ON public.outbox USING btree (state) WHERE (state = ANY (ARRAY['pending'::text, 'sending'::text]));
CREATE UNIQUE INDEX people_community_id_id_pk ON public.people USING btree (community_id, id);
CREATE INDEX people_role ON public.people USING btree (community_id, role);
CREATE UNIQUE INDEX retention_runs_community_id_date_pk ON public.retention_runs USING btree (community_id, date);
CREATE UNIQUE INDEX saved_views_community_id_id_pk ON public.saved_views USING btree (community_id, id);
CREATE INDEX second_readings_at ON public.second_readings USING btree (community_id, at);
CREATE UNIQUE INDEX second_readings_community_id_key_pk ON public.second_readings USING btree (community_id, key);
CREATE UNIQUE INDEX sessions_community_id_id_pk ON public.sessions USING btree (community_id, id);
CREATE INDEX sessions_expires ON public.sessions USING btree (expires_at);
CREATE INDEX sessions_next ON public.sessions USING btree (next_hash);
CREATE INDEX sessions_person ON public.sessions USING btree (community_id, person_id);
CREATE INDEX sessions_previous ON public.sessions USING btree (previous_hash);
CREATE UNIQUE INDEX sessions_secret ON public.sessions USING btree (secret_hash);
CREATE INDEX shift_swaps_asked ON public.shift_swaps USING btree (community_id, asked_of, state);
CREATE UNIQUE INDEX shift_swaps_community_id_id_pk ON public.shift_swaps USING btree (community_id, id);
CREATE UNIQUE INDEX signing_keys_community_id_pk ON public.signing_keys USING btree (community_id);
CREATE UNIQUE INDEX ticket_events_community_id_ticket_id_seq_pk ON public.ticket_events USING btree (community_id, ticket_id, seq);
CREATE UNIQUE INDEX ticket_followers_community_id_number_person_id_pk ON public.ticket_followers USING btree (community_id, number, person_id);
CREATE INDEX ticket_followers_person ON public.ticket_followers USING btree (community_id, person_id, number);
CREATE UNIQUE INDEX ticket_words_number ON public.ticket_words USING btree (community_id, number);
CREATE UNIQUE INDEX ticket_words_pkey ON public.ticket_words USING btree (doc);
CREATE INDEX ticket_words_stale ON public.ticket_words USING btree (community_id, number) WHERE (stale > 0);
CREATE INDEX ticket_words_terms ON public.ticket_words USING gin (terms);
CREATE INDEX tickets_asked ON public.tickets USING btree (community_id, kind, opened_at, number) WHERE (kind <> 'report'::text);
CREATE INDEX tickets_assignee ON public.tickets USING btree (community_id, assignee_id, status, status_at);
CREATE INDEX tickets_building ON public.tickets USING btree (community_id, building_id, opened_at, number, category);
CREATE INDEX tickets_category ON public.tickets USING btree (community_id, category, opened_at, number);
CREATE INDEX tickets_closed ON public.tickets USING btree (community_id, closed_at);
CREATE UNIQUE INDEX tickets_community_id_id_pk ON public.tickets USING btree (community_id, id);
CREATE INDEX tickets_due ON public.tickets USING btree (community_id, resolve_by, number);
CREATE INDEX tickets_grid ON public.tickets USING btree (community_id, grid_id, opened_at, number, category);
CREATE INDEX tickets_last ON public.tickets USING btree (community_id, last_at, number);
CREATE INDEX tickets_merged ON public.tickets USING btree (community_id, merged_into) WHERE (merged_into IS NOT NULL);
CREATE UNIQUE INDEX tickets_number ON public.tickets USING btree (community_id, number);
CREATE INDEX tickets_opened ON public.tickets USING btree (community_id, opened_at, number);
CREATE INDEX tickets_person ON public.tickets USING btree (community_id, assignee_id, opened_at, number, category);
CREATE INDEX tickets_reporter ON public.tickets USING btree (community_id, reporter_id, opened_at);
CREATE INDEX tickets_room ON public.tickets USING btree (community_id, room_id, status, status_at);
CREATE INDEX tickets_source ON public.tickets USING btree (community_id, account, message_id);
CREATE INDEX tickets_split ON public.tickets USING btree (community_id, split_from) WHERE (split_from IS NOT NULL);
CREATE INDEX tickets_status ON public.tickets USING btree (community_id, status, resolved_at, assignee_id);
CREATE INDEX tickets_unclosed ON public.tickets USING btree (community_id, opened_at, number) WHERE (status = ANY (ARRAY['open'::text, 'accepted'::text, 'suspended'::text, 'resolved'::text]));
CREATE INDEX tickets_unclosed_due ON public.tickets USING btree (community_id, resolve_by, number) WHERE (status = ANY (ARRAY['open'::text, 'accepted'::text, 'suspended'::text, 'resolved'::text]));
CREATE INDEX tickets_unit ON public.tickets USING btree (community_id, org_id, opened_at, number, category);
CREATE INDEX tickets_urgent ON public.tickets USING btree (community_id, urgency, opened_at, number) WHERE (urgency <> 'normal'::text);
CREATE UNIQUE INDEX webhook_deliveries_community_id_id_pk ON public.webhook_deliveries USING btree (community_id, id);
CREATE INDEX webhook_deliveries_due ON public.webhook_deliveries USING btree (due_at) WHERE (state = ANY (ARRAY['pending'::text, 'sending'::text]));
CREATE INDEX webhook_deliveries_hook ON public.webhook_deliveries USING btree (community_id, webhook_id, "position");
CREATE INDEX webhook_deliveries_settled ON public.webhook_deliveries USING btree (settled_at);
CREATE UNIQUE INDEX webhooks_community_id_id_pk ON public.webhooks USING btree (community_id, id);
