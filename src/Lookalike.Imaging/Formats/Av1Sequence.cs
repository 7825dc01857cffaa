namespace Lookalike.Imaging.Formats;

/// <summary>
/// The size in the sequence header of AV1, which the decoder makes room for, whatever the file around it says.
/// Format: AV1 Bitstream and Decoding Process Specification, 5.3 and 5.5.
/// </summary>
internal static class Av1Sequence
{
    private const int SequenceHeader = 1;

    /// <summary>More units than stand before a sequence header.</summary>
    private const int MaxUnits = 8;

    /// <summary>Bytes that hold the header up to the size, whatever its options.</summary>
    private const int MaxLength = 1024;

    public static bool TryReadSize(HeaderBytes file, long at, out long width, out long height)
    {
        (width, height) = (0, 0);
        for (int unit = 0; unit < MaxUnits && at + 2 <= file.Length; unit++)
        {
            int header = file.Byte(at), head = (header & 4) != 0 ? 2 : 1;
            if ((header & 2) == 0) return false;
            long length = 0;
            int digits = 0;
            byte digit;
            do
            {
                if (digits == 8 || at + head + digits >= file.Length) return false;
                digit = file.Byte(at + head + digits);
                length |= (long)(digit & 0x7F) << (7 * digits++);
            }
            while (digit >= 0x80);

            at += head + digits;
            if (((header >> 3) & 15) == SequenceHeader)
            {
                var bits = new Bits(file.Slice(at, (int)Math.Min(Math.Min(length, MaxLength), file.Length - at)));
                (width, height) = Size(ref bits);
                return !bits.IsBeyond;
            }

            at += length;
        }

        return false;
    }

    private static (long Width, long Height) Size(ref Bits bits)
    {
        bits.Read(4);                                   // profile, still picture
        if (bits.Read(1) == 1) bits.Read(5);            // reduced header: the level
        else OperatingPoints(ref bits);
        int across = (int)bits.Read(4) + 1, down = (int)bits.Read(4) + 1;
        return (bits.Read(across) + 1L, bits.Read(down) + 1L);
    }

    private static void OperatingPoints(ref Bits bits)
    {
        int delayLength = 0;
        bool model = false;
        if (bits.Read(1) == 1)
        {
            // Ticks, time scale; where pictures are evenly spaced, by how many ticks: as many zeros as digits follow.
            bits.Read(32);
            bits.Read(32);
            if (bits.Read(1) == 1)
            {
                int zeros = 0;
                while (zeros < 32 && !bits.IsBeyond && bits.Read(1) == 0) zeros++;
                bits.Read(zeros);
            }

            model = bits.Read(1) == 1;
            if (model)
            {
                delayLength = (int)bits.Read(5) + 1;
                bits.Read(32);
                bits.Read(10);
            }
        }

        bool delays = bits.Read(1) == 1;
        uint points = bits.Read(5) + 1;
        for (uint i = 0; i < points; i++)
        {
            bits.Read(12);
            if (bits.Read(5) > 7) bits.Read(1);
            if (model && bits.Read(1) == 1)
            {
                bits.Read(delayLength);
                bits.Read(delayLength);
                bits.Read(1);
            }

            if (delays && bits.Read(1) == 1) bits.Read(4);
        }
    }

    /// <summary>Bits, the highest of a byte first.</summary>
    private ref struct Bits(ReadOnlySpan<byte> bytes)
    {
        private readonly ReadOnlySpan<byte> _bytes = bytes;
        private int _at;

        /// <summary>Whether more was read than there is.</summary>
        public readonly bool IsBeyond => _at > _bytes.Length * 8;

        /// <summary>The next 0 to 32 bits; zeros beyond the end.</summary>
        public uint Read(int count)
        {
            uint value = 0;
            for (int i = 0; i < count; i++, _at++)
                value = (value << 1) | (_at < _bytes.Length * 8 ? (uint)(_bytes[_at / 8] >> (7 - (_at % 8))) & 1 : 0);
            return value;
        }
    }
}
