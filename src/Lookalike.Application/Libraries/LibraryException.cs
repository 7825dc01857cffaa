using Lookalike.Core;

namespace Lookalike.Application.Libraries;

/// <summary>A library of a folder is not there, damaged or in use. The message says which, what was found and the remedy.</summary>
internal sealed class LibraryException(FaultKind kind, string subject, string message, Exception? innerException = null)
    : LookalikeException(kind, subject, message, innerException);
