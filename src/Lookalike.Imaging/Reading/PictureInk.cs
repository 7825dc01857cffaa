namespace Lookalike.Imaging.Reading;

/// <summary>What became of a picture that was read for a model of drawings in a box (<see cref="PictureReader.InkBox"/>).</summary>
internal enum PictureInk
{
    /// <summary>It was fitted as a whole: the model is not of drawings in a box, or the picture is made as its images are.</summary>
    AsItIs,

    /// <summary>What is drawn on it was found, taken off its ground, and brought to the box.</summary>
    Framed,

    /// <summary>Nothing is drawn on it. It was fitted as a whole.</summary>
    Blank,
}
