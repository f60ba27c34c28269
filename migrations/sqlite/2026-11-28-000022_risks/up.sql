-- a decision table of the organisation's own; never changed, the next one follows
CREATE TABLE risk_tables (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    number INTEGER NOT NULL,
    table_version TEXT NOT NULL,
    definition TEXT NOT NULL,
    note TEXT,
    created_by_name TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    UNIQUE (organisation_id, number)
);

CREATE TABLE risk_settings (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    -- simulation is used
    lens_b BOOLEAN NOT NULL,
    updated_by_name TEXT NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (organisation_id)
);

CREATE TABLE risks (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    number INTEGER NOT NULL,
    title TEXT NOT NULL,
    -- title, threat and asset folded: å ä ö are found by a a o on both databases
    search_text TEXT NOT NULL,
    -- the scenario of the starter library that it began as
    scenario TEXT,
    threat TEXT NOT NULL,
    asset TEXT NOT NULL,
    category TEXT NOT NULL,
    vendor_id TEXT REFERENCES vendors (id),
    contract_id TEXT REFERENCES contracts (id),
    link_id TEXT REFERENCES chain_links (id),
    node_id TEXT REFERENCES chain_nodes (id),
    service_id TEXT REFERENCES services (id),
    owner_id TEXT REFERENCES persons (id),
    owner_name TEXT NOT NULL,
    review_on DATE,
    state TEXT NOT NULL,
    -- the same administrator or platform can break every control
    common_cause BOOLEAN NOT NULL,
    -- which round of ratings is open
    round INTEGER NOT NULL,
    -- what was agreed last, as levels 1-5 of the table; empty before the first assessment
    table_version TEXT,
    likelihood_low INTEGER,
    likelihood_high INTEGER,
    residual_low INTEGER,
    residual_high INTEGER,
    consequence_low INTEGER,
    consequence_high INTEGER,
    level TEXT,
    residual_level TEXT,
    -- of everything that an acceptance rests on; empty before the first assessment
    fingerprint TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (organisation_id, number)
);
CREATE INDEX risks_state ON risks (organisation_id, state, number);
CREATE INDEX risks_vendor ON risks (vendor_id);
CREATE INDEX risks_node ON risks (node_id);

-- what one person thought before anything was discussed
CREATE TABLE risk_ratings (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    risk_id TEXT NOT NULL REFERENCES risks (id),
    round INTEGER NOT NULL,
    rater_id TEXT NOT NULL REFERENCES persons (id),
    rater_name TEXT NOT NULL,
    table_version TEXT NOT NULL,
    likelihood_low INTEGER NOT NULL,
    likelihood_high INTEGER NOT NULL,
    consequences TEXT NOT NULL,
    note TEXT,
    rated_at TIMESTAMP NOT NULL,
    UNIQUE (risk_id, round, rater_id)
);

-- what was agreed afterwards, with the table and the calculation that it was judged by
CREATE TABLE risk_assessments (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    risk_id TEXT NOT NULL REFERENCES risks (id),
    round INTEGER NOT NULL,
    table_version TEXT NOT NULL,
    model_version TEXT NOT NULL,
    likelihood_low INTEGER NOT NULL,
    likelihood_high INTEGER NOT NULL,
    consequences TEXT NOT NULL,
    reason TEXT NOT NULL,
    level TEXT NOT NULL,
    residual_level TEXT NOT NULL,
    credit TEXT NOT NULL,
    assessed_by_name TEXT NOT NULL,
    assessed_at TIMESTAMP NOT NULL
);
CREATE INDEX risk_assessments_risk ON risk_assessments (risk_id, assessed_at);

-- what the simulation is fed with, and who said it; later ones stand in the place of earlier
CREATE TABLE risk_intervals (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    risk_id TEXT NOT NULL REFERENCES risks (id),
    inputs TEXT NOT NULL,
    note TEXT NOT NULL,
    stated_by_name TEXT NOT NULL,
    stated_at TIMESTAMP NOT NULL
);
CREATE INDEX risk_intervals_risk ON risk_intervals (risk_id, stated_at);

CREATE TABLE risk_simulations (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    risk_id TEXT NOT NULL REFERENCES risks (id),
    intervals_id TEXT NOT NULL REFERENCES risk_intervals (id),
    model_version TEXT NOT NULL,
    inherent TEXT NOT NULL,
    residual TEXT NOT NULL,
    credit TEXT NOT NULL,
    simulated_by_name TEXT NOT NULL,
    simulated_at TIMESTAMP NOT NULL
);
CREATE INDEX risk_simulations_risk ON risk_simulations (risk_id, simulated_at);

-- a control of the catalogue and what it would take away, in whole percent
CREATE TABLE risk_controls (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    risk_id TEXT NOT NULL REFERENCES risks (id),
    control_id TEXT NOT NULL,
    acts_by TEXT NOT NULL,
    effect_low INTEGER NOT NULL,
    effect_high INTEGER NOT NULL,
    reduction_low INTEGER NOT NULL,
    reduction_high INTEGER NOT NULL,
    note TEXT,
    stated_by_name TEXT NOT NULL,
    stated_at TIMESTAMP NOT NULL,
    UNIQUE (risk_id, control_id)
);

CREATE TABLE risk_actions (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    risk_id TEXT NOT NULL REFERENCES risks (id),
    action_id TEXT NOT NULL REFERENCES actions (id),
    linked_by_name TEXT NOT NULL,
    linked_at TIMESTAMP NOT NULL,
    UNIQUE (risk_id, action_id)
);

CREATE TABLE risk_acceptances (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    risk_id TEXT NOT NULL REFERENCES risks (id),
    level TEXT NOT NULL,
    model_version TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    conditions TEXT,
    -- diary number or the like of the decision
    reference TEXT,
    valid_until DATE NOT NULL,
    review_on DATE NOT NULL,
    -- what was accepted; when the risk's own differs, the acceptance is stale
    fingerprint TEXT NOT NULL,
    proposed_by TEXT NOT NULL REFERENCES persons (id),
    proposed_by_name TEXT NOT NULL,
    proposed_at TIMESTAMP NOT NULL,
    accepted_at TIMESTAMP,
    ended_at TIMESTAMP,
    ended_by_name TEXT,
    end_reason TEXT,
    version INTEGER NOT NULL
);
CREATE INDEX risk_acceptances_risk ON risk_acceptances (risk_id, proposed_at);
CREATE INDEX risk_acceptances_state ON risk_acceptances (state, valid_until);

CREATE TABLE risk_approvals (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    acceptance_id TEXT NOT NULL REFERENCES risk_acceptances (id),
    person_id TEXT NOT NULL REFERENCES persons (id),
    person_name TEXT NOT NULL,
    role TEXT NOT NULL,
    answer TEXT NOT NULL,
    note TEXT,
    answered_at TIMESTAMP NOT NULL,
    UNIQUE (acceptance_id, person_id)
);

-- a simulation of the whole portfolio, in the background
CREATE TABLE risk_runs (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    state TEXT NOT NULL,
    seed BIGINT NOT NULL,
    trials INTEGER NOT NULL,
    scenarios INTEGER NOT NULL,
    trials_done INTEGER NOT NULL,
    outcome TEXT,
    requested_by_name TEXT NOT NULL,
    requested_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP
);
CREATE INDEX risk_runs_organisation ON risk_runs (organisation_id, requested_at);
