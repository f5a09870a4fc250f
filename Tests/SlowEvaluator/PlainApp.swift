extension PlainProject {
  /// An app.
  public struct App: Equatable, Sendable {
    public var key: String
    public var caseSharing: Bool?
    public var menus: [Menu] = []

    public init(_ key: String) {
      self.key = key
    }
  }

  /// A menu of an app.
  public struct Menu: Equatable, Sendable {
    public var key: String
    /// `basic` (the default), `advanced` or `shadow`.
    public var type: String?
    public var caseType: String?
    public var caseTypes: [String] = []
    public var forms: [Form] = []

    public init(_ key: String) {
      self.key = key
    }
  }

  /// A form of a menu.
  public struct Form: Equatable, Sendable {
    public var key: String
    /// `MENU/FORM` of the same app: makes this a shadow form.
    public var source: String?
    public var requiresCase: Bool?
    public var opens: [Open] = []
    public var updates: Updates?
    public var closes: Bool?
    public var questions: [Question] = []

    public init(_ key: String) {
      self.key = key
    }
  }

  /// An action that opens a case.
  public struct Open: Equatable, Sendable {
    public var caseType: String
    public var indices: [FormIndex] = []
    /// `properties.owner_id`.
    public var ownerID: OwnerValue?
    /// Properties other than `owner_id`, each filled by the question `note`.
    public var otherProperties: [String] = []
    /// `always` (the default), `conditional` or `never`.
    public var when: String?
    public var repeats: Bool?

    public init(_ caseType: String) {
      self.caseType = caseType
    }
  }

  /// An index of a case that a form opens.
  public struct FormIndex: Equatable, Sendable {
    /// `selected_case` or `opened_case`.
    public var to: String
    public var relationship: Relationship

    public init(to: String, _ relationship: Relationship) {
      self.to = to
      self.relationship = relationship
    }
  }

  /// What an index says about the two cases.
  public enum Relationship: Equatable, Sendable {
    case child
    case `extension`
    /// Decided by the answer to this question.
    case question(String)
  }

  /// The form's update of its case.
  public struct Updates: Equatable, Sendable {
    public var properties: [String] = []
    /// Makes `properties` a map.
    public var ownerID: OwnerValue?
    /// `always` (the default), `conditional` or `never`.
    public var when: String?

    public init() {}
  }

  /// A question of a form.
  public struct Question: Equatable, Sendable {
    public var key: String
    /// `multiple_choice` or `checkbox`.
    public var type: String
    public var required: Bool?
    public var lookup: Lookup?

    public init(_ key: String, type: String) {
      self.key = key
      self.type = type
    }
  }

  /// The lookup table behind a question.
  public struct Lookup: Equatable, Sendable {
    /// The id of the instance, which the query uses.
    public var instance: String
    public var uri: String
    /// The path behind `instance('…')/`.
    public var path: String
    /// `@id` or `name`.
    public var value: String

    public init(instance: String, uri: String, path: String, value: String) {
      self.instance = instance
      self.uri = uri
      self.path = path
      self.value = value
    }
  }

  /// An existing case.
  public struct Case: Equatable, Sendable {
    public var name: String
    public var caseType: String
    /// `user:NAME`, `group:KEY`, `location:SITE_CODE` or `unowned`.
    public var owner: String
    public var closed: Bool?
    public var indices: [CaseIndex] = []
    /// A user.
    public var createdBy: String?

    public init(_ name: String, caseType: String, owner: String) {
      self.name = name
      self.caseType = caseType
      self.owner = owner
    }
  }

  /// An index of an existing case.
  public struct CaseIndex: Equatable, Sendable {
    public var to: String
    /// `child` or `extension`.
    public var relationship: String

    public init(to: String, relationship: String) {
      self.to = to
      self.relationship = relationship
    }
  }
}
