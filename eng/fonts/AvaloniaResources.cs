// Compiled twice: by the build as an inline MSBuild task (BundledFont.targets), and by the tests, which define FONT_EXTRACT_TEST and so
// need no MSBuild. An inline task is compiled as C# 7.3 against .NET Standard: no newer syntax here.
#nullable disable
#pragma warning disable IDE0005, IDE0161, CA1510, MA0004, MA0053 // each asks for syntax or types newer than an inline task can use
using System;
using System.IO;
using System.Reflection;
using System.Text;

namespace Lookalike.Build
{
    /// <summary>
    /// Takes one file out of the resource <c>!AvaloniaResources</c>, the form in which the font package carries its fonts. The form, all little-endian:
    /// int32 length of the index; the index: int32 version (2), int32 count, and for every file its path (length-prefixed UTF-8, as BinaryWriter
    /// writes it), int32 offset, int32 size; then the data, in which the offsets count.
    /// </summary>
    public static class AvaloniaResources
    {
        /// <summary>The manifest resource that holds the files.</summary>
        public const string ResourceName = "!AvaloniaResources";

        private const int KnownVersion = 2;
        private const int TrueType = 0x00000100; // 00 01 00 00, read as little-endian

        /// <summary>Returns the TrueType font at <paramref name="path"/>.</summary>
        /// <param name="resource">The whole resource.</param>
        /// <param name="path">For example <c>/Assets/Inter-Regular.ttf</c>.</param>
        /// <exception cref="InvalidDataException">The resource has another form, or no such file; the message says what was expected and what was found.</exception>
        public static byte[] Font(byte[] resource, string path)
        {
            if (resource == null) throw new ArgumentNullException(nameof(resource));
            try
            {
                using (var reader = new BinaryReader(new MemoryStream(resource), Encoding.UTF8))
                {
                    int indexLength = reader.ReadInt32();
                    long data = 4L + indexLength;
                    if (indexLength < 8 || data > resource.Length) throw Unknown("an index inside the resource", indexLength + " bytes of index in " + resource.Length);
                    int version = reader.ReadInt32();
                    if (version != KnownVersion) throw Unknown("version " + KnownVersion, "version " + version);
                    int count = reader.ReadInt32();
                    for (int i = 0; i < count; i++)
                    {
                        string name = reader.ReadString();
                        int offset = reader.ReadInt32(), size = reader.ReadInt32();
                        if (reader.BaseStream.Position > data) throw Unknown("an entry inside the index", "one that ends outside it");
                        if (name == path) return Cut(resource, path, data + offset, offset, size);
                    }

                    throw Unknown("a file " + path, "none among " + count);
                }
            }
            catch (EndOfStreamException)
            {
                throw Unknown("a whole index", "one cut short");
            }
        }

        private static byte[] Cut(byte[] resource, string path, long start, int offset, int size)
        {
            if (offset < 0 || size < 4 || start + size > resource.Length) throw Unknown(path + " inside the resource", "bytes outside it");
            if (BitConverter.ToInt32(resource, (int)start) != TrueType) throw Unknown(path + " to begin as a TrueType font, 00 01 00 00", "other bytes");
            var font = new byte[size];
            Buffer.BlockCopy(resource, (int)start, font, 0, size);
            return font;
        }

        private static InvalidDataException Unknown(string expected, string found)
        {
            return new InvalidDataException("Expected " + expected + ", found " + found + ".");
        }
    }

#if !FONT_EXTRACT_TEST
    /// <summary>The MSBuild task: reads the assembly <see cref="Source"/>, writes its font <see cref="Font"/> to <see cref="Destination"/>.</summary>
    public sealed class ExtractFont : Microsoft.Build.Utilities.Task
    {
        [Microsoft.Build.Framework.Required]
        public string Source { get; set; }

        [Microsoft.Build.Framework.Required]
        public string Font { get; set; }

        [Microsoft.Build.Framework.Required]
        public string Destination { get; set; }

        public override bool Execute()
        {
            try
            {
                byte[] font = AvaloniaResources.Font(Resource(), Font);
                Directory.CreateDirectory(Path.GetDirectoryName(Destination));
                File.WriteAllBytes(Destination, font);
                return true;
            }
            catch (InvalidDataException e)
            {
                Log.LogError(
                    "{0} does not carry the font {1} in the form that is known. {2} "
                    + "Use the package version of eng/fonts/BundledFont.targets, or revise eng/fonts/AvaloniaResources.cs for the new one.", Source, Font, e.Message);
                return false;
            }
        }

        private byte[] Resource()
        {
            // From bytes, so that the package's file is not held open by a build server.
            Assembly assembly = Assembly.Load(File.ReadAllBytes(Source));
            using (Stream stream = assembly.GetManifestResourceStream(AvaloniaResources.ResourceName))
            {
                if (stream == null) throw new InvalidDataException("Expected a resource " + AvaloniaResources.ResourceName + ", found none.");
                var copy = new MemoryStream();
                stream.CopyTo(copy);
                return copy.ToArray();
            }
        }
    }
#endif
}
