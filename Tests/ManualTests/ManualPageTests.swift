import Testing

@Suite struct ManualPageTests {
  static let markdown = """
    # A page

    ```console
    $ caseload check .
    one
    two

    $ echo $?
    1
    ```

    ```console
    $ sudo apt-get install something
    is not ours
    $ caseload sees . --all --format json | head -20
    ```

    $ caseload not in a block
    ```sh
    $ caseload not in a console block
    ```

    """

  @Test func `commands are found with their lines and outputs`() {
    #expect(
      ManualPage(markdown: Self.markdown).commands == [
        .init(text: "caseload check .", line: 4, output: ["one", "two", ""]),
        .init(text: "echo $?", line: 8, output: ["1"]),
        .init(text: "caseload sees . --all --format json | head -20", line: 15, output: []),
      ])
  }

  @Test(arguments: ["", "\n", markdown, "```console\n$ caseload check", "```console\n```\n", "```console\nstray\n```"])
  func `a page is written back as it was read`(markdown: String) {
    #expect(ManualPage(markdown: markdown).markdown == markdown)
  }

  @Test func `recording replaces the outputs and nothing else`() {
    let page = ManualPage(markdown: "text\n```console\n$ caseload x\nold\n$ echo $?\n```\nmore")
    #expect(
      page.with(outputs: [["new", "lines"], ["0"]]).markdown
        == "text\n```console\n$ caseload x\nnew\nlines\n$ echo $?\n0\n```\nmore")
  }

  @Test(arguments: [
    (["a", "b", "c"], ["a", "x", "c"], "- b\n+ x"),
    (["a"], ["a", "a"], "+ a"),
    (["a", "a"], ["a"], "- a"),
    ([], ["x"], "+ x"),
    (["same"], ["same"], ""),
  ])
  func `a difference leaves out what is equal`(page: [String], actual: [String], expected: String) {
    #expect(difference(page: page, actual: actual) == expected)
  }

  @Test func `commands run in a shell with both outputs`() throws {
    let result = try ManualTests.run("echo out; echo err >&2; printf 'no newline'; exit 3", in: ManualTests.root)
    #expect(result.lines == ["out", "err", "no newline"])
    #expect(result.status == 3)
  }
}
