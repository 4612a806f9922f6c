"""The tables of the results, version by version.

``PRAGMA user_version`` says how many of the :data:`MIGRATIONS` a database has been through.
A released migration is never changed: what is to be different is a further one.
"""

from typing import Final

MIGRATIONS: Final = (
    """
    CREATE TABLE player (
        id INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        colour TEXT NOT NULL,
        played_at TEXT NOT NULL
    ) STRICT;
    CREATE TABLE personal_range (
        player INTEGER NOT NULL REFERENCES player ON DELETE CASCADE,
        glasses INTEGER NOT NULL CHECK (glasses IN (0, 1)),
        neutral REAL NOT NULL,
        laugh REAL NOT NULL,
        found_at TEXT NOT NULL,
        PRIMARY KEY (player, glasses)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE round (
        id INTEGER PRIMARY KEY,
        mode TEXT NOT NULL,
        ended_at TEXT NOT NULL
    ) STRICT;
    CREATE TABLE turn (
        id INTEGER PRIMARY KEY,
        round INTEGER NOT NULL REFERENCES round ON DELETE CASCADE,
        player INTEGER NOT NULL REFERENCES player ON DELETE CASCADE,
        place INTEGER NOT NULL,
        survived_s REAL NOT NULL,
        ending TEXT,
        cards INTEGER NOT NULL,
        warnings INTEGER NOT NULL,
        near_misses INTEGER NOT NULL,
        hardest_held_s REAL,
        hardest_peak REAL,
        score REAL
    ) STRICT;
    CREATE INDEX turn_of_player ON turn (player, survived_s);
    CREATE TABLE kill (
        id INTEGER PRIMARY KEY,
        round INTEGER NOT NULL REFERENCES round ON DELETE CASCADE,
        player INTEGER NOT NULL REFERENCES player ON DELETE CASCADE,
        item TEXT NOT NULL,
        after_s REAL NOT NULL
    ) STRICT;
    CREATE INDEX kill_of_item ON kill (item);
    """,
    """
    ALTER TABLE round ADD COLUMN difficulty TEXT;
    ALTER TABLE round ADD COLUMN threshold REAL;
    ALTER TABLE round ADD COLUMN hold_s REAL;
    ALTER TABLE round ADD COLUMN two_stage INTEGER CHECK (two_stage IN (0, 1));
    ALTER TABLE round ADD COLUMN style TEXT;
    ALTER TABLE round ADD COLUMN lives INTEGER;
    """,
    """
    ALTER TABLE personal_range ADD COLUMN model TEXT;
    """,
)
