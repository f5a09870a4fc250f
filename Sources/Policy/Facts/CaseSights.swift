import OwnershipGraph
import ProjectModel

/// Asks a ``CaseSight``; a class, so that its working storage is changed in place.
final class CaseSights {
  private var sight: CaseSight
  private let viewers: Viewers

  init(_ graph: OwnershipGraph, _ viewers: Viewers) {
    sight = CaseSight(graph)
    self.viewers = viewers
  }

  /// What a user sees of the declared cases.
  func sight(of user: UserID) -> Sight { sight.sight(of: user) }

  /// The users on whose device a case stays: exact, and dear for a case that many own.
  func viewers(of id: CaseID) -> [UserID] { viewers.users(of: id, &sight).see }
}
