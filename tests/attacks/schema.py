"""Attack 5: by reflection, nothing where answers are kept says when, in what order, or whose.

The rules stand here on their own: nothing is read from the program's own list of tables.
"""

from sqlalchemy import Date, DateTime, Integer, Interval, Numeric, Time, create_engine, inspect, text

ANSWERS = {"ballots": {"wave", "id", "sealed"}, "tallies": {"wave", "declared_group", "packed"},
           "comments": {"wave", "id", "question", "locked"}}
WORDS = {"concerns", "requests", "reviews"}
"""What respondents wrote to the safeguarding lead: linked to nobody, no time before it is handed over."""
PEOPLE = {"invitations", "conversations", "contacts", "optouts", "claims", "outbox"}
PARENTS = {"waves", "settings"}
IDS = {"id", "token", "code", "mark"}


def attack(url):
    """Give what the tables of a database say that they must not."""
    engine = create_engine(url)
    inspector = inspect(engine)
    tables = set(inspector.get_table_names())
    found = [f"there is no table {table}" for table in ANSWERS.keys() - tables]
    for table in sorted(tables):
        found += _links(inspector, table)
    for table in sorted(ANSWERS.keys() & tables):
        found += _columns(inspector, table) + _order(engine, inspector, table)
    found += _triggers(engine) + _shared(engine, tables)
    engine.dispose()
    return found


def _columns(inspector, table):
    found = []
    for column in inspector.get_columns(table):
        where = f"{table}.{column['name']}"
        if isinstance(column["type"], (Date, DateTime, Time, Interval)):
            found.append(f"{where} is a time")
        if isinstance(column["type"], (Integer, Numeric)):
            found.append(f"{where} is a number")
        if column.get("default") is not None or column.get("identity") is not None or column.get("computed"):
            found.append(f"{where} fills itself in")
        if column["name"] not in ANSWERS[table]:
            found.append(f"{where} is not needed")
    return found


def _links(inspector, table):
    targets = {key["referred_table"] for key in inspector.get_foreign_keys(table)}
    sensitive = set(ANSWERS) | PEOPLE | WORDS
    found = [f"{table} leads to {target}" for target in targets & sensitive]
    if table in sensitive:
        found += [f"{table} leads to {target}" for target in targets - PARENTS - sensitive]
    return found


def _order(engine, inspector, table):
    if engine.dialect.name != "sqlite":
        return []
    with_rowid = inspector.get_table_options(table)["sqlite_with_rowid"]
    return [f"{table} has a rowid, which is the order of writing"] if with_rowid else []


def _triggers(engine):
    asked = {"sqlite": "SELECT name FROM sqlite_master WHERE type IN ('trigger', 'view')",
             "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"}[engine.dialect.name]
    with engine.connect() as connection:
        return [f"there is a trigger or view {name}" for name in connection.scalars(text(asked))]


def _shared(engine, tables):
    """Find values that stand both with people and with answers, whatever the columns are called."""
    people, answers = (_values(engine, tables & set(side)) for side in (PEOPLE, ANSWERS))
    return [f"a value of {people[value]} stands in {answers[value]} too" for value in people.keys() & answers.keys()]


def _values(engine, tables):
    found = {}
    with engine.connect() as connection:
        for table in tables:
            for row in connection.execute(text(f"SELECT * FROM {table}")).mappings():
                found |= {bytes(value): f"{table}.{name}" for name, value in row.items()
                          if isinstance(value, bytes | memoryview) and len(bytes(value)) >= 8}
    return found
