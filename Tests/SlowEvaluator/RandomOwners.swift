// The owner of a new case, of every kind, and the questions behind it.

extension RandomProject {
  /// A value for `owner_id`.
  ///
  /// - Parameter evaluated: Whether a form that opens needs the value. If not, only kinds that can never fail are
  ///   chosen: whether a value that nobody needs can make a form fail is not for this generator to say.
  mutating func randomOwner(in form: inout PlainProject.Form, evaluated: Bool) -> PlainProject.OwnerValue {
    if evaluated {
      switch dice.below(10) {
      case 0, 1, 2: return lookupOwner(in: &form)
      case 3, 4, 5, 6: return .xpath(randomXPath())
      default: break
      }
    }
    switch dice.below(9) {
    case 0, 1: return .currentUser
    case 2: return .unowned
    case 3, 4: return .named(anyOwner())
    case 5: return .userData(evaluated ? dice.pick("commcare_location_id", "commcare_location_ids") : "cadre")
    case 6: return .userData(dice.pick("area_owner", "cadre"))
    case 7: return .question(addQuestion("note", to: &form))
    default: return form.requiresCase == true ? .sameAsSelectedCase : .currentUser
    }
  }

  private mutating func randomXPath() -> PlainProject.XPathPattern {
    switch dice.below(12) {
    case 0: return .firstGroup
    case 1: return .secondGroup
    case 2: return .lastGroup
    case 3: return .groupNamed(dice.pick(project.groups)?.name ?? "Nowhere")
    case 4: return .groupNamed("North-Cases")
    case 5: return .groupWithID(dice.pick(project.groups).map { $0.id ?? $0.key } ?? "nowhere")
    case 6: return .joinedGroups
    case 7: return .onlyGroupIfOne
    case 8: return dice.pick(.sessionUser, .anotherLookupTable)
    case 9: return .userDataLocation
    case 10: return .dash
    default: return .everyGroup
    }
  }

  /// The guide's question over the user-groups table, and ways to get it wrong.
  private mutating func lookupOwner(in form: inout PlainProject.Form) -> PlainProject.OwnerValue {
    let key = "village_\(form.questions.count + 1)"
    var question = PlainProject.Question(key, type: dice.chance(25) ? "checkbox" : "multiple_choice")
    question.required = dice.flag(60)
    question.lookup = PlainProject.Lookup(
      instance: dice.pick("group", "groups"), uri: "jr://fixture/user-groups", path: "groups/group",
      value: dice.chance(85) ? "@id" : "name")
    if dice.chance(8) {
      question.lookup = PlainProject.Lookup(
        instance: "villages", uri: "jr://fixture/item-list:villages", path: "villages_list/villages", value: "id")
    }
    form.questions.append(question)
    return .question(key)
  }

  /// A question without a lookup table, once per form and key.
  mutating func addQuestion(_ key: String, to form: inout PlainProject.Form) -> String {
    if !form.questions.contains(where: { $0.key == key }) {
      var question = PlainProject.Question(key, type: "multiple_choice")
      question.required = dice.flag(40)
      form.questions.append(question)
    }
    return key
  }
}
