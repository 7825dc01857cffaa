using System.Globalization;
using System.Text;

namespace Lookalike.Core.Text;

/// <summary>Addresses of files (RFC 8089), for what opens them by a click. <see cref="Uri"/> leaves a percent sign in a name as it is.</summary>
internal static class FileAddress
{
    /// <summary>Characters that stand for themselves in a path of an address (RFC 3986, section 3.3), the slash among them.</summary>
    private const string Plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/:@!$&'()*+,;=";

    /// <summary>The address of a file. Whatever is in its name, it is an address of printable ASCII characters.</summary>
    /// <param name="path">A full path.</param>
    /// <param name="host">The machine that it is on, as terminals that show other machines' output want it; empty for any.</param>
    public static string Of(string path, string host = "")
    {
        var address = new StringBuilder($"file://{host}");
        string slashed = Path.DirectorySeparatorChar == '/' ? path : path.Replace(Path.DirectorySeparatorChar, '/');
        if (!slashed.StartsWith('/')) address.Append('/');
        foreach (byte value in Encoding.UTF8.GetBytes(slashed))
        {
            if (Plain.Contains((char)value)) address.Append((char)value);
            else address.Append('%').Append(value.ToString("X2", CultureInfo.InvariantCulture));
        }

        return address.ToString();
    }
}
