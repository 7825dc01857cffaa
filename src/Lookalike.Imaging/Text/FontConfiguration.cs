using System.Security;
using System.Text;
using Lookalike.Core;
using Lookalike.Core.Files;

namespace Lookalike.Imaging.Text;

/// <summary>
/// Tells fontconfig, which finds fonts for libvips, where the bundled font is. Without a configuration it complains on standard error.
/// </summary>
internal static class FontConfiguration
{
    private const string Variable = "FONTCONFIG_FILE";

    private static readonly Lazy<string> Prepared = new(Prepare);

    /// <summary>Makes the configuration, once, and returns the font's path.</summary>
    public static string EnsureFontFile() => Prepared.Value;

    private static string Prepare()
    {
        string font = BundledFont.EnsureFile();

        // On Windows fontconfig has the system's fonts, and its library another C runtime than the one that could be told.
        if (OperatingSystem.IsWindows()) return font;

        string folder = Path.GetDirectoryName(font)!;
        string configuration = folder + ".conf";
        AtomicFile.Write(configuration, Encoding.UTF8.GetBytes(Configuration(folder)));

        NativeEnvironment.Set(Variable, configuration, overwrite: true);
        return font;
    }

    /// <summary>The bundled font first; the system's for the scripts that it lacks. Absent folders are nothing to fontconfig.</summary>
    private static string Configuration(string folder) => $"""
        <?xml version="1.0"?>
        <!DOCTYPE fontconfig SYSTEM "fonts.dtd">
        <fontconfig>
          <dir>{SecurityElement.Escape(folder)}</dir>
          <dir>/usr/share/fonts</dir>
          <dir>/usr/local/share/fonts</dir>
          <dir>/Library/Fonts</dir>
          <dir>/System/Library/Fonts</dir>
          <cachedir>{SecurityElement.Escape(folder)}.cache</cachedir>
          <cachedir>/var/cache/fontconfig</cachedir>
          <match target="pattern">
            <edit name="hintstyle" mode="assign"><const>hintslight</const></edit>
          </match>
        </fontconfig>

        """;
}
