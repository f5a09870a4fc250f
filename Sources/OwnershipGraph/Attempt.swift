import ProjectModel

/// What happens when a user opens a form (semantics 3).
public enum AttemptOutcome: Hashable, Sendable {
  case opens
  /// The group-count check stops it: the user is in no case sharing group.
  case stopsWithoutGroup
  /// The group-count check stops it: the user is in several.
  case stopsWithSeveralGroups
  /// An owner expression fails; the text is the path or function that does.
  case fails(AttemptFailure, String)

  /// The word of the JSON contract.
  public var word: String {
    switch self {
    case .opens: "opens"
    case .stopsWithoutGroup, .stopsWithSeveralGroups: "stops"
    case .fails: "fails"
    }
  }

  /// The reason of the JSON contract.
  public var reason: String? {
    switch self {
    case .opens: nil
    case .stopsWithoutGroup: "no_group"
    case .stopsWithSeveralGroups: "several_groups"
    case .fails(let failure, _): failure.rawValue
    }
  }
}

/// Why an owner expression fails on the device (semantics 3.7).
public enum AttemptFailure: String, Hashable, Sendable {
  case severalNodes = "several_nodes"
  case noSuchNode = "no_such_node"
  case unsupportedFunction = "unsupported_function"
  case other = "expression_error"
}

/// An owner that a new case could get.
public enum PossibleOwner: Hashable, Sendable {
  /// The user who submits the form; kept apart so that users of one class stay alike.
  case submittingUser
  case owner(Owner)
  /// The text `-`.
  case unowned
  /// A text that is nobody's id: nobody sees the case (semantics 3.9). An id in it that is not declared is called by
  /// whose it is.
  case text(String)
}

/// What is known of the owner of a new case.
public struct OwnerForecast: Hashable, Sendable {
  /// The owners it could get, each once, in the order of the user-groups table where they come from it.
  public var owners: [PossibleOwner] = []
  /// Why more owners are possible than are listed; nil if the list is complete.
  public var unknown: String?
  /// An answer can be left out: the device refuses to create a case with an empty owner (semantics 3.8).
  public var mayBeEmpty = false
  /// Several ids can be saved together: an owner that nobody has (semantics 3.8).
  public var mayBeSeveralIDs = false
}

/// A case that a form opens in an attempt.
public struct OpenedCase: Hashable, Sendable {
  public var caseType: CaseTypeID
  public var forecast: OwnerForecast
}

/// A user's attempt at a form, without who it is: users of whom all of it is the same are alike.
public struct Attempt: Hashable, Sendable {
  public var form: FormID
  public var carriesCheck: Bool
  public var outcome: AttemptOutcome
  public var groupCount: Int
  /// The cases that the form can open; of a form that stops or fails, none gets an owner.
  public var opened: [OpenedCase]
}
