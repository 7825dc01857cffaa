using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Lookalike.Storage.Sqlite.Database;

/// <summary>
/// A prepared statement that its connection keeps. It binds and reads without a copy in between: a block of vectors goes from
/// the page cache straight into the matrix. Disposing hands it back, ready to run again.
/// </summary>
internal sealed class Statement(sqlite3 database, sqlite3_stmt handle, WorkLimit work) : IDisposable
{
    // Strict: a string that is no valid UTF-16 would come back as another string, so it is refused.
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Whether somebody has taken it and not disposed it yet.</summary>
    public bool IsInUse { get; private set; }

    /// <summary>Hands the statement out; called by its connection.</summary>
    public Statement Take()
    {
        IsInUse = true;
        work.Begin();
        return this;
    }

    public Statement BindNull(int parameter) => Check(raw.sqlite3_bind_null(handle, parameter));

    public Statement Bind(int parameter, long value) => Check(raw.sqlite3_bind_int64(handle, parameter, value));

    public Statement Bind(int parameter, double value) => Check(raw.sqlite3_bind_double(handle, parameter, value));

    public Statement Bind(int parameter, ReadOnlySpan<byte> value) =>
        // An empty span is a null pointer, which SQLite takes for NULL.
        Check(value.IsEmpty ? raw.sqlite3_bind_zeroblob(handle, parameter, 0) : raw.sqlite3_bind_blob(handle, parameter, value));

    public Statement Bind(int parameter, string value)
    {
        if (value.Length == 0) return Check(raw.sqlite3_bind_text(handle, parameter, value));
        int maximum = StrictUtf8.GetMaxByteCount(value.Length);
        Span<byte> bytes = maximum <= 512 ? stackalloc byte[maximum] : new byte[maximum];
        return Check(raw.sqlite3_bind_text(handle, parameter, bytes[..StrictUtf8.GetBytes(value, bytes)]));
    }

    /// <summary>Moves to the next row; false when there is none.</summary>
    public bool Step()
    {
        int code = raw.sqlite3_step(handle);
        if (code == raw.SQLITE_ROW) return true;
        if (code != raw.SQLITE_DONE) SqliteException.ThrowExceptionForRC(code, database);
        return false;
    }

    /// <summary>Makes the statement ready to be bound and run once more.</summary>
    public void Reset()
    {
        raw.sqlite3_reset(handle);
        work.Begin();
    }

    public bool IsNull(int column) => Kind(column) == raw.SQLITE_NULL;

    /// <summary>One of SQLite's five storage classes.</summary>
    public int Kind(int column) => raw.sqlite3_column_type(handle, column);

    public long Int64(int column) => raw.sqlite3_column_int64(handle, column);

    /// <exception cref="InvalidDataException">It is none: SQLite keeps any value in any column.</exception>
    public long Integer(int column)
    {
        Require(column, raw.SQLITE_INTEGER);
        return Int64(column);
    }

    /// <summary>The bytes of a blob, good until the next step.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public ReadOnlySpan<byte> Blob(int column)
    {
        Require(column, raw.SQLITE_BLOB);
        return Bytes(column);
    }

    /// <summary>The bytes of a blob or a text, or of a number as a text.</summary>
    public int Length(int column) => raw.sqlite3_column_bytes(handle, column);

    public double Double(int column) => raw.sqlite3_column_double(handle, column);

    /// <summary>The bytes of a blob or a text, good until the next step.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(handle, column);

    /// <exception cref="InvalidDataException">It is no text, or its bytes are no UTF-8.</exception>
    public string Text(int column)
    {
        Require(column, raw.SQLITE_TEXT);
        try
        {
            // By length and not up to the first NUL, which a text may hold.
            return StrictUtf8.GetString(Bytes(column));
        }
        catch (DecoderFallbackException fault)
        {
            throw new InvalidDataException($"a text is no valid UTF-8 ({fault.Message})", fault);
        }
    }

    public void Dispose()
    {
        IsInUse = false;
        raw.sqlite3_reset(handle);
        raw.sqlite3_clear_bindings(handle);
    }

    /// <summary>Frees the statement; called by its connection.</summary>
    public void Close() => handle.Dispose();

    /// <exception cref="InvalidDataException">The column holds another of the storage classes.</exception>
    public void Require(int column, int kind)
    {
        int found = Kind(column);
        if (found == kind) return;
        throw new InvalidDataException($"the column '{raw.sqlite3_column_name(handle, column).utf8_to_string()}' holds {Name(found)}; expected {Name(kind)}");
    }

    private static string Name(int kind) => kind switch
    {
        raw.SQLITE_INTEGER => "an integer",
        raw.SQLITE_FLOAT => "a real number",
        raw.SQLITE_TEXT => "a text",
        raw.SQLITE_BLOB => "a blob",
        _ => "NULL",
    };

    private Statement Check(int code)
    {
        if (code != raw.SQLITE_OK) SqliteException.ThrowExceptionForRC(code, database);
        return this;
    }
}
