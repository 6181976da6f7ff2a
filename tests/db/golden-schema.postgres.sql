-- columns
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
bind_codes community_id text not null
bind_codes code text not null
bind_codes person_id text not null
bind_codes expires_at timestamptz(3) not null
bind_codes used_at timestamptz(3)
buildings community_id text not null
buildings id text not null
buildings grid_id text not null
buildings estate text
buildings name text not null
buildings aliases jsonb not null
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
second_readings community_id text not null
second_readings key text not null
second_readings at timestamptz(3) not null
second_readings opinion jsonb
ticket_events community_id text not null
ticket_events ticket_id text not null
ticket_events seq integer not null
ticket_events at timestamptz(3) not null
ticket_events actor_id text
ticket_events type text not null
ticket_events event jsonb not null
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

-- constraints
attachments attachments_community_id_id_pk PRIMARY KEY (community_id, id)
bind_codes bind_codes_community_id_code_pk PRIMARY KEY (community_id, code)
buildings buildings_community_id_communities_id_fk FOREIGN KEY (community_id) REFERENCES communities(id)
buildings buildings_community_id_id_pk PRIMARY KEY (community_id, id)
communities communities_pkey PRIMARY KEY (id)
duty_shifts duty_shifts_community_id_communities_id_fk FOREIGN KEY (community_id) REFERENCES communities(id)
duty_shifts duty_shifts_community_id_id_pk PRIMARY KEY (community_id, id)
gaps gaps_pkey PRIMARY KEY (id)
grids grids_community_id_communities_id_fk FOREIGN KEY (community_id) REFERENCES communities(id)
grids grids_community_id_id_pk PRIMARY KEY (community_id, id)
groups groups_community_id_communities_id_fk FOREIGN KEY (community_id) REFERENCES communities(id)
groups groups_community_id_id_pk PRIMARY KEY (community_id, id)
identities identities_community_id_external_id_account_pk PRIMARY KEY (community_id, external_id, account)
job_claims job_claims_name_tick_pk PRIMARY KEY (name, tick)
leads leads_community_id_number_pk PRIMARY KEY (community_id, number)
messages messages_community_id_account_id_pk PRIMARY KEY (community_id, account, id)
organisations organisations_community_id_communities_id_fk FOREIGN KEY (community_id) REFERENCES communities(id)
organisations organisations_community_id_id_pk PRIMARY KEY (community_id, id)
outages outages_community_id_id_pk PRIMARY KEY (community_id, id)
outbox outbox_community_id_id_pk PRIMARY KEY (community_id, id)
outbox outbox_state CHECK ((state = ANY (ARRAY['pending'::text, 'sending'::text, 'sent'::text, 'unknown'::text, 'failed'::text, 'dropped'::text])))
people people_community_id_communities_id_fk FOREIGN KEY (community_id) REFERENCES communities(id)
people people_community_id_id_pk PRIMARY KEY (community_id, id)
second_readings second_readings_community_id_key_pk PRIMARY KEY (community_id, key)
ticket_events ticket_events_community_id_ticket_id_seq_pk PRIMARY KEY (community_id, ticket_id, seq)
ticket_events ticket_events_ticket FOREIGN KEY (community_id, ticket_id) REFERENCES tickets(community_id, id)
tickets tickets_community_id_id_pk PRIMARY KEY (community_id, id)

-- indexes
CREATE UNIQUE INDEX attachments_community_id_id_pk ON public.attachments USING btree (community_id, id);
CREATE INDEX attachments_hash ON public.attachments USING btree (hash);
CREATE INDEX attachments_message ON public.attachments USING btree (community_id, message_id);
CREATE INDEX attachments_pending ON public.attachments USING btree (next_at) WHERE (state = 'pending'::text);
CREATE INDEX attachments_ticket ON public.attachments USING btree (community_id, ticket_id);
CREATE UNIQUE INDEX bind_codes_community_id_code_pk ON public.bind_codes USING btree (community_id, code);
CREATE UNIQUE INDEX buildings_community_id_id_pk ON public.buildings USING btree (community_id, id);
CREATE UNIQUE INDEX communities_pkey ON public.communities USING btree (id);
CREATE UNIQUE INDEX duty_shifts_community_id_id_pk ON public.duty_shifts USING btree (community_id, id);
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
CREATE UNIQUE INDEX messages_community_id_account_id_pk ON public.messages USING btree (community_id, account, id);
CREATE INDEX messages_matter ON public.messages USING btree (community_id, matter_id);
CREATE INDEX messages_peer ON public.messages USING btree (community_id, peer_id, heard_order);
CREATE INDEX messages_room ON public.messages USING btree (community_id, room_id, heard_order);
CREATE UNIQUE INDEX organisations_community_id_id_pk ON public.organisations USING btree (community_id, id);
CREATE UNIQUE INDEX outages_community_id_id_pk ON public.outages USING btree (community_id, id);
CREATE INDEX outages_until ON public.outages USING btree (community_id, until);
CREATE INDEX outbox_chat ON public.outbox USING btree (community_id, target_id, "position");
CREATE UNIQUE INDEX outbox_coalesce ON public.outbox USING btree (community_id, coalesce_key) WHERE ((state = 'pending'::text) AND (coalesce_key IS NOT NULL));
CREATE UNIQUE INDEX outbox_community_id_id_pk ON public.outbox USING btree (community_id, id);
CREATE INDEX outbox_due ON public.outbox USING btree (due_at, "position") WHERE (state = 'pending'::text);
CREATE INDEX outbox_unsettled ON public.outbox USING btree (state) WHERE (state = ANY (ARRAY['pending'::text, 'sending'::text]));
CREATE UNIQUE INDEX people_community_id_id_pk ON public.people USING btree (community_id, id);
CREATE INDEX people_role ON public.people USING btree (community_id, role);
CREATE INDEX second_readings_at ON public.second_readings USING btree (community_id, at);
CREATE UNIQUE INDEX second_readings_community_id_key_pk ON public.second_readings USING btree (community_id, key);
CREATE UNIQUE INDEX ticket_events_community_id_ticket_id_seq_pk ON public.ticket_events USING btree (community_id, ticket_id, seq);
CREATE INDEX tickets_assignee ON public.tickets USING btree (community_id, assignee_id, status);
CREATE INDEX tickets_closed ON public.tickets USING btree (community_id, closed_at);
CREATE UNIQUE INDEX tickets_community_id_id_pk ON public.tickets USING btree (community_id, id);
CREATE UNIQUE INDEX tickets_number ON public.tickets USING btree (community_id, number);
CREATE INDEX tickets_opened ON public.tickets USING btree (community_id, opened_at);
CREATE INDEX tickets_reporter ON public.tickets USING btree (community_id, reporter_id, opened_at);
CREATE INDEX tickets_room ON public.tickets USING btree (community_id, room_id, status_at);
CREATE INDEX tickets_source ON public.tickets USING btree (community_id, account, message_id);
CREATE INDEX tickets_status ON public.tickets USING btree (community_id, status, resolved_at);
