using Lookalike.Core;
using Lookalike.Terminals.Faults;

namespace Lookalike.Terminals.Tests.Faults;

public sealed class FaultReportTests
{
    private static readonly FaultReport Report = new((message, remedy) => remedy is null ? message : $"{message} {remedy.Kind} {string.Join(' ', remedy.Arguments)}");

    [Theory]
    [InlineData(FaultKind.BadInput, ExitCode.BadInput)]
    [InlineData(FaultKind.NotFound, ExitCode.BadInput)]
    [InlineData(FaultKind.TooLarge, ExitCode.BadInput)]
    [InlineData(FaultKind.Incompatible, ExitCode.MissingOrIncompatible)]
    [InlineData(FaultKind.Busy, ExitCode.MissingOrIncompatible)]
    [InlineData(FaultKind.StorageFull, ExitCode.BadInput)]
    public void The_kind_of_a_fault_says_how_the_program_ends(FaultKind kind, int code) => Assert.Equal(code, FaultReport.CodeOf(new Fault(kind)));

    [Fact]
    public void Every_kind_has_a_code() => Assert.All(Enum.GetValues<FaultKind>(), kind => Assert.NotEqual(ExitCode.Unexpected, FaultReport.CodeOf(new Fault(kind))));

    [Fact]
    public void A_fault_is_written_with_what_mends_it()
    {
        using var error = new StringWriter();

        Assert.Equal(ExitCode.BadInput, Report.Write(error, new Fault(FaultKind.BadInput) { Remedy = new Remedy(RemedyKind.FetchDataset, "mnist") }));

        Assert.Equal($"lookalike: Fetch it. FetchDataset mnist{Environment.NewLine}", error.ToString());
    }

    [Fact]
    public void A_full_disk_behind_a_fault_is_neither_missing_nor_incompatible()
    {
        var full = new IOException("No space left", 28);
        Assert.Equal(ExitCode.BadInput, FaultReport.CodeOf(full));
        Assert.Equal(ExitCode.BadInput, FaultReport.CodeOf(new Fault(FaultKind.Incompatible, full)));
        Assert.Equal(ExitCode.BadInput, FaultReport.CodeOf(new Fault(FaultKind.Incompatible, new IOException("It failed.", full))));
        Assert.StartsWith("No space left. Free some space", Report.Describe(full), StringComparison.Ordinal);
    }

    private sealed class Fault(FaultKind kind, Exception? cause = null) : LookalikeException(kind, "", "Fetch it.", cause);
}
