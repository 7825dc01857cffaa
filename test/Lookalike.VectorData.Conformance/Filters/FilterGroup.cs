namespace Lookalike.VectorData.Conformance.Filters;

/// <summary>Filters that a provider understands or refuses together.</summary>
public enum FilterGroup
{
    /// <summary>Equality and order of numbers and texts, joined by and, or and not.</summary>
    Comparison,

    /// <summary>A boolean property as it stands, or compared with a constant.</summary>
    Boolean,

    /// <summary>Comparison with null, and of properties that may be null.</summary>
    Null,

    /// <summary>Whether a list in the expression contains the property.</summary>
    ContainsInList,

    /// <summary>Whether a property that is a list contains a value.</summary>
    ListProperty,

    /// <summary>A condition that is a constant.</summary>
    Constant,
}
