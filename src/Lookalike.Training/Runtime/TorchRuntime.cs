using Lookalike.Core;
using TorchSharp;
using static TorchSharp.torch;

namespace Lookalike.Training.Runtime;

/// <summary>Prepares libtorch before its first use. Safe to call from any thread, any number of times.</summary>
internal static class TorchRuntime
{
    /// <summary>
    /// How many times an idle OpenMP worker looks for work before it sleeps. Workers that spin for long starve every other process of
    /// the machine and then themselves (1,573 images/s fell to 152 beside one busy process); workers that never spin pay a wake-up for
    /// each of the hundreds of small parallel regions of a training step (17 ms a step against 10.6 ms).
    /// </summary>
    private const string SpinCount = "3000";

    private static readonly Lazy<bool> Prepared = new(Prepare);

    private static readonly Lazy<bool> Quiet = new(() =>
    {
        TorchWarnings.Quieten(Environment.GetEnvironmentVariable(TorchWarnings.Variable));
        return true;
    });

    /// <summary>Sets libtorch's thread count and opens the device.</summary>
    /// <param name="device">Where to compute; <see cref="TrainingDevice.Auto"/> takes CUDA where libtorch finds it.</param>
    /// <param name="threads">Threads for one operation, at least 1; null for all cores.</param>
    /// <exception cref="TrainingException">CUDA was asked for and libtorch finds none.</exception>
    public static Device Open(TrainingDevice device, int? threads)
    {
        _ = Prepared.Value;
        torch.set_num_threads(threads ?? Environment.ProcessorCount);
        _ = Quiet.Value; // the call before has loaded libtorch
        bool cuda = device != TrainingDevice.Cpu && torch.cuda_is_available();
        if (device == TrainingDevice.Cuda && !cuda)
        {
            throw new TrainingException(
                "Device 'cuda' was asked for, but this build of libtorch finds no CUDA device. "
                + "Build with the libtorch-cuda package for your platform on a machine with an NVIDIA driver, or train on the processor.")
            {
                Remedy = new Remedy(RemedyKind.TrainOnProcessor),
            };
        }

        return cuda ? torch.CUDA : torch.CPU;
    }

    // libgomp reads these once, as libtorch loads it.
    private static bool Prepare()
    {
        if (!OperatingSystem.IsLinux()) return false;
        NativeEnvironment.Set("OMP_WAIT_POLICY", "passive", overwrite: false);
        NativeEnvironment.Set("GOMP_SPINCOUNT", SpinCount, overwrite: false);
        return true;
    }
}
