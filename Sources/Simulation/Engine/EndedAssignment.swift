import Diagnostics
import OwnershipGraph
import ProjectModel

/// An assignment that ended when its location was archived (semantics 1.5). It stays ended, also when the location comes
/// back; writing the assignment anew, in a later edit, makes a new one.
struct EndedAssignment: Hashable, Sendable {
  var user: String
  var location: String
  /// Where the assignment is written.
  var span: SourceSpan
}
