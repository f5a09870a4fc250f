/// The columns of the CSV tables that sections can read, for the manual. The decoder knows the same headers; a test
/// compares the two.
struct ConfigurationTable {
  struct Column {
    /// The header, with `N` for a number and a word in capitals for any name.
    let header: String
    /// Other headers for the same.
    let aliases: [String]
    let isRequired: Bool
    let meaning: String

    init(_ header: String, or aliases: [String] = [], required: Bool = false, _ meaning: String) {
      self.header = header
      self.aliases = aliases
      isRequired = required
      self.meaning = meaning
    }
  }

  /// The section, such as `mobile_workers`.
  let section: String
  /// What the table is in HQ.
  let about: String
  let columns: [Column]
  /// Headers that may be there, as they are in HQ's files, and are not read.
  let ignored: [String]

  static let all = [workers, groups, locations, cases]

  static let workers = ConfigurationTable(
    section: "mobile_workers",
    about: "The sheet `users` of the mobile workers workbook. A worker of a table may open every app.",
    columns: [
      Column("username", required: true, "The username. A domain that ends in `.commcarehq.org` is dropped."),
      Column("name", "The worker's name."),
      Column("user_id", "HQ's id."),
      Column("role", "The worker's role."),
      Column("is_active", "Whether the worker can log in; `yes` if empty."),
      Column("group N", "Groups, by their names on HQ's screens."),
      Column("location_code N", "Assigned locations, by site code in any case; the first is the primary one."),
      Column("data: FIELD", "Custom user data."),
    ],
    ignored: [
      "password", "phone-number N", "email", "language", "user_profile", "uncategorized_data", "web_user",
      "remove_web_user", "send_confirmation_email", "is_account_confirmed", "deactivate_after",
      "registered_on (read only)", "last_submission (read only)", "last_sync (read only)", "user imeis (read only)",
      "domain", "delete", "assigned_domains", "last_login (read only)",
    ])

  static let groups = ConfigurationTable(
    section: "groups",
    about: "The sheet `groups` of the mobile workers workbook. The group's name is also the name of the entry.",
    columns: [
      Column("name", required: true, "The group's name."),
      Column("id", or: ["group_id"], "HQ's id."),
      Column("case-sharing?", or: ["case-sharing"], "Whether the group owns and shares cases; `no` if empty."),
      Column("reporting?", or: ["reporting"], "Whether reports can filter by it; `yes` if empty."),
    ],
    ignored: ["data: KEY", "comment", "delete"])

  static let locations = ConfigurationTable(
    section: "locations",
    about: """
      The sheet of one level of the organization workbook. All rows have the level that `level` of the table names, \
      or the level that the file is named after; with a column `level`, each row has its own.
      """,
    columns: [
      Column("site_code", required: true, "The site code."),
      Column("location_id", "HQ's id."),
      Column("name", "The name; the site code if empty."),
      Column("parent_site_code", or: ["parent_code"], "The location above, by site code; empty at the top."),
      Column("level", or: ["location_type"], "The level, by its code."),
      Column("archived", "Whether it is archived, with everything below; `no` if empty."),
    ],
    ignored: ["external_id", "latitude", "longitude", "Delete(Y/N)", "do_delete", "data: KEY"])

  static let cases = ConfigurationTable(
    section: "cases",
    about: "A case export. The case id is also the name of the entry.",
    columns: [
      Column("case_id", or: ["caseid"], required: true, "The case id."),
      Column("case_type", or: ["type"], required: true, "The case type."),
      Column("name", or: ["case_name"], "The name; the case id if empty."),
      Column(
        "owner_id", or: ["owner"],
        """
        A reference, `unowned`, `-`, or HQ's id of a user, group or location. Any other text is kept: a case that \
        nobody sees.
        """),
      Column("created_by", "The user who created it, and owns it where no owner is given."),
      Column("closed", "Whether it is closed; `no` if empty."),
      Column("parent_id", "The case id of the parent or host."),
      Column("parent_relationship", "`child` or `extension`; `child` if empty."),
      Column("data: PROPERTY", "Case properties."),
    ],
    ignored: [
      "owner_name", "parent_type", "opened_date", "closed_date", "last_modified", "external_id", "status", "number",
    ])

  /// The table's part of the manual.
  var markdown: String {
    let rows = columns.map { column in
      let header = column.isRequired ? "**`\(column.header)`**" : "`\(column.header)`"
      return [([header] + column.aliases.map { "`\($0)`" }).joined(separator: " or "), column.meaning]
    }
    return [
      "### Columns of `\(section)`",
      ConfigurationReference.wrapped(about),
      ConfigurationReference.table(["column", "meaning"], rows),
      ConfigurationReference.wrapped("Not read: " + ignored.map { "`\($0)`" }.joined(separator: ", ") + "."),
    ].joined(separator: "\n\n")
  }
}
