import Diagnostics
import ProjectModel
import XPath

/// Answers to questions, as a device takes them.
extension FillIn {
  /// What the answers save.
  mutating func resolve(_ answers: [Answer]) throws(FormFailure) -> [String: XPathText] {
    var result: [String: XPathText] = [:]
    let keys = record.questions.map { project.text($0.key) }
    for answer in answers {
      guard let index = keys.firstIndex(of: answer.question.text) else {
        problems.append(.unknownQuestion(answer.question, among: keys))
        continue
      }
      // A question that is left empty is left out.
      if answer.values.isEmpty { continue }
      let question = record.questions[index]
      if answer.values.count > 1, question.type != .checkbox {
        problems.append(.oneAnswer(answer.question))
        continue
      }
      let offer = try open.offer(question, DeviceEnvironment(open))
      let texts = answer.values.compactMap { value in
        let text = resolve(value)
        return text.flatMap { check(value, $0, answer.question, offer) }
      }
      // Two ways to write one choice are one choice.
      var seen: Set<String> = []
      for (value, text) in zip(answer.values, texts) where texts.count == answer.values.count {
        if !seen.insert(open.names.shown(text)).inserted {
          problems.append(.answeredTwice(value, answer.question.text))
        }
      }
      if texts.count == answer.values.count { result[answer.question.text] = DeviceEnvironment.joined(texts) }
    }
    return result
  }

  /// An answer as it is saved: the id of what it names, or the text itself.
  mutating func resolve(_ value: Written) -> XPathText? {
    let text = value.text
    if text == "current_user" { return open.names.ownerID(open.device.user, in: open.version) }
    if text == "unowned" { return XPathText("-") }
    for kind in ["user:", "group:", "location:"] where text.hasPrefix(kind) {
      if let number = open.names.owners.existing(text) { return open.names.ownerID(number, in: open.version) }
      problems.append(.unknownOwner(value, in: project))
      return nil
    }
    return XPathText(text)
  }

  mutating func check(_ value: Written, _ text: XPathText, _ question: Written, _ offer: Offer) -> XPathText? {
    switch offer {
    case .anything: return text
    case .calculated:
      problems.append(.calculated(question))
      return nil
    case .unknown(let reason):
      notes.append("whether `\(question.text)` offers `\(value.text)` cannot be known: \(reason)")
      return text
    case .choices(let choices):
      if let choice = choices.first(where: { $0.saved == text || $0.shown == value.text }) { return choice.saved }
      problems.append(.notOffered(value, question.text, offered: choices.map(\.shown)))
      return nil
    }
  }

  mutating func reportUnknownQuestions() {
    let keys = record.questions.map { project.text($0.key) }
    for answer in submission.answers + submission.creates.flatMap(\.answers) where !keys.contains(answer.question.text) {
      problems.append(.unknownQuestion(answer.question, among: keys))
    }
  }

  mutating func checkRequired() throws(FormFailure) {
    for question in record.questions {
      let key = project.text(question.key)
      guard question.isRequired, question.type != .hiddenValue, question.calculate == nil,
        open.answers[key] == nil
      else { continue }
      let isAnswered = { (answers: [Answer]) in answers.contains { $0.question.text == key && !$0.values.isEmpty } }
      if isAnswered(submission.answers) || submission.creates.contains(where: { isAnswered($0.answers) }) { continue }
      // A query that fails stops the form when the question is shown, before anybody can answer it.
      let offer = try open.offer(question, DeviceEnvironment(open))
      // With nothing to choose from there is no answer to give: the form fails, since the owner stays empty.
      if case .choices(let choices) = offer, choices.isEmpty, givesOwner(question) { continue }
      problems.append(.unanswered(key, submission.form.span))
    }
  }

  /// Whether a question gives the owner of a case that the form always opens.
  private func givesOwner(_ question: Question) -> Bool {
    open.version.graph.activeOpens(open.form).contains { action in
      open.alwaysOpens(action) && open.ownerQuestion(action)?.key == question.key
    }
  }
}
