public struct XPathSyntaxError: Error { public var offset: Int; public var length: Int; public var message: String }
public struct XPathExpression: Sendable { public static func parse(_ text: String) throws(XPathSyntaxError) -> XPathExpression { XPathExpression() } }
