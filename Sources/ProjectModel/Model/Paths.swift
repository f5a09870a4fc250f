extension Project {
  /// A menu as people write it: `APP/MENU`.
  public func path(of menu: MenuID) -> String {
    text(apps[menus[menu].app].key) + "/" + text(menus[menu].key)
  }

  /// A form as people write it: `APP/MENU/FORM`.
  public func path(of form: FormID) -> String { path(of: forms[form].menu) + "/" + text(forms[form].key) }
}
