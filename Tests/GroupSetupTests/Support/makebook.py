"""Writes workbooks that the product must read, or must refuse: usage makebook.py KIND FILE."""

import sys
import zipfile

import openpyxl

kind, path = sys.argv[1:]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def hq(users, groups, titles=("users", "groups")):
    """As HQ's exports are written: by openpyxl, with shared strings."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in zip(titles, (users, groups)):
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)


def parts(users, groups, strings="", more=(), compression=zipfile.ZIP_DEFLATED):
    """A workbook from the XML of its sheets' rows."""

    def sheet(rows):
        return f'<?xml version="1.0"?><x:worksheet xmlns:x="{MAIN}"><x:sheetData>{rows}</x:sheetData></x:worksheet>'

    files = {
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELS}"><sheets>'
        '<sheet name="users" sheetId="1" r:id="rId1"/><sheet name="groups" sheetId="2" r:id="rId2"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">'
        f'<Relationship Id="rId1" Type="{RELS}/worksheet" Target="/xl/worksheets/a.xml"/>'
        f'<Relationship Id="rId2" Type="{RELS}/worksheet" Target="worksheets/b.xml"/>'
        f'<Relationship Id="rId3" Type="{RELS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/worksheets/a.xml": sheet(users) if isinstance(users, str) else users,
        "xl/worksheets/b.xml": sheet(groups),
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
    }
    files.update(more)
    with zipfile.ZipFile(path, "w", compression) as book:
        for name, text in files.items():
            book.writestr(name, text)


def inline(*texts):
    return "".join(f'<x:c t="inlineStr"><x:is><x:t>{t}</x:t></x:is></x:c>' if t else "<x:c/>" for t in texts)


def row(*texts):
    return f"<x:row>{inline(*texts)}</x:row>"


USERS = row("username", "group 1") + row("ana", "A")
GROUPS = row("name", "case-sharing?") + row("A", "yes")
HUSERS = [["username", "group 1"], ["ana", "A"]]
HGROUPS = [["id", "name", "case-sharing?", "reporting?"], ["g1", "A", "yes", "no"]]


def doctype(text):
    return f'<?xml version="1.0"?>{text}<worksheet xmlns="{MAIN}"><sheetData/></worksheet>'.encode()


if kind == "kinds-of-cells":
    # Shared and rich texts, phonetic hints, booleans, numbers, formulas, gaps, cells without references, empty rows.
    parts(
        '<x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c><x:c r="B1" t="s"><x:v>1</x:v></x:c>'
        '<x:c r="D1" t="s"><x:v>1</x:v></x:c></x:row>'
        '<x:row r="3" spans="1:4"><x:c r="A3" t="s"><x:v>2</x:v></x:c><x:c r="B3"><x:v>42</x:v></x:c>'
        '<x:c r="D3" t="s"><x:v>9</x:v></x:c></x:row>'
        '<x:row r="4"><x:c r="A4"><x:v>7.0</x:v></x:c><x:c r="B4" t="str"><x:f>1+1</x:f><x:v>A b</x:v></x:c></x:row>'
        '<x:row r="5"><x:c r="A5" s="1"/></x:row>',
        row("name", "case-sharing?")
        + '<x:row><x:c><x:v>42</x:v></x:c><x:c t="b"><x:v>1</x:v></x:c></x:row>'
        + '<x:row><x:c t="inlineStr"><x:is><x:t> A b </x:t></x:is></x:c><x:c t="b"><x:v>0</x:v></x:c></x:row>',
        "<si><t>username</t></si><si><t>group 1</t></si>"
        "<si><r><t>a</t></r><r><t>na</t></r><rPh sb='0' eb='1'><t>x</t></rPh></si>" + "<si><t>z</t></si>" * 7,
    )
elif kind == "hq-export":
    hq(
        [["username", "password", "name", "phone-number 1", "email", "role", "user_id", "is_active",
          "User IMEIs (read only)", "registered_on (read only)", "data: cadre", "uncategorized_data: x", "group 1",
          "group 2", "location_code 1", None, "after the end"],
         ["ana", "********", "Ana", 254700, "", "CHW", "u1", "True", "", "2024-01-01", 1, "", "A", None, "v1", None, "B"],
         ["ben@test.commcarehq.org", None, None, None, None, None, None, None, None, None, None, None, "A", "B"]],
        [["id", "name", "case-sharing?", "reporting?", "data: k"], ["g1", "A", "yes", "no", "v"], ["g2", "B", "no", "no"]],
    )
elif kind == "cut-off":
    hq(HUSERS, HGROUPS)
    data = open(path, "rb").read()
    open(path, "wb").write(data[: len(data) // 2])
elif kind == "flipped":
    parts(USERS, GROUPS, compression=zipfile.ZIP_STORED)
    data = bytearray(open(path, "rb").read())
    data[data.index(b"ana")] = ord("b")
    open(path, "wb").write(data)
elif kind == "empty":
    open(path, "wb").close()
elif kind == "text":
    open(path, "w").write("username,group 1\n")
elif kind == "xls":
    open(path, "wb").write(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))
elif kind == "encrypted":
    parts(USERS, GROUPS)
    data = bytearray(open(path, "rb").read())
    start = 0
    # The flags of every entry of the table of contents, and of every part.
    for mark, offset in ((b"PK\1\2", 8), (b"PK\3\4", 6)):
        start = data.find(mark)
        while start >= 0:
            data[start + offset] |= 1
            start = data.find(mark, start + 4)
    open(path, "wb").write(data)
elif kind == "no-workbook":
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("readme.txt", "nothing")
elif kind == "ods":
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr("content.xml", "<x/>")
elif kind == "bomb":
    parts(b"<worksheet>" + b" " * (40 << 20), GROUPS)
elif kind == "deep":
    parts(b"<a>" * 100_000, GROUPS)
elif kind == "long-tag":
    parts(b'<a b="' + b"x1y2z3" * 1_000_000, GROUPS, compression=zipfile.ZIP_STORED)
elif kind == "entities":
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i-1};" * 10}">' for i in range(1, 12))
    parts(doctype(f'<!DOCTYPE w [<!ENTITY l0 "ha">{laughs}]>'), GROUPS)
elif kind == "external":
    parts(doctype('<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/passwd">]>'), GROUPS)
elif kind == "not-xml":
    parts(b"<worksheet><sheetData></worksheet>", GROUPS)
elif kind == "missing-part":
    parts(USERS, GROUPS, more={"xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}"/>'})
elif kind == "missing-string":
    parts(row("username") + '<x:row><x:c t="s"><x:v>5</x:v></x:c></x:row>', GROUPS)
elif kind == "error-cell":
    parts(row("username", "group 1") + '<x:row><x:c r="B2" t="e"><x:v>#REF!</x:v></x:c></x:row>', GROUPS)
elif kind == "far-row":
    parts('<x:row r="99999999"/>', GROUPS)
elif kind == "far-column":
    parts('<x:row r="1"><x:c r="ZZZZ1"/></x:row>', GROUPS)
elif kind == "rows-backwards":
    parts('<x:row r="2"/><x:row r="1"/>', GROUPS)
elif kind == "other-sheets":
    hq(HUSERS, HGROUPS, ("Users", "groups"))
elif kind == "no-groups-sheet":
    hq(HUSERS, HGROUPS, ("users", "Groups"))
elif kind == "no-username":
    hq([["user name", "group 1"], ["ana", "A"]], HGROUPS)
elif kind == "no-header":
    hq([[None, "username"], ["ana", "A"]], HGROUPS)
elif kind == "unknown-header":
    hq([["username", "gruop 1"], ["ana", "A"]], HGROUPS)
elif kind == "header-twice":
    hq([["username", "group 1", "Username"], ["ana", "A", "x"]], HGROUPS)
elif kind == "unknown-group":
    hq([["username", "group 1"], ["ana", "A"], ["ben", "AA"]], HGROUPS)
elif kind == "maybe":
    hq(HUSERS, [["id", "name", "case-sharing?"], ["g1", "A", "maybe"]])
elif kind == "worker-twice":
    hq([["username"], ["ana"], ["Ana"]], HGROUPS)
elif kind == "group-twice":
    hq(HUSERS, HGROUPS + [["g2", "A", "no", "no"]])
elif kind == "large":
    rows = ([f"w{i}", f"id{i}", f"Worker {i}", "True", f"g{i % 5000}"] for i in range(20_000))
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("users")
    sheet.append(["username", "user_id", "name", "is_active", "group 1"])
    for cells in rows:
        sheet.append(cells)
    sheet = book.create_sheet("groups")
    sheet.append(["id", "name", "case-sharing?", "reporting?"])
    for i in range(5000):
        sheet.append([f"i{i}", f"g{i}", "yes", "no"])
    book.save(path)
else:
    sys.exit(f"no kind {kind}")
