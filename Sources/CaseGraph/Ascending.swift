/// The cases ascending and each once, as every answer is.
func ascending(_ cases: [Int32]) -> [Int32] {
  let isAscending = cases.indices.dropFirst().allSatisfy { cases[$0 - 1] < cases[$0] }
  if isAscending { return cases }
  guard let low = cases.min(), let high = cases.max() else { return [] }
  let wordCount = Int(high - low) / 64 + 1
  return wordCount <= cases.count ? ascendingByBits(cases, from: low, wordCount) : ascendingBySort(cases)
}

/// One bit per number between the lowest and the highest: linear, for answers that are dense enough, as large ones are.
private func ascendingByBits(_ cases: [Int32], from low: Int32, _ wordCount: Int) -> [Int32] {
  var words = [UInt64](repeating: 0, count: wordCount)
  for c in cases { words[Int(c - low) / 64] |= 1 << UInt64(Int(c - low) % 64) }
  var result: [Int32] = []
  result.reserveCapacity(cases.count)
  for w in words.indices {
    var word = words[w]
    while word != 0 {
      result.append(low + Int32(w * 64 + word.trailingZeroBitCount))
      word &= word - 1
    }
  }
  return result
}

private func ascendingBySort(_ cases: [Int32]) -> [Int32] {
  var result = cases.sorted()
  var kept = 0
  for i in result.indices where kept == 0 || result[kept - 1] != result[i] {
    result[kept] = result[i]
    kept += 1
  }
  result.removeLast(result.count - kept)
  return result
}
