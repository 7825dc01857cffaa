using NetVips;

namespace Lookalike.Imaging;

/// <summary>Settings of libvips, which are the process's. They are made once, before the first picture.</summary>
internal static class LibVips
{
    // Static, so that the native side never calls a collected delegate.
    private static readonly Log.LogDelegate Silent = static (_, _, _) => { };

    static LibVips()
    {
        // Whoever calls hears of a broken picture by an exception, not by a line on standard error.
        const Enums.LogLevelFlags every = Enums.LogLevelFlags.Critical | Enums.LogLevelFlags.Warning | Enums.LogLevelFlags.Message
            | Enums.LogLevelFlags.Info | Enums.LogLevelFlags.Debug;
        foreach (string domain in (string[])["VIPS", "GLib", "GLib-GObject", "Pango"])
            Log.SetLogHandler(domain, every, Silent);

        // Loaders whose authors do not vouch for hostile input: SVG, matrices, raw data, profiles.
        NetVips.NetVips.BlockUntrusted = true;

        // Pictures are small and read many at once by the caller's threads: threads within one only wait for each other.
        NetVips.NetVips.Concurrency = 1;

        // No operation is asked for twice.
        Cache.Max = 0;
    }

    /// <summary>Makes the settings, if that is not done. Cheap afterwards; safe from any thread.</summary>
    public static void Start()
    {
        // Entering the method has run the static constructor.
    }
}
