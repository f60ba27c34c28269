-- One round in which vendors are asked to confirm their chains.
CREATE TABLE chain_campaigns (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    -- empty for a round that time itself started
    title TEXT NOT NULL,
    due_on DATE NOT NULL,
    -- the tiers asked, with semicolons between
    tiers TEXT NOT NULL,
    automatic BOOLEAN NOT NULL,
    state TEXT NOT NULL,
    model_version TEXT NOT NULL,
    created_by_name TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    closed_at TIMESTAMP,
    version INTEGER NOT NULL
);
CREATE INDEX chain_campaigns_organisation ON chain_campaigns (organisation_id, created_at);

-- What one vendor is asked about one contract.
CREATE TABLE chain_confirmations (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    campaign_id TEXT NOT NULL REFERENCES chain_campaigns (id),
    vendor_id TEXT NOT NULL REFERENCES vendors (id),
    contract_id TEXT NOT NULL REFERENCES contracts (id),
    due_on DATE NOT NULL,
    asked_on DATE NOT NULL,
    -- how many people were mailed; nobody can answer when it is 0
    recipients INTEGER NOT NULL,
    state TEXT NOT NULL,
    reminded_on DATE,
    signed_on DATE,
    signed_by_name TEXT,
    signed_by_role TEXT,
    -- what the vendor wrote to the region
    note TEXT,
    -- made once, when nobody had confirmed long after the due day
    finding_id TEXT,
    created_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX chain_confirmations_campaign ON chain_confirmations (campaign_id, state);
CREATE INDEX chain_confirmations_contract ON chain_confirmations (contract_id, state);
CREATE INDEX chain_confirmations_vendor ON chain_confirmations (vendor_id, state);
CREATE INDEX chain_confirmations_state ON chain_confirmations (state, due_on);

-- What the vendor said of one link.
CREATE TABLE chain_statements (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    confirmation_id TEXT NOT NULL REFERENCES chain_confirmations (id),
    link_id TEXT NOT NULL REFERENCES chain_links (id),
    answer TEXT NOT NULL,
    said_by_name TEXT NOT NULL,
    said_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX chain_statements_link ON chain_statements (confirmation_id, link_id);

-- A new link, a correction or an end that the vendor proposes; the region decides.
CREATE TABLE chain_corrections (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    confirmation_id TEXT NOT NULL REFERENCES chain_confirmations (id),
    vendor_id TEXT NOT NULL REFERENCES vendors (id),
    contract_id TEXT NOT NULL REFERENCES contracts (id),
    kind TEXT NOT NULL,
    -- the link that is corrected or no longer used
    link_id TEXT REFERENCES chain_links (id),
    -- whom the new one works for
    parent_node_id TEXT REFERENCES chain_nodes (id),
    node_kind TEXT,
    name TEXT,
    org_number TEXT,
    country TEXT,
    location TEXT,
    task TEXT,
    data_class INTEGER,
    information_types TEXT NOT NULL,
    persons_low BIGINT,
    persons_high BIGINT,
    countries TEXT NOT NULL,
    remote_countries TEXT NOT NULL,
    transfer_mechanism TEXT,
    comment TEXT,
    state TEXT NOT NULL,
    proposed_by_name TEXT NOT NULL,
    proposed_at TIMESTAMP NOT NULL,
    decided_by_name TEXT,
    decided_at TIMESTAMP,
    decision_note TEXT,
    version INTEGER NOT NULL
);
CREATE INDEX chain_corrections_confirmation ON chain_corrections (confirmation_id);
CREATE INDEX chain_corrections_state ON chain_corrections (organisation_id, state, proposed_at);

-- How the vendor itself has followed up one of its own subcontractors.
CREATE TABLE chain_follow_ups (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    vendor_id TEXT NOT NULL REFERENCES vendors (id),
    contract_id TEXT NOT NULL REFERENCES contracts (id),
    link_id TEXT NOT NULL REFERENCES chain_links (id),
    held_on DATE NOT NULL,
    method TEXT NOT NULL,
    outcome TEXT NOT NULL,
    note TEXT,
    registered_by_name TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX chain_follow_ups_link ON chain_follow_ups (link_id, held_on);
CREATE INDEX chain_follow_ups_vendor ON chain_follow_ups (vendor_id, held_on);

-- That a follow-up was missing on a day, so that it becomes a finding once.
CREATE TABLE chain_missed_follow_ups (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    contract_id TEXT NOT NULL REFERENCES contracts (id),
    due_on DATE NOT NULL,
    finding_id TEXT,
    created_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX chain_missed_follow_ups_day ON chain_missed_follow_ups (contract_id, due_on);
