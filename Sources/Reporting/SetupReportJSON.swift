import GroupSetup
import OwnershipGraph
import ProjectModel

extension SetupReport {
  /// For scripts: the same, complete.
  public func json() -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      let setup = generated.setup
      json.field("groups", setup.groups.count)
      json.field("locations", setup.locations.count)
      json.objectField("proof") { SetupWords.write(generated.proof, project, &$0) }
      json.field("written", written)
      if !obstacles.isEmpty { json.field("nearest_proved", isNearest) }
      json.arrayField("obstacles") { json in
        for obstacle in obstacles { SetupWords.write(obstacle, project, &json) }
      }
      json.arrayField("supervisors") { json in
        for user in project.users.ids {
          for entry in setup.supervisions[user.index] {
            json.object { json in
              json.field("user", project.text(project.users[user].key))
              json.field("over", setup.name(of: entry.target))
              json.field("reason", orNull: project.words(for: entry.reason))
            }
          }
        }
      }
      json.field("explanations", explanations.map(\.text))
      json.arrayField("several_groups") { json in
        for (user, count) in consequences.severalGroups {
          json.object { json in
            json.field("user", project.text(project.users[user].key))
            json.field("group_count", count)
          }
        }
      }
      json.arrayField("group_count_changes") { json in
        for (user, before, after) in consequences.countChanges {
          json.object { json in
            json.field("user", project.text(project.users[user].key))
            json.field("before", before)
            json.field("after", after)
          }
        }
      }
      json.field("remarks", consequences.remarks)
      json.arrayField("edits") { json in
        var renderer = DiagnosticJSON(project.sources)
        for edit in consequences.edits { renderer.write(edit, &json) }
      }
      json.arrayField("forms") { json in
        for stop in consequences.stops {
          json.object { json in
            json.field("form", project.path(of: stop.form))
            json.field("code", stop.finding.code)
            json.field("severity", stop.finding.severity.rawValue)
            json.field("message", stop.finding.message)
            json.field("count", stop.finding.count)
            json.field("count_before", stop.countBefore)
          }
        }
      }
      json.arrayField("snippets") { json in
        for form in formsToMend {
          json.object { json in
            json.field("form", project.path(of: form))
            json.field("yaml", snippet(form).joined(separator: "\n") + "\n")
          }
        }
      }
    }
    return json.bytes
  }
}
