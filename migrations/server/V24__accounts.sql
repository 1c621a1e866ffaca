-- Accounts, as a server alone keeps them: nothing here travels to a device. New tables only: an older binary refuses the file, as it does every newer one.

-- How a person signs in. The person themselves is a synced row.
CREATE TABLE accounts (
    -- Whose it is.
    person_id TEXT NOT NULL PRIMARY KEY REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
    -- Their e-mail address, as it is compared: without surrounding blanks, in lower case.
    email TEXT NOT NULL,
    -- The password, hashed (argon2id, with its parameters and salt, as one text).
    password TEXT NOT NULL,
    -- When the address was shown to be theirs; UTC ms.
    verified_at BIGINT NOT NULL,
    -- Since when nobody may sign in; none while they may; UTC ms.
    disabled_at BIGINT,
    -- The secret of the second factor, sealed by the server's key; none without one.
    totp_secret TEXT,
    -- Since when the second factor is asked for; none while it is being set up; UTC ms.
    totp_since BIGINT,
    -- The newest step of time of which a code was taken, so that none is taken twice.
    totp_step BIGINT NOT NULL,
    -- When it was made; UTC ms.
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX accounts_email ON accounts (email);

-- Somebody who signed up and has not yet followed the link in the mail. Nobody else learns of them.
CREATE TABLE sign_ups (
    -- The link's token, hashed (SHA-256, hex).
    token TEXT NOT NULL PRIMARY KEY,
    -- The address that the mail went to.
    email TEXT NOT NULL,
    -- Their name, as they write it.
    name TEXT NOT NULL,
    -- Their time zone, by its IANA name.
    zone TEXT NOT NULL,
    -- The password that they chose, hashed.
    password TEXT NOT NULL,
    -- Until when the link works; UTC ms.
    expires_at BIGINT NOT NULL
);
CREATE INDEX sign_ups_email ON sign_ups (email);

-- A link that was mailed and works once: to choose another password, or to prove another address.
CREATE TABLE account_links (
    -- The link's token, hashed (SHA-256, hex).
    token TEXT NOT NULL PRIMARY KEY,
    -- Whose account.
    person_id TEXT NOT NULL REFERENCES accounts (person_id) DEFERRABLE INITIALLY DEFERRED,
    -- What it is for: reset or email.
    purpose TEXT NOT NULL,
    -- The new address; none for a reset.
    email TEXT,
    -- Until when it works; UTC ms.
    expires_at BIGINT NOT NULL
);
CREATE INDEX account_links_person_id ON account_links (person_id);

-- A device, or a browser, with which a person signed in.
CREATE TABLE devices (
    -- Its identity, made by the device.
    id TEXT NOT NULL,
    -- Whose. Two people may use one computer.
    person_id TEXT NOT NULL REFERENCES accounts (person_id) DEFERRABLE INITIALLY DEFERRED,
    -- What its person calls it.
    name TEXT NOT NULL,
    -- When it signed in first; UTC ms.
    created_at BIGINT NOT NULL,
    -- When it was heard of last, give or take some minutes; UTC ms.
    seen_at BIGINT NOT NULL,
    -- When it was signed out from afar; none while it may come; UTC ms.
    revoked_at BIGINT,
    -- What it shows to be known, hashed (SHA-256, hex).
    known TEXT NOT NULL,
    -- The key of its encrypted file, sealed by the server's key; none when it gave none.
    file_key TEXT,
    PRIMARY KEY (person_id, id)
);

-- The tokens of devices. A family is what came of one sign-in: each token but the first replaced another.
CREATE TABLE device_tokens (
    -- The token, hashed (SHA-256, hex).
    token TEXT NOT NULL PRIMARY KEY,
    -- Who signed in.
    person_id TEXT NOT NULL REFERENCES accounts (person_id) DEFERRABLE INITIALLY DEFERRED,
    -- With which device.
    device_id TEXT NOT NULL,
    -- The sign-in that it goes back to.
    family TEXT NOT NULL,
    -- When that was; UTC ms.
    signed_in_at BIGINT NOT NULL,
    -- What the person might do then: their roles, in order. With other roles the token is worth nothing.
    roles TEXT NOT NULL,
    -- When it was issued; UTC ms.
    issued_at BIGINT NOT NULL,
    -- Until when it is good; UTC ms.
    expires_at BIGINT NOT NULL,
    -- The token that was issued in its place; none while it is the newest.
    replaced_by TEXT,
    -- When that one was used first, from when on this one is worth nothing; UTC ms.
    retired_at BIGINT
);
CREATE INDEX device_tokens_family ON device_tokens (family);
CREATE INDEX device_tokens_person_id ON device_tokens (person_id);
CREATE INDEX device_tokens_replaced_by ON device_tokens (replaced_by);

-- A code that stands in for the second factor, once.
CREATE TABLE recovery_codes (
    -- Whose.
    person_id TEXT NOT NULL REFERENCES accounts (person_id) DEFERRABLE INITIALLY DEFERRED,
    -- The code, hashed (SHA-256, hex).
    code TEXT NOT NULL,
    PRIMARY KEY (person_id, code)
);

-- How often signing in was tried, whether or not there is such an account.
CREATE TABLE sign_in_attempts (
    -- What is counted: an address or a known device, hashed (SHA-256, hex).
    subject TEXT NOT NULL PRIMARY KEY,
    -- How many since.
    count BIGINT NOT NULL,
    -- Since when; UTC ms.
    since BIGINT NOT NULL
);
CREATE INDEX sign_in_attempts_since ON sign_in_attempts (since);

-- What was done to accounts, by whom: only ever added to.
CREATE TABLE audit_log (
    -- Its identity.
    id TEXT NOT NULL PRIMARY KEY,
    -- When; UTC ms.
    at BIGINT NOT NULL,
    -- Who did it; none for the program itself. No reference: the entry outlives the account.
    actor_id TEXT,
    -- To whom.
    person_id TEXT NOT NULL,
    -- What was done.
    act TEXT NOT NULL,
    -- The device that it was done with or to.
    device_id TEXT,
    -- From which address of the network.
    address TEXT,
    -- What else there is to know, in the program's own words.
    note TEXT NOT NULL
);
CREATE INDEX audit_log_person_id ON audit_log (person_id, at);

-- Mail to be sent, written with what it is about.
CREATE TABLE outgoing_mail (
    -- Its identity: also what the mail itself is called, so that a mail which came twice can be told.
    id TEXT NOT NULL PRIMARY KEY,
    -- What it is about.
    kind TEXT NOT NULL,
    -- The address that it goes to.
    recipient TEXT NOT NULL,
    -- What it says, as JSON: subject, text and HTML. Emptied when nothing is left to be done with it.
    body TEXT NOT NULL,
    -- When it was written; UTC ms.
    created_at BIGINT NOT NULL,
    -- How often sending it was begun.
    attempts BIGINT NOT NULL,
    -- From when on it may be tried (again); UTC ms.
    due_at BIGINT NOT NULL,
    -- When the mail server took it, or it was given up; none while it waits; UTC ms.
    ended_at BIGINT,
    -- Why it was not taken when it was tried last, in the program's own words.
    failure TEXT
);
CREATE INDEX outgoing_mail_due_at ON outgoing_mail (due_at) WHERE ended_at IS NULL;
CREATE INDEX outgoing_mail_recipient ON outgoing_mail (recipient, created_at);
