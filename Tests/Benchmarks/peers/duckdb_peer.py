"""DuckDB with recursive queries, in memory."""

import sql
from common import FOLDER, Peer, rows, skip

try:
    import duckdb
except ImportError:
    skip("duckdb", "duckdb")

database = duckdb.connect(":memory:")
keys = {name: rows(file) for name, file in sql.FILES.items()}


def load():
    for name, columns in sql.TABLES.items():
        database.execute(f'CREATE TABLE "{name}" ({columns})')
        # Its own reader is the fastest way in: reading the text counts here, as it does not for the others.
        database.execute(f"""COPY "{name}" FROM '{FOLDER}/{sql.FILES.get(name, name)}.csv' (HEADER)""")


sql.run(Peer("duckdb", duckdb.__version__), lambda text: database.execute(text).fetchall(), load, keys)
