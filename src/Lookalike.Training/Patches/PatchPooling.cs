using System.Numerics.Tensors;

namespace Lookalike.Training.Patches;

/// <summary>
/// From the codes of patches to one vector of an image: sums over windows of 5 x 5 patches, each brought to length 1, are added into a grid of
/// cells, each brought to length 1. The grid is added to that of the mirrored image, and half of it is kept. Immutable, so thread-safe; each thread
/// has a buffer.
/// </summary>
internal sealed class PatchPooling
{
    private const int WindowSide = 5;
    private const int Stride = 2;
    private const int MaxCells = 6;

    /// <summary>Rows of windows that a row of patches lies in, at most.</summary>
    private const int OpenRows = (WindowSide + Stride - 1) / Stride;

    private readonly PatchGrid _grid;
    private readonly SlowProjection _projection;
    private readonly CellAxis _rows;
    private readonly CellAxis _columns;

    /// <summary>Plans for a grid of patches.</summary>
    public PatchPooling(PatchGrid grid, SlowProjection projection)
    {
        (_grid, _projection) = (grid, projection);
        _rows = new CellAxis(((grid.Rows - WindowSide) / Stride) + 1, MaxCells);
        _columns = new CellAxis(((grid.Columns - WindowSide) / Stride) + 1, MaxCells);
    }

    /// <summary>Values of an image's vector: those of half the cells.</summary>
    public int Size => _rows.Cells * KeptColumns * _projection.Directions;

    private int KeptColumns => (_columns.Cells + 1) / 2;

    /// <summary>A buffer for one thread.</summary>
    public Buffer CreateBuffer() => new(_projection.Directions, _columns.Windows, _rows.Cells * _columns.Cells);

    /// <summary>Pools the patches of an image, row by row, so that what is worked on stays in the first caches.</summary>
    /// <param name="matches">A list of entries for each patch.</param>
    /// <param name="buffer">Overwritten.</param>
    /// <param name="vector">Receives [<see cref="Size"/>].</param>
    public void Pool(PatchMatches matches, Buffer buffer, Span<float> vector)
    {
        Array.Clear(buffer.Windows);
        Array.Clear(buffer.Cells);
        for (int row = 0; row < _grid.Rows; row++)
        {
            AddRow(matches, row, buffer);
            for (int window = FirstWindow(row); window <= Math.Min(row / Stride, _rows.Windows - 1); window++)
            {
                Span<float> sums = buffer.OpenRow(window % OpenRows);
                TensorPrimitives.Add(sums, buffer.Strip, sums);
                if (row == (window * Stride) + WindowSide - 1) Close(window, buffer);
            }
        }

        int size = _projection.Directions;
        for (int start = 0; start < buffer.Cells.Length; start += size) Normalise(buffer.Cells.AsSpan(start, size));
        Fold(buffer.Cells, vector);
    }

    /// <summary>The first window along a side that a row or column of patches lies in.</summary>
    private static int FirstWindow(int patch) => Math.Max(0, (patch - WindowSide + Stride) / Stride);

    /// <summary>Sums the codes of a row of patches over the windows' columns, into the strip.</summary>
    private void AddRow(PatchMatches matches, int row, Buffer buffer)
    {
        int size = _projection.Directions;
        Array.Clear(buffer.Strip);
        for (int column = 0; column < _grid.Columns; column++)
        {
            _projection.Project(matches.Of((row * _grid.Columns) + column), buffer.Code);
            for (int window = FirstWindow(column); window <= Math.Min(column / Stride, _columns.Windows - 1); window++)
            {
                Span<float> sum = buffer.Strip.AsSpan(window * size, size);
                TensorPrimitives.Add(sum, buffer.Code, sum);
            }
        }
    }

    /// <summary>Adds a finished row of windows to the cells, and makes room for another.</summary>
    private void Close(int row, Buffer buffer)
    {
        int size = _projection.Directions;
        Span<float> sums = buffer.OpenRow(row % OpenRows);
        for (int column = 0; column < _columns.Windows; column++)
        {
            Span<float> window = sums.Slice(column * size, size);
            Normalise(window);
            for (int y = _rows.First(row); y <= _rows.Last(row); y++)
            {
                for (int x = _columns.First(column); x <= _columns.Last(column); x++)
                {
                    Span<float> cell = buffer.Cells.AsSpan(((y * _columns.Cells) + x) * size, size);
                    TensorPrimitives.Add(cell, window, cell);
                }
            }
        }

        sums.Clear();
    }

    /// <summary>The grid plus that of the mirrored image, which is the grid mirrored, with the signs of the odd directions turned.</summary>
    private void Fold(ReadOnlySpan<float> cells, Span<float> vector)
    {
        int size = _projection.Directions;
        float scale = 1 / MathF.Sqrt(_rows.Cells * _columns.Cells);
        for (int row = 0; row < _rows.Cells; row++)
        {
            for (int column = 0; column < KeptColumns; column++)
            {
                ReadOnlySpan<float> own = cells.Slice(((row * _columns.Cells) + column) * size, size);
                ReadOnlySpan<float> other = cells.Slice(((row * _columns.Cells) + _columns.Cells - 1 - column) * size, size);
                Span<float> target = vector.Slice(((row * KeptColumns) + column) * size, size);
                TensorPrimitives.MultiplyAdd(other, _projection.Signs, own, target);
                TensorPrimitives.Multiply(target, scale, target);
            }
        }
    }

    private static void Normalise(Span<float> vector) =>
        TensorPrimitives.Multiply(vector, 1 / MathF.Sqrt(TensorPrimitives.SumOfSquares<float>(vector) + 1e-12f), vector);

    /// <summary>What one thread works in.</summary>
    internal sealed class Buffer(int directions, int windowColumns, int cells)
    {
        internal float[] Code { get; } = new float[directions];

        internal float[] Strip { get; } = new float[windowColumns * directions];

        internal float[] Windows { get; } = new float[OpenRows * windowColumns * directions];

        internal float[] Cells { get; } = new float[cells * directions];

        internal Span<float> OpenRow(int row) => Windows.AsSpan(row * Strip.Length, Strip.Length);
    }
}
