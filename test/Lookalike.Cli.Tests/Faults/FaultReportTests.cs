using Lookalike.Cli.Faults;
using Lookalike.Core;

namespace Lookalike.Cli.Tests.Faults;

public sealed class FaultReportTests
{
    [Theory]
    [InlineData(FaultKind.BadInput, ExitCode.BadInput)]
    [InlineData(FaultKind.NotFound, ExitCode.BadInput)]
    [InlineData(FaultKind.TooLarge, ExitCode.BadInput)]
    [InlineData(FaultKind.Incompatible, ExitCode.MissingOrIncompatible)]
    [InlineData(FaultKind.Busy, ExitCode.MissingOrIncompatible)]
    public void The_kind_of_a_fault_says_how_the_program_ends(FaultKind kind, int code) => Assert.Equal(code, FaultReport.CodeOf(new Fault(kind)));

    [Fact]
    public void Every_kind_has_a_code() => Assert.All(Enum.GetValues<FaultKind>(), kind => Assert.NotEqual(ExitCode.Unexpected, FaultReport.CodeOf(new Fault(kind))));

    [Fact]
    public void A_fault_is_written_with_what_mends_it()
    {
        using var error = new StringWriter();

        Assert.Equal(ExitCode.BadInput, FaultReport.Write(error, new Fault(FaultKind.BadInput) { Remedy = new Remedy(RemedyKind.FetchDataset, "mnist") }, model: null));

        Assert.Equal($"lookalike: Fetch it: lookalike data fetch mnist{Environment.NewLine}", error.ToString());
    }

    private sealed class Fault(FaultKind kind) : LookalikeException(kind, "", "Fetch it.");
}
