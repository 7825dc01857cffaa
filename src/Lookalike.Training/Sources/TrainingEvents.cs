using Lookalike.Core;
using Lookalike.Datasets.Pictures;
using Lookalike.Training.Loop;

namespace Lookalike.Training.Sources;

/// <summary>Who is told of what happens while images are read and trained on. Each is called on whatever thread the work is on, one call at a time.</summary>
public sealed class TrainingEvents
{
    /// <summary>Told what the user should know, in sentences, and what can be done about it, or null.</summary>
    public Action<string, Remedy?>? Notice { internal get; init; }

    /// <summary>Told of each file that gives no picture.</summary>
    public Action<PictureFailure>? Failed { internal get; init; }

    /// <summary>Told how far the reading of pictures is.</summary>
    public IProgress<Progress>? Reading { internal get; init; }

    /// <summary>Told what is going to be trained, once the images are there.</summary>
    public Action<TrainingBeginning>? Begins { internal get; init; }

    /// <summary>Told after every step, and with what came out of each epoch and stage.</summary>
    public Action<TrainingProgress>? Trained { internal get; init; }

    /// <summary>
    /// Opens the list of a request whose pictures are not a folder's: a path a line. Needed for such requests alone; the reader is disposed of.
    /// </summary>
    public Func<PictureRequest, TextReader>? OpenList { internal get; init; }

    /// <summary>The same, with somebody else told of the reading, too.</summary>
    internal TrainingEvents WithReading(Action<Progress> also) => new()
    {
        Notice = Notice,
        Failed = Failed,
        Reading = new Both(Reading, also),
        Begins = Begins,
        Trained = Trained,
        OpenList = OpenList,
    };

    private sealed class Both(IProgress<Progress>? first, Action<Progress> second) : IProgress<Progress>
    {
        public void Report(Progress value)
        {
            first?.Report(value);
            second(value);
        }
    }
}
