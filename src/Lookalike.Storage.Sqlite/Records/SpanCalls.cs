using System.Linq.Expressions;

namespace Lookalike.Storage.Sqlite.Records;

/// <summary>
/// Takes the calls on spans out of an expression. C# 14 reads array.Contains(x) as one, and a span in a tree cannot be run by every
/// way of compiling it, so the call goes to the array itself.
/// </summary>
internal sealed class SpanCalls : ExpressionVisitor
{
    private static readonly SpanCalls Instance = new();

    private SpanCalls()
    {
    }

    public static Expression Replace(Expression expression) => Instance.Visit(expression);

    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        if (node.Method.DeclaringType == typeof(MemoryExtensions) && node.Method.Name == nameof(MemoryExtensions.Contains)
            && node.Arguments is [MethodCallExpression { Method.Name: "op_Implicit", Arguments: [var array] }, var item, ..]
            && array.Type.IsArray && HasNoComparer(node))
        {
            return Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [array.Type.GetElementType()!], Visit(array), Visit(item));
        }
        return base.VisitMethodCall(node);
    }

    private static bool HasNoComparer(MethodCallExpression node) => node.Arguments.Count == 2 || node.Arguments[2] is ConstantExpression { Value: null };
}
