using System.Linq.Expressions;

namespace Lookalike.Storage.Sqlite.Records;

/// <summary>Compiles a filter, so that it means exactly what it means in C#, nulls included.</summary>
internal sealed class RecordFilter : ExpressionVisitor
{
    private RecordFilter()
    {
    }

    public static Func<TRecord, bool> Compile<TRecord>(Expression<Func<TRecord, bool>> filter) =>
        ((Expression<Func<TRecord, bool>>)new RecordFilter().Visit(filter)).Compile();

    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        // C# 14 reads array.Contains(x) as a call on a span. A span in a tree cannot be run by every way of compiling one,
        // so the call goes to the array itself.
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
