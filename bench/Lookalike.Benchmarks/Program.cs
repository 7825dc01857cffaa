using System.CommandLine;
using Lookalike.Benchmarks;

var root = new RootCommand("Measures Lookalike. Every number in docs/ names the command that makes it.")
{
    LoopOverhead.Create(),
    Fingerprints.Create(),
    TimeToQuality.Create(),
    RetrievalQualityTable.Create(),
    ColdSearch.Create(),
    TwoPrograms.Create(),
    ExactSearchTable.Create(),
    ApproximateSearchTable.Create(),
    DuplicatesTable.Create(),
    PaperTable.Create(),
    PatchCodes.Create(),
    PhotographTable.Create(),
    KindsTable.Create(),
    ScoreTable.Create(),
    PictureTable.Create(),
    FolderTable.Create(),
    ManyPictures.Create(),
    ServingTable.Create(),
    StoreTable.Create(),
    StoreOpening.CreateChild(),
};
return root.Parse(args).Invoke();
