import OwnershipGraph
import ProjectModel

/// Which owners cases of each type can get: by forms that users can submit, and by declared cases.
struct PossibleOwners {
  /// By case type: the owners that are known to be possible.
  private(set) var known: [Set<Owner>]
  /// By case type: whether some form's owner is unknown, so that any is possible.
  private(set) var isOpen: [Bool]
  /// The same, where a case with the owner of a selected one has one that cases of the menu's types can get: closer,
  /// as far as these are all that can be selected.
  private(set) var knownBySelection: [Set<Owner>] = []
  private(set) var isOpenBySelection: [Bool]

  /// By owner: the types, of the first 64, of which it is known. An owner is met again and again, and hashed once for
  /// each type.
  private var met: OwnerTable<UInt64>

  init(_ facts: Facts) {
    let project = facts.project
    met = OwnerTable(project, repeating: 0)
    known = Array(repeating: [], count: project.caseTypes.count)
    isOpen = Array(repeating: false, count: project.caseTypes.count)
    (knownBySelection, isOpenBySelection) = (known, isOpen)
    takeDeclaredCases(project)
    var sameAs: [(type: CaseTypeID, menu: MenuID)] = []
    for form in project.forms.ids {
      let openings = facts.apps.openingsOfForm[form.index]
      for cell in facts.attempts.byForm[form.index] where cell.key.outcome == .opens {
        for member in cell.members {
          let users = facts.users(of: member)
          for (opening, opened) in zip(openings, facts.judge.attempt(users[0], form).opened) {
            if facts.isSameAsSelected(opening) {
              isOpen[opened.caseType.index] = true
              continue
            }
            take(opened.forecast, opened.caseType, users)
          }
        }
      }
      takeUpdates(of: form, facts)
      for opening in openings where facts.isSameAsSelected(opening) {
        sameAs.append((facts.openings[opening].action(project).caseType, project.forms[form].menu))
      }
    }
    takeSame(sameAs, project)
  }

  /// A case with the owner of the selected one can have those of the menu's case types.
  private mutating func takeSame(_ sameAs: [(type: CaseTypeID, menu: MenuID)], _ project: Project) {
    knownBySelection = known
    var hasChanged = !sameAs.isEmpty
    while hasChanged {
      hasChanged = false
      for (type, menu) in sameAs where !isOpenBySelection[type.index] {
        let count = knownBySelection[type.index].count
        for selected in project.menus[menu].caseTypes where selected != type {
          // Where nothing says who has such cases, anybody may.
          let isUnsaid = known[selected.index].isEmpty && !sameAs.contains { $0.type == selected }
          if isOpenBySelection[selected.index] || isUnsaid {
            isOpenBySelection[type.index] = true
            hasChanged = true
          }
          knownBySelection[type.index].formUnion(knownBySelection[selected.index])
        }
        if knownBySelection[type.index].count > count { hasChanged = true }
      }
    }
  }

  private mutating func takeDeclaredCases(_ project: Project) {
    for declared in project.cases {
      guard case .reference(let reference) = declared.owner else { continue }
      add(Owner(reference), reference, declared.caseType.index)
    }
  }

  private mutating func add(_ owner: Owner, _ type: CaseTypeID) { add(owner, owner.reference, type.index) }

  private mutating func add(_ owner: Owner, _ reference: OwnerReference, _ type: Int) {
    if type < 64 {
      if met[reference] & 1 << UInt64(type) != 0 { return }
      met[reference] |= 1 << UInt64(type)
    }
    known[type].insert(owner)
  }

  private mutating func setOpen(_ type: CaseTypeID) {
    isOpen[type.index] = true
    isOpenBySelection[type.index] = true
  }

  private mutating func take(_ forecast: OwnerForecast, _ type: CaseTypeID, _ users: [UserID]) {
    if forecast.unknown != nil { setOpen(type) }
    for owner in forecast.owners {
      switch owner {
      case .owner(let owner): add(owner, type)
      case .submittingUser: for user in users { add(Owner(user), type) }
      case .unowned, .text: break
      }
    }
    // The server gives a case without an owner to the submitting user (semantics 3.8).
    if forecast.mayBeEmpty { for user in users { add(Owner(user), type) } }
  }

  /// A form that hands the selected case over gives the menu's case types a new owner.
  private mutating func takeUpdates(of form: FormID, _ facts: Facts) {
    let record = facts.project.forms[form]
    guard let updates = record.updates, updates.savesOwner, updates.condition != .never else { return }
    for type in facts.project.menus[record.menu].caseTypes {
      switch updates.owner?.source {
      case .fixed(let reference): known[type.index].insert(Owner(reference))
      case .unowned: break
      case .currentUser:
        for cell in facts.attempts.byForm[form.index] where cell.key.outcome == .opens {
          for user in cell.members.flatMap({ facts.users(of: $0) }) { known[type.index].insert(Owner(user)) }
        }
      default: setOpen(type)
      }
    }
  }
}

extension Facts {
  /// Whether an opening's case has the owner of the selected case.
  func isSameAsSelected(_ opening: Int) -> Bool {
    let opening = openings[opening]
    guard case .declared(let value) = graph.ownerRule(opening.form, action: opening.index),
      case .sameAsSelectedCase = value.source
    else { return false }
    return true
  }
}
