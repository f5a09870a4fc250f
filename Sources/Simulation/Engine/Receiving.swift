import CaseGraph

extension SimulationState {
  /// Applies a form on the server, in the order in which forms are received (semantics 5). A form that fails changes
  /// nothing.
  mutating func receive(_ form: SubmittedForm, _ result: inout StepResult) {
    let user = names.owners.bareName(form.user)
    server.beginForm()
    if let problem = problem(of: form) {
      result.server.append(ServerEvent(kind: .failed, name: form.path, user: user, detail: problem))
      for block in form.blocks where block.opens != nil { histories[block.number].failed = (form.mark, problem) }
      return
    }
    result.server.append(ServerEvent(kind: .received, name: form.path, user: user, detail: ""))
    for block in form.blocks { apply(block, of: form, user, &result) }
  }

  /// Why the server refuses a form as a whole.
  private func problem(of form: SubmittedForm) -> String? {
    var opened: Set<Int32> = []
    for block in form.blocks {
      for link in block.links where !opened.contains(link.target) && !server.isThere(link.target) {
        let state = server.cases[Int(link.target)].status == .deleted ? "deleted" : "not on the server"
        return "case:\(names.cases[block.number]) refers to case:\(names.cases[link.target]), which is \(state)"
      }
      if block.opens != nil {
        opened.insert(block.number)
      } else if !opened.contains(block.number), !server.isThere(block.number) {
        let state = server.cases[Int(block.number)].status == .deleted ? "deleted" : "not on the server"
        return "case:\(names.cases[block.number]) is \(state)"
      }
    }
    return nil
  }

  private mutating func apply(
    _ block: SubmittedForm.Block, of form: SubmittedForm, _ user: String, _ result: inout StepResult
  ) {
    let c = block.number
    let name = names.cases[c]
    histories[c].changed = form.mark
    func event(_ kind: ServerEvent.Kind, _ detail: String = "", name other: String? = nil) {
      result.server.append(ServerEvent(kind: kind, name: other ?? name, user: user, detail: detail))
    }
    if let type = block.opens {
      var record = CaseRecord(status: .open)
      record.type = type
      record.owner = block.owner ?? form.user
      record.openedBy = form.user
      record.modifiedBy = form.user
      record.revision = server.revision
      record.properties = block.properties
      record.links = block.links
      server.open(c, record, owners: names.owners)
      event(.opened, "owner \(names.owners[record.owner])")
    } else {
      server.touch(c, by: form.user)
      if !block.properties.isEmpty {
        server.save(c, block.properties)
        event(.updated, Self.shown(block.properties))
      }
      if let owner = block.owner, owner != server.cases[Int(c)].owner {
        let old = names.owners[server.cases[Int(c)].owner]
        server.setOwner(c, owner, owners: names.owners)
        histories[c].owner = form.mark
        event(.owner, "\(old) → \(names.owners[owner])")
      }
    }
    guard block.closes else { return }
    if !server.cases[Int(c)].isOpen { return event(.closed, "it was closed already") }
    server.close(c)
    histories[c].closed = form.mark
    event(.closed)
    guard version.project.features.extensionSync else { return }
    for other in server.openExtensionChain(of: c) {
      server.touch(other, by: form.user)
      server.close(other)
      histories[other].closed = form.mark
      event(.closed, "with its host \(name) (`extension_sync`)", name: names.cases[other])
    }
  }

  static func shown(_ properties: [String: String]) -> String {
    properties.keys.sortedByBytes().map { "\($0): \(properties[$0] ?? "")" }.joined(separator: ", ")
  }
}
