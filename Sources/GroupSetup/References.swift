import OwnershipGraph
import ProjectModel

extension Project {
  /// The groups and locations that forms and cases name as owners, wherever they do.
  func ownersReferredTo() -> Set<Owner> {
    var found: Set<Owner> = []
    func add(_ value: OwnerValue?) {
      if case .fixed(let reference)? = value?.source { found.insert(Owner(reference)) }
    }
    for form in forms {
      for action in form.opens { add(action.owner) }
      add(form.updates?.owner)
      for question in form.questions {
        for case .owner(let reference) in question.choices { found.insert(Owner(reference)) }
      }
    }
    for declared in cases {
      if case .reference(let reference) = declared.owner { found.insert(Owner(reference)) }
    }
    return found
  }
}
