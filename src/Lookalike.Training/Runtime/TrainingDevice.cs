namespace Lookalike.Training.Runtime;

/// <summary>Where training computes.</summary>
public enum TrainingDevice
{
    /// <summary>CUDA where libtorch finds it, else the processor.</summary>
    Auto,

    /// <summary>The processor.</summary>
    Cpu,

    /// <summary>The first CUDA device; an error where there is none.</summary>
    Cuda,
}
