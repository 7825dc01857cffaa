using Lookalike.Web.Faults;
using Lookalike.Web.Limits;

namespace Lookalike.Web.Tests.Limits;

public sealed class ClientQueueTests
{
    [Fact]
    public void A_client_has_so_many_and_another_one_its_own()
    {
        var queue = new ClientQueue("streams", ofAll: 10, ofOne: 2);
        using IDisposable first = queue.Enter("a"), second = queue.Enter("a"), other = queue.Enter("b");
        ProblemException busy = Assert.Throws<ProblemException>(() => queue.Enter("a"));
        Assert.Equal((429, TimeSpan.FromSeconds(1)), (busy.Type.Status, busy.RetryAfter));

        first.Dispose();
        first.Dispose(); // it ends once
        using IDisposable third = queue.Enter("a");
        Assert.Throws<ProblemException>(() => queue.Enter("a"));
    }

    [Fact]
    public void All_together_have_so_many()
    {
        var queue = new ClientQueue("streams", ofAll: 2, ofOne: 2);
        using IDisposable first = queue.Enter("a"), second = queue.Enter("b");
        Assert.Throws<ProblemException>(() => queue.Enter("c"));
        second.Dispose();
        queue.Enter("c").Dispose();
    }
}
