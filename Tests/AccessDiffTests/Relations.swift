import SlowEvaluator

/// What one project lets whom do, expanded, by the slow evaluator alone.
struct Relations {
  /// `USER OWNER` of users who can log in.
  var owners: Set<String> = []
  /// `USER CASE` of what stays on devices.
  var cases: Set<String> = []
  /// `USER APP/MENU/FORM` of attempts that stop or fail, and of those that open.
  var stops: Set<String> = []
  var opens: Set<String> = []
  /// `APP/MENU/FORM` of the forms with the group-count check.
  var checks: Set<String> = []
  /// The owners that anybody has.
  var seen: Set<String> = []

  init(_ project: PlainProject) {
    let slow = SlowEvaluator(project)
    for user in slow.userNames where slow.canLogIn(user) {
      for owner in slow.ownerIDs(of: user) {
        owners.insert("\(user) \(owner)")
        seen.insert(owner)
      }
      for name in slow.onDevice(user) { cases.insert("\(user) \(name)") }
    }
    for app in project.apps {
      for menu in app.menus {
        for form in menu.forms {
          let path = "\(app.key)/\(menu.key)/\(form.key)"
          if slow.carriesCheck(app: app.key, menu: menu.key, form: form.key) { checks.insert(path) }
          for user in slow.userNames {
            guard let attempt = slow.attempt(user: user, app: app.key, menu: menu.key, form: form.key) else { continue }
            if attempt.outcome == .opens { opens.insert("\(user) \(path)") } else { stops.insert("\(user) \(path)") }
          }
        }
      }
    }
  }
}

/// The difference of two projects' relations, list by list as the JSON of `diff` has them.
func expectedDifference(_ old: Relations, _ new: Relations) -> [String: Set<String>] {
  let newlyStops = new.stops.subtracting(old.stops)
  let noLonger = old.stops.subtracting(new.stops)
  return [
    "gained": new.owners.subtracting(old.owners), "lost": old.owners.subtracting(new.owners),
    "cases gained": new.cases.subtracting(old.cases), "cases lost": old.cases.subtracting(new.cases),
    "newly stops": newlyStops, "newly opens": noLonger.intersection(new.opens), "gone": noLonger.subtracting(new.opens),
    "checks appeared": new.checks.subtracting(old.checks), "checks vanished": old.checks.subtracting(new.checks),
    "orphaned": old.seen.subtracting(new.seen), "adopted": new.seen.subtracting(old.seen),
  ]
}
