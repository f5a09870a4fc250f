import YAMLSource

extension ConfigurationReference {
  /// The chapters before the keys.
  static var topics: [String] {
    [introduction, editors, names, includes, tables, yaml, caseProperties, xpath]
  }

  private static let introduction = """
    A project configuration says in YAML what matters to case sharing in a CommCare project: its apps with what their
    forms do to cases, its groups and locations, its users, and some of its cases. It is a file called `project.yaml`,
    with other files beside it where that is handier.

    ```yaml
    \(ConfigurationExamples.smallest)
    ```

    - The words are CommCare HQ's own: `case_sharing`, `view_descendants` and `site_code` are what HQ's data call these
      things. The captions on HQ's screens stand beside them below.
    - Everything that may be left out has the default that HQ has.
    - A key that is not known is an error, with the nearest known key as a suggestion. Every error has its file, line
      and column, and all errors of a project come in one run.
    """

  private static let editors = """
    ## In an editor

    `caseload schema` prints a JSON Schema of this language, and `caseload init` puts it beside a new project. Editors
    with the YAML language server complete keys and mark mistakes while you write, if the first line names the schema:

    ```yaml
    \(ConfigurationExamples.editor)
    ```

    The schema judges one file by itself: keys, kinds of values, required keys, closed lists of words. Names, tables and
    the tree of locations are judged by `caseload check`. An included file needs no `caseload` and has no
    `project`; for it, the schema's definition `included` is the right one.
    """

  private static let names = """
    ## Names and references

    Names are keys: `mobile_workers: {david: {…}}` declares David. So nothing is declared twice, and files merge
    plainly. A name is any text that is not empty. The names of apps, menus and forms have no `/` and no `:`, since
    forms are written as `APP/MENU/FORM` elsewhere. What people call a thing goes into `name`, which may be any text.

    A reference to one kind of thing is its bare name: `groups: [village-1]`. Where several kinds are possible, a
    *reference* has the kind before the name: `user:david`, `group:village-1`, `location:hope-clinic`. Names are
    compared to the letter, and usernames are shared between mobile workers and web users.

    ```yaml
    \(ConfigurationExamples.names)
    ```

    Where a list is possible, a single value may stand without the brackets: `groups: village-1`.
    """

  private static let includes = """
    ## Included files

    `include` merges other files into the project: their sections are added to those of the main file. The same name
    declared twice is an error, in whichever files.

    - A path is relative to the folder of the file that mentions it. `*` and `?` stand for any characters within a name,
      `**` for any folders; files whose names begin with a dot are left out. The files of a pattern are read in the
      order of their names.
    - No file outside the folder of `project.yaml` is ever read, wherever paths and symbolic links lead.
    - A file is read once, however often it is included. A file that includes itself, directly or through others, is an
      error.
    - An included file has the same keys; only `project`, and `plan` and each of the `features`, may stand once in all.
    """

  private static var tables: String {
    let parts = ConfigurationTable.all.map(\.markdown)
    return ([tablesIntroduction] + parts).joined(separator: "\n\n")
  }

  private static let tablesIntroduction = """
    ## Tables

    The sections `mobile_workers`, `groups`, `locations` and `cases` can read CSV files, so that nobody writes a
    thousand workers by hand. In them `table` is not a name but a path, a [Table](#table), or a list of these; entries
    of the section may stand beside it. The headers are those of HQ's own workbooks: a sheet that was downloaded from HQ
    and saved as CSV can be used as it is.

    ```yaml
    \(ConfigurationExamples.tables)
    ```

    ```csv people/workers.csv
    \(ConfigurationExamples.workersTable)
    ```

    ```csv places/clinic.csv
    \(ConfigurationExamples.clinicsTable)
    ```

    - UTF-8, with or without a byte order mark; commas; cells with commas, quotes or line breaks stand in quotes, and a
      quote inside is doubled. Lines end with LF, CR LF or CR.
    - The first row has the headers, in any order, in small or capital letters. An unknown header is an error, as in HQ;
      headers that HQ knows and Caseload has no use for may stay.
    - Columns in bold are required. Empty rows are skipped; an empty cell is as if the column were missing.
    - Booleans are `yes` or `no`, `true` or `false`, `y` or `n`, `1` or `0`.
    - Where a header ends in `N`, there may be several: `group 1`, `group 2`, …
    """

  private static var yaml: String {
    let limits = YAMLLimits()
    return """
      ## YAML

      - UTF-8, with or without a byte order mark. One document a file. Spaces for indentation, never tabs.
      - `true` and `false`, also `True` and `TRUE`, are booleans; `yes`, `no`, `on` and `off` are texts, and an error
        where a boolean is wanted. Where a text is wanted, a number is taken as it is written (`0017` stays `0017`), and
        `true` needs quotes: `"true"`.
      - Nothing at all (`members:`), `~` and `null` are an empty list or an empty mapping. They are no text: an empty
        text is `""`.
      - Anchors and aliases work, and so do merge keys: `<<: *usual` adds the entries of a mapping, or of a list of
        mappings, that are not there already. Errors are shown at the alias and at the anchor.
      - The same key twice in one mapping is an error. Keys are texts. Tags other than YAML's own are errors.
      - Limits: \(limits.fileSize >> 30) GiB a file; \(limits.depth) collections within each other. All \
      aliases of a file may stand for
        \(grouped(limits.aliasedNodes)) nodes, and for ten times what is written out.

      ```yaml
      \(ConfigurationExamples.yaml)
      ```
      """
  }

  private static let caseProperties = """
    ## Case properties and owners

    *Data* are names with texts, numbers or booleans. *Case properties* of a form are names with values: a text, number
    or boolean that is saved as it is, nothing at all for a value that does not matter, or a
    [source of a value](#source-of-a-value) that says where the value comes from.

    The property `owner_id` decides who sees the case. It takes:

    | `owner_id` | the new case belongs to |
    | --- | --- |
    | not given, case sharing on | the one case sharing group of the worker; the form checks that there is one |
    | not given, case sharing off | the worker who submits the form |
    | `current_user` | the worker who submits the form, although case sharing is on |
    | `user:NAME`, `group:NAME`, `location:SITE_CODE` | always the same owner |
    | `unowned` or `-` | nobody |
    | `{question: QUESTION}` | the owner that a question of the form asks for |
    | `{user_data: FIELD}` | the owner whose id stands in the worker's user data |
    | `{same_as: selected_case}` | the owner of the case that the worker selected |
    | `{xpath: "EXPRESSION"}` | the owner whose id an expression gives |

    ```yaml
    \(ConfigurationExamples.owners)
    ```

    In `updates` the names alone may stand: `properties: [weight, temperature]`. The rules behind this are in
    [Semantics](Semantics.md#3-which-forms-raise-the-group-count-error).
    """

  private static let xpath = """
    ## XPath

    Expressions are parsed when the project is loaded, and a mistake is shown at its place inside the text. They are
    understood where they read the user's groups (`instance('groups')/groups/group`, filtered by position, name, id or
    user data), the session's user (`instance('commcaresession')/session/…`) or the owner of a case
    (`instance('casedb')/casedb/case[…]/@owner_id`), also inside `if` and behind a `count`. What any other expression
    gives is *unknown*, and the output says so: it never counts as right. In YAML, put an expression in double quotes
    and the texts inside it in single ones:

    ```yaml
    \(ConfigurationExamples.xpath)
    ```
    """

  /// A number with commas, as people read it.
  private static func grouped(_ number: Int) -> String {
    var digits = ""
    for (i, digit) in String(number).reversed().enumerated() {
      if i > 0, i.isMultiple(of: 3) { digits.append(",") }
      digits.append(digit)
    }
    return String(digits.reversed())
  }
}
