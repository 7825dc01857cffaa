using System.Linq.Expressions;

namespace Lookalike.Storage.Sqlite.Records;

/// <summary>Finds the properties of the record that an expression looks at.</summary>
internal sealed class ReferencedProperties : ExpressionVisitor
{
    private readonly ParameterExpression _record;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private bool _wholeRecord;

    private ReferencedProperties(ParameterExpression record) => _record = record;

    /// <summary>The names of the properties, or null if the expression hands on the record as a whole.</summary>
    public static IReadOnlySet<string>? In(LambdaExpression expression)
    {
        var visitor = new ReferencedProperties(expression.Parameters[0]);
        visitor.Visit(expression.Body);
        return visitor._wholeRecord ? null : visitor._names;
    }

    protected override Expression VisitMember(MemberExpression node)
    {
        if (node.Expression != _record) return base.VisitMember(node);
        _names.Add(node.Member.Name);
        return node;
    }

    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        if (node.Object != _record || node.Method.Name != "get_Item" || node.Arguments is not [ConstantExpression { Value: string name }])
            return base.VisitMethodCall(node);
        _names.Add(name);
        return node;
    }

    protected override Expression VisitParameter(ParameterExpression node)
    {
        _wholeRecord |= node == _record;
        return node;
    }
}
