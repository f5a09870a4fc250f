"""SQLite with recursive queries, in memory."""

import sqlite3

import sql
from common import Peer, rows

tables = {name: rows(sql.FILES.get(name, name)) for name in sql.TABLES}
database = sqlite3.connect(":memory:")


def load():
    for name, columns in sql.TABLES.items():
        database.execute(f"CREATE TABLE {name} ({columns})")
        places = ",".join("?" * (columns.count(",") + 1))
        database.executemany(f"INSERT INTO {name} VALUES ({places})", tables[name])
    for index, columns in enumerate(sql.INDEXES):
        database.execute(f"CREATE INDEX i{index} ON {columns}")
    database.execute("ANALYZE")


sql.run(Peer("sqlite", sqlite3.sqlite_version), lambda text: database.execute(text).fetchall(), load, tables)
