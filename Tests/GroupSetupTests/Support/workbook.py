"""Judges HQ workbooks by the rules of Documentation/Semantics.md on bulk files, and prints what is in them.

usage: workbook.py users FILE | organization FILE

Prints one line per cell row, then `valid`, or one line `invalid: …` for each rule that is broken.
"""

import sys

import openpyxl

problems = []


def complain(text):
    problems.append(text)


def table(sheet):
    """The header up to its first empty cell, and the rows as dictionaries; every cell must be text."""
    rows = list(sheet.iter_rows())
    header = []
    for cell in rows[0] if rows else []:
        if cell.value in (None, ""):
            break
        header.append(cell.value)
    if len(set(header)) != len(header):
        complain(f"{sheet.title}: a header twice")
    result = []
    for row in rows[1:]:
        for cell in row:
            if cell.value is None:
                continue
            if not isinstance(cell.value, str) or cell.data_type not in ("s", "inlineStr"):
                complain(f"{sheet.title}!{cell.coordinate}: not text but {cell.data_type}")
        result.append({name: row[i].value or "" for i, name in enumerate(header)})
    return header, result


def numbered(header, name):
    return [h for h in header if h.startswith(name + " ") and h[len(name) + 1 :].isdigit()]


def users(book):
    if book.sheetnames != ["users", "groups"]:
        complain(f"sheets {book.sheetnames}")
        return
    header, rows = table(book["users"])
    allowed = {"username", "password", "name", "user_id", "role", "is_active", "email", "language", "phone-number 1"}
    groups, locations = numbered(header, "group"), numbered(header, "location_code")
    for name in header:
        if name not in allowed and name not in groups and name not in locations and not name.startswith("data: "):
            complain(f"users: unknown header {name}")
    if "username" not in header:
        complain("users: no username")
    if not groups:
        complain("users: no group column, which removes everybody from every group")
    names = [row["username"].lower() for row in rows]
    if len(set(names)) != len(names):
        complain("users: a username twice")
    group_header, group_rows = table(book["groups"])
    for name in group_header:
        if name not in ("id", "name", "case-sharing?", "reporting?") and not name.startswith("data: "):
            complain(f"groups: unknown header {name}")
    known = [row["name"] for row in group_rows]
    if len(set(known)) != len(known):
        complain("groups: a name twice")
    ids = [row["id"] for row in group_rows if row["id"]]
    if len(set(ids)) != len(ids):
        complain("groups: an id twice")
    for row in group_rows:
        if not row["name"]:
            complain("groups: no name")
        for flag in ("case-sharing?", "reporting?"):
            if row[flag] not in ("yes", "no", "true", "false"):
                complain(f"groups: {flag} is {row[flag]}")
    for row in rows:
        mine = [row[g] for g in groups if row[g]]
        if len(set(mine)) != len(mine):
            complain(f"users: {row['username']} twice in a group")
        for name in mine:
            if name not in known:
                complain(f"users: {row['username']} in the unknown group {name}")


def organization(book):
    header, types = table(book["types"])
    if header != ["code", "name", "parent_code", "Delete(Y/N)", "Shares Cases Y/N", "View Child Cases (Y/N)"]:
        complain(f"types: headers {header}")
        return
    codes = [row["code"] for row in types]
    if len(set(codes)) != len(codes):
        complain("types: a code twice")
    if set(book.sheetnames) != {"types", *codes}:
        complain(f"sheets {book.sheetnames} for levels {codes}")
        return
    parent_of = {row["code"]: row["parent_code"] for row in types}
    for row in types:
        if row["parent_code"] and row["parent_code"] not in codes:
            complain(f"types: unknown parent {row['parent_code']}")
        for flag in header[3:]:
            if row[flag] not in ("Y", "N"):
                complain(f"types: {flag} is {row[flag]}")
        seen, code = set(), row["code"]
        while code:
            if code in seen:
                complain("types: a cycle")
                break
            seen.add(code)
            code = parent_of.get(code, "")
    level_of, siblings, parents = {}, set(), []
    expected = ["location_id", "site_code", "name", "parent_site_code", "external_id", "latitude", "longitude", "Delete(Y/N)"]
    for code in codes:
        header, rows = table(book[code])
        if header[:8] != expected or any(not h.startswith("data: ") for h in header[8:]):
            complain(f"{code}: headers {header}")
            continue
        for row in rows:
            site = row["site_code"].lower()
            if site in level_of:
                complain(f"{code}: site code {site} twice")
            level_of[site] = code
            key = (row["parent_site_code"].lower(), row["name"])
            if key in siblings:
                complain(f"{code}: siblings called {row['name']}")
            siblings.add(key)
            parents.append((code, site, row["parent_site_code"].lower()))
    for code, site, parent in parents:
        if parent_of[code] != (level_of.get(parent, "") if parent else ""):
            complain(f"{code}: {site} is not below a location of level {parent_of[code] or 'none'}")


def main():
    book = openpyxl.load_workbook(sys.argv[2])
    for sheet in book:
        print(f"[{sheet.title}]")
        for row in sheet.iter_rows(values_only=True):
            print(" | ".join("" if cell is None else str(cell) for cell in row))
    {"users": users, "organization": organization}[sys.argv[1]](book)
    for problem in problems:
        print(f"invalid: {problem}")
    if not problems:
        print("valid")


main()
