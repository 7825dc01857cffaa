using Lookalike.Datasets;

namespace Lookalike.Training.Teachers;

/// <summary>Gives images the codes that an encoder is to learn. It sees what the encoder is trained on, without labels.</summary>
internal interface ITeacher
{
    /// <summary>The codes of images.</summary>
    /// <param name="images">The images to train on.</param>
    /// <param name="size">Values of a code.</param>
    /// <param name="threads">The most threads to use.</param>
    /// <param name="progress">Told the share that is done, one call at a time, rising to 1; null for no reports.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>[N, size], row-major, about any mean and of any length: they are compared by the cosines about their mean.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    float[] Encode(ImageSet images, int size, int threads, Action<double>? progress, CancellationToken cancellationToken);
}
