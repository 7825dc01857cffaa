using Lookalike.Core;

namespace Lookalike.Application.Tests;

/// <summary>Hears of progress on the thread that reports it.</summary>
internal sealed class ProgressListener(Action<Progress> heard) : IProgress<Progress>
{
    public void Report(Progress value) => heard(value);
}
